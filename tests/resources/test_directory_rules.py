"""What an address asks of the directory, how fresh a check is, and how a week is laid out."""

from datetime import date, time, timedelta

import pytest
from django.http import QueryDict
from django.utils import translation

from resources.rules.freshness import AGEING_DAYS, FRESH_DAYS, Freshness, freshness
from resources.rules.hours import DAYS, week, zone_in_words
from resources.rules.wanted import Wanted, read

TODAY = date(2026, 3, 1)
KNOWN = {
    "kind": ["health", "legal"],
    "region": ["north"],
    "language": ["ar"],
    "for": ["women"],
    "status": ["open", "full", "paused"],
}


def asked(query: str) -> tuple[list[tuple[str, str]], bool]:
    wanted, has_unknown = read(dict(QueryDict(query).lists()), known=KNOWN)
    return wanted.pairs(), has_unknown


@pytest.mark.parametrize(
    ("query", "pairs", "has_unknown"),
    [
        ("", [], False),
        ("kind=legal&kind=health&kind=legal", [("kind", "health"), ("kind", "legal")], False),
        ("papers=none&remote=yes&checked=recently&cost=free", None, False),
        ("papers=no", [], True),
        ("kind=%00&kind=health", [("kind", "health")], True),
        ("status=closed", [], True),
        ("region=" + "9" * 30, [], True),
        ("for=" + "x" * 10_000, [], True),
        ("kind=&papers=", [], False),
        ("kind=HEALTH", [], True),
        ("utm_source=x&page=2&lat=33.9", [], False),
    ],
)
def test_address_asks_for_what_is_known_and_says_what_is_not(query, pairs, has_unknown):
    found = asked(query)
    if pairs is None:
        pairs = [tuple(part.split("=")) for part in query.split("&")]
    assert found == (pairs, has_unknown)


def test_same_wish_has_one_address_whatever_the_order():
    one, other = (
        read(dict(QueryDict(query).lists()), known=KNOWN)[0].query()
        for query in ("cost=free&kind=legal&kind=health", "kind=health&kind=legal&cost=free")
    )
    assert one == other == "kind=health&kind=legal&cost=free"
    assert asked(one)[0] == [("kind", "health"), ("kind", "legal"), ("cost", "free")]


def test_one_thing_more_and_one_thing_less_are_each_others_way_back():
    wanted = Wanted().plus("kind", "legal").plus("papers", "none").plus("kind", "health")
    assert wanted.plus("kind", "legal") == wanted
    assert wanted.without("kind", "legal").pairs() == [("kind", "health"), ("papers", "none")]
    assert wanted.without("kind").pairs() == [("papers", "none")]
    assert wanted.without("papers").pairs() == [("kind", "health"), ("kind", "legal")]
    assert not wanted.without("kind").without("papers")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Freshness.FRESH),
        (FRESH_DAYS, Freshness.FRESH),
        (FRESH_DAYS + 1, Freshness.AGEING),
        (AGEING_DAYS, Freshness.AGEING),
        (AGEING_DAYS + 1, Freshness.OLD),
        (-1, Freshness.FRESH),
        (None, Freshness.OLD),
    ],
)
def test_badge_turns_by_itself(days, expected):
    checked = None if days is None else TODAY - timedelta(days=days)
    assert freshness(checked, today=TODAY) is expected


def test_week_begins_where_readers_begin_it_and_hours_end_where_they_end():
    rows = [
        ("FR", time(22), time(2)),
        ("MO", time(14), time(18)),
        ("MO", time(9), time(13)),
        ("MO", time(9), time(13)),  # twice the same, as imports have it
        ("SU", time(0), time(0)),
        ("TU", time(18), time(0)),
        ("WE", time(9), time(9)),
    ]
    days = week(rows, first_day=6)
    assert [day.code for day in days] == ["SA", "SU", "MO", "TU", "WE", "TH", "FR"]
    assert [day.code for day in week(rows, first_day=0)] == list(DAYS)
    hours = {day.code: day.openings for day in days}
    assert hours["SA"] == hours["TH"] == ()
    assert [opening.opens for opening in hours["MO"]] == [time(9), time(14)]
    told = {
        code: (found[0].lasts_all_day, found[0].ends_at_midnight, found[0].ends_next_day)
        for code, found in hours.items()
        if found
    }
    assert told == {
        "SU": (True, False, False),
        "MO": (False, False, False),
        "TU": (False, True, False),
        "WE": (False, False, True),
        "FR": (False, False, True),
    }
    assert week([], first_day=0) == []


def test_zone_is_named_in_words():
    with translation.override("en"):
        assert zone_in_words("Asia/Beirut") == "Beirut time"
        assert zone_in_words("America/Argentina/Buenos_Aires") == "the time of Buenos Aires"
