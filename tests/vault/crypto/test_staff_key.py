"""Staff keys: only the passphrase opens them, and a row cannot choose what opening costs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from nacl import bindings

from vault.crypto import envelope, staff_key, stretching
from vault.crypto.errors import CannotOpen, UnknownVersion
from vault.crypto.framing import associated_data
from vault.crypto.staff_key import StaffKeyMaterial

from .helpers import CHEAP, flipped

WORDS = "abacus drop-down felt-tip yo-yo zoology zoom"


@pytest.fixture(scope="module")
def material() -> StaffKeyMaterial:
    return staff_key.create(passphrase=WORDS, **CHEAP)


def test_the_passphrase_opens_the_secret_of_the_public_key(material: StaffKeyMaterial) -> None:
    secret = staff_key.unlock(passphrase=WORDS, material=material)
    assert envelope.public_key_of(secret_key=secret) == material.public_key
    assert (len(material.public_key), len(material.salt)) == (32, 16)
    assert len(material.wrapped_secret) == 73
    assert material.wrapped_secret[0] == 1
    assert secret not in material.wrapped_secret
    typed = "  ABACUS  Drop Down–felt tip\nyo-yo zoology ZOOM"
    assert staff_key.unlock(passphrase=typed, material=material) == secret


@pytest.mark.parametrize("wrong", ["", WORDS[:-1], WORDS + " zoom", "zoom " * 6, "x" * 10_000])
def test_another_passphrase_opens_nothing(wrong: str, material: StaffKeyMaterial) -> None:
    with pytest.raises(CannotOpen):
        staff_key.unlock(passphrase=wrong, material=material)


def test_two_keys_under_one_passphrase_share_nothing(material: StaffKeyMaterial) -> None:
    other = staff_key.create(passphrase=WORDS, **CHEAP)
    assert other.public_key != material.public_key
    assert other.salt != material.salt
    for swapped in (
        replace(material, public_key=other.public_key),
        replace(material, salt=other.salt),
        replace(material, wrapped_secret=other.wrapped_secret),
        replace(material, salt=other.salt, wrapped_secret=other.wrapped_secret),
    ):
        with pytest.raises(CannotOpen):
            staff_key.unlock(passphrase=WORDS, material=swapped)


@pytest.mark.parametrize("passphrase", ["", "   ", " - \u200f"])
def test_an_empty_passphrase_makes_no_key(passphrase: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        staff_key.create(passphrase=passphrase, **CHEAP)


@pytest.mark.parametrize(
    "changes",
    [
        {"opslimit": 3},
        {"memlimit": 16 * stretching.MEBIBYTE},
        {"opslimit": 1},
        {"opslimit": 0},
        {"opslimit": -2},
        {"opslimit": 11},
        {"opslimit": 2**62},
        {"memlimit": 1024},
        {"memlimit": 0},
        {"memlimit": -1},
        {"memlimit": 513 * stretching.MEBIBYTE},
        {"memlimit": 64 * 1024 * stretching.MEBIBYTE},
        {"salt": bytes(15)},
        {"salt": bytes(17)},
        {"public_key": b""},
        {"wrapped_secret": b""},
        {"wrapped_secret": b"\x01"},
    ],
)
def test_a_changed_row_is_refused(
    changes: dict[str, int | bytes], material: StaffKeyMaterial
) -> None:
    with pytest.raises(CannotOpen):
        staff_key.unlock(passphrase=WORDS, material=replace(material, **changes))  # type: ignore[arg-type]


def test_parameters_outside_the_range_cost_nothing(
    material: StaffKeyMaterial, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_arguments: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(bindings, "crypto_pwhash_alg", never)
    for changed in (
        replace(material, memlimit=1024),
        replace(material, memlimit=2**36),
        replace(material, opslimit=2**40),
    ):
        with pytest.raises(CannotOpen):
            staff_key.unlock(passphrase=WORDS, material=changed)


def test_damage_to_the_wrapped_secret_is_refused(
    material: StaffKeyMaterial, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The real key, computed once: what is tried 218 times is the box.
    wrapping_key = staff_key._wrapping_key(
        WORDS, material.salt, material.opslimit, material.memlimit
    )
    monkeypatch.setattr(staff_key, "_wrapping_key", lambda *_arguments: wrapping_key)
    blob = material.wrapped_secret

    def unlock(changed: bytes) -> bytes:
        return staff_key.unlock(
            passphrase=WORDS, material=replace(material, wrapped_secret=changed)
        )

    unlock(blob)
    for position, damaged in flipped(blob):
        with pytest.raises(UnknownVersion if position == 0 else CannotOpen):
            unlock(damaged)
    for length in range(len(blob)):
        with pytest.raises(CannotOpen):
            unlock(blob[:length])
    for position, damaged in flipped(material.public_key):
        with pytest.raises(CannotOpen):
            staff_key.unlock(passphrase=WORDS, material=replace(material, public_key=damaged))
        assert position < 32


def test_a_box_that_authenticates_but_holds_another_key_is_refused(
    material: StaffKeyMaterial,
) -> None:
    wrapping_key = staff_key._wrapping_key(
        WORDS, material.salt, material.opslimit, material.memlimit
    )
    other = envelope.new_key_pair()
    for content in (other.secret, other.secret + b"\0", b""):
        box = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
            content,
            associated_data(b"sanad/staff-key", material.public_key),
            bytes(24),
            wrapping_key,
        )
        forged = replace(material, wrapped_secret=b"\x01" + bytes(24) + box)
        with pytest.raises(CannotOpen):
            staff_key.unlock(passphrase=WORDS, material=forged)


def test_the_defaults_are_those_of_the_design(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def quick(
        outlen: int, _password: bytes, _salt: bytes, opslimit: int, memlimit: int, _alg: int
    ) -> bytes:
        asked.append((opslimit, memlimit))
        return bytes(outlen)

    monkeypatch.setattr(bindings, "crypto_pwhash_alg", quick)
    made = staff_key.create(passphrase=WORDS)
    staff_key.unlock(passphrase=WORDS, material=made)
    assert asked == [(4, 128 * 1024 * 1024)] * 2
    assert (made.opslimit, made.memlimit) == (4, 128 * 1024 * 1024)


def test_stronger_defaults_leave_older_keys_readable(
    material: StaffKeyMaterial, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_key, "OPSLIMIT", 6)
    monkeypatch.setattr(staff_key, "MEMLIMIT", 256 * stretching.MEBIBYTE)
    assert staff_key.unlock(passphrase=WORDS, material=material)
