"""Deletes what was kept for long enough, and its traces."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import jobs
from support.domain.retaining import warn_and_purge
from vault.domain.erasing import empty_log, erase_freed_rows
from vault.models import AccessLogEntry

QUEUE_KEPT = timedelta(days=2)
ACCESS_LOG_KEPT = timedelta(days=365)  # said in the threat model


@jobs.timed(every=timedelta(hours=6))
def keep_promised_times() -> None:
    """Warn of, and delete, what was kept for as long as the form says."""
    warn_and_purge(now=timezone.now())


@jobs.timed(every=timedelta(hours=24))
def forget_old_traces() -> None:
    """Delete rows of the queue that are done, and entries of the access log after a year."""
    now = timezone.now()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - QUEUE_KEPT).delete()
    AccessLogEntry.objects.filter(opened_at__lt=now - ACCESS_LOG_KEPT).delete()


@jobs.timed(every=timedelta(minutes=5))
def empty_log_of_deletions() -> None:
    """Take out of the database's log what visitors deleted."""
    empty_log()


@jobs.timed(every=timedelta(hours=24))
def erase_what_was_deleted() -> None:
    """Take it out of the database's tables, too."""
    erase_freed_rows()
