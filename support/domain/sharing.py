"""Lets further volunteers open a request: after a lost key, or to look at it together."""

from django.db import transaction

from support import tasks
from support.domain.access import widen_access
from support.domain.history import record_event
from support.domain.locking import check_fresh, lock_for_reader
from support.models import HelpRequest, RequestAccess, RequestEvent, VolunteerProfile
from support.selectors import roster
from vault.domain import records
from vault.models import StaffKey
from vault.selectors import living_key_of


class NoLivingKey(Exception):
    """The person has no key that the request could be sealed to."""


class Excluded(Exception):
    """The person must not have anything to do with this request any more."""


def share_request(
    *,
    request: HelpRequest,
    record: records.OpenedRecord,
    actor: VolunteerProfile,
    profile: VolunteerProfile,
) -> None:
    """Let one more volunteer open a request, and tell them; a second time changes nothing.

    Args:
        request: the request.
        record: its record, opened by `actor`.
        actor: who lets them; must still be allowed to read.
        profile: who shall be able to open it.

    Raises:
        support.domain.locking.RequestGone: it was deleted, or taken from `actor`, meanwhile.
        support.domain.locking.RecordChanged: it got a new key meanwhile.
        NoLivingKey: there is no living key of this person.
        Excluded: the visitor shut them out, or they declined.
    """
    with transaction.atomic():
        locked = lock_for_reader(request=request, reader=actor)
        check_fresh(request=locked, record=record)
        key = key_to_seal_to(request=locked, profile=profile)
        held_before = set(roster.holders(locked))
        if profile in held_before and locked.access.filter(profile=profile).exists():
            return
        records.grant_access(record=record, staff_key=key)
        widen_access(request=locked, profiles=[profile], why=RequestAccess.Why.ENTRUSTED)
        record_event(request=locked, kind=RequestEvent.Kind.ENTRUSTED, actor=actor, target=profile)
        tasks.tell(profiles=[profile], urgency=locked.urgency)


def key_to_seal_to(*, request: HelpRequest, profile: VolunteerProfile) -> StaffKey:
    """Return the key that a request, locked, may be sealed to for this person.

    Raises:
        NoLivingKey, Excluded
    """
    if request.exclusions.filter(profile=profile).exists():
        raise Excluded
    key = living_key_of(profile.user)
    if key is None:
        raise NoLivingKey
    return key
