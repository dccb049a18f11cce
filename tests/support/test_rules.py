"""Routing decides from facets alone: pure rules, tried on examples and on everything."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.rules import Candidate, Choice, Facets, Reason, choose, is_eligible

FACETS = Facets(topic=1, region=7, language="ar")


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
    ],
)
def test_who_is_eligible(changes, expected):
    assert is_eligible(candidate(**changes), FACETS) is expected


def test_who_would_rather_not_say_where_is_taken_by_anyone():
    facets = Facets(topic=1, region=None, language="ar")
    assert is_eligible(candidate(regions=frozenset({8})), facets)


def test_request_without_a_topic_is_nobodys():
    assert not is_eligible(candidate(), Facets(topic=None, region=None, language="ar"))


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
    ),
    unique_by=lambda found: found.profile,
    max_size=12,
)
facets = st.builds(
    Facets,
    topic=st.one_of(st.none(), st.integers(1, 3)),
    region=st.one_of(st.none(), st.integers(1, 3)),
    language=st.sampled_from(["ar", "en"]),
)


@given(facets=facets, people=candidates, seed=st.integers())
def test_whoever_is_chosen_is_eligible_and_nobody_had_less_to_do(facets, people, seed):
    before = list(people)
    choice = choose(facets, people, shuffle=random.Random(seed).shuffle)
    by_profile = {person.profile: person for person in people}
    eligible = {person.profile for person in people if is_eligible(person, facets)}
    chosen = [profile for profile in (choice.primary, choice.backup) if profile is not None]
    assert people == before
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


@given(facets=facets, people=candidates, seeds=st.tuples(st.integers(), st.integers()))
def test_order_of_the_roster_does_not_decide(facets, people, seeds):
    first = choose(facets, people, shuffle=random.Random(seeds[0]).shuffle)
    second = choose(facets, people[::-1], shuffle=random.Random(seeds[1]).shuffle)
    assert first.reason == second.reason
    loads = {person.profile: (person.open_load, person.capacity) for person in people}
    if first.primary is not None:
        ratio = [loads[c.primary][0] / loads[c.primary][1] for c in (first, second)]
        assert ratio[0] == ratio[1]
