"""Lets a visitor take their request away from one person who could read it, for good."""

from django.db import transaction

from support import tasks
from support.domain import access, routing
from support.domain.counting import count
from support.domain.history import record_event
from support.domain.locking import RequestGone, lock_request
from support.models import (
    Exclusion,
    HelpRequest,
    RequestAccess,
    RequestEvent,
    Tally,
    VolunteerProfile,
)
from support.selectors import roster, visiting
from vault.models import Envelope

__all__ = ["LastHolder", "NoHolder", "RequestGone", "shut_out"]

Status = HelpRequest.Status


class NoHolder(Exception):
    """This person has nothing to do with the request, so there is nothing to take from them."""


class LastHolder(Exception):
    """Nobody else could open the request: it can be deleted, not taken from its last reader."""


def shut_out(*, envelope: Envelope, profile: VolunteerProfile) -> None:
    """Take a request away from somebody whom its visitor does not want; a second time changes
    nothing.

    Their grant, access, draft and read mark go; they are not told. Another holder follows where
    they were the one to answer: nobody can be let in anew, since a visitor holds no staff key.

    Args:
        envelope: the request's.
        profile: whom to shut out.

    Raises:
        RequestGone: it was deleted in the meantime.
        NoHolder: no living key of theirs opens it, and they never had to do with it.
        LastHolder: no other living key opens it.
    """
    with transaction.atomic():
        request = lock_request(envelope.pk)
        if request.exclusions.filter(profile=profile, why=Exclusion.Why.SHUT_OUT).exists():
            return
        holders = set(roster.holders(request))
        if profile not in holders and profile not in {
            former.profile for former in visiting.former_readers(request)
        }:
            raise NoHolder
        if holders == {profile}:
            raise LastHolder
        access.exclude(request=request, profile=profile, why=Exclusion.Why.SHUT_OUT)
        record_event(request=request, kind=RequestEvent.Kind.SHUT_OUT, target=profile)
        count(what=Tally.What.SHUT_OUT, request=request)
        if routing.reroute(request=request) is not None and request.status == Status.ANSWERED:
            # What was answered came from somebody whom they do not trust.
            request.status = Status.WAITING
            request.save(update_fields=["status"])
        _leave_it_to_somebody(request)


def _leave_it_to_somebody(request: HelpRequest) -> None:
    # Whoever is left may be away or full: better them than nobody.
    holders = list(roster.holders(request))
    if not request.access.filter(profile__in=holders).exists():
        access.widen_access(request=request, profiles=holders, why=RequestAccess.Why.ESCALATED)
        tasks.tell(profiles=holders, urgency=request.urgency)
