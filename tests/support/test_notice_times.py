"""When a mail leaves: gathered by the hour, with jitter, exactly once; and daily for all."""

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from support import tasks
from support.domain import notifying
from support.jobs.notices import send_due_mail
from support.models import AlarmBox, HelpPolicy, Mailbox
from tests.factories.support import make_volunteer, submit
from tests.support.queue import queued, run_queue

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 15, 30, 20, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
Urgency = tasks.HelpRequest.Urgency


@pytest.fixture
def clock(monkeypatch):
    """Set the clock of everything; the afternoon of NOW to begin with."""

    def set_(when: datetime) -> datetime:
        monkeypatch.setattr(timezone, "now", lambda: when)
        return when

    set_(NOW)
    return set_


@pytest.fixture
def quiet(clock):
    """A volunteer who had today's mail already."""
    return _quiet(make_volunteer())


def _quiet(volunteer):
    Mailbox.objects.create(profile=volunteer, daily_on=date(2026, 3, 10))
    return volunteer


def box(volunteer) -> Mailbox:
    return Mailbox.objects.get(profile=volunteer)


def sent() -> Counter:
    """Return how many notices were queued for each account since the last call."""
    names = Counter(kwargs["user_id"] for name, kwargs in queued() if name == "send_notice")
    DBTaskResult.objects.all().delete()
    return names


def run_until(clock, end: datetime, *, step: timedelta = MINUTE, on_step=None) -> list[datetime]:
    """Run the job again and again; return when it sent something."""
    times = []
    now = timezone.now()
    while now <= end:
        clock(now)
        if on_step:
            on_step(now)
        send_due_mail()
        times += [now] * sum(sent().values())
        now += step
    return times


# News


@pytest.mark.parametrize(
    ("urgency", "least", "most"),
    [(Urgency.NOW, 2, 12), (Urgency.DAYS, 120, 360), (Urgency.WEEKS, 120, 360)],
)
def test_news_waits_for_a_while_that_is_drawn(quiet, urgency, least, most):
    waits = set()
    for _ in range(60):
        Mailbox.objects.update(due_at=None)
        tasks.tell(profiles=[quiet], urgency=urgency)
        waits.add(box(quiet).due_at - NOW.replace(second=0))
    assert min(waits) >= least * MINUTE
    assert max(waits) <= most * MINUTE
    assert len(waits) >= 6
    assert all(wait % MINUTE == timedelta(0) for wait in waits)


def test_urgent_news_takes_other_news_along_and_is_put_off_by_none(quiet, clock):
    tasks.tell(profiles=[quiet])
    clock(NOW + 5 * MINUTE)
    tasks.tell(profiles=[quiet], urgency=Urgency.NOW)
    due_at = box(quiet).due_at
    assert due_at <= NOW + 17 * MINUTE
    for _ in range(50):
        tasks.tell(profiles=[quiet])
    assert box(quiet).due_at == due_at
    clock(due_at - MINUTE)
    send_due_mail()
    assert sent() == {}
    clock(due_at)
    send_due_mail()
    send_due_mail()
    assert sent() == {quiet.user_id: 1}


def test_stream_of_urgent_news_is_one_mail_an_hour(quiet, clock):
    times = run_until(
        clock,
        NOW + 6 * HOUR,
        on_step=lambda _now: tasks.tell(profiles=[quiet], urgency=Urgency.NOW),
    )
    assert 5 <= len(times) <= 6
    assert all(later - earlier >= HOUR for earlier, later in pairwise(times))


def test_each_is_told_on_their_own(quiet, clock):
    others = [_quiet(make_volunteer()) for _ in range(3)]
    tasks.tell(profiles=[quiet, *others[:2]], urgency=Urgency.NOW)
    clock(NOW + 13 * MINUTE)
    send_due_mail()
    assert sent() == {one.user_id: 1 for one in (quiet, *others[:2])}


def test_one_broken_mailbox_keeps_nobody_else_from_hearing(quiet, clock, monkeypatch):
    others = [_quiet(make_volunteer()) for _ in range(2)]
    tasks.tell(profiles=[quiet, *others], urgency=Urgency.NOW)
    clock(NOW + 13 * MINUTE)
    take_due = notifying.take_due

    def breaks_at_one(*, profile, now):
        if profile == quiet:
            raise RuntimeError("broken")
        return take_due(profile=profile, now=now)

    monkeypatch.setattr(notifying, "take_due", breaks_at_one)
    with pytest.raises(ExceptionGroup) as caught:
        send_due_mail()
    assert [str(error) for error in caught.value.exceptions] == ["broken"]
    assert sent() == {one.user_id: 1 for one in others}


