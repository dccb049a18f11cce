"""When which step of a request that nobody opens is due, in every calendar."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.rules.clock import Calendar, calendar, time_is_up
from support.rules.escalation import (
    Step,
    Waiting,
    hours_to_wait,
    is_reminder_due,
    ladder,
    steps_due,
    take_step,
)

BACKUP, COORDINATORS, ALARM = Step.BACKUP, Step.COORDINATORS, Step.ALARM
BEIRUT = calendar(time_zone="Asia/Beirut", weekend="fri_sat")
CAIRO = calendar(time_zone="Africa/Cairo", weekend="fri_sat")
CAIRO_EVERY_DAY = calendar(time_zone="Africa/Cairo", weekend="none")


def at(local: str, where: Calendar, *, fold: int = 0) -> datetime:
    """Return what the clocks on the wall call `local`, in UTC."""
    return datetime.fromisoformat(local).replace(tzinfo=where.zone, fold=fold).astimezone(UTC)


def waiting(since: datetime, *, urgent: bool = False, **changes) -> Waiting:
    hours = changes.pop("hours", 2 if urgent else 24)
    return Waiting(since=since, hours=hours, is_urgent=urgent, **changes)


def run(one: Waiting, moments: list[datetime], where: Calendar) -> list[tuple[Step, date]]:
    """Run the job at each of `moments`; return the steps it took and on which day."""
    taken = []
    for now in moments:
        for due in steps_due(one, now=now, calendar=where):
            taken.append((due.step, where.day_of(now)))
            one = take_step(one, due, now=now, calendar=where)
    return taken


@pytest.mark.parametrize(
    ("where", "since", "hours", "urgent", "expected"),
    [
        # An ordinary day.
        (BEIRUT, "2026-03-02 10:00", 24, False, "2026-03-03 10:00"),
        # Thursday evening, Friday and Saturday off: the rest of Thursday, and of Sunday.
        (BEIRUT, "2026-03-05 20:00", 24, False, "2026-03-08 20:00"),
        # Urgent requests know no weekend.
        (BEIRUT, "2026-03-05 23:00", 2, True, "2026-03-06 01:00"),
        # Sent in the middle of a weekend: the clock begins on Sunday.
        (BEIRUT, "2026-03-06 15:00", 24, False, "2026-03-09 00:00"),
        # Friday only.
        (Calendar(BEIRUT.zone, frozenset({5})), "2026-03-05 20:00", 24, False, "2026-03-07 20:00"),
        # Saturday and Sunday.
        (Calendar(BEIRUT.zone, frozenset({6, 7})), "2026-03-06 20:00", 24, False,
         "2026-03-09 20:00"),
        # Two weekends in one period.
        (BEIRUT, "2026-03-05 00:00", 24 * 7, False, "2026-03-16 00:00"),
        # Cairo leaves out 00:00 to 01:00 on Friday 2026-04-24: 24 real hours later it is later.
        (CAIRO_EVERY_DAY, "2026-04-23 20:00", 24, False, "2026-04-24 21:00"),
        # There the Friday is a weekend day of 23 hours, and makes no difference.
        (CAIRO, "2026-04-23 20:00", 24, False, "2026-04-26 20:00"),
        # Beirut leaves out the first hour of Sunday 2026-03-29, right after the weekend.
        (BEIRUT, "2026-03-26 20:00", 24, False, "2026-03-29 21:00"),
        # And repeats 23:00 to 24:00 of Saturday 2026-10-24: the weekend has 49 hours.
        (BEIRUT, "2026-10-22 20:00", 24, False, "2026-10-25 20:00"),
        # Cairo repeats the last hour of Thursday 2026-10-29: five hours were left, not four.
        (CAIRO, "2026-10-29 20:00", 24, False, "2026-11-01 19:00"),
        (CAIRO, "2026-10-29 23:30", 2, True, "2026-10-30 00:30"),
        # A day that Samoa never had.
        (calendar(time_zone="Pacific/Apia", weekend="none"), "2011-12-29 20:00", 24, False,
         "2011-12-31 20:00"),
        (Calendar(ZoneInfo("Pacific/Apia"), frozenset({5})), "2011-12-29 20:00", 24, False,
         "2011-12-31 20:00"),
    ],
)  # fmt: skip
def test_when_a_time_is_up(where, since, hours, urgent, expected):
    end = time_is_up(since=at(since, where), hours=hours, is_urgent=urgent, calendar=where)
    assert end == at(expected, where)
    assert end.tzinfo is UTC


def test_hour_that_comes_twice_is_two_hours():
    first, second = (at("2026-10-24 23:30", BEIRUT, fold=fold) for fold in (0, 1))
    assert second - first == timedelta(hours=1)
    assert BEIRUT.day_of(first) == BEIRUT.day_of(second) == date(2026, 10, 24)
    end = time_is_up(since=first, hours=1, is_urgent=True, calendar=BEIRUT)
    assert end == second


def test_day_begins_where_the_clocks_jump_to():
    start = CAIRO.start_of(date(2026, 4, 24))
    assert start == datetime(2026, 4, 23, 22, 0, tzinfo=UTC)
    assert start.astimezone(CAIRO.zone).time() == time(1)
    assert CAIRO.day_of(start) == date(2026, 4, 24)
    assert CAIRO.day_of(start - timedelta(minutes=1)) == date(2026, 4, 23)


def test_day_that_the_clocks_go_back_out_of_has_begun_all_the_same():
    # St. John's, 2010: at 00:01 on Sunday it was 23:01 on Saturday again.
    where = calendar(time_zone="America/St_Johns", weekend="none")
    sunday = date(2010, 11, 7)
    again = datetime(2010, 11, 7, 2, 45, tzinfo=UTC)
    assert again.astimezone(where.zone).date() == date(2010, 11, 6)
    assert where.start_of(sunday) == datetime(2010, 11, 7, 2, 30, tzinfo=UTC)
    assert where.day_of(again) == sunday


@pytest.mark.parametrize("name", ["", "Nowhere/At", "../etc/passwd", "Africa", "/etc/localtime"])
def test_zone_that_nobody_knows_stops_no_clock(name):
    assert calendar(time_zone=name, weekend="unheard of") == Calendar(ZoneInfo("UTC"))


def test_week_of_weekend_days_is_no_weekend():
    where = Calendar(ZoneInfo("UTC"), frozenset(range(1, 8)))
    since = datetime(2026, 3, 2, tzinfo=UTC)
    end = time_is_up(since=since, hours=24, is_urgent=False, calendar=where)
    assert end == since + timedelta(days=1)


def test_each_rung_is_a_full_period_after_the_deadline_before():
    since = at("2026-03-05 20:00", BEIRUT)
    assert [(rung.step, rung.deadline) for rung in ladder(waiting(since), BEIRUT)] == [
        (BACKUP, at("2026-03-08 20:00", BEIRUT)),
        (COORDINATORS, at("2026-03-09 20:00", BEIRUT)),
        (ALARM, at("2026-03-10 20:00", BEIRUT)),
    ]
    assert [rung.deadline - since for rung in ladder(waiting(since, urgent=True), BEIRUT)] == [
        timedelta(hours=hours) for hours in (2, 4, 6)
    ]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ({}, [BACKUP, COORDINATORS, ALARM]),
        ({"has_backup": False}, [COORDINATORS, ALARM]),
        ({"has_primary": False, "has_backup": False}, [ALARM]),
    ],
)
def test_rungs_on_which_nobody_stands_are_left_out(people, expected):
    since = at("2026-03-02 10:00", BEIRUT)
    rungs = list(ladder(waiting(since, urgent=True, **people), BEIRUT))
    assert [rung.step for rung in rungs] == expected
    assert rungs[0].deadline == since + timedelta(hours=2)


def test_urgent_request_climbs_minute_by_minute():
    since = at("2026-03-06 09:00", BEIRUT)  # a Friday
    moments = [since + timedelta(minutes=number) for number in range(3 * 24 * 60)]
    one, taken = waiting(since, urgent=True), []
    for now in moments:
        for due in steps_due(one, now=now, calendar=BEIRUT):
            taken.append((due.step, now))
            one = take_step(one, due, now=now, calendar=BEIRUT)
    assert taken == [
        (BACKUP, at("2026-03-06 11:00", BEIRUT)),
        (COORDINATORS, at("2026-03-06 13:00", BEIRUT)),
        (ALARM, at("2026-03-06 15:00", BEIRUT)),
        (ALARM, at("2026-03-07 15:00", BEIRUT)),
        (ALARM, at("2026-03-08 15:00", BEIRUT)),
    ]
    assert (one.step, one.alarmed_on) == (5, date(2026, 3, 8))


def test_job_that_was_down_for_three_days_takes_each_step_once_and_raises_one_alarm():
    since = at("2026-03-01 09:00", BEIRUT)
    back = since + timedelta(days=3, hours=1)
    one = waiting(since, urgent=True)
    assert run(one, [back, back, back + timedelta(minutes=5)], BEIRUT) == [
        (BACKUP, date(2026, 3, 4)),
        (COORDINATORS, date(2026, 3, 4)),
        (ALARM, date(2026, 3, 4)),
    ]


def test_alarm_found_late_is_still_one_a_day():
    # Due at 23:00; the job is back at 00:30 of the next day, and alarms for that day as well.
    since = at("2026-03-02 17:00", BEIRUT)
    one = waiting(since, urgent=True, step=COORDINATORS)
    moments = [at("2026-03-03 00:30", BEIRUT), at("2026-03-03 23:30", BEIRUT)]
    assert run(one, moments, BEIRUT) == [(ALARM, date(2026, 3, 3))]
    moments.append(at("2026-03-04 22:59", BEIRUT))
    assert len(run(one, moments, BEIRUT)) == 1
    moments.append(at("2026-03-04 23:00", BEIRUT))
    assert len(run(one, moments, BEIRUT)) == 2


def test_alarms_of_what_is_not_urgent_keep_the_weekend():
    one = waiting(at("2026-03-01 10:00", BEIRUT))  # Sunday; first alarm on Wednesday
    hourly = [one.since + timedelta(hours=number) for number in range(24 * 10)]
    days = [day.day for step, day in run(one, hourly, BEIRUT) if step == ALARM]
    assert days == [4, 5, 8, 9, 10]


def test_backup_who_came_later_is_not_told_after_the_coordinators():
    since = at("2026-03-02 10:00", BEIRUT)
    one = waiting(since, urgent=True, step=COORDINATORS)
    assert steps_due(one, now=since + timedelta(hours=5), calendar=BEIRUT) == []


def test_held_request_waits_three_times_as_long():
    assert hours_to_wait(hours=2, is_held=False) == 2
    assert hours_to_wait(hours=24, is_held=True) == 72


def test_opened_but_unanswered_reminds_once_a_day_after_twice_the_hours():
    one = waiting(at("2026-03-03 10:00", BEIRUT))  # Tuesday; twice the hours is Thursday 10:00
    reminded = []
    for number in range(24 * 8):
        now = one.since + timedelta(hours=number)
        if is_reminder_due(one, now=now, calendar=BEIRUT):
            one = waiting(one.since, alarmed_on=BEIRUT.day_of(now))
            reminded.append(now)
    assert reminded == [at(f"2026-03-{day:02} 10:00", BEIRUT) for day in (5, 8, 9, 10)]


# Anything at all.

ZONES = [
    "UTC",
    "Asia/Beirut",
    "Africa/Cairo",
    "Asia/Gaza",
    "Asia/Tehran",
    "Australia/Lord_Howe",  # half an hour
    "America/Havana",  # the first hour of a day comes twice
    "America/St_Johns",
    "Pacific/Apia",
]
calendars = st.builds(
    Calendar,
    zone=st.sampled_from(ZONES).map(ZoneInfo),
    weekend=st.sampled_from([{5, 6}, {5}, {6, 7}, set(), {1, 3, 5, 7}]).map(frozenset),
)
moments_ = st.integers(0, 2 * 365 * 96).map(
    lambda quarters: datetime(2010, 12, 1, tzinfo=UTC) + timedelta(minutes=15 * quarters)
)
waits = st.builds(
    Waiting,
    since=moments_,
    hours=st.integers(1, 60),
    is_urgent=st.booleans(),
    has_primary=st.booleans(),
    has_backup=st.booleans(),
)


@given(zone=st.sampled_from(ZONES), moment=moments_)
def test_days_follow_each_other_without_gap_or_overlap(zone, moment):
    where = Calendar(ZoneInfo(zone))
    day = where.day_of(moment)
    assert where.start_of(day) <= moment < where.start_of(day + timedelta(days=1))


@given(since=moments_, hours=st.integers(1, 200), where=calendars, urgent=st.booleans())
def test_time_that_is_up_holds_as_many_working_minutes_as_promised(since, hours, where, urgent):
    end = time_is_up(since=since, hours=hours, is_urgent=urgent, calendar=where)
    counted, moment = timedelta(), since
    quarter = timedelta(minutes=15)  # every change of clocks above is a multiple of it
    while moment < end:
        if urgent or not where.rests_on(where.day_of(moment)):
            counted += quarter
        moment += quarter
    assert counted == timedelta(hours=hours)


@given(one=waits, where=calendars, gap=st.integers(0, 20 * 24 * 60), more=st.integers(0, 20 * 1440))
def test_what_is_due_stays_due_until_it_is_taken(one, where, gap, more):
    now = one.since + timedelta(minutes=gap)
    early = [due.step for due in steps_due(one, now=now, calendar=where)]
    late = steps_due(one, now=now + timedelta(minutes=more), calendar=where)
    assert [due.step for due in late][: len(early)] == early
    assert [due.step for due in late] == sorted({due.step for due in late})
    assert all(due.deadline <= now + timedelta(minutes=more) for due in late)


@settings(max_examples=60, deadline=None)
@given(one=waits, where=calendars, data=st.data())
def test_running_seldom_takes_the_same_steps_as_running_all_the_time(one, where, data):
    quarters = 96 * 14
    often = [one.since + timedelta(minutes=15 * number) for number in range(quarters + 1)]
    cuts = data.draw(st.sets(st.integers(0, quarters), max_size=12).map(sorted))
    seldom = [often[cut] for cut in cuts] + [often[-1]]
    all_steps, some_steps = run(one, often, where), run(one, seldom, where)
    rungs = [step for step, _day in all_steps if step < ALARM]
    assert [step for step, _day in some_steps if step < ALARM] == rungs
    # In order, and at most one alarm a day.
    for taken in (all_steps, some_steps):
        steps = [step for step, _day in taken]
        alarms = [day for step, day in taken if step == ALARM]
        assert steps == sorted(steps)
        assert alarms == sorted(set(alarms))
    # An alarm is missed only with its day: one is raised by the run after any that were due.
    assert len(some_steps) <= len(all_steps)
    assert (ALARM in dict(some_steps)) == (ALARM in dict(all_steps))


@given(one=waits, where=calendars, now=moments_)
def test_nothing_is_due_twice_at_one_moment(one, where, now):
    first = run(one, [now], where)
    assert run(one, [now, now, now], where) == first
