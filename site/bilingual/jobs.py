"""Timed jobs that keep the two languages in order."""

from datetime import timedelta

from bilingual.domain.forgetting import forget_unused
from core import jobs


@jobs.timed(every=timedelta(hours=24))
def forget_unused_texts() -> None:
    """Delete source texts that no page says any more."""
    forget_unused()
