"""Keeps a volunteer's unsent answer, sealed to staff, until it is sent, handed over or closed."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from support.domain.locking import RequestClosed, lock_for_reader
from support.models import HelpRequest, VolunteerProfile
from support.selectors.reading import DRAFTS, draft_name
from vault.domain import parts
from vault.domain.clock import now
from vault.domain.opened import OpenedRecord
from vault.models import SealedMessage, SealedPart


@dataclass(frozen=True)
class Draft:
    """An unsent answer in the clear, for one response."""

    body: str = field(repr=False)


def keep_draft(
    *, request: HelpRequest, author: VolunteerProfile, body: str, message_id: UUID | None = None
) -> datetime | None:
    """Keep an unsent answer in place of what was kept before; an empty one keeps nothing.

    Needs no unlocked key: what is typed into a desk that locked itself is kept, too.

    Args:
        request: an open request.
        author: whose answer it is; one draft for each person.
        body: the answer so far.
        message_id: the form's own; a form that was sent in the meantime keeps nothing.

    Returns:
        When it was kept; nothing if it was not, since it was sent or is empty.

    Raises:
        RequestGone, RequestClosed
    """
    with transaction.atomic():
        locked = lock_for_reader(request=request, reader=author)
        if message_id is not None and _was_sent(locked, message_id):
            return None
        if not locked.is_open:
            raise RequestClosed
        if not body:
            drop_draft(request=locked, author=author)
            return None
        kept_at = now()
        parts.put_part(
            envelope=locked.envelope,
            name=draft_name(author),
            payload={"body": body},
            staff_only=True,
            now=kept_at,
        )
    return kept_at


def read_draft(*, record: OpenedRecord, author: VolunteerProfile) -> Draft | None:
    """Return what this person kept.

    Raises:
        vault.crypto.errors.CryptoError: the row was forged, moved or cut.
    """
    payload = parts.read_part(record=record, name=draft_name(author))
    return Draft(body=payload["body"]) if payload else None


def drop_draft(*, request: HelpRequest, author: VolunteerProfile) -> None:
    """Delete what this person kept, if they did."""
    parts.delete_part(envelope=request.envelope, name=draft_name(author))


def drop_drafts(*, request: HelpRequest) -> None:
    """Delete everybody's drafts of a request."""
    SealedPart.objects.filter(envelope=request.envelope_id, name__startswith=DRAFTS).delete()


def _was_sent(request: HelpRequest, message_id: UUID) -> bool:
    return SealedMessage.objects.filter(envelope=request.envelope_id, pk=message_id).exists()
