"""Reads how long requests wait and may wait: the group's hours, its calendar, and their steps."""

from datetime import date, datetime

from django.db.models import QuerySet

from support.models import HelpRequest, UrgencyLevel
from support.rules import clock
from support.rules.clock import Calendar
from support.rules.escalation import Waiting, hours_to_wait, ladder
from support.selectors.desk import NEEDS_ANSWER
from support.selectors.offer import policy

DEFAULT_HOURS: dict[str, int] = {"now": 2, "days": 24, "weeks": 24}


def organisation_calendar() -> Calendar:
    """Return the group's time zone and weekend."""
    times = policy()
    return clock.calendar(time_zone=times.time_zone, weekend=times.weekend)


def hours() -> dict[str, int]:
    """Return the hours of each urgency, until somebody else is asked."""
    return DEFAULT_HOURS | dict(UrgencyLevel.objects.values_list("code", "hours"))


def days_in_time(
    *, urgency: str, now: datetime, hours: dict[str, int], calendar: Calendar
) -> tuple[date, ...]:
    """Return the days on which an answer to a request that comes now would be in time."""
    return clock.days_in_time(
        today=calendar.day_of(now),
        hours=hours[urgency],
        is_urgent=is_urgent(urgency),
        calendar=calendar,
    )


def is_urgent(urgency: str) -> bool:
    """Tell whether the clock of such a request runs through weekends."""
    return urgency == HelpRequest.Urgency.NOW


def waiting(request: HelpRequest, *, hours: dict[str, int], has_backup: bool) -> Waiting:
    """Return a request as the rules of escalation see it.

    Args:
        request: a request that waits for us.
        hours: from `hours()`.
        has_backup: whether somebody stands by who can open it.
    """
    return Waiting(
        since=request.waiting_since or request.received_at,
        hours=hours_to_wait(hours=hours[request.urgency], is_held=request.is_held),
        is_urgent=is_urgent(request.urgency),
        has_primary=request.assigned_to_id is not None,
        has_backup=has_backup,
        step=request.step,
        alarmed_on=request.alarmed_on,
    )


def open_by(request: HelpRequest, *, hours: dict[str, int], calendar: Calendar) -> datetime:
    """Return until when somebody should have opened a request, in UTC."""
    return next(ladder(waiting(request, hours=hours, has_backup=True), calendar)).deadline


def unopened() -> QuerySet[HelpRequest]:
    """Return the requests that nobody has opened since the visitor last wrote."""
    return HelpRequest.objects.filter(status__in=NEEDS_ANSWER, acknowledged_at=None).order_by(
        "waiting_since", "pk"
    )


def opened_unanswered() -> QuerySet[HelpRequest]:
    """Return the requests that somebody has opened, but nobody has answered."""
    return HelpRequest.objects.filter(
        status__in=NEEDS_ANSWER, acknowledged_at__isnull=False
    ).order_by("waiting_since", "pk")
