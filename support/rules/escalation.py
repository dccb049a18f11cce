"""Decides what is due while nobody has opened a request: pure, told the time by whoever asks.

A request waits from `since`. With h the hours that its urgency sets, its ladder is

    since + 1 h   the backup
    since + 2 h   the coordinators
    since + 3 h   the first alarm, and then one alarm on each further day

so each step falls due a full period after the deadline of the one before, however late a job
found that one. Where there is no backup, or nobody at all was found, the missing rungs are left
out and the later ones move up. The alarms of further days come when the clocks on the wall show
the time of the first one, and not on weekend days unless the request is urgent.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from support.rules.clock import Calendar, time_is_up

HELD_FACTOR = 3  # what was taken in beyond the limit waits that many times as long
UNANSWERED_FACTOR = 2


class Step(IntEnum):
    """How far a request has climbed; each alarm after the first adds one more."""

    PRIMARY = 0
    BACKUP = 1
    COORDINATORS = 2
    ALARM = 3


@dataclass(frozen=True)
class Waiting:
    """A request that nobody has opened since the visitor last wrote.

    Attributes:
        since: when the present clock began, aware.
        hours: the time that its urgency sets.
        is_urgent: whether its clock runs through weekends.
        has_primary, has_backup: whether there is somebody on these rungs.
        step: the rung it has reached.
        alarmed_on: the organisation's day of the last alarm.
    """

    since: datetime
    hours: int
    is_urgent: bool
    has_primary: bool = True
    has_backup: bool = True
    step: int = Step.PRIMARY
    alarmed_on: date | None = None


@dataclass(frozen=True)
class Due:
    """A step that is due, and since when."""

    step: Step
    deadline: datetime


def hours_to_wait(*, hours: int, is_held: bool) -> int:
    """Return the hours of a request: what its urgency sets, longer if it is held for review."""
    return hours * HELD_FACTOR if is_held else hours


def ladder(waiting: Waiting, calendar: Calendar) -> Iterator[Due]:
    """Yield the rungs of a request with their deadlines, up to its first alarm."""
    rungs = [Step.ALARM]
    if waiting.has_primary:
        rungs.insert(0, Step.COORDINATORS)
        if waiting.has_backup:
            rungs.insert(0, Step.BACKUP)
    deadline = waiting.since
    for rung in rungs:
        deadline = _after(deadline, waiting, calendar)
        yield Due(rung, deadline)


def steps_due(waiting: Waiting, *, now: datetime, calendar: Calendar) -> list[Due]:
    """Return the steps that are due now and were not taken, in order.

    After an outage it is every step that was missed, but one alarm only, that of today.
    """
    due = []
    for rung in ladder(waiting, calendar):
        if rung.deadline > now:
            break
        if rung.step < Step.ALARM:
            if rung.step > waiting.step:
                due.append(rung)
        else:
            alarm = _last_of_days(
                rung.deadline, now=now, is_urgent=waiting.is_urgent, calendar=calendar
            )
            if _is_later_day(alarm, waiting.alarmed_on, calendar):
                due.append(Due(Step.ALARM, alarm))
    return due


def take_step(waiting: Waiting, due: Due, *, now: datetime, calendar: Calendar) -> Waiting:
    """Return the request as it waits after a step was taken."""
    if due.step < Step.ALARM:
        return replace(waiting, step=int(due.step))
    return replace(
        waiting,
        step=max(waiting.step, Step.COORDINATORS) + 1,
        alarmed_on=calendar.day_of(now),
    )


def is_reminder_due(waiting: Waiting, *, now: datetime, calendar: Calendar) -> bool:
    """Tell whether the coordinators should hear today of a request that was opened, not answered.

    From twice the hours after the visitor wrote, once on each day; `alarmed_on` is the day on
    which they last heard of it, be it by an alarm.
    """
    first = time_is_up(
        since=waiting.since,
        hours=waiting.hours * UNANSWERED_FACTOR,
        is_urgent=waiting.is_urgent,
        calendar=calendar,
    )
    if first > now:
        return False
    last = _last_of_days(first, now=now, is_urgent=waiting.is_urgent, calendar=calendar)
    return _is_later_day(last, waiting.alarmed_on, calendar)


def _after(moment: datetime, waiting: Waiting, calendar: Calendar) -> datetime:
    return time_is_up(
        since=moment, hours=waiting.hours, is_urgent=waiting.is_urgent, calendar=calendar
    )


def _last_of_days(
    first: datetime, *, now: datetime, is_urgent: bool, calendar: Calendar
) -> datetime:
    """Return the last time up to now of what recurs daily from `first` on, which has come."""
    first_day, wall = calendar.day_of(first), _wall(first, calendar)
    day = calendar.day_of(now)
    while day > first_day:
        moment = calendar.at(day, wall)
        if moment <= now and (is_urgent or not calendar.rests_on(day)):
            return moment
        day -= timedelta(days=1)
    return first


def _wall(moment: datetime, calendar: Calendar) -> time:
    return moment.astimezone(calendar.zone).time()


def _is_later_day(moment: datetime, day: date | None, calendar: Calendar) -> bool:
    return day is None or calendar.day_of(moment) > day
