"""Reads what visitors may know of their own request: who can read it, what became of it, what is
next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from support.models import (
    HelpPolicy,
    HelpRequest,
    RequestEvent,
    UrgencyLevel,
    VolunteerProfile,
)
from support.rules import clock
from support.rules.escalation import ladder
from support.selectors import roster, waiting
from support.selectors.desk import NEEDS_ANSWER

Kind = RequestEvent.Kind


class Part(StrEnum):
    """What somebody has to do with a request."""

    ANSWERS = "answers"
    STANDS_BY = "stands_by"
    COORDINATES = "coordinates"
    HELPS = "helps"
    HAD = "had"  # had to do with it; their key does not open it now, but may be made to again


@dataclass(frozen=True)
class Holder:
    """Somebody whose key opens the request, or who had to do with it before.

    Attributes:
        profile: who; visitors are told the alias alone.
        part: what they have to do with it.
        reads_now: whether they may open it now, or only when it is passed on.
    """

    profile: VolunteerProfile
    part: Part
    reads_now: bool


@dataclass(frozen=True)
class Told:
    """One line of the history that a visitor may know; never a reason.

    Attributes:
        kind: of `RequestEvent.Kind`.
        at: when.
        alias: of whom it speaks, in the active language; may be empty.
    """

    kind: str
    at: datetime
    alias: str


@dataclass(frozen=True)
class NextStep:
    """What happens, and when, if nobody opens the request until then.

    Attributes:
        kind: `backup`, `coordinators` or `alarm`.
        at: in UTC.
    """

    kind: str
    at: datetime


# What is left out is nobody's business but staff's (why somebody declined, alarms, keys), or stands
# on the page as a message.
_ABOUT_ITS_ACTOR = {Kind.ACKNOWLEDGED, Kind.STEPPED_IN}
_ABOUT_ITS_TARGET = {Kind.ROUTED, Kind.ESCALATED, Kind.HANDED_OVER, Kind.ENTRUSTED, Kind.SHUT_OUT}
_ABOUT_NOBODY = {Kind.CONTACT_CHANGED, Kind.CLOSED, Kind.REOPENED}
TOLD = _ABOUT_ITS_ACTOR | _ABOUT_ITS_TARGET | _ABOUT_NOBODY


def request_of(*, envelope_id: UUID) -> HelpRequest | None:
    """Return the request of a record with what its page shows, or nothing once it is deleted."""
    rows = HelpRequest.objects.select_related("topic", "region", "language", "assigned_to")
    return rows.filter(envelope=envelope_id).first()


def holders(request: HelpRequest) -> list[Holder]:
    """Return everybody whose key opens the request: those first who read it now. Two queries."""
    reading = set(request.access.values_list("profile", flat=True))
    found = [
        Holder(profile=profile, part=_part(request, profile), reads_now=profile.pk in reading)
        for profile in roster.holders(request)
    ]
    parts = list(Part)
    return sorted(found, key=lambda one: (not one.reads_now, parts.index(one.part)))


def former_readers(request: HelpRequest) -> list[Holder]:
    """Return who was asked, read or answered, and whose key opens the request no more. Two queries.

    A coordinator could let them in again, so a visitor can shut them out for good.
    """
    events = request.events.exclude(kind=Kind.SHUT_OUT)
    part = {pk for pair in events.values_list("actor", "target") for pk in pair if pk is not None}
    excluded = request.exclusions.values_list("profile", flat=True)
    rows = VolunteerProfile.objects.filter(pk__in=part).exclude(pk__in=excluded)
    others = rows.exclude(pk__in=roster.holders(request).values("pk")).order_by("pk")
    return [Holder(profile=profile, part=Part.HAD, reads_now=False) for profile in others]


def history(request: HelpRequest) -> list[Told]:
    """Return what happened, the oldest first, as far as it is the visitor's to know. One query."""
    events = request.events.filter(kind__in=TOLD).select_related("actor", "target")
    return [Told(kind=event.kind, at=event.at, alias=_alias(event)) for event in events]


def level_of(request: HelpRequest) -> UrgencyLevel | None:
    """Return the level of urgency with its wording and hours."""
    return UrgencyLevel.objects.filter(code=request.urgency).first()


def next_step(
    request: HelpRequest,
    *,
    level: UrgencyLevel | None,
    has_backup: bool,
    policy: HelpPolicy,
    now: datetime,
) -> NextStep | None:
    """Return what happens if nobody opens the request; nothing where no time can be promised.

    Args:
        request: the request.
        level: its level of urgency.
        has_backup: whether somebody stands by who can open it.
        policy: the group's times.
        now: aware.
    """
    waits = request.status in NEEDS_ANSWER and request.acknowledged_at is None
    if level is None or not waits or request.is_held:
        return None
    state = waiting.waiting(request, hours={request.urgency: level.hours}, has_backup=has_backup)
    calendar = clock.calendar(time_zone=policy.time_zone, weekend=policy.weekend)
    for due in ladder(state, calendar):
        if due.step > request.step:
            # What is late is not promised a second time.
            return NextStep(due.step.name.lower(), due.deadline) if due.deadline > now else None
    return None


def _part(request: HelpRequest, profile: VolunteerProfile) -> Part:
    if profile.pk == request.assigned_to_id:
        return Part.ANSWERS
    if profile.pk == request.backup_id:
        return Part.STANDS_BY
    return Part.COORDINATES if profile.is_duty_coordinator else Part.HELPS


def _alias(event: RequestEvent) -> str:
    if event.kind in _ABOUT_NOBODY:
        return ""
    profile = event.actor if event.kind in _ABOUT_ITS_ACTOR else event.target
    return profile.alias if profile else ""
