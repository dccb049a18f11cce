"""Timed jobs that keep the site itself in order."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core import jobs
from core.search import index

ABANDONED_AFTER = timedelta(minutes=15)  # no task of ours takes a minute


@jobs.timed(every=timedelta(minutes=1))
def publish_scheduled() -> None:
    """Publish and take down what editors set a time for."""
    call_command("publish_scheduled", verbosity=0)


@jobs.timed(every=timedelta(minutes=5))
def take_up_abandoned_tasks() -> None:
    """Queue a task again whose worker died over it; a notice that is sent twice does no harm."""
    DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - ABANDONED_AFTER
    ).update(status=TaskResultStatus.READY, started_at=None)


@jobs.timed(every=timedelta(hours=24))
def forget_the_past() -> None:
    """Delete ended sessions and finished tasks, which nobody needs any more."""
    call_command("clearsessions", verbosity=0)
    # The queue knows to the second when somebody was told; a day is long enough for that.
    call_command("prune_db_task_results", min_age_days=1, verbosity=0)


@jobs.timed(every=timedelta(hours=24))
def mend_search() -> None:
    """Bring the search's index into step where a server died before it followed a change."""
    index.rebuild()
