"""Padding to steps of 1,024 bytes, so that a stored length says next to nothing about a text.

Layout: length of the plaintext (4 bytes, big-endian), plaintext, zero bytes up to the next step.
"""

from __future__ import annotations

import struct

from .errors import CannotOpen

STEP = 1024
"""Padded texts are a multiple of this many bytes, at least one step."""

MAX_PLAINTEXT = 256 * 1024
"""Longest plaintext in bytes."""

_PREFIX = 4


def padded_length(length: int) -> int:
    """Return the number of bytes that a plaintext of ``length`` bytes takes once padded."""
    return -(-(_PREFIX + length) // STEP) * STEP


def pad(plaintext: bytes) -> bytes:
    """Return the padded plaintext; ``ValueError`` above ``MAX_PLAINTEXT`` bytes."""
    if len(plaintext) > MAX_PLAINTEXT:
        message = f"plaintext must be at most {MAX_PLAINTEXT} bytes"
        raise ValueError(message)
    framed = struct.pack(">I", len(plaintext)) + plaintext
    return framed.ljust(padded_length(len(plaintext)), b"\0")


def unpad(padded: bytes) -> bytes:
    """Return the plaintext; ``CannotOpen`` unless ``pad`` would write exactly these bytes."""
    if len(padded) < _PREFIX:
        raise CannotOpen
    (length,) = struct.unpack(">I", padded[:_PREFIX])
    if length > MAX_PLAINTEXT or len(padded) != padded_length(length):
        raise CannotOpen
    end = _PREFIX + length
    # Strict, so that the fill can neither carry a hidden message nor make two forms of one text.
    if any(padded[end:]):
        raise CannotOpen
    return padded[_PREFIX:end]
