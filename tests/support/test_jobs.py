"""The daily look at who can still open what."""

import pytest
from django.contrib.auth.models import User

from support.domain import conversing
from support.jobs import watch_holders
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
