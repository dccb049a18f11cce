"""Reads who holds keys, and which requests too few people could open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from support.models import Exclusion, HelpRequest, VolunteerProfile
from support.selectors.desk import requests_open_to
from support.selectors.roster import coordinators_keys, keys_with_a_desk
from vault.models import Grant, StaffKey
from vault.selectors import LEAST_HOLDERS, living_keys

_OPEN = ~Q(status=HelpRequest.Status.CLOSED)


def with_holders(
    requests: QuerySet[HelpRequest], *, without: Iterable[VolunteerProfile] = ()
) -> QuerySet[HelpRequest]:
    """Annotate `holders`: how many volunteers could open a request with a living key of theirs.

    Who left, who was shut out and who declined do not count, whatever grants of theirs are there.

    Args:
        requests: which.
        without: people to leave out, as if they were gone.
    """
    excluded = Exclusion.objects.filter(
        request__envelope=OuterRef("envelope"), profile__user=OuterRef("staff_key__user")
    )
    counted = (
        Grant.objects.filter(~Exists(excluded), staff_key__in=keys_with_a_desk())
        .exclude(staff_key__user__in=[profile.user_id for profile in without])
        .filter(envelope=OuterRef("envelope"))
        .values("envelope")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return requests.annotate(
        holders=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        organisation_holds=Exists(
            Grant.objects.filter(envelope=OuterRef("envelope"), organisation_key__is_current=True)
        ),
    )


def requests_in_danger() -> QuerySet[HelpRequest]:
    """Return the open requests that fewer can open than promised, or not the organisation's key.

    The promise (DESIGN): two living staff holders and the organisation's present key.
    """
    too_few = Q(holders__lt=LEAST_HOLDERS) | Q(organisation_holds=False)
    return with_holders(HelpRequest.objects.filter(_OPEN)).filter(too_few)


def requests_short_without(people: Iterable[VolunteerProfile]) -> QuerySet[HelpRequest]:
    """Return the requests that too few could open if these people were gone.

    An open one needs two others. A closed one needs one, since a visitor may open it again.

    Args:
        people: whose living keys are thought away; what they do not open is not looked at.
    """
    people = list(people)
    users = [profile.user_id for profile in people]
    theirs = Grant.objects.filter(
        staff_key__in=living_keys().filter(user__in=users), envelope=OuterRef("envelope")
    )
    held = with_holders(HelpRequest.objects.filter(Exists(theirs)), without=people)
    return held.filter(Q(_OPEN, holders__lt=LEAST_HOLDERS) | Q(holders=0))


def are_last_coordinators(people: Iterable[VolunteerProfile]) -> bool:
    """Tell whether, without these people, new requests would be sealed to no coordinator."""
    users, keys = [profile.user_id for profile in people], coordinators_keys()
    return keys.filter(user__in=users).exists() and not keys.exclude(user__in=users).exists()


def requests_to_grant_again(profile: VolunteerProfile) -> QuerySet[HelpRequest]:
    """Return the open requests that were somebody's, and that their living key does not open.

    Those that their ended keys held, and those that they answer, stand by for or may read.
    """
    held_before = Grant.objects.filter(
        envelope=OuterRef("envelope"),
        staff_key__user=profile.user_id,
        staff_key__revoked_at__isnull=False,
    )
    holds = Grant.objects.filter(
        envelope=OuterRef("envelope"), staff_key__in=living_keys().filter(user=profile.user_id)
    )
    theirs = (
        Exists(held_before)
        | Exists(profile.access.filter(request=OuterRef("pk")))
        | Q(assigned_to=profile)
        | Q(backup=profile)
    )
    return HelpRequest.objects.filter(_OPEN, theirs, ~Exists(holds)).exclude(
        exclusions__profile=profile
    )


def requests_to_rekey(profile: VolunteerProfile) -> QuerySet[HelpRequest]:
    """Return the requests that a key of somebody who left still leads to; open ones first.

    Their grants stand until the record has new keys, so what is left to do needs no other list.
    """
    theirs = Grant.objects.filter(
        envelope=OuterRef("envelope"),
        staff_key__user=profile.user_id,
        staff_key__revoked_at__isnull=False,
    )
    if profile.left_at is None:
        return HelpRequest.objects.none()
    return HelpRequest.objects.filter(Exists(theirs))


def keys_to_keep(request: HelpRequest) -> QuerySet[StaffKey]:
    """Return the living keys that open a request now, of people who are still to open it."""
    excluded = request.exclusions.values("profile__user")
    keys = keys_with_a_desk().filter(grants__envelope=request.envelope_id)
    return keys.exclude(user__in=excluded)


def coordinators_lacking(request: HelpRequest) -> QuerySet[StaffKey]:
    """Return the living keys of duty coordinators that do not open a request, but may."""
    excluded = request.exclusions.values("profile__user")
    keys = coordinators_keys().exclude(grants__envelope=request.envelope_id)
    return keys.exclude(user__in=excluded)


@dataclass(frozen=True)
class KeyState:
    """What coordinators see of one volunteer's key.

    Attributes:
        profile: whose.
        since: when the living key was made; nothing without one.
        has_lost: whether they had a key before and have none now.
        held: how many open requests the living key opens.
        to_grant_again: how many open requests were theirs that it does not open.
        to_rekey: how many requests wait for new keys since they left.
    """

    profile: VolunteerProfile
    since: datetime | None
    has_lost: bool
    held: int
    to_grant_again: int
    to_rekey: int


def key_states() -> list[KeyState]:
    """Return every volunteer's state, who is here first; four queries for any number."""
    profiles = VolunteerProfile.objects.select_related("user").order_by(
        F("left_at").asc(nulls_first=True), "pk"
    )
    living = {key.user_id: key for key in living_keys().only("pk", "user_id", "created_at")}
    held: dict[int, set] = {}
    before: dict[int, set] = {}
    rows = Grant.objects.filter(staff_key__user__volunteer_profile__isnull=False).values_list(
        "staff_key__user", "envelope", "staff_key__revoked_at", "envelope__request__status"
    )
    to_rekey: dict[int, int] = {}
    for user, envelope, revoked_at, status in rows.iterator():
        is_open = status is not None and status != HelpRequest.Status.CLOSED
        if revoked_at is not None:
            to_rekey[user] = to_rekey.get(user, 0) + 1
        if is_open:
            (held if revoked_at is None else before).setdefault(user, set()).add(envelope)
    ended = set(StaffKey.objects.filter(revoked_at__isnull=False).values_list("user_id", flat=True))
    return [
        KeyState(
            profile=profile,
            since=living[profile.user_id].created_at if profile.user_id in living else None,
            has_lost=profile.user_id in ended and profile.user_id not in living,
            held=len(held.get(profile.user_id, ())) if profile.user_id in living else 0,
            to_grant_again=len(
                before.get(profile.user_id, set()) - held.get(profile.user_id, set())
            ),
            to_rekey=to_rekey.get(profile.user_id, 0) if profile.left_at else 0,
        )
        for profile in profiles
    ]


def mendable_by(
    profile: VolunteerProfile, requests: QuerySet[HelpRequest]
) -> QuerySet[HelpRequest]:
    """Return those of `requests` that this person can open and so pass on."""
    return requests.filter(pk__in=requests_open_to(profile.user).values("pk"))
