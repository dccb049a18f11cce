"""Raises the alarm when a request could be opened by fewer people than promised."""

from support import tasks
from support.selectors import holding


def watch_holders() -> None:
    """Raise an alarm while an open request is in danger; the mail names none."""
    if holding.requests_in_danger().exists():
        tasks.raise_alarm(kind="too_few_holders")
