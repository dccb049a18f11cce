"""Whoever coordinates no more opens no more than what they work on."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse

from support.domain import access, conversing
from support.domain.duty import take_off_duty
from support.models import VolunteerProfile
from tests.factories import support, vault
from tests.support.desk import Desk
from vault.models import Grant

pytestmark = pytest.mark.django_db


def held_by(profile: VolunteerProfile) -> set:
    return set(
        Grant.objects.filter(staff_key__user=profile.user).values_list("envelope", flat=True)
    )


@pytest.fixture
def former(open_form) -> VolunteerProfile:
    """A second coordinator, who was on duty when three requests came in."""
    return support.make_volunteer(topics=[], is_duty_coordinator=True)


def test_own_work_stays_and_the_rest_goes(open_form, former):
    read, answered, foreign = (support.submit(open_form).request for _ in range(3))
    access.widen_access(request=read, profiles=[former], why="stepped_in")
    answered.assigned_to = former
    answered.save()
    others = {
        profile: held_by(profile) for profile in [*open_form.volunteers, open_form.coordinator]
    }
    assert held_by(former) == {read.envelope_id, answered.envelope_id, foreign.envelope_id}
    assert take_off_duty(profile=former) == 0
    assert held_by(former) == {read.envelope_id, answered.envelope_id}
    assert {profile: held_by(profile) for profile in others} == others


def test_grant_that_is_needed_stays(open_form, former):
    request = support.submit(open_form).request
    Grant.objects.filter(staff_key__user=request.backup.user).delete()
    Grant.objects.filter(staff_key__user=open_form.coordinator.user).delete()
    assert take_off_duty(profile=former) == 1
    assert held_by(former) == {request.envelope_id}
    conversing.close_request(request=request)  # one other is enough, should it be opened again
    assert take_off_duty(profile=former) == 0
    assert held_by(former) == set()


@pytest.mark.parametrize("stays", [True, False])
def test_settings_page_does_it(open_form, former, settings, stays):
    settings.WAGTAIL_2FA_REQUIRED = False
    import_module("support.migrations.0002_groups").create_groups(apps, None)
    request = support.submit(open_form).request
    user = vault.UserFactory()
    user.groups.add(Group.objects.get(name="Coordinators"))
    form = {
        "alias_en": "Thyme",
        "alias_ar": "زعتر",
        "topics": [topic.pk for topic in open_form.topics],
        "languages": [support.make_language("ar").pk],
        "capacity": "2",
        "notice_language": "ar",
        "notice_hour": "9",
        "absences-TOTAL_FORMS": "0",
        "absences-INITIAL_FORMS": "0",
        **({"is_duty_coordinator": "on"} if stays else {}),
    }
    response = Desk(user).client.post(reverse("volunteers:edit", args=[former.pk]), form)
    assert response.status_code == 302
    assert (request.envelope_id in held_by(former)) is stays
