"""Plays years of made-up requests through the very rules of routing and escalation.

Everything is drawn from one seed. A request draws when it comes, how long it stays open and how
long each volunteer would take for it from streams of its own, so that two runs that differ in a
rule meet the same requests, and what differs between their results is the rule's doing.
"""

import heapq
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from statistics import median

from support.rules.clock import Calendar, days_in_time
from support.rules.demand import URGENT, Arrival, Demand, arrivals
from support.rules.escalation import (
    Due,
    Step,
    Waiting,
    ladder,
    steps_due,
    take_step,
)
from support.rules.routing import Candidate, Facets, choose, is_away, weekdays_of

_DAY = timedelta(days=1)
_GIVES_UP_AFTER = timedelta(days=60)


@dataclass(frozen=True)
class Person:
    """A volunteer of the roster, and how they answer.

    Attributes:
        candidate: as routing sees them; load, absence and weekdays are the simulation's.
        absences: first and last day of each, both included.
        hours_to_open: the median of hours between being told and opening a request; an urgent
            one is opened in a fifth of it.
        forgets: the share of requests that they never open.
        is_coordinator: whether requests come to them when nobody else opens them.
    """

    candidate: Candidate
    absences: tuple[tuple[date, date], ...] = ()
    hours_to_open: float = 6.0
    forgets: float = 0.03
    is_coordinator: bool = False


@dataclass(frozen=True)
class Scenario:
    """All that a run depends on."""

    demand: Demand
    roster: Sequence[Person]
    hours: Mapping[str, int]
    calendar: Calendar
    starts: date
    years: float
    seed: int


@dataclass(frozen=True)
class Wait:
    """How long requests of one urgency waited to be opened, in hours.

    Attributes:
        count: how many requests there were.
        median, ninetieth: half and nine in ten were opened within these; none if nobody opened
            so many.
        in_time: the share that was opened before the first deadline.
    """

    count: int
    median: float | None
    ninetieth: float | None
    in_time: float


@dataclass
class Month:
    """What happened to the requests that came in one month."""

    received: int = 0
    late: int = 0
    unserved: int = 0
    to_backup: int = 0
    to_coordinators: int = 0
    alarms: int = 0


@dataclass(frozen=True)
class Result:
    """What a run found.

    Attributes:
        waits: by urgency.
        months: by the month in which the requests came, `YYYY-MM`.
        shares: for each volunteer who may get requests, how many came to them.
        gini: how unevenly they came, relative to capacity: 0 is evenly, near 1 all to one.
        never_opened: how many were not opened within two months.
    """

    waits: dict[str, Wait]
    months: dict[str, Month]
    shares: dict[int, int]
    gini: float
    never_opened: int

    @property
    def received(self) -> int:
        """How many requests came."""
        return sum(month.received for month in self.months.values())

    @property
    def unserved(self) -> int:
        """How many found no volunteer, and went to the coordinators alone."""
        return sum(month.unserved for month in self.months.values())


def simulate(scenario: Scenario) -> Result:
    """Play a scenario through; the same one always gives the same result."""
    months = {name: Month() for name in _months_of(scenario)}
    waited: dict[str, list[float]] = {urgency: [] for urgency in scenario.demand.urgencies}
    in_time: Counter[str] = Counter()
    shares = {one.candidate.profile: 0 for one in scenario.roster if one.candidate.topics}
    loads: Counter[int] = Counter()
    closing: list[tuple[datetime, int, int]] = []
    for arrival in arrivals(
        scenario.demand,
        starts=scenario.starts,
        days=_days(scenario),
        calendar=scenario.calendar,
        seed=scenario.seed,
    ):
        while closing and closing[0][0] <= arrival.at:
            loads[heapq.heappop(closing)[2]] -= 1
        day = scenario.calendar.day_of(arrival.at)
        month = months.setdefault(f"{day:%Y-%m}", Month())
        month.received += 1
        rng = Random(f"{scenario.seed} choice {arrival.number}")  # noqa: S311 -- made up anyway
        primary, backup = _route(scenario, arrival, day, loads, rng)
        waiting = Waiting(
            since=arrival.at,
            hours=scenario.hours[arrival.urgency],
            is_urgent=arrival.urgency == URGENT,
            has_primary=primary is not None,
            has_backup=backup is not None,
        )
        opened = _opened_at(scenario, arrival, waiting, primary, backup)
        _count_steps(month, scenario, waiting, opened)
        deadline = next(ladder(waiting, scenario.calendar)).deadline
        waited[arrival.urgency].append(_hours(opened - arrival.at) if opened else math.inf)
        if opened is not None and opened <= deadline:
            in_time[arrival.urgency] += 1
        else:
            month.late += 1
        if primary is None:
            month.unserved += 1
        else:
            shares[primary] += 1
            loads[primary] += 1
            closes = arrival.at + _GIVES_UP_AFTER if opened is None else opened
            heapq.heappush(
                closing, (closes + _stays_open(scenario, arrival), arrival.number, primary)
            )
    capacities = {one.candidate.profile: one.candidate.capacity for one in scenario.roster}
    return Result(
        waits={urgency: _wait(hours, in_time[urgency]) for urgency, hours in waited.items()},
        months=months,
        shares=shares,
        gini=gini([count / capacities[p] for p, count in shares.items() if capacities[p]]),
        never_opened=sum(hours == math.inf for found in waited.values() for hours in found),
    )


