"""What had to begin by when to be late now: the other way round of when a time is up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.rules.clock import WEEKENDS, calendar, time_is_up
from support.rules.lateness import late_if_since

ZONES = ("UTC", "Asia/Beirut", "Africa/Cairo", "America/New_York")
START = datetime(2026, 1, 1, tzinfo=UTC)
MINUTES = 2 * 366 * 24 * 60


@given(
    minute=st.integers(0, MINUTES),
    ago=st.integers(0, 14 * 24 * 60),
    hours=st.integers(0, 100),
    is_urgent=st.booleans(),
    zone=st.sampled_from(ZONES),
    weekend=st.sampled_from(sorted(WEEKENDS)),
)
def test_it_is_late_exactly_when_the_time_is_up(minute, ago, hours, is_urgent, zone, weekend):
    days = calendar(time_zone=zone, weekend=weekend)
    now = START + timedelta(minutes=minute)
    latest = late_if_since(now=now, hours=hours, is_urgent=is_urgent, calendar=days)
    for since in (now - timedelta(minutes=ago), latest, latest + timedelta(minutes=1)):
        end = time_is_up(since=since, hours=hours, is_urgent=is_urgent, calendar=days)
        assert (end <= now) is (since <= latest)


@pytest.mark.parametrize(
    ("is_urgent", "expected"),
    [(True, "2026-11-22T08:00"), (False, "2026-11-19T08:00")],
    ids=["urgent", "ordinary"],
)
def test_a_weekend_counts_only_for_the_urgent(is_urgent, expected):
    now = datetime.fromisoformat("2026-11-22T10:00+00:00")  # a Sunday
    hours = 2 if is_urgent else 26
    latest = late_if_since(
        now=now,
        hours=hours,
        is_urgent=is_urgent,
        calendar=calendar(time_zone="UTC", weekend="fri_sat"),
    )
    assert latest.isoformat(timespec="minutes") == f"{expected}+00:00"
