"""Seals requests to more keys: to somebody's new one, or to whom the promise of holders needs."""

from uuid import UUID

from django.db import transaction

from support.domain.batches import Batch, work_through
from support.domain.history import record_event
from support.domain.locking import check_fresh, lock_request
from support.domain.sharing import key_to_seal_to
from support.models import HelpRequest, RequestEvent, VolunteerProfile
from support.selectors import holding
from vault.domain import records
from vault.domain.keys import UnlockedKey
from vault.models import StaffKey


def grant_again(
    *,
    profile: VolunteerProfile,
    actor: VolunteerProfile,
    key: UnlockedKey,
    after: UUID | None = None,
) -> Batch:
    """Let somebody's new key open the next few of the requests that were theirs.

    Each opening is written down. Whoever was shut out or declined gets nothing.

    Args:
        profile: who made a new key.
        actor: the coordinator.
        key: the coordinator's, unlocked.
        after: where to go on.
    """

    def act(request: HelpRequest) -> None:
        record = records.open_by_grant(envelope=request.envelope, key=key)
        with transaction.atomic():
            locked = lock_request(request.envelope_id)
            check_fresh(request=locked, record=record)
            theirs = key_to_seal_to(request=locked, profile=profile)
            _grant(locked, record, theirs, actor, profile)

    todo = holding.mendable_by(actor, holding.requests_to_grant_again(profile))
    return work_through(todo, act=act, after=after)


def add_holders(
    *,
    actor: VolunteerProfile,
    key: UnlockedKey,
    leaving: VolunteerProfile | None = None,
    after: UUID | None = None,
) -> Batch:
    """Let all duty coordinators and the organisation open the next few requests that need holders.

    Args:
        actor: the coordinator.
        key: the coordinator's, unlocked.
        leaving: who is about to go; without, what is in danger as things are.
        after: where to go on.
    """

    def act(request: HelpRequest) -> None:
        # Opening seals to the organisation's present key, where that was missing.
        record = records.open_by_grant(envelope=request.envelope, key=key)
        with transaction.atomic():
            locked = lock_request(request.envelope_id)
            check_fresh(request=locked, record=record)
            for lacking in holding.coordinators_lacking(locked).select_related(
                "user__volunteer_profile"
            ):
                target = lacking.user.volunteer_profile
                _grant(locked, record, lacking, actor, target)

    todo = (
        holding.requests_in_danger()
        if leaving is None
        else holding.requests_short_without([leaving])
    )
    return work_through(holding.mendable_by(actor, todo), act=act, after=after)


def _grant(
    request: HelpRequest,
    record: records.OpenedRecord,
    key: StaffKey,
    actor: VolunteerProfile,
    target: VolunteerProfile,
) -> None:
    records.grant_access(record=record, staff_key=key)
    record_event(request=request, kind=RequestEvent.Kind.ENTRUSTED, actor=actor, target=target)
