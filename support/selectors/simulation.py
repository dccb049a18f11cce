"""Reads the real roster, and in what proportions help is asked for, for the simulation."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import TypeVar

from django.db.models import Sum

from support.models import HelpRequest, Tally, VolunteerProfile
from support.rules.demand import Demand
from support.rules.simulation import Person
from support.selectors import offer, roster

_Key = TypeVar("_Key", bound=Hashable)
_ENOUGH = 50  # requests counted; below that their proportions say nothing


def people() -> list[Person]:
    """Return the volunteers as the simulation sees them: everybody starts with nothing to do."""
    return [
        Person(
            roster.candidate(profile, days=(), open_load=0),
            absences=roster.absences(profile),
            is_coordinator=profile.is_duty_coordinator and profile.has_key,
        )
        for profile in roster.volunteers()
    ]


def names() -> dict[int, str]:
    """Return the volunteers' aliases by key."""
    return {profile.pk: profile.alias for profile in VolunteerProfile.objects.order_by("pk")}


def demand() -> Demand:
    """Return in what proportions help was asked for, from counts that name no request.

    Until there are enough of them, every topic and language is asked for equally often.
    """
    topics = {topic.code: topic.pk for topic in offer.topics()}
    languages = {language.code: language.code for language in offer.languages()}
    regions = [region.pk for region in offer.regions()]
    urgencies = _asked("urgency", {str(code): str(code) for code in HelpRequest.Urgency})
    found = Demand(
        per_week=1,
        topics=_asked("topic", topics) or dict.fromkeys(topics.values(), 1.0),
        languages=_asked("language", languages) or dict.fromkeys(languages.values(), 1.0),
        regions={None: 1.0, **dict.fromkeys(regions, 1.0)},
    )
    return found if urgencies is None else replace(found, urgencies=urgencies)


def _asked(facet: str, keys: Mapping[str, _Key]) -> dict[_Key, float] | None:
    rows = (
        Tally.objects.filter(what=Tally.What.RECEIVED, **{f"{facet}__in": keys})
        .values_list(facet)
        .annotate(Sum("count"))
    )
    counts = dict(rows)
    if sum(counts.values()) < _ENOUGH:
        return None
    # One more for each, so that what nobody has asked for yet may be asked for.
    return {key: counts.get(code, 0) + 1.0 for code, key in keys.items()}
