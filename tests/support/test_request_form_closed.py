"""The request form where nobody could open what it takes in, and when something breaks."""

import logging

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import override

from support.domain import submitting
from support.models import HelpRequest, Topic, VolunteerProfile
from tests.support.visitor import (
    BODY,
    Visitor,
    heading,
    kept,
    soup,
    summary_errors,
    token,
)
from vault.domain import records
from vault.models import Envelope, OrganisationKey, StaffKey

pytestmark = pytest.mark.django_db


# Closed


def _no_organisation_key(opened):
    OrganisationKey.objects.update(is_current=False)


def _no_coordinator(opened):
    VolunteerProfile.objects.update(is_duty_coordinator=False)


def _coordinator_without_key(opened):
    StaffKey.objects.filter(user=opened.coordinator.user).update(revoked_at=records.now())


def _coordinator_not_active(opened):
    get_user_model().objects.filter(pk=opened.coordinator.user_id).update(is_active=False)


def _one_key_only(opened):
    StaffKey.objects.exclude(user=opened.coordinator.user).update(revoked_at=records.now())


def _no_topic(opened):
    Topic.objects.update(is_active=False)


CLOSINGS = [
    _no_organisation_key,
    _no_coordinator,
    _coordinator_without_key,
    _coordinator_not_active,
    _one_key_only,
    _no_topic,
]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_form_is_closed_where_nobody_could_open_a_request(open_form, closing):
    closing(open_form)
    response = Visitor().get("support/")
    assert response.status_code == 200
    assert soup(response).main.form is None
    assert heading(response) == "We cannot take messages in right now"
    assert "+961 1 234 567" in response.content.decode()


@pytest.mark.parametrize("closing", CLOSINGS)
@pytest.mark.parametrize("step", ["review", "send", "edit"])
def test_form_that_closed_meanwhile_shows_the_text_for_copying(open_form, closing, step):
    visitor = Visitor()
    answers = visitor.answers(open_form, contact="where & how")
    closing(open_form)
    response = visitor.post("support/", {**answers, "step": step})
    assert response.status_code == 200
    assert heading(response) == "We cannot take messages in right now"
    shown = [cell.get_text(strip=True) for cell in soup(response).main.find_all("dd")]
    assert shown == [BODY, "where & how"]
    assert (HelpRequest.objects.count(), Envelope.objects.count()) == (0, 0)


# When something breaks


def test_fault_while_sending_loses_no_words_and_says_nothing_of_them(
    open_form, monkeypatch, caplog
):
    def fail(**_kwargs):
        raise RuntimeError("a fault")

    visitor = Visitor()
    answers = visitor.answers(open_form)
    monkeypatch.setattr(submitting.records, "seal_record", fail)
    with caplog.at_level(logging.DEBUG):
        response = visitor.send(answers)
    assert response.status_code == 503
    assert kept(response, "body") == BODY
    assert token(response) == answers["form_token"]
    assert "cannot arrive twice" in summary_errors(response)[0][1]
    assert BODY not in caplog.text
    assert not HelpRequest.objects.exists()
    monkeypatch.undo()
    assert visitor.send(answers).status_code == 200


def test_names_of_the_pages_are_those_that_others_link_to():
    with override("ar"):
        assert reverse("support:request") == "/ar/support/"
        assert reverse("support:conversation") == "/ar/support/conversation/"
        assert reverse("vault:return") == "/ar/return/"
