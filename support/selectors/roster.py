"""Reads volunteers as routing sees them, and whose keys open what."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from support.models import HelpRequest, VolunteerProfile
from support.rules.routing import Candidate, is_away
from vault.models import StaffKey
from vault.selectors import living_keys

# What is held for review is looked through first: a flood of it must not fill everybody's places.
_FILLS_A_PLACE = ~Q(assigned_requests__status=HelpRequest.Status.CLOSED) & Q(
    assigned_requests__is_held=False
)


def volunteers() -> QuerySet[VolunteerProfile]:
    """Return all volunteers with what routing asks of them, in six queries for any number.

    Annotated: `open_load`, how many open requests fill their places, and `has_key`, whether a
    living key of theirs opens what is sealed to it.
    """
    return (
        VolunteerProfile.objects.annotate(
            open_load=Count(
                "assigned_requests",
                filter=_FILLS_A_PLACE,
                distinct=True,
            ),
            has_key=Exists(living_keys().filter(user=OuterRef("user"))),
        )
        .prefetch_related("topics", "regions", "languages", "absences")
        .order_by("pk")
    )


def candidates(
    *, days: Collection[date] = (), among: QuerySet[VolunteerProfile] | None = None
) -> list[Candidate]:
    """Return volunteers as routing sees them. Call with the roster locked.

    Args:
        days: the days on which an answer would be in time; whoever is absent on all of those on
            which they answer is away.
        among: only these; all if none are given.
    """
    profiles = volunteers() if among is None else volunteers().filter(pk__in=among.values("pk"))
    return [candidate(profile, days=days) for profile in profiles]


def candidate(
    profile: VolunteerProfile, *, days: Collection[date], open_load: int | None = None
) -> Candidate:
    """Return one of `volunteers()` as routing sees them.

    Args:
        profile: annotated.
        days: the days on which an answer would be in time.
        open_load: how many open requests they have, if not as many as in the database.
    """
    weekdays = frozenset(profile.weekdays)
    return Candidate(
        profile=profile.pk,
        topics=frozenset(topic.pk for topic in profile.topics.all()),
        regions=frozenset(region.pk for region in profile.regions.all()),
        languages=frozenset(language.code for language in profile.languages.all()),
        capacity=profile.capacity,
        open_load=profile.open_load if open_load is None else open_load,
        takes_requests=profile.is_available and profile.left_at is None,
        has_key=profile.has_key,
        weekdays=weekdays,
        away=is_away(days=days, weekdays=weekdays, absences=absences(profile)),
    )


def absences(profile: VolunteerProfile) -> tuple[tuple[date, date], ...]:
    """Return the first and last day of each absence of one of `volunteers()`."""
    return tuple((absence.starts_on, absence.ends_on) for absence in profile.absences.all())


def keys_with_a_desk() -> QuerySet[StaffKey]:
    """Return the living keys of volunteers; who has no profile, or left, has no desk."""
    return living_keys().filter(
        user__volunteer_profile__isnull=False, user__volunteer_profile__left_at=None
    )


def coordinators_keys() -> QuerySet[StaffKey]:
    """Return the living keys of the duty coordinators."""
    return keys_with_a_desk().filter(user__volunteer_profile__is_duty_coordinator=True)


def coordinators() -> QuerySet[VolunteerProfile]:
    """Return the duty coordinators with a living key."""
    return VolunteerProfile.objects.filter(user__staff_keys__in=coordinators_keys()).order_by("pk")


def holder_keys(*, profiles: list[int]) -> QuerySet[StaffKey]:
    """Return the living keys of these volunteers and of all duty coordinators."""
    return keys_with_a_desk().filter(
        Q(user__volunteer_profile__in=profiles)
        | Q(user__volunteer_profile__is_duty_coordinator=True)
    )


def holders(request: HelpRequest) -> QuerySet[VolunteerProfile]:
    """Return the volunteers who can open this request now."""
    opening = keys_with_a_desk().filter(grants__envelope=request.envelope_id)
    return VolunteerProfile.objects.filter(user__staff_keys__in=opening).order_by("pk")


def possible_holders(request: HelpRequest) -> QuerySet[VolunteerProfile]:
    """Return the volunteers with a living key that does not open this request yet."""
    others = keys_with_a_desk().exclude(grants__envelope=request.envelope_id)
    return VolunteerProfile.objects.filter(user__staff_keys__in=others).order_by("pk")