def test_news_is_noted_with_what_makes_it_or_not_at_all(quiet):
    with transaction.atomic():
        tasks.tell(profiles=[quiet], urgency=Urgency.NOW)
        assert box(quiet).due_at is not None
        transaction.set_rollback(True)
    assert box(quiet).due_at is None


# The daily mail


@pytest.mark.parametrize("hour", [0, 1, 2, 3, 9, 23])
@pytest.mark.parametrize(
    ("zone", "around"),
    [
        ("UTC", date(2026, 6, 1)),
        ("Africa/Cairo", date(2026, 4, 24)),  # the clocks jump over midnight
        ("Africa/Cairo", date(2026, 10, 30)),  # the hour before midnight comes twice
        ("Asia/Beirut", date(2026, 3, 29)),
        ("Asia/Beirut", date(2026, 10, 25)),
        ("Europe/Berlin", date(2026, 3, 29)),  # from two to three there is no time
        ("Europe/Berlin", date(2026, 10, 25)),  # from two to three it comes twice
    ],
)
def test_each_gets_one_mail_on_each_local_day_at_their_hour(clock, zone, around, hour):
    HelpPolicy.objects.create(time_zone=zone)
    volunteer = make_volunteer(notice_hour=hour)
    zone = ZoneInfo(zone)
    start = datetime(around.year, around.month, around.day, tzinfo=zone) - timedelta(days=1)
    Mailbox.objects.create(profile=volunteer, daily_on=(start - timedelta(days=1)).date())
    clock(start.astimezone(UTC))
    end = (start + timedelta(days=3)).astimezone(UTC)
    times = run_until(clock, end - MINUTE, step=30 * MINUTE)
    local = [time.astimezone(zone) for time in times]
    calendar = notifying._calendar()
    days = [calendar.day_of(time) for time in times]
    assert len(set(days)) == len(days)
    # Looked at each half hour, the last one of the third day may still be to come.
    assert len(days) == 3 or (hour == 23 and len(days) == 2)
    for time in local:
        late = time.replace(tzinfo=None) - datetime(time.year, time.month, time.day, hour)
        # Where the clocks jump over the hour, as soon as there is a time again.
        most = 116 * MINUTE if time.date() == around else 56 * MINUTE
        assert timedelta(0) <= late < most


def test_daily_mail_has_jitter_of_its_own_for_each_person_and_day(clock):
    volunteers = [make_volunteer(notice_hour=9) for _ in range(12)]
    for volunteer in volunteers:
        Mailbox.objects.create(profile=volunteer, daily_on=NOW.date())
    minutes = {}
    for day in (11, 12, 13):
        clock(datetime(2026, 3, day, 8, 59, tzinfo=UTC))
        times = run_until(clock, datetime(2026, 3, day, 9, 30, tzinfo=UTC))
        assert len(times) == 12
        minutes[day] = [time.minute for time in times]
        assert min(minutes[day]) >= 0
        assert max(minutes[day]) <= 25
        assert len(set(minutes[day])) >= 5
    assert len({tuple(times) for times in minutes.values()}) == 3


def test_job_that_was_down_for_three_days_sends_one(quiet, clock):
    clock(NOW + timedelta(days=3))
    for _ in range(3):
        send_due_mail()
    assert sent() == {quiet.user_id: 1}
    clock(NOW + timedelta(days=3, hours=8))
    send_due_mail()
    assert sent() == {}


@pytest.mark.parametrize("gone", ["no key", "revoked", "inactive", "left", "demo"])
def test_who_has_no_desk_gets_no_daily_mail(clock, gone):
    volunteer = make_volunteer(has_key=gone != "no key")
    user = volunteer.user
    if gone == "revoked":
        user.staff_keys.update(revoked_at=NOW)
    elif gone == "inactive":
        type(user).objects.filter(pk=user.pk).update(is_active=False)
    elif gone == "left":
        type(volunteer).objects.filter(pk=volunteer.pk).update(left_at=NOW.date())
    elif gone == "demo":
        type(user).objects.filter(pk=user.pk).update(email="x@demo.invalid")
    stays = make_volunteer()
    send_due_mail()
    assert sent() == {stays.user_id: 1}


