"""Return codes: typed in any script, checked by a digit, and stretched once whatever was typed."""

from __future__ import annotations

import random
import struct
from collections import Counter
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings

from vault.crypto import return_code
from vault.crypto.errors import CannotOpen, CryptoError, MalformedCode
from vault.crypto.return_code import DerivedKeys

from .helpers import CHEAP

PEPPER = bytes(range(32))
SITE_SALT = bytes(range(100, 116))
KEY = bytes(range(128, 160))

codes = st.integers(0, 10**19 - 1).map(
    lambda number: f"{number:019d}" + return_code.check_digit(f"{number:019d}")
)


def derive(code: str, *, salt: bytes = SITE_SALT, pepper: bytes = PEPPER) -> DerivedKeys:
    return return_code.derive(code=code, site_salt=salt, pepper=pepper, **CHEAP)


def derive_or_dummy(text: str) -> tuple[DerivedKeys, bool]:
    return return_code.derive_or_dummy(text, site_salt=SITE_SALT, pepper=PEPPER, **CHEAP)


@pytest.fixture
def argon2_calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    calls: list[tuple[int, int]] = []
    real = bindings.crypto_pwhash_alg

    def counted(
        outlen: int, passwd: bytes, salt: bytes, opslimit: int, memlimit: int, alg: int
    ) -> bytes:
        calls.append((opslimit, memlimit))
        return real(outlen, passwd, salt, opslimit, memlimit, alg)

    monkeypatch.setattr(bindings, "crypto_pwhash_alg", counted)
    return calls


# The check digit


def test_the_table_is_a_totally_anti_symmetric_quasigroup() -> None:
    """The two conditions under which Damm proves that every such error is found."""
    table = return_code._DAMM
    digits = range(10)
    for n in digits:
        assert sorted(table[n]) == list(digits)
        assert sorted(row[n] for row in table) == list(digits)
        assert table[n][n] == 0
    for c, x, y in product(digits, repeat=3):
        if x != y:
            assert table[table[c][x]][y] != table[table[c][y]][x]


def test_the_published_example() -> None:
    assert return_code.check_digit("572") == "4"
    assert return_code.check_digit("5724") == "0"


def sample() -> list[str]:
    numbers = [0, 10**19 - 1, 1234567890123456789]
    picked = random.Random(5869)
    numbers += [picked.randrange(10**19) for _ in range(40)]
    return [return_code._complete(number) for number in numbers]


@pytest.mark.parametrize("code", sample())
def test_every_single_wrong_digit_and_every_swap_of_neighbours_is_found(code: str) -> None:
    assert return_code.normalise(code) == code
    for position, digit in product(range(20), "0123456789"):
        if digit != code[position]:
            with pytest.raises(MalformedCode):
                return_code.normalise(code[:position] + digit + code[position + 1 :])
    for position in range(19):
        left, right = code[position], code[position + 1]
        if left != right:
            swapped = code[:position] + right + left + code[position + 2 :]
            with pytest.raises(MalformedCode):
                return_code.normalise(swapped)


# Making codes


def test_a_code_is_twenty_digits_in_five_groups_of_four() -> None:
    code = return_code.generate()
    assert len(code) == 20
    assert code.isascii()
    assert code.isdigit()
    shown = return_code.format_code(code)
    assert [len(group) for group in shown.split(" ")] == [4, 4, 4, 4, 4]
    assert shown.replace(" ", "") == code


def test_generated_codes_are_valid_and_differ() -> None:
    made = {return_code.generate() for _ in range(2000)}
    assert len(made) == 2000
    for code in made:
        assert return_code.normalise(code) == code


def test_digits_are_evenly_spread() -> None:
    """Over 20,000 fixed nonces: every digit in every place within 2,000 +- 6 deviations."""
    made = [
        return_code.code_from_nonce(
            nonce=struct.pack(">32x")[:28] + struct.pack(">I", n), pepper=PEPPER
        )
        for n in range(20_000)
    ]
    assert len(set(made)) == 20_000
    for place in range(20):
        counts = Counter(code[place] for code in made)
        assert len(counts) == 10
        for count in counts.values():
            assert abs(count - 2000) < 6 * (20_000 * 0.1 * 0.9) ** 0.5
    pairs = Counter(pair for code in made for pair in pairwise(code[:19]))
    assert len(pairs) == 100


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=64))
def test_a_nonce_gives_one_code_and_only_with_the_pepper(nonce: bytes, pepper: bytes) -> None:
    code = return_code.code_from_nonce(nonce=nonce, pepper=pepper)
    assert return_code.normalise(code) == code
    assert return_code.code_from_nonce(nonce=nonce, pepper=pepper) == code
    turned = bytes([nonce[0] ^ 1]) + nonce[1:]
    assert return_code.code_from_nonce(nonce=turned, pepper=pepper) != code
    other = bytes([pepper[0] ^ 1]) + pepper[1:]
    assert return_code.code_from_nonce(nonce=nonce, pepper=other) != code


def test_lengths_of_nonce_pepper_and_salt_are_checked() -> None:
    for length in (0, 31, 33):
        with pytest.raises(ValueError, match="nonce"):
            return_code.code_from_nonce(nonce=bytes(length), pepper=PEPPER)
    code = return_code.generate()
    with pytest.raises(ValueError, match="pepper"):
        return_code.code_from_nonce(nonce=bytes(32), pepper=PEPPER[:31])
    with pytest.raises(ValueError, match="pepper"):
        derive(code, pepper=PEPPER[:31])
    with pytest.raises(ValueError, match="site salt"):
        derive(code, salt=SITE_SALT[:15])