def gini(values: Sequence[float]) -> float:
    """Return the Gini coefficient of what each has; 0 where nobody has anything."""
    total, ordered = sum(values), sorted(values)
    if not total:
        return 0.0
    ranked = sum(rank * value for rank, value in enumerate(ordered, start=1))
    return 2 * ranked / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def _route(
    scenario: Scenario, arrival: Arrival, day: date, loads: Counter[int], rng: Random
) -> tuple[int | None, int | None]:
    days = days_in_time(
        today=day,
        hours=scenario.hours[arrival.urgency],
        is_urgent=arrival.urgency == URGENT,
        calendar=scenario.calendar,
    )
    facets = Facets(
        topic=arrival.topic,
        region=arrival.region,
        language=arrival.language,
        urgency=arrival.urgency,
        days=weekdays_of(days),
    )
    candidates = [
        replace(
            one.candidate,
            open_load=loads[one.candidate.profile],
            away=is_away(days=days, weekdays=one.candidate.weekdays, absences=one.absences),
        )
        for one in scenario.roster
    ]
    choice = choose(facets, candidates, shuffle=rng.shuffle)
    return choice.primary, choice.backup


def _opened_at(
    scenario: Scenario,
    arrival: Arrival,
    waiting: Waiting,
    primary: int | None,
    backup: int | None,
) -> datetime | None:
    """Return when the first person opens it: each is told when their rung is reached."""
    told_at = {rung.step: rung.deadline for rung in ladder(waiting, scenario.calendar)}
    coordinators_told = told_at.get(Step.COORDINATORS, arrival.at)
    moments = []
    for person in scenario.roster:
        profile = person.candidate.profile
        told = {
            primary: arrival.at,
            backup: told_at.get(Step.BACKUP),
        }.get(profile) or (coordinators_told if person.is_coordinator else None)
        moment = told and _opens(scenario, arrival, person, told)
        if moment:
            moments.append(moment)
    return min(moments, default=None)


def _opens(scenario: Scenario, arrival: Arrival, person: Person, told: datetime) -> datetime | None:
    """Return when one person opens a request that they hear of at `told`, if ever."""
    rng = Random(f"{scenario.seed} opening {arrival.number} {person.candidate.profile}")  # noqa: S311
    typical = person.hours_to_open / (5 if arrival.urgency == URGENT else 1)
    hours = rng.lognormvariate(math.log(max(typical, 0.01)), 0.9)
    while rng.random() < person.forgets:
        if not person.is_coordinator or person.forgets >= 1:
            return None
        hours += 24  # the next day's alarm
    moment = told + timedelta(hours=min(hours, 24 * 365))
    last = told + _GIVES_UP_AFTER
    while moment <= last:
        day = scenario.calendar.day_of(moment)
        weekdays = person.candidate.weekdays
        on_duty = not weekdays or day.isoweekday() in weekdays
        if on_duty and not is_away(days=[day], weekdays=weekdays, absences=person.absences):
            return moment
        moment = max(moment, scenario.calendar.at(day + _DAY, time(9)))
    return None


def _count_steps(
    month: Month, scenario: Scenario, waiting: Waiting, opened: datetime | None
) -> None:
    """Count what the escalation's job does until the request is opened, or for two months."""
    end = opened or waiting.since + _GIVES_UP_AFTER
    moments = [rung.deadline for rung in ladder(waiting, scenario.calendar)]
    while moments[-1] + _DAY < end:
        moments.append(moments[-1] + _DAY)
    for now in moments:
        if now >= end:
            return
        for due in steps_due(waiting, now=now, calendar=scenario.calendar):
            _count(month, due)
            waiting = take_step(waiting, due, now=now, calendar=scenario.calendar)


def _count(month: Month, due: Due) -> None:
    if due.step == Step.BACKUP:
        month.to_backup += 1
    elif due.step == Step.COORDINATORS:
        month.to_coordinators += 1
    else:
        month.alarms += 1


def _stays_open(scenario: Scenario, arrival: Arrival) -> timedelta:
    rng = Random(f"{scenario.seed} closing {arrival.number}")  # noqa: S311
    return timedelta(days=rng.expovariate(1 / max(scenario.demand.days_open, 0.01)))


def _days(scenario: Scenario) -> int:
    return max(1, round(scenario.years * 365.25))


def _months_of(scenario: Scenario) -> list[str]:
    days = (scenario.starts + _DAY * number for number in range(_days(scenario)))
    return list(dict.fromkeys(f"{day:%Y-%m}" for day in days))


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600


def _wait(hours: list[float], in_time: int) -> Wait:
    if not hours:
        return Wait(count=0, median=None, ninetieth=None, in_time=1.0)
    ordered = sorted(hours)
    middle = median(ordered)
    ninetieth = ordered[math.ceil(0.9 * len(ordered)) - 1]
    return Wait(
        count=len(ordered),
        median=None if middle == math.inf else middle,
        ninetieth=None if ninetieth == math.inf else ninetieth,
        in_time=in_time / len(ordered),
    )
