"""What nobody opens climbs, rung by rung, among those who hold its key already."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from support import tasks
from support.domain import access, conversing, escalating
from support.jobs.escalation import escalate_requests
from support.models import HelpPolicy, HelpRequest, RequestAccess, RequestEvent, Tally, UrgencyLevel
from tests.factories.support import make_volunteer, submit
from tests.support.queue import alarms, forget_news, told, told_within_minutes
from vault.domain import keys
from vault.models import Grant, StaffKey

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def request_(open_form):
    """An urgent request of Monday morning; nobody is told of anything any more."""
    return waits_since(submit(open_form, urgency="now").request, MONDAY)


def waits_since(request, moment: datetime, **changes) -> HelpRequest:
    HelpRequest.objects.filter(pk=request.pk).update(
        received_at=moment, waiting_since=moment, last_message_at=moment, **changes
    )
    forget_news()
    request.refresh_from_db()
    return request


def after(hours: float = 0, *, days: int = 0) -> None:
    """Run the job so long after Monday morning."""
    escalating.escalate_all(now=MONDAY + timedelta(hours=hours, days=days))


def readers(request) -> set:
    return {row.profile for row in RequestAccess.objects.filter(request=request)}


def climbed(request) -> list[tuple[str, str]]:
    """Return what happened since it was routed."""
    events = RequestEvent.objects.filter(request=request).exclude(kind="routed")
    return [(event.kind, event.reason) for event in events]


def acknowledge(request, profile, *, hours: float) -> None:
    """Let somebody open a request so long after Monday morning."""
    now = MONDAY + timedelta(hours=hours)
    escalating.acknowledge(request=request, profile=profile, now=now)


def tallies() -> dict[str, int]:
    return dict(Tally.objects.exclude(what="received").values_list("what", "count"))


BACKUP = ("escalated", "backup")
COORDINATORS = ("escalated", "coordinators")
ALARM = ("alarmed", "")


def test_urgent_request_climbs_to_backup_coordinators_and_alarm(open_form, request_):
    volunteer, backup, coordinator = request_.assigned_to, request_.backup, open_form.coordinator
    grants = set(Grant.objects.values_list("pk", flat=True))
    after(1.9)
    assert (climbed(request_), readers(request_), told()) == ([], {volunteer}, set())

    after(2)
    assert climbed(request_) == [BACKUP]
    assert readers(request_) == {volunteer, backup}
    assert told() == told_within_minutes() == {backup.user_id}
    forget_news()

    after(4)
    assert climbed(request_) == [BACKUP, COORDINATORS]
    assert readers(request_) == {volunteer, backup, coordinator}
    assert told() == told_within_minutes() == {coordinator.user_id}
    assert alarms() == set()
    forget_news()

    after(6)
    assert climbed(request_) == [BACKUP, COORDINATORS, ALARM]
    assert (alarms(), told()) == ({"unopened"}, set())
    request_.refresh_from_db()
    assert (request_.step, request_.alarmed_on) == (3, date(2026, 3, 2))

    after(6.5)
    after(days=1, hours=5.9)
    assert climbed(request_)[3:] == []
    after(days=1, hours=6)
    assert climbed(request_)[3:] == [ALARM]
    # A job holds no key: it let nobody in who could not open it before.
    assert set(Grant.objects.values_list("pk", flat=True)) == grants
    why = RequestAccess.objects.filter(request=request_).values_list("why", flat=True)
    assert sorted(why) == ["escalated", "escalated", "routed"]
    targets = [event.target for event in RequestEvent.objects.filter(kind="escalated")]
    assert targets == [backup, None]


def test_job_that_was_down_for_three_days_takes_each_step_once(open_form, request_):
    after(days=3)
    after(days=3)
    assert climbed(request_) == [BACKUP, COORDINATORS, ALARM]
    assert readers(request_) == {
        request_.assigned_to, request_.backup, open_form.coordinator
    }  # fmt: skip
    request_.refresh_from_db()
    assert request_.alarmed_on == date(2026, 3, 5)


def test_job_reads_the_clock_itself(open_form, request_):
    escalate_requests()
    assert climbed(request_) == [BACKUP, COORDINATORS, ALARM]


@pytest.mark.parametrize("status", ["answered", "closed"])
def test_what_needs_no_answer_climbs_nowhere(request_, status):
    HelpRequest.objects.filter(pk=request_.pk).update(status=status)
    after(days=9)
    assert (climbed(request_), told(), alarms()) == ([], set(), set())


def test_opening_stops_the_clock_wherever_it_is(open_form, request_):
    after(2)
    acknowledge(request_, request_.backup, hours=3)
    forget_news()
    after(3.9)
    assert climbed(request_) == [BACKUP, ("acknowledged", "")]
    assert told() == alarms() == set()


def test_first_opening_is_counted_once_and_in_time_up_to_the_deadline(open_form, request_):
    acknowledge(request_, request_.assigned_to, hours=2)
    acknowledge(request_, request_.backup, hours=9)
    assert tallies() == {"acknowledged_in_time": 1}
    assert climbed(request_) == [("acknowledged", "")]
    late = waits_since(submit(open_form, urgency="now").request, MONDAY)
    acknowledge(late, late.backup, hours=2.1)
    assert tallies() == {"acknowledged_in_time": 1, "acknowledged_late": 1}
    HelpRequest.objects.filter(pk=late.pk).update(status="answered", acknowledged_at=None)
    acknowledge(late, late.backup, hours=3)  # it waits for nobody
    assert sum(tallies().values()) == 2


def test_group_decides_its_hours_zone_and_weekend(open_form):
    HelpPolicy.objects.create(time_zone="Asia/Beirut", weekend="fri_sat")
    UrgencyLevel.objects.filter(code="days").update(hours=10)
    request = submit(open_form, urgency="days").request
    # Thursday 18:00 in Beirut: six hours of Thursday, and four of Sunday.
    waits_since(request, datetime(2026, 3, 5, 16, tzinfo=UTC))
    due = datetime(2026, 3, 8, 2, tzinfo=UTC)
    escalating.escalate_all(now=due - timedelta(minutes=1))
    assert climbed(request) == []
    escalating.escalate_all(now=due)
    assert climbed(request) == [BACKUP]
    assert told() == {request.backup.user_id}
    assert told_within_minutes() == set()  # not urgent: it need not be tonight


def test_without_a_backup_the_coordinators_are_asked_at_once(open_form, request_):
    HelpRequest.objects.filter(pk=request_.pk).update(backup=None)
    after(2)
    assert climbed(request_) == [COORDINATORS]


def test_backup_who_lost_their_key_is_no_rung(open_form, request_):
    keys.revoke_staff_key(key=StaffKey.objects.get(user=request_.backup.user))
    after(2)
    assert climbed(request_) == [COORDINATORS]
    assert readers(request_) == {request_.assigned_to, open_form.coordinator}
    assert told() == {open_form.coordinator.user_id}


def test_whoever_was_shut_out_is_never_asked_again(open_form, request_):
    other = make_volunteer(topics=[], is_duty_coordinator=True)  # holds no key to this one
    for profile in (request_.backup, open_form.coordinator):
        access.exclude(request=request_, profile=profile, why="shut_out")
    after(days=2)
    assert readers(request_) == {request_.assigned_to}
    assert told() == set()
    assert other not in readers(request_)
    assert alarms() == {"unopened"}


def test_request_whose_volunteer_is_gone_reaches_the_coordinators_with_its_first_alarm(
    open_form, request_
):
    request_.backup.delete()
    request_.assigned_to.delete()
    after(2)
    assert climbed(request_) == [ALARM]
    assert readers(request_) == {open_form.coordinator}


def test_held_request_waits_three_times_as_long_and_alarms_nobody(open_form):
    request = submit(open_form, urgency="now").request
    waits_since(request, MONDAY, is_held=True)
    after(5.9)
    assert climbed(request) == []
    after(days=3)
    assert climbed(request) == [BACKUP, COORDINATORS, ALARM]
    assert told() == {request.backup.user_id, open_form.coordinator.user_id}
    assert (told_within_minutes(), alarms()) == (set(), set())


def test_alarm_waits_for_no_backup_whose_key_ended(open_form, request_):
    keys.revoke_staff_key(key=StaffKey.objects.get(user=request_.backup.user))
    after(2)
    assert climbed(request_) == [COORDINATORS]
    after(4)
    assert climbed(request_) == [COORDINATORS, ALARM]


def test_held_request_that_nobody_could_take_is_told_to_the_coordinators_in_the_end(open_form):
    type(open_form.coordinator).objects.update(is_available=False)
    request = submit(open_form, urgency="now", is_held=True).request
    assert (request.assigned_to, told()) == (None, set())
    waits_since(request, MONDAY)
    after(5.9)
    assert told() == set()
    after(6)
    assert told() == {open_form.coordinator.user_id}
    assert (told_within_minutes(), alarms()) == (set(), set())


def test_new_message_starts_the_clock_of_what_was_opened_and_of_no_other(open_form, request_):
    conversing.write_again(envelope=request_.envelope, body="Hello?")
    request_.refresh_from_db()
    assert (request_.waiting_since, request_.unanswered_since) == (MONDAY, None)
    after(4)
    acknowledge(request_, open_form.coordinator, hours=4)
    conversing.write_again(envelope=request_.envelope, body="Are you there?")
    request_.refresh_from_db()
    assert request_.waiting_since > MONDAY
    assert request_.unanswered_since is None  # what they asked first is not answered yet
    assert (request_.step, request_.acknowledged_at) == (0, None)
    # It climbs again, from the first rung.
    before = len(climbed(request_))
    escalating.escalate_all(now=request_.waiting_since + timedelta(hours=2))
    assert climbed(request_)[before:] == [BACKUP]

    conversing.answer_request(request=request_, body="Yes.", alias="x")
    conversing.write_again(envelope=request_.envelope, body="Thank you. One more thing.")
    request_.refresh_from_db()
    assert request_.unanswered_since == request_.waiting_since


def test_opened_but_unanswered_reminds_the_coordinators_daily_from_twice_the_hours(
    open_form, request_
):
    waits_since(request_, MONDAY, acknowledged_at=MONDAY + timedelta(hours=1))
    after(3.9)
    assert told() == set()
    after(4)
    expected = {open_form.coordinator.user_id, request_.assigned_to.user_id}
    assert told() == expected
    forget_news()
    after(5)
    after(days=1, hours=3.9)
    assert told() == set()
    after(days=1, hours=4)
    assert told() == expected
    assert (climbed(request_), readers(request_)) == ([], {request_.assigned_to})


def test_whoever_asks_again_and_again_puts_no_reminder_off(open_form, request_):
    for hour in (1, 2, 3):
        HelpRequest.objects.filter(pk=request_.pk).update(
            acknowledged_at=MONDAY + timedelta(hours=hour),
            waiting_since=MONDAY + timedelta(hours=hour),
        )
    after(4)
    assert told() == {open_form.coordinator.user_id, request_.assigned_to.user_id}


def test_one_request_that_fails_does_not_stop_the_next(open_form, request_, monkeypatch, caplog):
    other = waits_since(submit(open_form, urgency="now").request, MONDAY)
    real, failed = tasks.tell, []

    def fail_once(**kwargs):
        if not failed:
            failed.append(True)
            raise RuntimeError
        real(**kwargs)

    monkeypatch.setattr(tasks, "tell", fail_once)
    after(2)
    assert sorted(map(climbed, (request_, other))) == [[], [BACKUP]]
    assert "could not be taken" in caplog.text
    # And nothing of the one that failed was kept: it is taken whole the next time.
    after(2)
    assert list(map(climbed, (request_, other))) == [[BACKUP], [BACKUP]]
    assert {len(readers(one)) for one in (request_, other)} == {2}


def test_nothing_due_costs_as_many_queries_for_one_as_for_three(open_form, request_):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            after(1)
        counts.append(len(queries))
        for _ in range(2):
            waits_since(submit(open_form, urgency="now").request, MONDAY)
    assert counts == [4, 4]
