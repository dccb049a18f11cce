"""Timed jobs of the directory: imports that stopped moving, and what was kept for long enough."""

from datetime import timedelta

from django.utils import timezone

from core import jobs
from resources.domain import deciding
from resources.domain.importing import running
from resources.tasks import move_import_on


@jobs.timed(every=timedelta(minutes=1))
def pick_up_imports() -> None:
    """Queue the rest of imports whose worker was killed."""
    for run, position in running.stalled():
        move_import_on.enqueue(run=str(run), position=position)


@jobs.timed(every=timedelta(hours=1))
def forget_import_files() -> None:
    """Delete uploaded files after a day: hidden addresses may be in them."""
    running.forget_old()


@jobs.timed(every=timedelta(hours=6))
def forget_suggestions() -> None:
    """Delete suggestions that were decided on a month ago, with what was sealed for them."""
    deciding.purge_decided(today=timezone.localdate())
