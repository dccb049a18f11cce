"""Decides who gets a request, from plain facets alone: no database, no clock, no content."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypedDict

EVERY_DAY = frozenset(range(1, 8))


class Reason(StrEnum):
    """Why a request went where it went."""

    MATCHED = "matched"
    NO_BACKUP = "no_backup"
    NOBODY_ELIGIBLE = "nobody_eligible"
    ENTRUSTED = "entrusted"  # by a coordinator, after routing
    BACKUP_FOLLOWS = "backup_follows"  # the backup took the place of whoever had it
    HOLDER_FOLLOWS = "holder_follows"  # another one who can open it did
    NOBODY_FOLLOWS = "nobody_follows"  # nobody who can open it may answer it


class Ground(StrEnum):
    """Why a volunteer does not get a request; the first that holds, in this order, is told."""

    TOPIC = "topic"
    LANGUAGE = "language"
    REGION = "region"
    WEEKDAY = "weekday"
    AWAY = "away"
    FULL = "full"
    PAUSED = "paused"
    NO_KEY = "no_key"
    EXCLUDED = "excluded"


# Who stands by gave their word for one more: neither their load nor what they usually take
# keeps them from it.
_KEEPS_A_BACKUP_FROM_IT = (
    Ground.WEEKDAY,
    Ground.AWAY,
    Ground.PAUSED,
    Ground.NO_KEY,
    Ground.EXCLUDED,
)


class Explanation(TypedDict):
    """Why a choice fell as it did, as JSON holds it: keys of profiles are text.

    `grounds`: for each who could not get it, the first ground; `loads`: for each who could, how
    many open requests they had and their capacity.
    """

    grounds: dict[str, str]
    loads: dict[str, list[int]]


@dataclass(frozen=True)
class Facets:
    """What may be known of a request without opening it.

    Attributes:
        topic: its key; none if it was deleted since, which nobody takes.
        region: its key; none for "rather not say".
        language: its code; none if it was deleted since, which nobody answers in.
        urgency: its code.
        days: the ISO weekdays on which an answer would be in time; an urgent request's is one.
        excluded: the keys of profiles that the visitor shut out or that recused themselves.
    """

    topic: int | None
    region: int | None
    language: str | None
    urgency: str = "days"
    days: frozenset[int] = EVERY_DAY
    excluded: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Candidate:
    """A volunteer as routing sees them.

    Attributes:
        profile: the profile's key.
        topics: keys of topics they take.
        regions: keys of regions they take; empty means all.
        languages: codes of languages they answer in.
        capacity: how many open requests at a time.
        open_load: how many they have now.
        takes_requests: whether they take new ones now.
        has_key: whether a living key of theirs opens what is sealed to it.
        weekdays: ISO weekdays on which they answer; empty means every day.
        away: whether they are absent on all of the days that count (see `is_away`).
    """

    profile: int
    topics: frozenset[int]
    regions: frozenset[int]
    languages: frozenset[str]
    capacity: int
    open_load: int
    takes_requests: bool
    has_key: bool = True
    weekdays: frozenset[int] = frozenset()
    away: bool = False


@dataclass(frozen=True)
class Choice:
    """Who answers, who stands by, and why."""

    primary: int | None
    backup: int | None
    reason: Reason
    explained: Explanation = field(
        default_factory=lambda: Explanation(grounds={}, loads={}), compare=False
    )


def weekdays_of(days: Collection[date]) -> frozenset[int]:
    """Return the ISO weekdays of `days`."""
    return frozenset(day.isoweekday() for day in days)


def is_away(
    *,
    days: Collection[date],
    weekdays: frozenset[int],
    absences: Collection[tuple[date, date]],
) -> bool:
    """Tell whether a volunteer is absent on all of `days` on which they would answer.

    Args:
        days: the days on which an answer would be in time.
        weekdays: the ISO weekdays on which they answer; empty means every day.
        absences: first and last day of each, both included.
    """
    own = [day for day in days if not weekdays or day.isoweekday() in weekdays]
    return bool(own) and all(any(first <= day <= last for first, last in absences) for day in own)


def grounds_against(candidate: Candidate, facets: Facets) -> list[Ground]:
    """Return all grounds why this volunteer does not get a request with these facets."""
    held = {
        Ground.TOPIC: facets.topic not in candidate.topics,
        Ground.LANGUAGE: facets.language not in candidate.languages,
        Ground.REGION: facets.region is not None
        and bool(candidate.regions)
        and facets.region not in candidate.regions,
        Ground.WEEKDAY: bool(candidate.weekdays) and not candidate.weekdays & facets.days,
        Ground.AWAY: candidate.away,
        Ground.FULL: candidate.open_load >= candidate.capacity,
        Ground.PAUSED: not candidate.takes_requests,
        Ground.NO_KEY: not candidate.has_key,
        Ground.EXCLUDED: candidate.profile in facets.excluded,
    }
    return [ground for ground, holds in held.items() if holds]


def is_eligible(candidate: Candidate, facets: Facets) -> bool:
    """Tell whether a volunteer may get a request with these facets."""
    return not grounds_against(candidate, facets)


def choose(
    facets: Facets,
    candidates: Sequence[Candidate],
    *,
    shuffle: Callable[[list[Candidate]], None],
) -> Choice:
    """Choose a volunteer and a backup: the lowest load relative to capacity, ties at random.

    Args:
        facets: the request.
        candidates: all volunteers.
        shuffle: puts a list into random order in place; ties go to who comes first after it.
    """
    eligible = _eligible_by_load(facets, candidates, shuffle)
    explained = _explain(facets, candidates)
    if not eligible:
        return Choice(None, None, Reason.NOBODY_ELIGIBLE, explained)
    if len(eligible) == 1:
        return Choice(eligible[0].profile, None, Reason.NO_BACKUP, explained)
    return Choice(eligible[0].profile, eligible[1].profile, Reason.MATCHED, explained)


def choose_follower(
    facets: Facets,
    holders: Sequence[Candidate],
    *,
    backup: int | None,
    shuffle: Callable[[list[Candidate]], None],
) -> Choice:
    """Choose who follows whoever had a request, among those who can open it already.

    The backup comes first, unless they may not have it or do not answer in time; then whoever is
    eligible and has the lowest load relative to capacity. The next of these stands by.

    Args:
        facets: the request; `excluded` names whoever may not have it any more.
        holders: the volunteers who can open it.
        backup: the key of whoever stood by.
        shuffle: puts a list into random order in place.
    """
    explained = _explain(facets, holders)
    others = [one.profile for one in _eligible_by_load(facets, holders, shuffle)]
    followers, reason = others, Reason.HOLDER_FOLLOWS
    by_profile = {one.profile: one for one in holders}
    if backup is not None and backup in by_profile:
        against = grounds_against(by_profile[backup], facets)
        if not any(ground in _KEEPS_A_BACKUP_FROM_IT for ground in against):
            followers = [backup, *(profile for profile in others if profile != backup)]
            reason = Reason.BACKUP_FOLLOWS
    if not followers:
        return Choice(None, None, Reason.NOBODY_FOLLOWS, explained)
    next_one = followers[1] if len(followers) > 1 else None
    return Choice(followers[0], next_one, reason, explained)


def _eligible_by_load(
    facets: Facets,
    candidates: Sequence[Candidate],
    shuffle: Callable[[list[Candidate]], None],
) -> list[Candidate]:
    eligible = [candidate for candidate in candidates if is_eligible(candidate, facets)]
    shuffle(eligible)
    return sorted(eligible, key=lambda candidate: candidate.open_load / candidate.capacity)


def _explain(facets: Facets, candidates: Sequence[Candidate]) -> Explanation:
    explained = Explanation(grounds={}, loads={})
    for candidate in sorted(candidates, key=lambda one: one.profile):
        against = grounds_against(candidate, facets)
        if against:
            explained["grounds"][str(candidate.profile)] = str(against[0])
        else:
            explained["loads"][str(candidate.profile)] = [candidate.open_load, candidate.capacity]
    return explained
