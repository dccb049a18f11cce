"""Reads requests for help, volunteers and vocabularies."""

from collections.abc import Collection
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, SmallIntegerField, When

from support.models import CrisisContact, HelpRequest, Region, Topic, VolunteerProfile
from support.rules import Candidate
from vault.models import OrganisationKey, StaffKey
from vault.selectors import LEAST_HOLDERS, envelopes_open_to, living_keys

NEEDS_ANSWER = (HelpRequest.Status.NEW, HelpRequest.Status.WAITING)


def topics() -> QuerySet[Topic]:
    """Return the topics on offer."""
    return Topic.objects.filter(is_active=True)


def regions() -> QuerySet[Region]:
    """Return the regions on offer."""
    return Region.objects.filter(is_active=True)


def crisis_contacts() -> QuerySet[CrisisContact]:
    """Return who answers now."""
    return CrisisContact.objects.filter(is_active=True)


def is_form_open() -> bool:
    """Tell whether a request could be sealed to somebody who reads it.

    Needs the organisation's key, a duty coordinator with a key, and as many living keys as every
    record is promised holders.
    """
    holders = keys_with_a_desk()
    coordinators = holders.filter(user__volunteer_profile__is_duty_coordinator=True)
    could_be_sealed = OrganisationKey.objects.filter(
        Exists(topics()), Exists(coordinators), is_current=True
    )
    return could_be_sealed.exists() and holders.count() >= LEAST_HOLDERS


def candidates() -> list[Candidate]:
    """Return all volunteers as routing sees them. Call with their rows locked."""
    living = living_keys().filter(user=OuterRef("user"))
    profiles = (
        VolunteerProfile.objects.annotate(
            open_load=Count(
                "assigned_requests",
                filter=~Q(assigned_requests__status=HelpRequest.Status.CLOSED),
                distinct=True,
            ),
            has_key=Exists(living),
        )
        .prefetch_related("topics", "regions")
        .order_by("pk")
    )
    return [
        Candidate(
            profile=profile.pk,
            topics=frozenset(topic.pk for topic in profile.topics.all()),
            regions=frozenset(region.pk for region in profile.regions.all()),
            languages=frozenset(
                code
                for code, speaks in (("ar", profile.speaks_ar), ("en", profile.speaks_en))
                if speaks
            ),
            capacity=profile.capacity,
            open_load=profile.open_load,
            takes_requests=profile.is_available and profile.has_key,
        )
        for profile in profiles
    ]


def keys_with_a_desk() -> QuerySet[StaffKey]:
    """Return the living keys of volunteers; who has no profile has no desk to open anything at."""
    return living_keys().filter(user__volunteer_profile__isnull=False)


def coordinators_keys() -> QuerySet[StaffKey]:
    """Return the living keys of the duty coordinators."""
    return living_keys().filter(user__volunteer_profile__is_duty_coordinator=True)


def holder_keys(*, profiles: list[int]) -> QuerySet[StaffKey]:
    """Return the living keys of these volunteers and of all duty coordinators."""
    return living_keys().filter(
        Q(user__volunteer_profile__in=profiles)
        | Q(user__volunteer_profile__is_duty_coordinator=True)
    )


def holders(request: HelpRequest) -> QuerySet[VolunteerProfile]:
    """Return the volunteers who can open this request now."""
    opening = living_keys().filter(grants__envelope=request.envelope_id)
    return VolunteerProfile.objects.filter(user__staff_keys__in=opening).order_by("pk")


def possible_holders(request: HelpRequest) -> QuerySet[VolunteerProfile]:
    """Return the volunteers with a living key that does not open this request yet."""
    others = living_keys().exclude(grants__envelope=request.envelope_id)
    return VolunteerProfile.objects.filter(user__staff_keys__in=others).order_by("pk")


def profile_of(user: User) -> VolunteerProfile | None:
    """Return `user`'s profile as a volunteer, if they are one."""
    return getattr(user, "volunteer_profile", None)


def inbox(
    user: User, *, statuses: Collection[str] = HelpRequest.Status.values
) -> QuerySet[HelpRequest]:
    """Return the requests that `user` may open.

    Those that need an answer come first, of these the urgent ones, then who has waited longest.
    """
    by_urgency = Case(
        *(When(urgency=value, then=rank) for rank, value in enumerate(HelpRequest.Urgency.values)),
        output_field=SmallIntegerField(),
    )
    return (
        HelpRequest.objects.filter(envelope__in=envelopes_open_to(user), status__in=statuses)
        .select_related("topic", "region", "assigned_to", "backup")
        .annotate(needs_answer=Q(status__in=NEEDS_ANSWER))
        .order_by("-needs_answer", by_urgency, "last_message_at", "pk")
    )


def inbox_counts(user: User) -> dict[str, int]:
    """Return how many of the requests that `user` may open have each status that occurs."""
    rows = HelpRequest.objects.filter(envelope__in=envelopes_open_to(user))
    return dict(rows.values_list("status").annotate(Count("pk")).order_by("status"))


def request_open_to(user: User, *, request_id: UUID) -> HelpRequest | None:
    """Return the request if `user` holds a grant for it; else nothing, as if there were none."""
    return inbox(user).filter(pk=request_id).select_related("envelope").first()
