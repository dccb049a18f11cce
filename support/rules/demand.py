"""Makes up requests for help: when they come and what they ask for, drawn from one seed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from support.rules.clock import Calendar

_Choice = TypeVar("_Choice")

URGENT = "now"


@dataclass(frozen=True)
class Demand:
    """What is asked for, and when.

    Attributes:
        per_week: requests in an average week of the first year.
        topics, languages, regions, urgencies: what is asked for, each with its weight; the
            region none is "rather not say".
        weekdays: weights of Monday to Sunday.
        hours: weights of the 24 hours of a day; evenings and nights weigh more.
        growth: how demand grows in a year; 0.2 is a fifth.
        days_open: how many days a request stays open on average once it was opened.
    """

    per_week: float
    topics: Mapping[int, float]
    languages: Mapping[str, float]
    regions: Mapping[int | None, float] = field(default_factory=lambda: {None: 1.0})
    urgencies: Mapping[str, float] = field(
        default_factory=lambda: {URGENT: 0.15, "days": 0.6, "weeks": 0.25}
    )
    weekdays: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0, 1.1, 0.9, 1.2)
    hours: tuple[float, ...] = (1.4, 1.0, 0.6, *[0.3] * 5, *[0.8] * 9, *[1.3] * 3, *[2.0] * 4)
    growth: float = 0.0
    days_open: float = 12.0


@dataclass(frozen=True)
class Arrival:
    """One made-up request."""

    number: int
    at: datetime
    topic: int
    language: str
    region: int | None
    urgency: str


def arrivals(
    demand: Demand, *, starts: date, days: int, calendar: Calendar, seed: int
) -> list[Arrival]:
    """Return the requests of a time, the oldest first.

    Args:
        demand: what is asked for, and when.
        starts: the first day.
        days: how many days.
        calendar: whose clocks tell the hours.
        seed: the same one gives the same requests, and a shorter time the first of them.
    """
    rng = Random(f"{seed} demand")  # noqa: S311 -- made up anyway
    week = sum(demand.weekdays) * sum(demand.hours)
    moments = []
    for number in range(days):
        day = starts + timedelta(days=number)
        grown = (1 + demand.growth) ** (number / 365.25)
        of_day = demand.per_week * grown * demand.weekdays[day.weekday()] / week
        for hour, weight in enumerate(demand.hours):
            begin = datetime.combine(day, time(hour), calendar.zone).astimezone(UTC)
            moments += [
                begin + timedelta(minutes=rng.randrange(60))
                for _ in range(_poisson(rng, of_day * weight))
            ]
    rng = Random(f"{seed} facets")  # noqa: S311
    return [
        Arrival(
            number=number,
            at=moment,
            topic=_draw(rng, demand.topics),
            language=_draw(rng, demand.languages),
            region=_draw(rng, demand.regions),
            urgency=_draw(rng, demand.urgencies),
        )
        for number, moment in enumerate(sorted(moments))
    ]


def _poisson(rng: Random, mean: float) -> int:
    """Draw from a Poisson distribution, after Knuth."""
    count = 0
    while mean > 0:
        piece = min(mean, 100.0)  # in pieces, since exp(-mean) must not vanish
        mean -= piece
        limit, product = math.exp(-piece), rng.random()
        while product > limit:
            count += 1
            product *= rng.random()
    return count


def _draw(rng: Random, weights: Mapping[_Choice, float]) -> _Choice:
    return rng.choices(list(weights), weights=list(weights.values()))[0]
