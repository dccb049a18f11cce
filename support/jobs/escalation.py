"""Passes on what nobody opened in time, and reminds of what was opened but not answered."""

from datetime import timedelta

from django.utils import timezone

from core import jobs
from support.domain import escalating


@jobs.timed(every=timedelta(minutes=3))
def escalate_requests() -> None:
    """Take each step that is due, of each request that waits."""
    escalating.escalate_all(now=timezone.now())
