"""The daily look at who can still open what."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from support import selectors
from support.domain import conversing
from support.jobs import remind_of_unanswered, watch_holders
from support.models import HelpRequest
from tests.factories.support import submit
from tests.support.queue import queued
from vault.domain import keys
from vault.models import Grant, StaffKey


@pytest.fixture
def request_(open_form):
    """A request that a volunteer, another one and a coordinator can open."""
    request = submit(open_form).request
    assert Grant.objects.filter(envelope=request.envelope, organisation_key=None).count() == 3
    return request


def alarms() -> int:
    """Return how many alarms about holders wait to be mailed."""
    return queued().count(("send_alarm", {"kind": "too_few_holders"}))


def revoke(user: User) -> None:
    keys.revoke_staff_key(key=StaffKey.objects.get(user=user))


def test_two_holders_and_the_organisation_are_enough(open_form, request_) -> None:
    watch_holders()
    revoke(open_form.coordinator.user)
    watch_holders()
    assert alarms() == 0


def test_revoked_key_is_no_holder(open_form, request_) -> None:
    revoke(open_form.coordinator.user)
    revoke(request_.assigned_to.user)
    watch_holders()
    assert alarms() == 1


def test_account_that_was_closed_is_no_holder(open_form, request_) -> None:
    revoke(open_form.coordinator.user)
    User.objects.filter(pk=request_.backup.user_id).update(is_active=False)
    watch_holders()
    assert alarms() == 1


def test_whoever_has_no_desk_any_more_is_no_holder(open_form, request_) -> None:
    revoke(open_form.coordinator.user)
    request_.backup.delete()
    watch_holders()
    assert alarms() == 1


def test_organisation_has_to_be_among_them(request_) -> None:
    Grant.objects.filter(envelope=request_.envelope).exclude(organisation_key=None).delete()
    watch_holders()
    assert alarms() == 1


def test_closed_request_raises_no_alarm(open_form, request_) -> None:
    for profile in (open_form.coordinator, request_.assigned_to, request_.backup):
        revoke(profile.user)
    conversing.close_request(request=request_)
    watch_holders()
    assert alarms() == 0
    conversing.write_again(envelope=request_.envelope, body="Are you there?")
    watch_holders()
    assert alarms() == 1


def notices() -> list[int]:
    """Return the accounts that wait to be told, in order."""
    return sorted(kwargs["user_id"] for name, kwargs in queued() if name == "send_notice")


def test_who_could_answer_is_reminded_while_somebody_waits_for_over_a_day(open_form) -> None:
    waiting, _fresh, answered = (submit(open_form).request for _ in range(3))
    HelpRequest.objects.filter(pk=answered.pk).update(status="answered")
    long_ago = timezone.now() - timedelta(hours=25)
    HelpRequest.objects.filter(pk__in=[waiting.pk, answered.pk]).update(last_message_at=long_ago)
    DBTaskResult.objects.all().delete()
    remind_of_unanswered()
    told = {waiting.assigned_to.user_id, waiting.backup.user_id, open_form.coordinator.user_id}
    assert notices() == sorted(told)

    # Also when whoever had it is gone: the coordinators are always among them.
    for profile in (waiting.assigned_to, waiting.backup):
        profile.delete()
    DBTaskResult.objects.all().delete()
    remind_of_unanswered()
    assert notices() == [open_form.coordinator.user_id]

    HelpRequest.objects.update(last_message_at=timezone.now())
    DBTaskResult.objects.all().delete()
    remind_of_unanswered()
    assert queued() == []


def test_account_of_the_demo_is_no_holder_outside_the_demo(open_form, settings) -> None:
    assert selectors.is_form_open()
    User.objects.filter(pk=open_form.coordinator.user_id).update(email="Nour@Demo.invalid")
    assert not selectors.is_form_open()
    settings.DEMO = True
    assert selectors.is_form_open()
