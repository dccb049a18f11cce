"""Sends the mails that are due, and forgets what was counted yesterday."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import jobs, limits
from support import tasks
from support.domain import notifying
from support.models import VolunteerProfile


@jobs.timed(every=timedelta(minutes=1))
def send_due_mail(now: datetime | None = None) -> None:
    """Queue each mail that is due: alarms, news, the daily note; each exactly once.

    Raises:
        ExceptionGroup: what went wrong with single mails, after all others had their turn.
    """
    now = now or timezone.now()
    failures: list[Exception] = []
    for queue, each in _mail_due(now):
        try:
            with transaction.atomic():
                queue(each, now)
        except Exception as error:  # one person's row must not keep the others from hearing
            failures.append(error)
    if failures:
        raise ExceptionGroup("mail that could not be queued", failures)


def _mail_due(now: datetime) -> Iterator[tuple[Callable[[Any, datetime], None], Any]]:
    # Alarms first: nobody is lost for want of a note that failed.
    for kind in notifying.alarms_due(now=now):
        yield _queue_alarm, kind
    for profile in notifying.profiles_with_mail_due(now=now):
        yield _queue_notices, profile


def _queue_alarm(kind: str, now: datetime) -> None:
    if notifying.take_alarm(kind=kind, now=now):
        tasks.send_alarm.enqueue(kind=kind)


def _queue_notices(profile: VolunteerProfile, now: datetime) -> None:
    for _mail in range(notifying.take_due(profile=profile, now=now)):
        tasks.send_notice.enqueue(user_id=profile.user_id)


@jobs.timed(every=timedelta(hours=1))
def forget_yesterday() -> None:
    """Throw away the secret under which senders were counted, once its day is over."""
    limits.forget()
