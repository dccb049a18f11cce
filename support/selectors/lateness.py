"""Tells in one condition which requests nobody has opened in time, and by how much each is late."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from support.models import HelpRequest
from support.rules.clock import Calendar
from support.rules.escalation import hours_to_wait
from support.rules.lateness import late_if_since
from support.selectors import waiting
from support.selectors.desk import NEEDS_ANSWER


@dataclass(frozen=True)
class Clock:
    """The present minute, the organisation's calendar, and the hours that each urgency sets."""

    now: datetime
    calendar: Calendar
    hours: dict[str, int]

    @property
    def today(self) -> datetime:
        """When the organisation's present day began."""
        return self.calendar.start_of(self.calendar.day_of(self.now))

    def is_overdue(self) -> Q:
        """Return the condition under which nobody has opened a request in time."""
        late = Q()
        for urgency in HelpRequest.Urgency.values:
            for is_held in (False, True):
                since = late_if_since(
                    now=self.now,
                    hours=hours_to_wait(hours=self.hours[urgency], is_held=is_held),
                    is_urgent=waiting.is_urgent(urgency),
                    calendar=self.calendar,
                )
                began = Q(waiting_since__lte=since) | Q(waiting_since=None, received_at__lte=since)
                late |= Q(urgency=urgency, is_held=is_held) & began
        return Q(status__in=NEEDS_ANSWER, acknowledged_at=None) & late

    def overdue_by(self, request: HelpRequest) -> timedelta | None:
        """Return how long ago somebody should have opened a request, or nothing."""
        if request.status not in NEEDS_ANSWER or request.acknowledged_at is not None:
            return None
        deadline = waiting.open_by(request, hours=self.hours, calendar=self.calendar)
        return self.now - deadline if deadline <= self.now else None


def clock(*, now: datetime) -> Clock:
    """Return what lateness is reckoned by, in two queries.

    Args:
        now: aware.
    """
    return Clock(now=now, calendar=waiting.organisation_calendar(), hours=waiting.hours())
