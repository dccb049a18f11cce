"""Takes a volunteer out of a request because they may know the person."""

from django.db import transaction

from support import tasks
from support.domain import routing
from support.domain.access import exclude, widen_access
from support.domain.history import record_event
from support.domain.locking import AccessLost, lock_request
from support.models import (
    Exclusion,
    HelpRequest,
    RequestAccess,
    RequestEvent,
    VolunteerProfile,
)
from support.selectors import roster


class LastHolder(Exception):
    """Nobody else could open the request then."""


def recuse(*, request: HelpRequest, profile: VolunteerProfile) -> None:
    """Take a request away from somebody who may know the person, and give it to the next one.

    Needs no unlocked key: who may know somebody should not have to read them first. The visitor
    is told nothing of the reason.

    Args:
        request: the request.
        profile: who declines; must hold a grant.

    Raises:
        support.domain.locking.RequestGone: it was deleted, or taken from them, in the meantime.
        LastHolder
    """
    with transaction.atomic():
        locked = lock_request(request.envelope_id)
        holders = set(roster.holders(locked))
        if profile not in holders or locked.exclusions.filter(profile=profile).exists():
            raise AccessLost
        if holders == {profile}:
            raise LastHolder
        exclude(request=locked, profile=profile, why=Exclusion.Why.RECUSED)
        record_event(request=locked, kind=RequestEvent.Kind.RECUSED, actor=profile)
        routing.reroute(request=locked)
        _leave_it_to_somebody(locked)


def _leave_it_to_somebody(request: HelpRequest) -> None:
    # Whoever is left may be away or full: better them than nobody.
    holders = list(roster.holders(request))
    if not request.access.filter(profile__in=holders).exists():
        widen_access(request=request, profiles=holders, why=RequestAccess.Why.ESCALATED)
        tasks.tell(profiles=holders, urgency=request.urgency)
