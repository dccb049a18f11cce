"""What tells a change that somebody else has made from one's own."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from wagtail_localize.models import SegmentOverride, StringTranslation


@dataclass(frozen=True)
class Conflict:
    """What somebody else has stored in the meantime.

    Attributes:
        stored: their value as wagtail-localize keeps it; nothing when they took it away.
        token: what names that value when the person has decided.
        by: who it was, where that is known.
        at: when.
    """

    stored: str | None
    token: str
    by: AbstractBaseUser | None = None
    at: datetime | None = None


def token(stored: str | None) -> str:
    """Return what names a stored value without repeating it; empty for none."""
    return hashlib.sha256(stored.encode()).hexdigest()[:16] if stored is not None else ""


def conflict_with(row: StringTranslation | SegmentOverride | None, stored: str | None) -> Conflict:
    """Return the conflict with what is stored in `row` now."""
    return Conflict(
        stored=stored,
        token=token(stored),
        by=row.last_translated_by if row else None,
        at=row.updated_at if row else None,
    )
