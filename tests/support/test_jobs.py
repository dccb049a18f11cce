"""The daily look at who can still open what, and the jobs that there are."""

import pytest
from django.contrib.auth.models import User

from core import jobs
from support.domain import conversing
from support.jobs.holders import watch_holders
from support.selectors import offer
from tests.factories.support import submit
from tests.support.queue import alarms
from vault.domain import keys
from vault.models import Grant, StaffKey


@pytest.fixture
def request_(open_form):
    """A request that a volunteer, another one and a coordinator can open."""
    request = submit(open_form).request
    assert Grant.objects.filter(envelope=request.envelope, organisation_key=None).count() == 3
    return request


def revoke(user: User) -> None:
    keys.revoke_staff_key(key=StaffKey.objects.get(user=user))


def test_two_holders_and_the_organisation_are_enough(open_form, request_) -> None:
    watch_holders()
    revoke(open_form.coordinator.user)
    watch_holders()
    assert alarms() == set()


def test_revoked_key_is_no_holder(open_form, request_) -> None:
    revoke(open_form.coordinator.user)
    revoke(request_.assigned_to.user)
    watch_holders()
    assert alarms() == {"too_few_holders"}


def test_account_that_was_closed_is_no_holder(open_form, request_) -> None:
    revoke(open_form.coordinator.user)
    User.objects.filter(pk=request_.backup.user_id).update(is_active=False)
    watch_holders()
    assert alarms() == {"too_few_holders"}


def test_whoever_has_no_desk_any_more_is_no_holder(open_form, request_) -> None:
    revoke(open_form.coordinator.user)
    request_.backup.delete()
    watch_holders()
    assert alarms() == {"too_few_holders"}


def test_organisation_has_to_be_among_them(request_) -> None:
    Grant.objects.filter(envelope=request_.envelope).exclude(organisation_key=None).delete()
    watch_holders()
    assert alarms() == {"too_few_holders"}


def test_closed_request_raises_no_alarm(open_form, request_) -> None:
    conversing.close_request(request=request_)
    for profile in (open_form.coordinator, request_.assigned_to, request_.backup):
        revoke(profile.user)
    watch_holders()
    assert alarms() == set()
    conversing.write_again(envelope=request_.envelope, body="Are you there?")
    watch_holders()
    assert alarms() == {"too_few_holders"}


def test_worker_finds_every_job_of_the_desk() -> None:
    found = {job.name.removeprefix("support.jobs.") for job in jobs.registered()}
    assert {
        "escalation.escalate_requests",
        "holders.watch_holders",
        "notices.send_due_mail",
    } <= found


def test_account_of_the_demo_is_no_holder_outside_the_demo(open_form, settings) -> None:
    assert offer.is_form_open()
    User.objects.filter(pk=open_form.coordinator.user_id).update(email="Nour@Demo.invalid")
    assert not offer.is_form_open()
    settings.DEMO = True
    assert offer.is_form_open()
