"""Routing decides from facets alone: pure rules, tried on examples and on everything."""

import json
import random
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.rules.clock import Calendar, days_in_time
from support.rules.routing import (
    Candidate,
    Choice,
    Facets,
    Ground,
    Reason,
    choose,
    choose_follower,
    grounds_against,
    is_away,
    is_eligible,
)

FACETS = Facets(topic=1, region=7, language="ar", days=frozenset({3, 4}), excluded=frozenset({9}))


def candidate(profile: int = 1, **changes) -> Candidate:
    fields = {
        "topics": frozenset({1, 2}),
        "regions": frozenset(),
        "languages": frozenset({"ar", "en"}),
        "capacity": 4,
        "open_load": 0,
        "takes_requests": True,
    }
    return Candidate(profile=profile, **{**fields, **changes})


def in_order(_candidates: list[Candidate]) -> None:
    """Leave the order as it is."""


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"takes_requests": False}, False),
        ({"open_load": 3}, True),
        ({"open_load": 4}, False),
        ({"open_load": 5}, False),
        ({"capacity": 0}, False),
        ({"topics": frozenset({2})}, False),
        ({"topics": frozenset()}, False),
        ({"languages": frozenset({"en"})}, False),
        ({"languages": frozenset()}, False),
        ({"regions": frozenset({7, 8})}, True),
        ({"regions": frozenset({8})}, False),
        ({"has_key": False}, False),
        ({"away": True}, False),
        ({"weekdays": frozenset({1, 3})}, True),
        ({"weekdays": frozenset({2})}, False),
        ({"profile": 9}, False),
    ],
)
def test_who_is_eligible(changes, expected):
    assert is_eligible(candidate(**changes), FACETS) is expected


def test_every_ground_is_told_apart_and_the_first_one_is_explained():
    changes = {
        Ground.TOPIC: {"topics": frozenset({2})},
        Ground.LANGUAGE: {"languages": frozenset({"en"})},
        Ground.REGION: {"regions": frozenset({8})},
        Ground.WEEKDAY: {"weekdays": frozenset({2})},
        Ground.AWAY: {"away": True},
        Ground.FULL: {"open_load": 4},
        Ground.PAUSED: {"takes_requests": False},
        Ground.NO_KEY: {"has_key": False},
        Ground.EXCLUDED: {"profile": 9},
    }
    assert list(changes) == list(Ground)
    for ground, change in changes.items():
        assert grounds_against(candidate(**change), FACETS) == [ground]
    everything = {name: value for change in changes.values() for name, value in change.items()}
    assert grounds_against(candidate(**everything), FACETS) == list(Ground)

    people = [
        candidate(number, **{k: v for k, v in change.items() if k != "profile"})
        for number, change in enumerate(changes.values(), start=1)
    ]
    people += [candidate(11, open_load=3), candidate(10, open_load=1)]
    explained = choose(FACETS, people, shuffle=in_order).explained
    assert json.loads(json.dumps(explained)) == {
        "grounds": {str(number): ground for number, ground in enumerate(Ground, start=1)},
        "loads": {"10": [1, 4], "11": [3, 4]},
    }


def test_who_would_rather_not_say_where_is_taken_by_anyone():
    facets = Facets(topic=1, region=None, language="ar")
    assert is_eligible(candidate(regions=frozenset({8})), facets)


@pytest.mark.parametrize(("topic", "language"), [(None, "ar"), (1, None), (None, None)])
def test_request_whose_topic_or_language_was_deleted_is_nobodys(topic, language):
    assert not is_eligible(candidate(), Facets(topic=topic, region=None, language=language))


def test_nobody_one_and_several():
    assert choose(FACETS, [], shuffle=in_order) == Choice(None, None, Reason.NOBODY_ELIGIBLE)
    assert choose(FACETS, [candidate(5)], shuffle=in_order) == Choice(5, None, Reason.NO_BACKUP)
    several = [candidate(5, open_load=2), candidate(6, open_load=1), candidate(7, open_load=3)]
    assert choose(FACETS, several, shuffle=in_order) == Choice(6, 5, Reason.MATCHED)


def test_load_counts_against_capacity_and_not_alone():
    busy_but_big = candidate(1, open_load=3, capacity=10)
    idle_but_small = candidate(2, open_load=1, capacity=2)
    choice = choose(FACETS, [idle_but_small, busy_but_big], shuffle=in_order)
    assert (choice.primary, choice.backup) == (1, 2)


