"""Reads and runs what was queued, as the worker would."""

from django_tasks_db.models import DBTaskResult


def queued() -> list[tuple[str, dict]]:
    """Return the name and the arguments of each task that waits, in order."""
    waiting = DBTaskResult.objects.ready().order_by("enqueued_at")
    return [(row.task_path.rsplit(".", 1)[1], row.args_kwargs["kwargs"]) for row in waiting]


def run_queue() -> None:
    """Run everything that waits."""
    for row in DBTaskResult.objects.ready().order_by("enqueued_at"):
        row.task.call(**row.args_kwargs["kwargs"])
        row.set_successful(None)
