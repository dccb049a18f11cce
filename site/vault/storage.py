"""The outer layer of every sealed column, bound to the row that it stands in.

Somebody who can write to the database but has no key ring can neither read, forge nor move a row:
the ring's authentication covers `table|column|pk`.
"""

from functools import lru_cache

from django.conf import settings
from django.db import models

from vault.crypto import outer


@lru_cache(maxsize=4)
def _ring(text: str) -> outer.KeyRing:
    return outer.KeyRing.from_text(text)


def protect(row: models.Model, column: str, blob: bytes) -> bytes:
    """Return `blob` as `row`'s `column` stores it. The row's key must be set already."""
    return _ring(settings.SEAL_KEYRING).wrap(column_path=_path(row, column), blob=blob)


def reveal(row: models.Model, column: str) -> bytes:
    """Return what `protect` was given for this row and column.

    Raises:
        vault.crypto.errors.CryptoError: the row was forged, moved, or wrapped under a lost key.
    """
    stored = bytes(getattr(row, column))
    return _ring(settings.SEAL_KEYRING).unwrap(column_path=_path(row, column), blob=stored)


def is_outdated(row: models.Model, column: str) -> bool:
    """Tell whether this cell names another key than the one that writes.

    Raises:
        vault.crypto.errors.CryptoError: it is no wrapped cell at all.
    """
    return _ring(settings.SEAL_KEYRING).needs_rotation(bytes(getattr(row, column)))


def key_ids() -> tuple[str, ...]:
    """Return the ids of the ring's keys, the one that writes first."""
    return _ring(settings.SEAL_KEYRING).ids


def _path(row: models.Model, column: str) -> str:
    return outer.path_of(table=row._meta.db_table, column=column, pk=row.pk)
