"""Version bytes, length prefixes and associated data: the frame that every format shares."""

from __future__ import annotations

import struct

from .errors import CannotOpen, UnknownVersion

VERSION = 1
"""The version byte of every format written today."""

KEY_BYTES = 32
"""Length of every secret key, public key and symmetric key."""

MAX_NAME = 64
"""Longest record or message name in bytes; a UUID has 16."""


def version_byte() -> bytes:
    """Return the one byte with which every blob begins."""
    return bytes([VERSION])


def strip_version(blob: bytes) -> bytes:
    """Return what follows the version byte.

    Raises ``CannotOpen`` for an empty blob and ``UnknownVersion`` for any version but ours.
    """
    if not blob:
        raise CannotOpen
    if blob[0] != VERSION:
        raise UnknownVersion
    return blob[1:]


def length_prefixed(*parts: bytes) -> bytes:
    """Join parts, each behind its length as 4 bytes big-endian, so that no boundary can move."""
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


def associated_data(label: bytes, *parts: bytes) -> bytes:
    """Return version byte, label and parts as one unambiguous string.

    The label names the format, so that a blob of one format never opens as another even where
    a caller used one key for both.
    """
    return version_byte() + length_prefixed(label, *parts)


def require_length(what: str, value: bytes, length: int) -> None:
    """Raise ``ValueError`` naming ``what`` (never the value) unless it has ``length`` bytes."""
    if len(value) != length:
        message = f"{what} must be exactly {length} bytes"
        raise ValueError(message)


def require_name(what: str, value: bytes) -> None:
    """Raise ``ValueError`` unless ``value`` has 1 to ``MAX_NAME`` bytes."""
    if not 1 <= len(value) <= MAX_NAME:
        message = f"{what} must be 1 to {MAX_NAME} bytes"
        raise ValueError(message)
