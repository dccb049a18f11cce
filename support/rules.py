"""Decides who gets a request, from plain facets alone: no database, no clock, no content."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a request went where it went."""

    MATCHED = "matched"
    NO_BACKUP = "no_backup"
    NOBODY_ELIGIBLE = "nobody_eligible"
    ENTRUSTED = "entrusted"  # by a coordinator, after routing


@dataclass(frozen=True)
class Facets:
    """What may be known of a request without opening it. `region` is none for "rather not say"."""

    topic: int | None
    region: int | None
    language: str


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
        takes_requests: whether they take new ones now, and hold a living key.
    """

    profile: int
    topics: frozenset[int]
    regions: frozenset[int]
    languages: frozenset[str]
    capacity: int
    open_load: int
    takes_requests: bool


@dataclass(frozen=True)
class Choice:
    """Who answers, who stands by, and why."""

    primary: int | None
    backup: int | None
    reason: Reason


def is_eligible(candidate: Candidate, facets: Facets) -> bool:
    """Tell whether a volunteer may get a request with these facets."""
    return (
        candidate.takes_requests
        and candidate.open_load < candidate.capacity
        and facets.topic in candidate.topics
        and facets.language in candidate.languages
        and (facets.region is None or not candidate.regions or facets.region in candidate.regions)
    )


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
    eligible = [candidate for candidate in candidates if is_eligible(candidate, facets)]
    shuffle(eligible)
    eligible.sort(key=lambda candidate: candidate.open_load / candidate.capacity)
    if not eligible:
        return Choice(primary=None, backup=None, reason=Reason.NOBODY_ELIGIBLE)
    if len(eligible) == 1:
        return Choice(primary=eligible[0].profile, backup=None, reason=Reason.NO_BACKUP)
    return Choice(primary=eligible[0].profile, backup=eligible[1].profile, reason=Reason.MATCHED)
