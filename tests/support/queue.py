"""Reads and runs what was queued, as the worker would, and what waits for its time to be queued."""

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from support import tasks
from support.models import AlarmBox, Mailbox


def queued() -> list[tuple[str, dict]]:
    """Return the name and the arguments of each task that waits, in order."""
    waiting = DBTaskResult.objects.ready().order_by("enqueued_at")
    return [(row.task_path.rsplit(".", 1)[1], row.args_kwargs["kwargs"]) for row in waiting]


def told() -> set[int]:
    """Return the accounts of those who have news that they will be mailed about."""
    return set(Mailbox.objects.exclude(due_at=None).values_list("profile__user_id", flat=True))


def told_within_minutes() -> set[int]:
    """Return those of `told` whose news is urgent."""
    soon = timezone.now() + timedelta(minutes=13)
    return told() & set(
        Mailbox.objects.filter(due_at__lte=soon).values_list("profile__user_id", flat=True)
    )


def alarms() -> set[str]:
    """Return the kinds of alarm that will be mailed."""
    return set(AlarmBox.objects.exclude(due_at=None).values_list("kind", flat=True))


def forget_news() -> None:
    """Forget all news, alarms and tasks that wait."""
    for rows in (Mailbox.objects, AlarmBox.objects, DBTaskResult.objects):
        rows.all().delete()


def run_queue() -> None:
    """Send all news and alarms, as if their time had come, and run everything that waits.

    No daily mail is sent: that is `support.jobs.notices`' own.
    """
    while told() or alarms() or queued():
        for box in Mailbox.objects.exclude(due_at=None).order_by("profile_id"):
            tasks.send_notice.enqueue(user_id=box.profile.user_id)
        for kind in sorted(alarms()):
            tasks.send_alarm.enqueue(kind=kind)
        Mailbox.objects.update(due_at=None)
        AlarmBox.objects.update(due_at=None)
        for row in DBTaskResult.objects.ready().order_by("enqueued_at"):
            row.task.call(**row.args_kwargs["kwargs"])
            row.set_successful(None)