def test_ties_go_to_whoever_chance_puts_first():
    crowd = [candidate(number) for number in range(4)]
    winners = {
        choose(FACETS, crowd, shuffle=random.Random(seed).shuffle).primary for seed in range(40)
    }
    assert winners == {0, 1, 2, 3}


candidates = st.lists(
    st.builds(
        Candidate,
        profile=st.integers(1, 50),
        topics=st.frozensets(st.integers(1, 3)),
        regions=st.frozensets(st.integers(1, 3)),
        languages=st.frozensets(st.sampled_from(["ar", "en"])),
        capacity=st.integers(0, 4),
        open_load=st.integers(0, 5),
        takes_requests=st.booleans(),
        has_key=st.booleans(),
        weekdays=st.frozensets(st.integers(1, 7), max_size=3),
        away=st.booleans(),
    ),
    unique_by=lambda found: found.profile,
    max_size=12,
)
facets = st.builds(
    Facets,
    topic=st.one_of(st.none(), st.integers(1, 3)),
    region=st.one_of(st.none(), st.integers(1, 3)),
    language=st.sampled_from(["ar", "en"]),
    days=st.frozensets(st.integers(1, 7), min_size=1),
    excluded=st.frozensets(st.integers(1, 50), max_size=10),
)


@given(facets=facets, people=candidates, seed=st.integers())
def test_whoever_is_chosen_is_eligible_and_nobody_had_less_to_do(facets, people, seed):
    before = list(people)
    choice = choose(facets, people, shuffle=random.Random(seed).shuffle)
    by_profile = {person.profile: person for person in people}
    eligible = {person.profile for person in people if is_eligible(person, facets)}
    chosen = [profile for profile in (choice.primary, choice.backup) if profile is not None]
    assert people == before
    assert {*map(int, choice.explained["loads"])} == eligible
    assert {*map(int, choice.explained["grounds"])} == {*by_profile} - eligible
    assert not eligible & facets.excluded
    assert len(set(chosen)) == len(chosen) == min(2, len(eligible))
    assert set(chosen) <= eligible
    assert choice.reason == [Reason.NOBODY_ELIGIBLE, Reason.NO_BACKUP, Reason.MATCHED][len(chosen)]
    loads = {
        profile: by_profile[profile].open_load / by_profile[profile].capacity
        for profile in eligible
    }
    if chosen:
        assert loads[choice.primary] == min(loads.values())
    if choice.backup is not None:
        others = [load for profile, load in loads.items() if profile != choice.primary]
        assert loads[choice.backup] == min(others)


def relative_load(people: list[Candidate], profile: int | None) -> float | None:
    found = [one.open_load / one.capacity for one in people if one.profile == profile]
    return found[0] if found else None


@given(facets=facets, people=candidates, seeds=st.tuples(st.integers(), st.integers()))
def test_order_of_the_roster_does_not_decide(facets, people, seeds):
    mixed = random.Random(seeds[0]).sample(people, len(people))
    first = choose(facets, people, shuffle=random.Random(seeds[0]).shuffle)
    second = choose(facets, mixed, shuffle=random.Random(seeds[1]).shuffle)
    assert (first.reason, first.explained) == (second.reason, second.explained)
    for one, other in ((first.primary, second.primary), (first.backup, second.backup)):
        assert relative_load(people, one) == relative_load(people, other)


def test_each_of_a_tie_is_chosen_about_as_often_wherever_they_stand():
    crowd = [candidate(number, open_load=number % 2) for number in range(6)]
    chance = random.Random(20261122)
    primaries, backups = [], []
    for _ in range(3000):
        choice = choose(FACETS, crowd, shuffle=chance.shuffle)
        primaries.append(choice.primary)
        backups.append(choice.backup)
    for chosen in (primaries, backups):
        assert set(chosen) == {0, 2, 4}
        assert all(900 < chosen.count(number) < 1100 for number in (0, 2, 4))


CALENDARS = {
    "none": Calendar(ZoneInfo("Asia/Beirut")),
    "fri_sat": Calendar(ZoneInfo("Asia/Beirut"), frozenset({5, 6})),
}


