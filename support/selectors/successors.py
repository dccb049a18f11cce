"""Reads to whom a request could be handed over, those first whom it fits."""

from dataclasses import dataclass

from support.models import HelpRequest, VolunteerProfile
from support.rules.routing import Facets, Ground, grounds_against, weekdays_of
from support.selectors import roster, waiting
from vault.domain.clock import now


@dataclass(frozen=True)
class Successor:
    """Somebody with a living key who could answer a request.

    Attributes:
        profile: who.
        grounds: why routing would not choose them; empty if it could.
        open_load, capacity: how many open requests they answer, of how many.
    """

    profile: VolunteerProfile
    grounds: tuple[Ground, ...]
    open_load: int
    capacity: int


def successors(request: HelpRequest) -> list[Successor]:
    """Return everybody who could answer a request but those who do, were shut out or recused.

    Whoever has left, or has no living key, is not among them. Those come first whom routing could
    choose, of these the least loaded.
    """
    days = waiting.days_in_time(
        urgency=request.urgency,
        now=now(),
        hours=waiting.hours(),
        calendar=waiting.organisation_calendar(),
    )
    facets = Facets(
        topic=request.topic_id,
        region=request.region_id,
        language=request.language_id,
        urgency=request.urgency,
        days=weekdays_of(days),
    )
    people = roster.volunteers().filter(left_at=None).exclude(exclusions__request=request)
    found = []
    for profile in people.exclude(pk=request.assigned_to_id):
        candidate = roster.candidate(profile, days=days)
        grounds = tuple(grounds_against(candidate, facets))
        if Ground.NO_KEY not in grounds:
            found.append(Successor(profile, grounds, candidate.open_load, candidate.capacity))
    return sorted(found, key=_rank)


def _rank(one: Successor) -> tuple[bool, float, int]:
    return bool(one.grounds), one.open_load / max(one.capacity, 1), one.profile.pk
