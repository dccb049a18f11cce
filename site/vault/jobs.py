"""The vault's timed jobs."""

from datetime import timedelta

from core import jobs
from vault import returns, unlock


@jobs.timed(every=timedelta(minutes=5))
def delete_idle_returns() -> None:
    """Delete return codes that were left open."""
    returns.delete_idle()


@jobs.timed(every=timedelta(minutes=5))
def lock_idle_desks() -> None:
    """Delete unlocked keys that nobody uses any more."""
    unlock.forget_idle()
