"""What both sides do with a request that was taken in: read, answer, close and open again."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from support import tasks
from support.domain import escalating
from support.domain.counting import count
from support.domain.drafting import drop_draft, drop_drafts
from support.domain.history import record_event
from support.domain.locking import (
    AccessLost,
    RequestClosed,
    RequestGone,
    lock_for_reader,
    lock_request,
)
from support.domain.reviewing import take_out
from support.models import HelpRequest, RequestEvent, Tally, VolunteerProfile
from support.selectors.desk import NEEDS_ANSWER
from vault.domain import records
from vault.domain.files import append_files
from vault.domain.keys import UnlockedKey
from vault.domain.messages import AlreadySent, Direction, append_message
from vault.models import Envelope, SealedFile, SealedMessage

__all__ = ["AccessLost", "RequestClosed", "RequestGone", "lock_request"]

Status = HelpRequest.Status
MESSAGES_A_DAY = 50  # of one visitor
PICTURES_IN_ALL = 30


class TooMuch(Exception):
    """One conversation takes no more of this now."""


class WroteMeanwhile(Exception):
    """The visitor wrote something that whoever closes has not seen."""


def open_request(*, request: HelpRequest, key: UnlockedKey) -> records.OpenedRecord:
    """Open a request as staff; the first opening while it waits acknowledges it.

    Raises:
        vault.domain.records.NoGrant: the key does not open it.
        RequestGone: it was deleted in the meantime.
    """
    record = records.open_by_grant(envelope=request.envelope, key=key)
    if request.acknowledged_at is None and request.status in NEEDS_ANSWER:
        _acknowledge(request, key)
    return record


def answer_request(
    *,
    request: HelpRequest,
    body: str,
    alias: str,
    author: VolunteerProfile | None = None,
    message_id: UUID | None = None,
) -> None:
    """Add staff's answer; it waits for the visitor behind their code.

    Args:
        request: an open request.
        body: the answer.
        alias: the name that the visitor sees.
        author: who answers; must still be allowed to read. Their draft goes.
        message_id: the form's own; the same form sent a second time changes nothing.

    Raises:
        RequestGone, RequestClosed
    """
    with suppress(AlreadySent), transaction.atomic():
        if author is None:
            locked = lock_request(request.envelope_id)
        else:
            locked = lock_for_reader(request=request, reader=author)
        if not locked.is_open and not _holds(locked, message_id):
            raise RequestClosed
        now, unseen = records.now(), _unseen_by(author, locked)
        is_first = not _messages(locked).filter(direction=Direction.FROM_STAFF).exists()
        append_message(
            envelope=locked.envelope,
            direction=Direction.FROM_STAFF,
            payload={"body": body, "alias": alias},
            now=now,
            message_id=message_id,
        )
        locked.status, locked.last_message_at, locked.warned_at = Status.ANSWERED, now, None
        changed = ["status", "last_message_at", "warned_at"]
        if unseen is not None:
            # The two crossed: nobody has answered what the visitor wrote last.
            locked.status, locked.unanswered_since = Status.WAITING, unseen
            changed.append("unanswered_since")
        locked.save(update_fields=changed)
        take_out(request=locked, actor=author)
        record_event(request=locked, kind=RequestEvent.Kind.ANSWERED, actor=author)
        if is_first:
            count(what=Tally.What.ANSWERED, request=locked)
        if author is not None:
            drop_draft(request=locked, author=author)


def _refuse_too_much(request: HelpRequest, pictures: Sequence[bytes], now: datetime) -> None:
    written = SealedMessage.objects.filter(
        envelope=request.envelope_id, direction=Direction.FROM_VISITOR
    )
    kept = SealedFile.objects.filter(envelope=request.envelope_id).count() if pictures else 0
    if (
        written.filter(sent_at__gt=now - timedelta(days=1)).count() >= MESSAGES_A_DAY
        or kept + len(pictures) > PICTURES_IN_ALL
    ):
        raise TooMuch


def write_again(
    *,
    envelope: Envelope,
    body: str,
    pictures: Sequence[bytes] = (),
    message_id: UUID | None = None,
) -> None:
    """Add a visitor's further message; it opens a closed request again.

    Args:
        envelope: the request's.
        body: the message.
        pictures: clean ones, in their order (`core.pictures`).
        message_id: the form's own; the same form sent a second time changes nothing.

    Raises:
        RequestGone
        TooMuch: more than people write; one open code must not fill the disk.
    """
    with suppress(AlreadySent), transaction.atomic():
        locked = lock_request(envelope.pk)
        now = records.now()
        if not _holds(locked, message_id):
            _refuse_too_much(locked, pictures, now)
        message = append_message(
            envelope=locked.envelope,
            direction=Direction.FROM_VISITOR,
            payload={"body": body},
            now=now,
            message_id=message_id,
        )
        append_files(message=message, pictures=pictures)
        was_closed = not locked.is_open
        escalating.restart_clock(request=locked, now=now)
        locked.status, locked.last_message_at = Status.WAITING, now
        locked.closed_at, locked.warned_at = None, None
        locked.save(update_fields=["status", "last_message_at", "closed_at", "warned_at"])
        if was_closed:
            record_event(request=locked, kind=RequestEvent.Kind.REOPENED)
        record_event(request=locked, kind=RequestEvent.Kind.WROTE_AGAIN)
        tasks.tell_about_new_message(locked)


def close_request(*, request: HelpRequest, actor: VolunteerProfile | None = None) -> None:
    """Close a request; what was said stays readable on both sides, and what was not sent goes.

    Args:
        request: the request.
        actor: who closes it; must still be allowed to read.

    Raises:
        RequestGone
        WroteMeanwhile: the visitor wrote what `actor` has not seen yet.
    """
    with transaction.atomic():
        if actor is None:
            locked = lock_request(request.envelope_id)
        else:
            locked = lock_for_reader(request=request, reader=actor)
        if locked.is_open:
            if _unseen_by(actor, locked) is not None:
                raise WroteMeanwhile
            take_out(request=locked, actor=actor)
            locked.status, locked.closed_at = Status.CLOSED, records.now()
            locked.save(update_fields=["status", "closed_at"])
            drop_drafts(request=locked)
            record_event(request=locked, kind=RequestEvent.Kind.CLOSED, actor=actor)
            count(what=Tally.What.CLOSED, request=locked)


def reopen_request(*, request: HelpRequest, actor: VolunteerProfile) -> None:
    """Open a closed request again; an open one stays as it is.

    Whoever had the last word decides whether it needs an answer.

    Raises:
        RequestGone
    """
    with transaction.atomic():
        locked = lock_for_reader(request=request, reader=actor)
        if locked.is_open:
            return
        now = records.now()
        said = _messages(locked).exclude(direction=Direction.NOTE).order_by("-number")
        last = said.values_list("direction", flat=True).first()
        escalating.restart_clock(request=locked, now=now)
        locked.status = Status.ANSWERED if last == Direction.FROM_STAFF else Status.WAITING
        locked.closed_at, locked.warned_at = None, None
        locked.acknowledged_at = now  # whoever opens it again has it before them
        locked.save(update_fields=["status", "closed_at", "warned_at", "acknowledged_at"])
        record_event(request=locked, kind=RequestEvent.Kind.REOPENED, actor=actor)


def _acknowledge(request: HelpRequest, key: UnlockedKey) -> None:
    profile = VolunteerProfile.objects.filter(user=key.staff_key.user_id).first()
    with transaction.atomic():
        locked = lock_request(request.envelope_id)
        if profile is not None and locked.status in NEEDS_ANSWER:
            escalating.acknowledge(request=locked, profile=profile, now=records.now())
    request.acknowledged_at = locked.acknowledged_at


def _unseen_by(reader: VolunteerProfile | None, request: HelpRequest) -> datetime | None:
    """Return when the visitor wrote the first message that this person was not shown, or nothing.

    Nothing, too, of somebody who was shown none at all: then it was not they who read the page.
    """
    mark = request.read_marks.filter(profile=reader).values_list("number", flat=True).first()
    if mark is None:
        return None
    unseen = _messages(request).filter(direction=Direction.FROM_VISITOR, number__gt=mark)
    return unseen.order_by("number").values_list("sent_at", flat=True).first()


def _messages(request: HelpRequest) -> QuerySet[SealedMessage]:
    return SealedMessage.objects.filter(envelope=request.envelope_id)


def _holds(request: HelpRequest, message_id: UUID | None) -> bool:
    return message_id is not None and _messages(request).filter(pk=message_id).exists()
