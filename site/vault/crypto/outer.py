"""The outer layer: every sealed cell of the database once more under the environment's key ring.

Whoever can only write to the database can neither read, forge nor move a cell: the key is not
there, and the cell's own address is part of what is authenticated.

Layout (lengths in bytes)::

    version 1 | length of key id 1 | key id 1..16 | nonce 24 | ciphertext n | tag 16

Associated data: version, label, key id and column path (``table|column|pk``).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from typing import Self

from . import aead
from .errors import CannotOpen
from .framing import KEY_BYTES, associated_data, strip_version, version_byte

_LABEL = b"sanad/outer"
_KEY_ID = re.compile(r"[a-z0-9-]{1,16}")


class KeyRing:
    """The environment's keys, in order: the first one writes, all of them read.

    Immutable, and silent: neither ``repr`` nor an error ever shows a key.
    """

    __slots__ = ("_keys",)
    _keys: dict[str, bytes]

    def __init__(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """Take pairs of key id and key (32 bytes); ``ValueError`` names the id, never the key."""
        keys: dict[str, bytes] = {}
        for position, (key_id, key) in enumerate(entries, start=1):
            _require_key_id(key_id, position)
            if key_id in keys:
                message = f"key ring: the id {key_id!r} appears twice"
                raise ValueError(message)
            if len(key) != KEY_BYTES:
                message = f"key ring: the key {key_id!r} must be exactly {KEY_BYTES} bytes"
                raise ValueError(message)
            if key in keys.values():
                message = f"key ring: {key_id!r} has the same key as an earlier id"
                raise ValueError(message)
            keys[key_id] = key
        if not keys:
            message = "key ring: at least one key is needed"
            raise ValueError(message)
        object.__setattr__(self, "_keys", keys)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read ``id:base64,id:base64``; ids match ``[a-z0-9-]{1,16}``, keys have 32 bytes.

        Raises ``ValueError`` that names the id, or the position where the id itself is wrong.
        """
        entries: list[tuple[str, bytes]] = []
        for position, entry in enumerate(text.split(","), start=1):
            key_id, colon, encoded = entry.strip().partition(":")
            if not colon:
                # Not echoed: somebody may have left out the id, and this would be the key.
                message = f"key ring: entry {position} is not of the form id:base64"
                raise ValueError(message)
            _require_key_id(key_id, position)
            try:
                key = base64.b64decode(encoded, validate=True)
            except (binascii.Error, ValueError):
                message = f"key ring: the key {key_id!r} is not valid base64"
                raise ValueError(message) from None
            entries.append((key_id, key))
        return cls(entries)

    def __setattr__(self, name: str, value: object) -> None:
        message = "a key ring does not change"
        raise AttributeError(message)

    def __delattr__(self, name: str) -> None:
        message = "a key ring does not change"
        raise AttributeError(message)

    def __repr__(self) -> str:
        return f"<KeyRing {', '.join(self._keys)}>"

    def __reduce__(self) -> str | tuple[object, ...]:
        message = "a key ring is never pickled"  # or it would land in a cache or a task queue
        raise TypeError(message)

    @property
    def ids(self) -> tuple[str, ...]:
        """All key ids, the active one first."""
        return tuple(self._keys)

    @property
    def active_id(self) -> str:
        """The id of the key that writes."""
        return self.ids[0]

    def wrap(self, *, column_path: str, blob: bytes) -> bytes:
        """Wrap the bytes of one cell under the active key.

        ``column_path`` is ``table|column|pk``, see ``path_of``. The result is 42 bytes longer than
        ``blob`` plus the length of the key id. Raises ``ValueError`` for a malformed path.
        """
        key_id = self.active_id
        return (
            version_byte()
            + bytes([len(key_id)])
            + key_id.encode("ascii")
            + aead.encrypt(
                key=self._keys[key_id], plaintext=blob, associated=_bound_to(key_id, column_path)
            )
        )

    def unwrap(self, *, column_path: str, blob: bytes) -> bytes:
        """Return the bytes that were wrapped for exactly this cell.

        Raises ``UnknownVersion``; ``CannotOpen`` where the cell was changed, cut or moved or its
        key is not in the ring; ``ValueError`` for a malformed path.
        """
        key_id, box = _split(blob)
        associated = _bound_to(key_id, column_path)
        key = self._keys.get(key_id)
        if key is None:
            raise CannotOpen
        return aead.decrypt(key=key, box=box, associated=associated)

    def needs_rotation(self, blob: bytes) -> bool:
        """Tell whether ``blob`` names another key than the active one.

        Reads the header only and proves nothing about the rest. Raises ``UnknownVersion``, and
        ``CannotOpen`` for a header that is cut or malformed.
        """
        key_id, _box = _split(blob)
        return key_id != self.active_id


def path_of(*, table: str, column: str, pk: object) -> str:
    """Return the column path of one cell; ``ValueError`` where a part is empty or holds ``|``."""
    path = f"{table}|{column}|{pk}"
    _require_path(path)
    return path


def new_entry(*, key_id: str) -> str:
    """Return ``id:base64`` with a fresh random key, ready for a key ring."""
    _require_key_id(key_id, 1)
    return f"{key_id}:{base64.b64encode(aead.new_key()).decode('ascii')}"


def _require_key_id(key_id: str, position: int) -> None:
    if not _KEY_ID.fullmatch(key_id):
        message = f"key ring: the id of entry {position} must be 1 to 16 of a-z, 0-9 and -"
        raise ValueError(message)


def _require_path(column_path: str) -> None:
    parts = column_path.split("|")
    if len(parts) != 3 or not all(parts):
        message = "a column path has the form table|column|pk"
        raise ValueError(message)


def _bound_to(key_id: str, column_path: str) -> bytes:
    _require_path(column_path)
    return associated_data(_LABEL, key_id.encode("ascii"), column_path.encode("utf-8"))


def _split(blob: bytes) -> tuple[str, bytes]:
    body = strip_version(blob)
    if not body:
        raise CannotOpen
    end = 1 + body[0]
    key_id = body[1:end].decode("latin-1")
    if len(body) < end or not _KEY_ID.fullmatch(key_id):
        raise CannotOpen
    return key_id, body[end:]
