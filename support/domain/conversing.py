"""What both sides do with a request that was taken in: read, answer, close, delete."""

from contextlib import suppress
from uuid import UUID

from django.db import transaction

from support import tasks
from support.models import HelpRequest
from vault.domain import records
from vault.domain.keys import UnlockedKey
from vault.models import Envelope, SealedMessage

Status = HelpRequest.Status


class RequestGone(Exception):
    """It was deleted in the meantime."""


class RequestClosed(Exception):
    """It is closed: no answer can be added by staff."""


def open_request(*, request: HelpRequest, key: UnlockedKey) -> records.OpenedRecord:
    """Open a request as staff; the first opening acknowledges it.

    Raises:
        vault.domain.records.NoGrant: the key does not open it.
    """
    record = records.open_by_grant(envelope=request.envelope, key=key)
    if request.acknowledged_at is None:
        HelpRequest.objects.filter(pk=request.pk, acknowledged_at=None).update(
            acknowledged_at=records.now()
        )
    return record


def answer_request(
    *, request: HelpRequest, body: str, alias: str, message_id: UUID | None = None
) -> None:
    """Add staff's answer; it waits for the visitor behind their code.

    Args:
        request: an open request.
        body: the answer.
        alias: the name that the visitor sees.
        message_id: the form's own; the same form sent a second time changes nothing.

    Raises:
        RequestGone, RequestClosed
    """
    with suppress(records.AlreadySent), transaction.atomic():
        locked = lock_request(request.envelope_id)
        if not locked.is_open and not _holds(locked, message_id):
            raise RequestClosed
        now = records.now()
        records.append_message(
            envelope=locked.envelope,
            direction=records.Direction.FROM_STAFF,
            payload={"body": body, "alias": alias},
            now=now,
            message_id=message_id,
        )
        locked.status, locked.last_message_at = Status.ANSWERED, now
        locked.save(update_fields=["status", "last_message_at"])


def write_again(*, envelope: Envelope, body: str, message_id: UUID | None = None) -> None:
    """Add a visitor's further message; it opens a closed request again.

    Args:
        envelope: the request's.
        body: the message.
        message_id: the form's own; the same form sent a second time changes nothing.

    Raises:
        RequestGone
    """
    with suppress(records.AlreadySent), transaction.atomic():
        locked = lock_request(envelope.pk)
        now = records.now()
        records.append_message(
            envelope=locked.envelope,
            direction=records.Direction.FROM_VISITOR,
            payload={"body": body},
            now=now,
            message_id=message_id,
        )
        locked.status, locked.last_message_at, locked.closed_at = Status.WAITING, now, None
        locked.save(update_fields=["status", "last_message_at", "closed_at"])
        tasks.tell_about_new_message(locked)


def close_request(*, request: HelpRequest) -> None:
    """Close a request; what was said stays readable on both sides.

    Raises:
        RequestGone
    """
    with transaction.atomic():
        locked = lock_request(request.envelope_id)
        if locked.is_open:
            locked.status, locked.closed_at = Status.CLOSED, records.now()
            locked.save(update_fields=["status", "closed_at"])


def delete_request(*, envelope: Envelope) -> None:
    """Delete everything of a request, now; a second time changes nothing."""
    with transaction.atomic():
        try:
            lock_request(envelope.pk)
        except RequestGone:
            return
        records.delete_record(envelope=envelope)


def lock_request(envelope_id: UUID) -> HelpRequest:
    """Return the request of this record, locked until the transaction ends.

    Every verb locks it before its record, so that no two of them wait for each other.

    Raises:
        RequestGone
    """
    # By the envelope, since the visitor's side knows only that.
    locked = HelpRequest.objects.select_for_update().filter(envelope_id=envelope_id).first()
    if locked is None:
        raise RequestGone
    return locked


def _holds(request: HelpRequest, message_id: UUID | None) -> bool:
    messages = SealedMessage.objects.filter(envelope=request.envelope_id)
    return message_id is not None and messages.filter(pk=message_id).exists()
