"""Queued work of the directory: imports in slices, and mail to keepers that names no entry."""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from core.mail import deliver, neutral_subject_in_both
from resources.domain.importing import running
from resources.selectors.keeping import keepers_emails

SLICE_SECONDS = 20
LAST_ATTEMPT = 8
_TOLD = "resources.keepers_told"
_AT_MOST_EVERY = 3600  # seconds: whoever reports entry after entry fills no mailbox

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
    """Have the keepers mailed that an entry was reported as unsafe; at most once an hour."""
    try:
        is_first = cache.add(_TOLD, True, timeout=_AT_MOST_EVERY)
    except Exception:  # the cache is away: one mail too many does less harm than none
        logger.exception("when keepers were told could not be looked up")
        is_first = True
    if is_first:
        mail_keepers.enqueue()


@task()
def mail_keepers(*, attempt: int = 1) -> None:
    """Mail each keeper the note that is always the same: which entry it is stands in their queue.

    Args:
        attempt: which try this is; while the mail server is away, the next one is queued.
    """
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
