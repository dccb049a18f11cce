"""Adds what volunteers tell each other about a request; the visitor's code does not open it."""

from contextlib import suppress
from uuid import UUID

from django.db import transaction

from support.domain.locking import lock_for_reader
from support.models import HelpRequest, VolunteerProfile
from vault.domain.clock import now
from vault.domain.messages import AlreadySent, Direction, append_message


def add_note(
    *, request: HelpRequest, author: VolunteerProfile, body: str, message_id: UUID | None = None
) -> None:
    """Add a note; the visitor's page shows neither it nor that there is one.

    Args:
        request: the request, open or closed.
        author: who writes.
        body: the note.
        message_id: the form's own; the same form sent a second time changes nothing.

    Raises:
        support.domain.locking.RequestGone
    """
    with suppress(AlreadySent), transaction.atomic():
        locked = lock_for_reader(request=request, reader=author)
        # The request's own times stay: they are the visitor's to see.
        append_message(
            envelope=locked.envelope,
            direction=Direction.NOTE,
            payload={"body": body, "author": author.pk, "alias": author.alias},
            now=now(),
            message_id=message_id,
        )