# Typing codes

ARABIC, PERSIAN, WIDE = "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"
SEPARATORS = [
    " ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u202f", "\u2009", "\u3000",
    "-", "\u2010", "\u2011", "\u2012", "–", "—", "―", "−", "_", "ـ", "\u00ad", "－",
    ".", "·", "•", "۔",
    "\u200e", "\u200f", "\u061c", "\u202a", "\u202c", "\u2066", "\u2069", "\u200b", "\ufeff",
]  # fmt: skip


@given(
    codes,
    st.lists(st.sampled_from(SEPARATORS), min_size=21, max_size=21),
    st.lists(st.sampled_from(["0123456789", ARABIC, PERSIAN, WIDE]), min_size=20, max_size=20),
)
def test_any_digits_and_any_separators(code: str, between: list[str], scripts: list[str]) -> None:
    typed = between[0] + "".join(
        script[int(digit)] + separator
        for digit, script, separator in zip(code, scripts, between[1:], strict=True)
    )
    assert return_code.normalise(typed) == code


@pytest.mark.parametrize("separator", SEPARATORS)
def test_each_separator_alone(separator: str) -> None:
    code = sample()[-1]
    shown = return_code.format_code(code)
    assert return_code.normalise(shown.replace(" ", separator)) == code


VALID = sample()[2]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        VALID[:19],
        VALID + "0",
        VALID * 2,
        VALID[:10],
        VALID[:19] + "x",
        VALID + "x",
        VALID + "؟",
        "+" + VALID,
        "१" * 20,  # digits of a script that nobody here types
        "²" * 20,
        "Ⅷ" * 20,
        VALID + " " * 200,
        "0" * 1_000_000,
        "\ud800" * 20,
        "1234 5678 9012 3456 7890",
    ],
)
def test_anything_else_is_malformed(text: str) -> None:
    with pytest.raises(MalformedCode):
        return_code.normalise(text)
    with pytest.raises(MalformedCode):
        return_code.format_code(text)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_code_or_malformed(text: str) -> None:
    try:
        code = return_code.normalise(text)
    except MalformedCode as error:
        assert str(error) == "The code is not written correctly."  # noqa: PT017
    else:
        assert len(code) == 20


# Deriving keys


def test_a_code_gives_two_independent_keys() -> None:
    keys = derive(VALID)
    assert len(keys.lookup_id) == len(keys.wrapping_key) == 32
    assert keys.lookup_id != keys.wrapping_key
    assert keys == derive(VALID)
    assert keys == derive(
        return_code.format_code(VALID).translate(str.maketrans("0123456789", ARABIC))
    )


def test_code_salt_and_pepper_each_change_both_keys() -> None:
    keys = [
        derive(VALID),
        derive(sample()[3]),
        derive(VALID, salt=SITE_SALT + b"x"),
        derive(VALID, pepper=PEPPER + b"x"),
        return_code.derive(
            code=VALID, site_salt=SITE_SALT, pepper=PEPPER, opslimit=3, memlimit=CHEAP["memlimit"]
        ),
    ]
    assert len({key.lookup_id for key in keys}) == len(keys)
    assert len({key.wrapping_key for key in keys}) == len(keys)


def test_the_wrapping_key_is_not_printed() -> None:
    keys = DerivedKeys(lookup_id=bytes(32), wrapping_key=KEY)
    assert "wrapping" not in repr(keys)


def test_a_malformed_code_never_reaches_argon2_through_derive(
    argon2_calls: list[tuple[int, int]],
) -> None:
    with pytest.raises(MalformedCode):
        derive(VALID[:-1])
    assert argon2_calls == []


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        (VALID, True),
        (return_code.format_code(VALID), True),
        ("", False),
        (VALID[:-1], False),
        (VALID[:-1] + "٩", False),
        ("no code", False),
        ("0" * 1_000_000, False),
        ("\ud800", False),
    ],
)
def test_argon2_runs_exactly_once_whatever_is_typed(
    text: str, is_code: bool, argon2_calls: list[tuple[int, int]]
) -> None:
    keys, told = derive_or_dummy(text)
    assert told is is_code
    assert argon2_calls == [(CHEAP["opslimit"], CHEAP["memlimit"])]
    assert len(keys.lookup_id) == len(keys.wrapping_key) == 32


def test_real_codes_derive_the_same_either_way_and_dummies_never_collide() -> None:
    assert derive_or_dummy(VALID) == (derive(VALID), True)
    dummy, _ = derive_or_dummy("whatever")
    assert dummy == derive_or_dummy("")[0]
    assert dummy.lookup_id != derive(VALID).lookup_id
    with pytest.raises(MalformedCode):
        return_code.normalise(return_code._NOT_A_CODE)


def test_the_defaults_are_those_of_the_design(argon2_calls: list[tuple[int, int]]) -> None:
    return_code.derive(code=VALID, site_salt=SITE_SALT, pepper=PEPPER)
    return_code.derive_or_dummy("", site_salt=SITE_SALT, pepper=PEPPER)
    assert argon2_calls == [(2, 64 * 1024 * 1024)] * 2


def test_errors_are_of_one_family() -> None:
    assert issubclass(MalformedCode, CryptoError)
    assert issubclass(CannotOpen, CryptoError)
