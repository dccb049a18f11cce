"""Padding: a stored length shows the step and nothing finer, and only one form unpads."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.crypto.errors import CannotOpen
from vault.crypto.padding import FILE_STEP, MAX_FILE, MAX_PLAINTEXT, STEP, pad, padded_length, unpad


@given(st.binary(max_size=5000))
def test_what_was_padded_unpads(plaintext: bytes) -> None:
    padded = pad(plaintext)
    assert unpad(padded) == plaintext
    assert len(padded) % STEP == 0
    assert len(padded) == padded_length(len(plaintext))


def test_length_shows_the_step_only() -> None:
    assert {len(pad(b"x" * n)) for n in range(1021)} == {1024}
    assert {len(pad(b"x" * n)) for n in range(1021, 2045)} == {2048}
    assert len(pad(b"x" * 2045)) == 3072


def test_padding_is_constant() -> None:
    assert pad(b"abc") == b"\0\0\0\x03abc" + bytes(1017)


def test_the_limit_is_a_limit() -> None:
    assert MAX_PLAINTEXT == 256 * 1024
    longest = b"x" * MAX_PLAINTEXT
    assert unpad(pad(longest)) == longest
    with pytest.raises(ValueError, match="at most"):
        pad(longest + b"x")


@given(st.binary(max_size=1020), st.integers(0, 1023), st.integers(1, 255))
def test_fill_other_than_zero_is_refused(plaintext: bytes, offset: int, value: int) -> None:
    padded = bytearray(pad(plaintext))
    fill = len(padded) - 4 - len(plaintext)
    if fill == 0:
        return
    padded[4 + len(plaintext) + offset % fill] = value
    with pytest.raises(CannotOpen):
        unpad(bytes(padded))


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        b"\0\0\0",
        b"\0\0\0\0",
        pad(b"abc")[:-1],
        pad(b"abc") + b"\0",
        pad(b"abc") + bytes(STEP),  # a step more than pad would have used
        struct.pack(">I", 1021) + bytes(1020),  # claims more than there is
        struct.pack(">I", 2**32 - 1) + bytes(1020),
        struct.pack(">I", MAX_PLAINTEXT + 1) + bytes(padded_length(MAX_PLAINTEXT + 1) - 4),
    ],
)
def test_what_pad_would_not_write_is_refused(padded: bytes) -> None:
    with pytest.raises(CannotOpen):
        unpad(padded)


def test_files_have_larger_steps_and_no_other_form() -> None:
    steps = {"step": FILE_STEP, "most": MAX_FILE}
    assert unpad(pad(b"abc", **steps), **steps) == b"abc"
    assert len(pad(bytes(FILE_STEP - 4), **steps)) == FILE_STEP
    with pytest.raises(CannotOpen):
        unpad(pad(b"abc"), **steps)
    with pytest.raises(CannotOpen):
        unpad(pad(b"abc", **steps))
