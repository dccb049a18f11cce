"""The only clock that rows of records are stamped with."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return the time to the minute: seconds would tie a record to a network log."""
    return timezone.now().replace(second=0, microsecond=0)
