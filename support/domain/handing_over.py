"""Passes a request from whoever answers it to somebody else, with a reason that is kept."""

from django.db import transaction

from support import tasks
from support.domain.access import widen_access
from support.domain.drafting import drop_draft
from support.domain.history import record_event
from support.domain.locking import AccessLost, check_fresh, lock_for_reader, lock_request
from support.domain.noting import add_note
from support.domain.reviewing import take_out
from support.domain.sharing import key_to_seal_to
from support.models import HelpRequest, RequestAccess, RequestEvent, VolunteerProfile
from support.rules.escalation import Step
from support.rules.reasons import HandOver
from support.rules.routing import Reason
from support.selectors import roster
from support.selectors.desk import NEEDS_ANSWER
from vault.domain import records
from vault.models import StaffKey
from vault.selectors import LEAST_HOLDERS

# Why it is with whom it is now, as `routing_reason` holds it.
BY_VOLUNTEER = "handed_over"


class TooFewHolders(Exception):
    """Without whoever answered so far, fewer people could open it than are promised."""


def hand_over(
    *,
    request: HelpRequest,
    record: records.OpenedRecord,
    actor: VolunteerProfile,
    target: VolunteerProfile,
    reason: str,
    words: str = "",
    keeps_former: bool,
) -> None:
    """Let somebody else answer a request from now on, and tell them; a second time changes nothing.

    Whoever answered so far may read no more. Their grant goes too, unless they stand by or
    coordinate. What they had not sent is deleted.

    Args:
        request: the request.
        record: its record, opened by `actor`.
        actor: who hands it over; must still be allowed to read it, or to coordinate it unread.
        target: who answers from now on; need not hold a grant yet.
        reason: of `support.rules.reasons.HandOver`.
        words: what `target` should know, kept as a sealed note.
        keeps_former: whether who answered so far stands by, if they can still open it.

    Raises:
        support.domain.locking.RequestGone: it was deleted, or taken from `actor`, meanwhile.
        support.domain.locking.RecordChanged: it got a new key meanwhile.
        support.domain.sharing.NoLivingKey, support.domain.sharing.Excluded: not to this person.
        TooFewHolders: unless who answered so far stands by.
    """
    with transaction.atomic():
        locked = _lock(request, actor)
        check_fresh(request=locked, record=record)
        key = key_to_seal_to(request=locked, profile=target)
        former = locked.assigned_to
        if former == target and key.grants.filter(envelope=locked.envelope_id).exists():
            return
        held_before = set(roster.holders(locked))
        records.grant_access(record=record, staff_key=key)
        widen_access(request=locked, profiles=[target], why=RequestAccess.Why.HANDED_OVER)
        if words:
            add_note(request=locked, author=actor, body=words)
        if former != target:
            keeps = keeps_former and former in held_before
            _change_roles(locked, target, reason, keeps_former=keeps)
        if former is not None and former != target:
            _take_away(locked, former, held_before)
        _wait_for_new_one(locked)
        take_out(request=locked, actor=actor)
        locked.save()
        record_event(
            request=locked,
            kind=RequestEvent.Kind.HANDED_OVER,
            actor=actor,
            target=target,
            reason=reason,
            facts={"stands_by": former is not None and locked.backup == former},
        )
        tasks.tell(profiles=[target], urgency=locked.urgency)


def _lock(request: HelpRequest, actor: VolunteerProfile) -> HelpRequest:
    if not actor.is_duty_coordinator:
        return lock_for_reader(request=request, reader=actor)
    locked = lock_request(request.envelope_id)
    if actor not in set(roster.holders(locked)):
        raise AccessLost
    return locked


def _change_roles(
    request: HelpRequest, target: VolunteerProfile, reason: str, *, keeps_former: bool
) -> None:
    if keeps_former:
        request.backup = request.assigned_to
    elif request.backup == target:
        request.backup = None
    request.assigned_to = target
    request.routing_reason = Reason.ENTRUSTED if reason == HandOver.ENTRUSTED else BY_VOLUNTEER


def _take_away(
    request: HelpRequest, former: VolunteerProfile, held_before: set[VolunteerProfile]
) -> None:
    drop_draft(request=request, author=former)
    request.access.filter(profile=former).delete()
    if request.backup == former or former.is_duty_coordinator:
        return
    keys = StaffKey.objects.filter(user=former.user_id)
    records.revoke_access(envelope=request.envelope, staff_keys=keys)
    if former in held_before and roster.holders(request).count() < LEAST_HOLDERS:
        raise TooFewHolders


def _wait_for_new_one(request: HelpRequest) -> None:
    """Start the clock again: nobody has opened it but who gave it away."""
    if request.status in NEEDS_ANSWER:
        request.waiting_since, request.acknowledged_at = records.now(), None
        request.step, request.alarmed_on = Step.PRIMARY, None
