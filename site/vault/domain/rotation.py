"""Brings every sealed cell under the key ring's first key, so that an old key can be taken out.

One cell at a time, compared and set in one statement: it may be killed at any moment and begun
again, and a row that somebody changes or deletes meanwhile is neither lost nor brought back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from vault import storage
from vault.crypto import errors
from vault.models import (
    Envelope,
    Grant,
    OpenReturn,
    SealedFile,
    SealedMessage,
    SealedPart,
    StaffKey,
)

# Every column that `vault.storage` wraps; a test compares them with all that is binary.
PROTECTED: tuple[tuple[type[models.Model], str], ...] = (
    (StaffKey, "wrapped_secret"),
    (Envelope, "return_secret"),
    (Grant, "sealed_secret"),
    (SealedMessage, "sealed"),
    (SealedPart, "sealed"),
    (SealedFile, "sealed"),
    (OpenReturn, "sealed_secret"),
)
BATCH = 50  # cells in memory at a time


@dataclass
class Count:
    """What was found in one column.

    Attributes:
        name: table and column.
        seen: cells looked at.
        old: cells that name another key than the first and open under it.
        wrapped: of these, how many were wrapped anew.
        damaged: keys of rows that open under no key of the ring: forged, moved, cut, or left
            behind by a key that was taken out too early.
    """

    name: str
    seen: int = 0
    old: int = 0
    wrapped: int = 0
    damaged: list[Any] = field(default_factory=list)


def rotate_column(
    *,
    model: type[models.Model],
    column: str,
    wrap: bool,
    report: Callable[[Count], None] = lambda count: None,
) -> Count:
    """Go through one column, and wrap anew what names an old key.

    Args:
        model, column: one of `PROTECTED`.
        wrap: whether to change anything, or to look only.
        report: called after each batch with what was found so far.

    Returns:
        What was found. Cells that somebody else changed in the same moment count as old, but not
        as wrapped: go through again.
    """
    count = Count(name=f"{model._meta.db_table}.{column}")
    for batch in _batches(model, column):
        for row in batch:
            count.seen += 1
            stored = bytes(getattr(row, column))
            try:
                if not storage.is_outdated(row, column):
                    continue
                blob = storage.reveal(row, column)
            except (errors.CryptoError, ValueError):
                count.damaged.append(row.pk)
                continue
            count.old += 1
            if wrap:
                # Set only where it still stands: a newer value must not be overwritten.
                unchanged = model._base_manager.filter(pk=row.pk, **{column: stored})
                count.wrapped += unchanged.update(**{column: storage.protect(row, column, blob)})
        report(count)
    return count


def _batches(model: type[models.Model], column: str) -> Iterator[list[models.Model]]:
    # By key, not by offset: rows that come and go meanwhile shift nothing.
    rows = model._base_manager.order_by("pk").only("pk", column)
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH])
