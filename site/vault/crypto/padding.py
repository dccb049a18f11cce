"""Padding to steps of 1,024 bytes, so that a stored length says next to nothing about a text.

Files are larger and have larger steps, for the same reason.

Layout: length of the plaintext (4 bytes, big-endian), plaintext, zero bytes up to the next step.
"""

from __future__ import annotations

import struct

from .errors import CannotOpen

STEP = 1024
"""Padded texts are a multiple of this many bytes, at least one step."""

MAX_PLAINTEXT = 256 * 1024
"""Longest plaintext in bytes."""

FILE_STEP = 64 * 1024
"""The step of files in bytes."""

MAX_FILE = 1024 * 1024
"""Longest file in bytes."""

_PREFIX = 4


def padded_length(length: int, *, step: int = STEP) -> int:
    """Return the number of bytes that a plaintext of ``length`` bytes takes once padded."""
    return -(-(_PREFIX + length) // step) * step


def pad(plaintext: bytes, *, step: int = STEP, most: int = MAX_PLAINTEXT) -> bytes:
    """Return the plaintext padded to ``step``; ``ValueError`` above ``most`` bytes."""
    if len(plaintext) > most:
        message = f"plaintext must be at most {most} bytes"
        raise ValueError(message)
    framed = struct.pack(">I", len(plaintext)) + plaintext
    return framed.ljust(padded_length(len(plaintext), step=step), b"\0")


def unpad(padded: bytes, *, step: int = STEP, most: int = MAX_PLAINTEXT) -> bytes:
    """Return the plaintext; ``CannotOpen`` unless ``pad`` would write exactly these bytes."""
    if len(padded) < _PREFIX:
        raise CannotOpen
    (length,) = struct.unpack(">I", padded[:_PREFIX])
    if length > most or len(padded) != padded_length(length, step=step):
        raise CannotOpen
    end = _PREFIX + length
    # Strict, so that the fill can neither carry a hidden message nor make two forms of one text.
    if any(padded[end:]):
        raise CannotOpen
    return padded[_PREFIX:end]
