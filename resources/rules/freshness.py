"""Says how far the last check of an entry still carries. It turns by itself as days go by."""

from datetime import date, timedelta
from enum import Enum

FRESH_DAYS = 90  # a check carries for so long
AGEING_DAYS = 180  # beyond this, or never checked, nobody should rely on it


class Freshness(Enum):
    """How far an entry is to be relied on."""

    FRESH = "fresh"
    AGEING = "ageing"
    OLD = "old"


def freshness(last_checked: date | None, *, today: date) -> Freshness:
    """Return how far a check carries on a day.

    Args:
        last_checked: when somebody asked last, or nothing.
        today: the day on which it is read.
    """
    if last_checked is None:
        return Freshness.OLD
    age = (today - last_checked).days
    if age <= FRESH_DAYS:
        return Freshness.FRESH
    return Freshness.AGEING if age <= AGEING_DAYS else Freshness.OLD


def first_fresh_day(today: date) -> date:
    """Return the earliest day of a check that is still fresh on `today`."""
    return today - timedelta(days=FRESH_DAYS)
