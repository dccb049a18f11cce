"""Queued work of the directory: imports in slices, and mail to keepers that names no entry."""

import logging
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from core.mail import deliver, neutral_subject_in_both
from resources.domain.importing import running
from resources.selectors.keeping import is_unsafe_waiting, keepers_emails

SLICE_SECONDS = 20
LAST_ATTEMPT = 8
_TOLD, _WAITS = "resources.keepers_told", "resources.keepers_wait"
_AT_MOST_EVERY = timedelta(hours=1)  # whoever reports entry after entry fills no mailbox

logger = logging.getLogger("sanad.resources")


@task()
def move_import_on(*, run: str, position: int) -> None:
    """Move an import on for a while, and queue the rest behind what others have queued.

    Args:
        run: its key.
        position: where it was when this was queued.
    """
    row = running.move_on(run=UUID(run), position=position, seconds=SLICE_SECONDS)
    if row is not None:
        move_import_on.enqueue(run=run, position=row.position)


def tell_keepers() -> None:
    """Have the keepers mailed that an entry was reported as unsafe.

    At once, or where they were told within the hour, when it is over. Raises nothing: whoever
    reports is answered all the same.
    """
    try:
        if _is_first(_TOLD):
            mail_keepers.enqueue()
        elif _is_first(_WAITS):
            mail_keepers.using(run_after=timezone.now() + _AT_MOST_EVERY).enqueue()
    except Exception:  # the queue is away: the entry stands first in their list all the same
        logger.exception("keepers could not be told")
        with suppress(Exception):
            cache.delete_many([_TOLD, _WAITS])


def _is_first(key: str) -> bool:
    try:
        return cache.add(key, True, timeout=int(_AT_MOST_EVERY.total_seconds()))
    except Exception:  # the cache is away: one mail too many does less harm than none
        logger.exception("when keepers were told could not be looked up")
        return True


@task()
def mail_keepers(*, attempt: int = 1) -> None:
    """Mail each keeper the note that is always the same: which entry it is stands in their queue.

    Args:
        attempt: which try this is; while the mail server is away, the next one is queued.
    """
    if not is_unsafe_waiting():
        return  # somebody has looked since it was queued
    subject, body = neutral_subject_in_both(), render_to_string("emails/entry_unsafe.txt")
    # One by one, so that nobody learns of the others. Where one fails, all are tried again: a note
    # more tells nobody anything new.
    addresses = keepers_emails() or settings.ALARM_EMAILS
    handed_over = [deliver(subject=subject, body=body, to=[address]) for address in addresses]
    if all(handed_over):
        return
    if attempt >= LAST_ATTEMPT:
        logger.error("a mail to keepers could not be delivered in %s tries", attempt)
        return
    when = timezone.now() + timedelta(minutes=2**attempt)
    mail_keepers.using(run_after=when).enqueue(attempt=attempt + 1)