def test_daily_mail_is_the_same_whether_or_not_something_waits(clock, open_form):
    submission = submit(open_form)
    Mailbox.objects.update(due_at=None)
    send_due_mail()
    run_queue()
    assert len(mail.outbox) == 3
    waiting = submission.request.assigned_to.user.email
    texts = {message.to[0]: (message.subject, message.body) for message in mail.outbox}
    assert waiting in texts
    assert len(set(texts.values())) == 1


def test_daily_mail_takes_along_what_can_wait_and_not_what_cannot(quiet, clock):
    tomorrow = clock(NOW + timedelta(hours=17))  # before nine
    tasks.tell(profiles=[quiet])
    Mailbox.objects.update(due_at=tomorrow + 3 * HOUR)
    clock(tomorrow + HOUR)
    send_due_mail()
    assert sent() == {quiet.user_id: 1}
    assert box(quiet).due_at is None

    clock(tomorrow + timedelta(days=1))
    tasks.tell(profiles=[quiet], urgency=Urgency.NOW)
    clock(tomorrow + timedelta(days=1, minutes=1))
    Mailbox.objects.update(daily_on=date(2026, 3, 1))
    clock(tomorrow.replace(hour=9, minute=26) + timedelta(days=1))
    send_due_mail()
    # Two, so that who is used to one a day sees that something happened.
    assert sent() == {quiet.user_id: 2}


# Alarms


def test_alarms_are_one_mail_an_hour_for_each_kind(clock):
    def alarm(_now: datetime) -> None:
        tasks.raise_alarm(kind="nobody_eligible")
        tasks.raise_alarm(kind="too_few_holders")

    times: dict[str, list[datetime]] = {"nobody_eligible": [], "too_few_holders": []}
    for minute in range(181):
        now = clock(NOW + minute * MINUTE)
        alarm(now)
        send_due_mail()
        for _name, kwargs in queued():
            times[kwargs["kind"]].append(now)
        DBTaskResult.objects.all().delete()
    for found in times.values():
        assert len(found) == 4
        assert found[0] == NOW
        assert all(b - a >= HOUR for a, b in pairwise(found))


def test_alarm_of_a_quiet_hour_is_mailed_once_and_ends(clock):
    tasks.raise_alarm(kind="no_recipient")
    for minute in range(0, 300, 20):
        clock(NOW + minute * MINUTE)
        send_due_mail()
    assert queued() == [("send_alarm", {"kind": "no_recipient"})]
    assert AlarmBox.objects.get().due_at is None


# Cost and races


@pytest.mark.parametrize("count", [1, 3])
def test_minute_in_which_nothing_is_due_costs_the_same_for_any_number(
    clock, count, django_assert_num_queries
):
    for _ in range(count):
        _quiet(make_volunteer())
    with django_assert_num_queries(5):
        send_due_mail()


WORK = """
import os, sys; sys.path[:0] = ["site", "."]
import django; django.setup()
from datetime import datetime
from django.conf import settings
from django.db import connection, transaction
connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = sys.argv[1]
from support.jobs.notices import send_due_mail
now = datetime.fromisoformat(sys.argv[2])
go, start = os.pipe()
for _ in range(4):
    if os.fork() == 0:
        os.close(start)
        os.read(go, 1)  # ends when all are there
        send_due_mail(now)
        os._exit(0)
os.close(start)
sys.exit(any(os.wait()[1] for _ in range(4)))
"""


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_send_each_mail_once():
    volunteers = [make_volunteer() for _ in range(8)]
    tasks.tell(profiles=volunteers, urgency=Urgency.NOW)
    tasks.raise_alarm(kind="no_recipient")
    Mailbox.objects.filter(profile=volunteers[0]).delete()  # made by whoever comes first
    # Tomorrow at noon: news and the daily mail of each are due.
    noon = (timezone.now() + timedelta(days=1)).replace(hour=12)
    name = str(connection.settings_dict["NAME"])
    done = subprocess.run(
        [sys.executable, "-c", WORK, name, noon.isoformat()],
        cwd=django_settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    mails = Counter(kwargs.get("user_id", kwargs.get("kind")) for _name, kwargs in queued())
    expected = {volunteer.user_id: 2 for volunteer in volunteers}
    assert mails == {**expected, volunteers[0].user_id: 1, "no_recipient": 1}
