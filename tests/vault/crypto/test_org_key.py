"""The organisation's key: two parts make it, one part does not, and a typo is told at once."""

from __future__ import annotations

import re

import pytest

from vault.crypto import envelope, org_key
from vault.crypto.errors import CryptoError, MalformedCode, UnknownVersion

from .helpers import vectors

# Fixed parts: a random one would pass its 24-bit checksum by chance once in a great while.
FIXED = vectors("org_key_v1")[0]
ONE, TWO, SECRET = FIXED["part_one"], FIXED["part_two"], bytes.fromhex(FIXED["secret"])
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_two_parts_make_the_key() -> None:
    made = org_key.create()
    secret = org_key.combine(made.part_one, made.part_two)
    assert len(secret) == 32
    assert envelope.public_key_of(secret_key=secret) == made.public_key
    assert org_key.combine(made.part_two, made.part_one) == secret
    assert (org_key.check_part(made.part_one), org_key.check_part(made.part_two)) == (1, 2)


def test_parts_print_as_sixteen_groups_without_confusable_letters() -> None:
    made = org_key.create()
    for part in (made.part_one, made.part_two):
        assert re.fullmatch(rf"[{SIGNS}]{{4}}( [{SIGNS}]{{4}}){{15}}", part)
        assert not set("ILOU") & set(part)


def test_one_part_alone_says_nothing_of_the_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Part one is the random mask itself; part two is the secret only once the mask is known."""
    monkeypatch.setattr(org_key, "random", lambda size: bytes(range(size)))
    first, second = org_key.create(), org_key.create()
    shares = [org_key._read_part(made.part_one).share for made in (first, second)]
    assert shares == [bytes(range(32))] * 2
    for made in (first, second):
        secret = org_key.combine(made.part_one, made.part_two)
        other_share = org_key._read_part(made.part_two).share
        assert bytes(a ^ b for a, b in zip(secret, other_share, strict=True)) == bytes(range(32))


def test_masks_are_fresh() -> None:
    assert len({org_key._read_part(org_key.create().part_one).share for _ in range(20)}) == 20


@pytest.mark.parametrize("part", [ONE, TWO])
def test_every_single_wrong_sign_and_every_swap_is_found(part: str) -> None:
    signs = part.replace(" ", "")
    for position, sign in enumerate(signs):
        for other in SIGNS:
            if other != sign:
                with pytest.raises(MalformedCode):
                    org_key.check_part(signs[:position] + other + signs[position + 1 :])
    for position in range(63):
        left, right = signs[position], signs[position + 1]
        if left != right:
            with pytest.raises(MalformedCode):
                org_key.check_part(signs[:position] + right + left + signs[position + 2 :])
    for length in range(64):
        with pytest.raises(MalformedCode):
            org_key.check_part(signs[:length])
    with pytest.raises(MalformedCode):
        org_key.check_part(signs + "0")


def test_groups_in_the_wrong_order_are_found() -> None:
    groups = ONE.split(" ")
    for position in range(15):
        swapped = groups.copy()
        swapped[position], swapped[position + 1] = swapped[position + 1], swapped[position]
        with pytest.raises(MalformedCode):
            org_key.check_part(" ".join(swapped))


@pytest.mark.parametrize(
    "typed",
    [
        ONE.lower(),
        ONE.replace(" ", ""),
        ONE.replace(" ", "-"),
        ONE.replace(" ", "\n"),
        ONE.replace("1", "I"),
        ONE.replace("1", "l"),
        ONE.replace("0", "O"),
        ONE.replace("0", "٠").replace("1", "۱"),
        "\u200f" + ONE + "\u200e ",
    ],
)
def test_parts_may_be_typed_in_many_ways(typed: str) -> None:
    assert org_key.combine(typed, TWO) == SECRET


@pytest.mark.parametrize("text", ["", " ", "U" * 64, "é" * 64, "0" * 64, "0" * 1_000_000, "ß" * 32])
def test_anything_else_is_malformed(text: str) -> None:
    with pytest.raises(MalformedCode):
        org_key.check_part(text)


def test_the_same_part_twice_is_told() -> None:
    for part in (ONE, TWO):
        with pytest.raises(MalformedCode, match="twice"):
            org_key.combine(part, part.lower())


def test_parts_of_two_keys_are_told() -> None:
    other = org_key.create()
    for parts in [(ONE, other.part_two), (other.part_one, TWO)]:
        with pytest.raises(MalformedCode, match="do not belong"):
            org_key.combine(*parts)


def test_a_forged_share_with_a_right_checksum_is_told() -> None:
    part = org_key._read_part(TWO)
    forged = org_key._print_part(part._replace(share=bytes(32)))
    assert org_key.check_part(forged) == 2
    with pytest.raises(MalformedCode, match="do not belong"):
        org_key.combine(ONE, forged)


def test_a_part_that_claims_another_key_is_told() -> None:
    claiming = org_key._print_part(org_key._read_part(TWO)._replace(pair=b"\0\0\0"))
    for parts in [(ONE, claiming), (claiming, ONE)]:
        with pytest.raises(MalformedCode, match="do not belong"):
            org_key.combine(*parts)


def test_part_numbers_and_versions_other_than_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    part = org_key._read_part(ONE)
    with pytest.raises(MalformedCode):
        org_key.check_part(org_key._print_part(part._replace(number=3)))
    monkeypatch.setattr(org_key, "VERSION", 2)
    later = org_key._print_part(part)
    monkeypatch.undo()
    with pytest.raises(UnknownVersion):
        org_key.check_part(later)


def test_errors_never_carry_what_was_typed() -> None:
    for typed in (ONE[:-1], ONE[:-1] + "!"):
        with pytest.raises(CryptoError) as caught:
            org_key.combine(typed, TWO)
        assert typed[:4] not in str(caught.value)


def test_the_parts_are_not_printed_by_accident() -> None:
    assert repr(org_key.create()) == "<OrganisationKey>"


def test_a_fingerprint_is_short_and_of_one_key() -> None:
    pairs = [envelope.new_key_pair() for _ in range(20)]
    prints = {org_key.fingerprint(pair.public) for pair in pairs}
    assert len(prints) == 20
    for one in prints:
        assert re.fullmatch(rf"[{SIGNS}]{{4}}( [{SIGNS}]{{4}}){{3}}", one)
    with pytest.raises(ValueError, match="public key"):
        org_key.fingerprint(bytes(31))
