"""Timed jobs: each may run late, twice or in two processes at once without harm."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import close_old_connections

logger = logging.getLogger("sanad.jobs")
Job = Callable[[], None]


@dataclass
class TimedJob:
    """A job and how often it is due."""

    name: str
    run: Job
    every: timedelta
    due_at: float = field(default=0.0)  # seconds of the monotonic clock; 0 is at once


_registry: dict[str, TimedJob] = {}


def timed(*, every: timedelta) -> Callable[[Job], Job]:
    """Register the decorated function, to be run by the worker `every` so often.

    Register from an app's `jobs` module, which the worker imports.
    """

    def register(run: Job) -> Job:
        name = f"{run.__module__}.{run.__name__}"
        _registry[name] = TimedJob(name=name, run=run, every=every)
        return run

    return register


def registered() -> list[TimedJob]:
    """Return all jobs, in the order of their names."""
    return [_registry[name] for name in sorted(_registry)]


def run_due(*, now: float | None = None) -> list[str]:
    """Run each job that is due, and return the names of those that ran.

    A job that fails is logged and tried again when it is next due; the others still run.
    """
    now = time.monotonic() if now is None else now
    ran = []
    for job in registered():
        if now < job.due_at:
            continue
        job.due_at = now + job.every.total_seconds()
        close_old_connections()
        try:
            job.run()
        except Exception:
            logger.exception("timed job %s failed", job.name)
        ran.append(job.name)
    return ran
