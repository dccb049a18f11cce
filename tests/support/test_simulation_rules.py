"""Years of made-up requests: the same seed the same story, and rules that show in the numbers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from support.rules.clock import calendar
from support.rules.demand import Demand, arrivals
from support.rules.routing import Candidate
from support.rules.simulation import Person, Result, Scenario, gini, simulate

BEIRUT = calendar(time_zone="Asia/Beirut", weekend="fri_sat")
STARTS = date(2026, 1, 1)
DEMAND = Demand(per_week=20, topics={1: 2, 2: 1}, languages={"ar": 3, "en": 1})


def person(profile: int, **changes) -> Person:
    how = {name: changes.pop(name) for name in list(changes) if name in Person.__annotations__}
    fields = {
        "topics": frozenset({1, 2}),
        "regions": frozenset(),
        "languages": frozenset({"ar", "en"}),
        "capacity": 4,
        "open_load": 0,
        "takes_requests": True,
    }
    return Person(Candidate(profile=profile, **{**fields, **changes}), **how)


def coordinator(profile: int = 99, **changes) -> Person:
    return person(profile, topics=frozenset(), is_coordinator=True, **changes)


ROSTER = [coordinator(), *(person(number) for number in range(1, 9))]


def play(roster: list[Person] = ROSTER, *, years: float = 1, seed: int = 1, **changes) -> Result:
    scenario = Scenario(
        demand=DEMAND,
        roster=roster,
        hours={"now": 2, "days": 24, "weeks": 24},
        calendar=BEIRUT,
        starts=STARTS,
        years=years,
        seed=seed,
    )
    return simulate(replace(scenario, **changes))


def total(result: Result, what: str) -> int:
    return sum(getattr(month, what) for month in result.months.values())


def test_same_seed_is_the_same_story_and_another_seed_another():
    assert play() == play()
    assert play(seed=2) != play()


def test_shorter_time_is_the_beginning_of_a_longer_one():
    spans = [
        arrivals(DEMAND, starts=STARTS, days=days, calendar=BEIRUT, seed=5) for days in (30, 60)
    ]
    assert spans[1][: len(spans[0])] == spans[0]
    assert len(spans[1]) > len(spans[0])


def test_requests_come_as_often_and_when_the_demand_says():
    hours = tuple(float(hour == 21) for hour in range(24))
    weekdays = (0.0, 3.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    demand = replace(DEMAND, hours=hours, weekdays=weekdays, regions={None: 1, 7: 1})
    found = arrivals(demand, starts=STARTS, days=7 * 100, calendar=BEIRUT, seed=3)
    local = [arrival.at.astimezone(BEIRUT.zone) for arrival in found]
    assert 1850 < len(found) < 2150
    assert {moment.hour for moment in local} == {21}
    tuesdays = sum(moment.isoweekday() == 2 for moment in local)
    assert {moment.isoweekday() for moment in local} == {2, 7}
    assert 0.72 < tuesdays / len(found) < 0.78
    assert 0.62 < sum(one.topic == 1 for one in found) / len(found) < 0.71
    assert 0.46 < sum(one.region is None for one in found) / len(found) < 0.54
    assert [one.at for one in found] == sorted(one.at for one in found)


def test_demand_that_grows_is_that_much_more_a_year_later():
    found = arrivals(
        replace(DEMAND, growth=1.0), starts=STARTS, days=3 * 365, calendar=BEIRUT, seed=3
    )
    years = [sum(one.at.year == year for one in found) for year in (2026, 2027, 2028)]
    assert 1.8 < years[1] / years[0] < 2.2
    assert 1.8 < years[2] / years[1] < 2.2


def test_every_request_is_counted_once_in_each_view():
    result = play()
    assert sum(wait.count for wait in result.waits.values()) == result.received
    assert sum(result.shares.values()) + result.unserved == result.received
    assert set(result.waits) == {"now", "days", "weeks"}
    assert list(result.months) == [f"2026-{month:02}" for month in range(1, 13)]
    late = sum(round((1 - wait.in_time) * wait.count) for wait in result.waits.values())
    assert late == total(result, "late")


@pytest.mark.parametrize("seed", range(3))
def test_more_capacity_leaves_no_more_requests_unserved(seed):
    tight = [coordinator(), *(person(number, capacity=2) for number in range(1, 9))]
    roomy = [coordinator(), *(person(number, capacity=4) for number in range(1, 9))]
    few, many = play(roomy, seed=seed), play(tight, seed=seed)
    assert few.received == many.received
    assert few.unserved < many.unserved


def test_roster_of_equals_is_treated_evenly_and_capacity_draws_its_share():
    result = play(years=3)
    assert result.gini < 0.08
    uneven = [coordinator(), person(1, capacity=12), person(2, capacity=4)]
    shares = play(uneven, years=3).shares
    assert 2 < shares[1] / shares[2] < 4


def test_topic_that_only_one_takes_comes_to_them_alone():
    roster = [
        coordinator(),
        person(1, topics=frozenset({2}), capacity=50),
        *(person(number, topics=frozenset({1}), capacity=50) for number in (2, 3)),
    ]
    result = play(roster)
    of_topic = [
        one
        for one in arrivals(DEMAND, starts=STARTS, days=365, calendar=BEIRUT, seed=1)
        if one.topic == 2
    ]
    assert result.shares[1] == len(of_topic)
    assert result.unserved == 0


def test_nobody_on_the_roster_leaves_all_to_the_coordinators():
    result = play([coordinator(forgets=0.0, hours_to_open=0.1)])
    assert result.unserved == result.received
    assert result.shares == {}
    assert result.gini == 0
    assert result.never_opened == 0


def test_forgotten_requests_climb_and_are_opened_in_the_end():
    forgetful = (person(number, forgets=1.0, capacity=500) for number in range(1, 9))
    result = play([coordinator(forgets=0.0), *forgetful])
    assert (result.never_opened, result.unserved) == (0, 0)
    for name in ("to_coordinators", "late"):
        assert total(result, name) == result.received
    assert total(result, "to_backup") == result.received
    prompt = [coordinator(), *(person(n, forgets=0.0, hours_to_open=0.01) for n in range(1, 9))]
    assert total(play(prompt), "to_backup") == 0


def test_nobody_who_ever_opens_is_an_alarm_every_day_and_no_endless_run():
    result = play([coordinator(forgets=1.0), person(1, forgets=1.0)], years=0.1)
    assert result.never_opened == result.received > 0
    assert all(wait.median is None and wait.in_time == 0 for wait in result.waits.values())
    assert total(result, "alarms") > 30 * result.received


def test_absence_and_weekdays_keep_requests_away():
    year = (STARTS, STARTS + timedelta(days=400))
    roster = [coordinator(), person(1, absences=(year,)), person(2, capacity=90)]
    assert play(roster).shares[1] == 0
    roster = [coordinator(), person(1, weekdays=frozenset({2}), capacity=90)]
    hours = {"now": 2, "days": 2, "weeks": 2}
    result = play(roster, hours=hours)
    assert 0 < result.shares[1] < 0.4 * result.received


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], 0), ([0, 0], 0), ([5], 0), ([1, 1, 1], 0), ([0, 1], 0.5), ([0, 0, 0, 9], 0.75)],
)
def test_gini(values, expected):
    assert gini(values) == pytest.approx(expected)