@pytest.mark.parametrize(
    ("today", "hours", "is_urgent", "weekend", "expected"),
    [
        ("2026-03-03", 2, True, "fri_sat", "3"),
        ("2026-03-06", 2, True, "fri_sat", "6"),  # a Friday: urgent is urgent
        ("2026-03-03", 24, False, "fri_sat", "3 4"),
        ("2026-03-05", 24, False, "fri_sat", "5 6 7 8"),  # Thursday: up to Sunday
        ("2026-03-06", 24, False, "fri_sat", "6 7 8"),
        ("2026-03-05", 24, False, "none", "5 6"),
        ("2026-03-03", 72, False, "none", "3 4 5 6"),
        ("2026-03-28", 24, False, "none", "28 29"),  # the night in which an hour is left out
        ("2026-10-24", 24, False, "none", "24 25"),  # and in which one comes twice
    ],
)
def test_days_on_which_an_answer_would_be_in_time(today, hours, is_urgent, weekend, expected):
    days = days_in_time(
        today=date.fromisoformat(today),
        hours=hours,
        is_urgent=is_urgent,
        calendar=CALENDARS[weekend],
    )
    assert " ".join(str(day.day) for day in days) == expected


@pytest.mark.parametrize(
    ("weekdays", "absences", "expected"),
    [
        (set(), [], False),
        (set(), [(0, 0)], False),
        (set(), [(0, 1)], True),
        (set(), [(-5, 0), (1, 9)], True),
        (set(), [(2, 9)], False),
        ({2}, [(0, 0)], True),  # answers on the first of the two days only, and is absent then
        ({3}, [(0, 0)], False),
        ({7}, [(0, 1)], False),  # answers on neither: that is another ground
    ],
)
def test_who_is_away(weekdays, absences, expected):
    tuesday = date(2026, 3, 3)
    days = [tuesday, tuesday + timedelta(days=1)]
    spans = [(tuesday + timedelta(days=a), tuesday + timedelta(days=b)) for a, b in absences]
    assert is_away(days=days, weekdays=frozenset(weekdays), absences=spans) is expected


def test_backup_follows_however_busy_and_the_least_loaded_holder_stands_by():
    holders = [candidate(5, open_load=9), candidate(6, open_load=2), candidate(7, open_load=1)]
    choice = choose_follower(FACETS, holders, backup=5, shuffle=in_order)
    assert choice == Choice(5, 7, Reason.BACKUP_FOLLOWS)
    choice = choose_follower(FACETS, [candidate(5, topics=frozenset())], backup=5, shuffle=in_order)
    assert choice == Choice(5, None, Reason.BACKUP_FOLLOWS)


@pytest.mark.parametrize(
    "change",
    [{"away": True}, {"takes_requests": False}, {"has_key": False}, {"weekdays": frozenset({1})}],
)
def test_backup_who_would_not_answer_in_time_is_passed_over(change):
    holders = [candidate(5, **change), candidate(6, open_load=3), candidate(7, open_load=2)]
    choice = choose_follower(FACETS, holders, backup=5, shuffle=in_order)
    assert choice == Choice(7, 6, Reason.HOLDER_FOLLOWS)


def test_who_is_excluded_never_follows_and_nobody_may_be_left():
    holders = [candidate(9), candidate(6, open_load=4)]
    choice = choose_follower(FACETS, holders, backup=9, shuffle=in_order)
    assert choice == Choice(None, None, Reason.NOBODY_FOLLOWS)
    assert choice.explained == {"grounds": {"6": "full", "9": "excluded"}, "loads": {}}
    # Who stood by but holds no key to this request is not among the holders.
    choice = choose_follower(FACETS, [candidate(6)], backup=5, shuffle=in_order)
    assert choice == Choice(6, None, Reason.HOLDER_FOLLOWS)


@given(facets=facets, people=candidates, backup=st.integers(1, 50), seed=st.integers())
def test_whoever_follows_is_a_holder_who_is_not_excluded(facets, people, backup, seed):
    choice = choose_follower(facets, people, backup=backup, shuffle=random.Random(seed).shuffle)
    chosen = [profile for profile in (choice.primary, choice.backup) if profile is not None]
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= {one.profile for one in people} - facets.excluded
    eligible = {one.profile for one in people if is_eligible(one, facets)}
    assert set(chosen) <= eligible | {backup}
    if eligible:
        assert choice.primary is not None
