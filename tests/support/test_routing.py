"""Who gets a request, from the database's volunteers, and who follows when somebody is gone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from support.domain import access, routing
from support.models import (
    Absence,
    Exclusion,
    HelpPolicy,
    HelpRequest,
    RequestAccess,
    RequestEvent,
    VolunteerProfile,
)
from support.rules.routing import Candidate
from support.selectors import roster
from tests.factories.support import make_volunteer, submit
from tests.support.queue import alarms, forget_news, told
from vault.domain import keys
from vault.models import StaffKey

TUESDAY = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.fixture
def at_noon(settings, monkeypatch):
    """A Tuesday, in a group whose days off are Friday and Saturday."""
    HelpPolicy.objects.create(time_zone="Asia/Beirut", weekend="fri_sat")
    monkeypatch.setattr("django.utils.timezone.now", lambda: TUESDAY)
    return TUESDAY


def choose(opened, **changes):
    facets = {"topic": opened.topics[0].pk, "region": None, "language": "en", "urgency": "days"}
    with transaction.atomic():
        return routing.choose_for(**{**facets, **changes}, now=TUESDAY)


def test_volunteer_as_routing_sees_them(open_form, at_noon):
    person = open_form.volunteers[0]
    person.regions.set(open_form.regions[:1])
    person.weekdays = [2, 3]
    person.save()
    submitted = [submit(open_form).request for _ in range(6)]
    mine = [request for request in submitted if request.assigned_to == person]
    assert len(mine) == 3
    HelpRequest.objects.filter(pk=mine[0].pk).update(status="closed")
    HelpRequest.objects.filter(pk=mine[1].pk).update(is_held=True)
    found = {one.profile: one for one in roster.candidates()}
    assert found[person.pk] == Candidate(
        profile=person.pk,
        topics=frozenset(topic.pk for topic in open_form.topics),
        regions=frozenset({open_form.regions[0].pk}),
        languages=frozenset({"ar", "en"}),
        capacity=5,
        open_load=1,
        takes_requests=True,
        has_key=True,
        weekdays=frozenset({2, 3}),
        away=False,
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"is_available": False}, (False, True)),
        ({"left_at": date(2026, 1, 1)}, (False, True)),
    ],
)
def test_who_takes_requests(open_form, change, expected):
    person = open_form.volunteers[0]
    VolunteerProfile.objects.filter(pk=person.pk).update(**change)
    found = {one.profile: one for one in roster.candidates()}[person.pk]
    assert (found.takes_requests, found.has_key) == expected


def test_lost_key_and_closed_account_hold_no_key(open_form):
    first, second = open_form.volunteers
    keys.revoke_staff_key(key=StaffKey.objects.get(user=first.user))
    second.user.is_active = False
    second.user.save()
    found = {one.profile: one.has_key for one in roster.candidates()}
    assert found == {open_form.coordinator.pk: True, first.pk: False, second.pk: False}


@pytest.mark.parametrize("more", [1, 3])
def test_roster_is_read_in_as_many_queries_for_one_as_for_three(open_form, more):
    for _ in range(more):
        person = make_volunteer(topics=open_form.topics, regions=open_form.regions)
        Absence.objects.create(profile=person, starts_on="2026-03-01", ends_on="2026-03-02")
        submit(open_form)
    with CaptureQueriesContext(connection) as queries:
        found = roster.candidates(days=[date(2026, 3, 3)])
    assert len(found) == 3 + more
    assert len(queries) == 5


@pytest.mark.parametrize(
    ("absence", "urgency", "expected"),
    [
        (("2026-03-01", "2026-03-03"), "now", True),
        (("2026-03-03", "2026-03-03"), "now", True),
        (("2026-03-04", "2026-03-09"), "now", False),
        (("2026-03-01", "2026-03-02"), "now", False),
        # An answer on Wednesday would be in time.
        (("2026-03-01", "2026-03-03"), "days", False),
        (("2026-03-01", "2026-03-04"), "days", True),
    ],
)
def test_absence_keeps_requests_away_that_would_be_late(
    open_form, at_noon, absence, urgency, expected
):
    person = open_form.volunteers[0]
    Absence.objects.create(profile=person, starts_on=absence[0], ends_on=absence[1])
    choice = choose(open_form, urgency=urgency)
    assert (choice.explained["grounds"].get(str(person.pk)) == "away") is expected
    assert (person.pk in (choice.primary, choice.backup)) is not expected


@pytest.mark.parametrize(
    ("weekdays", "urgency", "expected"),
    [([2], "now", True), ([3], "now", False), ([3], "days", True), ([4], "days", False)],
)
def test_urgent_request_needs_somebody_who_answers_today(
    open_form, at_noon, weekdays, urgency, expected
):
    VolunteerProfile.objects.filter(pk=open_form.volunteers[0].pk).update(weekdays=weekdays)
    choice = choose(open_form, urgency=urgency)
    assert (open_form.volunteers[0].pk in (choice.primary, choice.backup)) is expected


def test_day_is_the_groups_and_not_the_servers(open_form, at_noon):
    # 22:30 in London is already Wednesday in Beirut.
    VolunteerProfile.objects.filter(pk=open_form.volunteers[0].pk).update(weekdays=[3])
    facets = {"topic": open_form.topics[0].pk, "region": None, "language": "en", "urgency": "now"}
    with transaction.atomic():
        choice = routing.choose_for(**facets, now=TUESDAY.replace(hour=22, minute=30))
    assert open_form.volunteers[0].pk in (choice.primary, choice.backup)


def test_what_was_decided_is_written_down_with_its_grounds(open_form):
    paused, person = open_form.volunteers
    VolunteerProfile.objects.filter(pk=paused.pk).update(is_available=False)
    request = submit(open_form).request
    facts = {
        "grounds": {str(open_form.coordinator.pk): "topic", str(paused.pk): "paused"},
        "loads": {str(person.pk): [0, 5]},
        "primary": person.pk,
        "backup": None,
    }
    request.refresh_from_db()
    assert (request.assigned_to, request.backup, request.step) == (person, None, 0)
    assert (request.routing_reason, request.routing_facts) == ("no_backup", facts)
    assert readers(request) == {person: "routed"}
    event = RequestEvent.objects.get(request=request)
    assert (event.kind, event.target, event.actor) == ("routed", person, None)
    assert (event.reason, event.facts) == ("no_backup", facts)


def test_request_that_nobody_can_take_begins_with_the_coordinators(open_form):
    VolunteerProfile.objects.update(capacity=0)
    request = submit(open_form).request
    request.refresh_from_db()
    assert (request.assigned_to, request.step) == (None, 2)
    assert readers(request) == {open_form.coordinator: "routed"}
    assert told() == {open_form.coordinator.user_id}
    assert alarms() == {"nobody_eligible", "too_few_holders"}  # one coordinator is too few


def readers(request) -> dict[VolunteerProfile, str]:
    return {row.profile: row.why for row in RequestAccess.objects.filter(request=request)}


def shut_out(request, profile, why="shut_out"):
    """Take a request from somebody, as the visitor would, and give it to another."""
    with transaction.atomic():
        locked = HelpRequest.objects.select_for_update().get(pk=request.pk)
        access.exclude(request=locked, profile=profile, why=why)
        choice = routing.reroute(request=locked)
    request.refresh_from_db()
    return choice


@pytest.fixture
def request_(open_form):
    """A request with a volunteer, a backup and a coordinator who hold its key; nobody is told."""
    request = submit(open_form, urgency="now").request
    forget_news()
    return request


def test_backup_follows_whoever_was_shut_out(open_form, request_):
    former, backup = request_.assigned_to, request_.backup
    HelpRequest.objects.filter(pk=request_.pk).update(
        acknowledged_at=TUESDAY, waiting_since=TUESDAY, step=3, alarmed_on=TUESDAY.date()
    )
    choice = shut_out(request_, former)
    assert (choice.primary, choice.reason) == (backup.pk, "backup_follows")
    assert (request_.assigned_to, request_.backup) == (backup, None)
    assert (request_.routing_reason, request_.step) == ("backup_follows", 0)
    assert request_.acknowledged_at is None
    assert request_.alarmed_on is None
    assert request_.waiting_since > TUESDAY
    assert readers(request_) == {backup: "routed"}
    assert told() == {backup.user_id}
    assert alarms() == set()  # the backup and the coordinator are two
    assert request_.routing_facts["grounds"] == {str(open_form.coordinator.pk): "topic"}


def test_coordinator_who_takes_such_requests_follows_where_there_is_no_backup(open_form, request_):
    HelpRequest.objects.filter(pk=request_.pk).update(backup=None)
    open_form.coordinator.topics.set(open_form.topics)
    former = request_.assigned_to
    VolunteerProfile.objects.filter(pk=request_.backup.pk).update(is_available=False)
    shut_out(request_, former)
    assert request_.assigned_to == open_form.coordinator
    assert request_.routing_reason == "holder_follows"


def test_nobody_without_a_grant_ever_follows(open_form, request_):
    idle = make_volunteer(topics=open_form.topics)
    first, second = request_.assigned_to, request_.backup
    shut_out(request_, first)
    choice = shut_out(request_, second)
    assert (choice.primary, choice.reason) == (None, "nobody_follows")
    assert (request_.assigned_to, request_.backup, request_.step) == (None, None, 2)
    assert readers(request_) == {open_form.coordinator: "routed"}
    assert idle.user_id not in told()
    assert alarms() == {"nobody_eligible", "too_few_holders"}


def test_shutting_out_the_backup_leaves_the_volunteer_and_finds_another_backup(open_form, request_):
    open_form.coordinator.topics.set(open_form.topics)
    former, backup = request_.assigned_to, request_.backup
    before = request_.waiting_since
    assert shut_out(request_, backup) is None
    assert (request_.assigned_to, request_.backup) == (former, open_form.coordinator)
    assert request_.waiting_since == before
    assert readers(request_) == {former: "routed"}
    assert told() == set()


def test_answered_request_waits_again_from_now_once_its_volunteer_is_gone(open_form, request_):
    long_ago = TUESDAY - timedelta(days=30)
    HelpRequest.objects.filter(pk=request_.pk).update(
        status="answered", received_at=long_ago, waiting_since=long_ago
    )
    shut_out(request_, request_.assigned_to, why=Exclusion.Why.RECUSED)
    assert request_.unanswered_since == request_.waiting_since > TUESDAY


def test_coordinator_who_was_shut_out_is_not_asked(open_form, request_):
    other = make_volunteer(topics=[], is_duty_coordinator=True)
    later = submit(open_form, urgency="now").request
    forget_news()
    for profile in (open_form.coordinator, later.assigned_to, later.backup):
        shut_out(later, profile)
    assert later.assigned_to is None
    assert readers(later) == {other: "routed"}
