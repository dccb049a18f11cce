"""What the tests of the cryptographic core share: vectors, cheap parameters, damaged blobs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from vault.crypto.errors import CannotOpen, UnknownVersion
from vault.crypto.stretching import MIN_MEMLIMIT, MIN_OPSLIMIT

DATA = Path(__file__).resolve().parents[2] / "data" / "vault"

CHEAP: dict[str, int] = {"opslimit": MIN_OPSLIMIT, "memlimit": MIN_MEMLIMIT}
"""The least that Argon2id may be asked for: for tests that run it often."""

RECORD = bytes(range(16))
OTHER_RECORD = bytes(range(1, 17))
MESSAGE = bytes(range(32, 48))
OTHER_MESSAGE = bytes(range(33, 49))


def vectors(name: str) -> list[dict[str, Any]]:
    """Return the vectors of one file, every hexadecimal field as it is written."""
    loaded: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    assert loaded
    return loaded


def flipped(blob: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield every position with the blob in which one bit of that byte is turned."""
    for position in range(len(blob)):
        bit = 1 << position % 8
        yield (
            position,
            blob[:position] + bytes([blob[position] ^ bit]) + blob[position + 1 :],
        )


def assert_refuses_damage(blob: bytes, open_blob: Callable[[bytes], object]) -> None:
    """Hold that ``open_blob`` opens ``blob``, and refuses it in every damaged form.

    One bit turned in every byte, a cut at every length, a byte too many, and every other version.
    """
    open_blob(blob)
    for position, damaged in flipped(blob):
        expected = UnknownVersion if position == 0 else CannotOpen
        with pytest.raises(expected):
            open_blob(damaged)
    for length in range(len(blob)):
        with pytest.raises(CannotOpen):
            open_blob(blob[:length])
    with pytest.raises(CannotOpen):
        open_blob(blob + b"\0")
    for version in {*range(256)} - {1}:
        with pytest.raises(UnknownVersion):
            open_blob(bytes([version]) + blob[1:])
