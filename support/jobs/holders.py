"""Watches that every open request can still be opened."""

from datetime import timedelta

from core import jobs
from support.domain import watching


@jobs.timed(every=timedelta(hours=24))
def watch_holders() -> None:
    """Raise an alarm while an open request has fewer living holders than promised."""
    watching.watch_holders()
