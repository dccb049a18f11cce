"""A service is suggested: what is said of it is in the open, who says it is sealed or not asked."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.utils import timezone

from core import honeypot
from resources.domain import suggesting
from resources.models import ServiceSuggestion
from tests.contracts.html import Answer, parse
from tests.contracts.test_canary import canary, disguises, everything
from tests.factories.vault import (
    UserFactory,
    make_organisation_key,
    make_staff_key,
    unlocked,
)
from vault.domain import records
from vault.domain.messages import read_messages
from vault.models import Envelope, Grant

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
ADDRESS = "/en/resources/services/suggest/"
pytestmark = pytest.mark.django_db


def keeper(*, has_key: bool = True, **fields):
    """Make somebody who may decide on suggestions."""
    user = UserFactory(**fields)
    code = "change_servicesuggestion"
    user.user_permissions.add(Permission.objects.get(codename=code))
    if has_key:
        make_staff_key(user=user)
    return user


def form(url: str = ADDRESS) -> Answer:
    return Answer.to(Client(), url)


def answers(**changes) -> dict:
    return {
        "form_token": form().one("main [name=form_token]")["value"],
        "name": "Night kitchen",
        "kind": "housing-money",
        "reach": "+000 555 0100",
        "description": "Hot food after ten.",
        "step": "send",
        **changes,
    }


def send(data: dict, *, url: str = ADDRESS, headers=None):
    return Client().post(url, data, headers=SAME_ORIGIN if headers is None else headers)


def asks_for_contact() -> bool:
    return bool(form().soup.select("[name=contact]"))


def test_suggestion_is_kept_with_its_day_and_nothing_of_who_made_it():
    answer = send(answers())
    assert answer.status_code == 200
    assert answer.cookies.output() == ""
    (row,) = ServiceSuggestion.objects.all()
    assert (row.name, row.kind.code, row.reach) == (
        "Night kitchen",
        "housing-money",
        "+000 555 0100",
    )
    assert (row.day, row.language, row.state) == (timezone.localdate(), "en", "new")
    assert (row.contact, row.is_held) == (None, False)
    assert mail.outbox == []


def test_contact_is_asked_for_only_where_somebody_could_open_it():
    assert not asks_for_contact()
    keeper(has_key=False)
    somebody = UserFactory()
    make_staff_key(user=somebody)
    chief = UserFactory(is_superuser=True)
    make_staff_key(user=chief)
    make_organisation_key()
    assert not asks_for_contact()
    assert "nobody could open it" in form().soup.main.text
    gone = keeper(is_active=False)
    assert not asks_for_contact()
    group = Group.objects.get(name="Directory keepers")
    somebody.groups.add(group)
    assert asks_for_contact()
    assert {key.user for key in suggesting.keepers_keys()} == {somebody}
    assert gone.user_permissions.exists()


def test_keys_without_the_organisations_own_are_not_enough():
    keeper()
    assert not asks_for_contact()
    make_organisation_key()
    assert asks_for_contact()


def test_contact_is_sealed_to_the_keepers_and_is_nowhere_in_the_clear(caplog):
    first, second, other = keeper(), keeper(), UserFactory()
    make_staff_key(user=other)
    organisation = make_organisation_key()
    contact = canary("contact")
    assert send(answers(contact=contact)).status_code == 200
    row = ServiceSuggestion.objects.get()
    grants = Grant.objects.filter(envelope=row.contact)
    assert {grant.staff_key.user for grant in grants if grant.staff_key} == {first, second}
    assert [grant.organisation_key for grant in grants if grant.organisation_key] == [organisation]
    record = records.open_by_grant(envelope=row.contact, key=unlocked(second))
    assert [message.payload for message in read_messages(record=record)] == [{"contact": contact}]
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=row.contact, key=unlocked(other))
    for where, data in everything(caplog.text):
        assert not [found for found in disguises(contact) if found in data], where


def test_same_form_sent_twice_is_one_suggestion_and_one_sealed_record():
    keeper()
    make_organisation_key()
    data = answers(contact="@me")
    assert send(data).content == send(data).content
    assert ServiceSuggestion.objects.count() == Envelope.objects.count() == 1
    send({**data, "name": "Another kitchen"})
    assert ServiceSuggestion.objects.count() == 2


def test_if_nobody_is_left_to_seal_it_to_nothing_is_kept_and_the_words_are_shown_again():
    holder = keeper()
    make_organisation_key()
    data = answers(contact="@my-secret-handle")
    holder.user_permissions.clear()
    answer = send(data)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "nobody could open a contact" in page
    assert "Night kitchen" in page
    assert "@my-secret-handle" not in page
    assert not ServiceSuggestion.objects.exists()
    assert not Envelope.objects.exists()
    del data["contact"]
    send(data)
    assert ServiceSuggestion.objects.count() == 1


def test_it_is_all_or_nothing_when_the_last_key_goes_in_the_same_second(monkeypatch):
    holder = keeper()
    make_organisation_key()
    data = answers(contact="@me")
    real = suggesting.is_contact_offered

    def offered_for_the_last_time() -> bool:
        found = real()
        holder.user_permissions.clear()
        return found

    monkeypatch.setattr(suggesting, "is_contact_offered", offered_for_the_last_time)
    answer = send(data)
    assert "nobody could open a contact" in answer.content.decode()
    assert not ServiceSuggestion.objects.exists()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"name": "\u200b \u2060", "reach": "\x00"}, {"name", "reach"}),
        ({"name": "x" * 161}, {"name"}),
        ({"description": "x" * 2001, "reach": "y" * 301}, {"description", "reach"}),
        ({"kind": "9" * 30}, {"kind"}),
        ({"kind": "\x00"}, {"kind"}),
        ({"reach": "CODE"}, {"reach"}),
    ],
)
def test_what_cannot_be_taken_is_asked_again_and_loses_nothing(changes, wrong):
    if changes.get("reach") == "CODE":  # somebody's return code, pasted by mistake
        changes = {"reach": records.code_for_form(nonce=b"n" * 32, content={})}
    data = answers(**changes)
    answer = send(data)
    assert answer.status_code == 200
    page = parse(answer)
    assert {link["href"] for link in page.select(".error-summary a")} == {
        f"#id_{name}" for name in wrong
    }
    assert page.select_one("main [name=form_token]")["value"] == data["form_token"]
    if "description" not in changes:
        assert "Hot food after ten." in page.select_one("textarea").text
    if "name" not in changes:
        assert page.select_one("[name=name]")["value"] == "Night kitchen"
    assert not ServiceSuggestion.objects.exists()


def test_other_language_keeps_what_was_typed():
    data = answers(name="مطبخ ليلي", step="language")
    answer = send(data, url="/ar/resources/services/suggest/")
    page = answer.content.decode()
    assert "مطبخ ليلي" in page
    assert data["form_token"] in page
    assert "error-summary" not in page
    assert not ServiceSuggestion.objects.exists()


def test_bots_and_rushes_are_held_and_posts_from_elsewhere_are_not_taken():
    assert send(answers(**{honeypot.FIELD: "x"})).status_code == 200
    assert ServiceSuggestion.objects.get().is_held
    assert send(answers(), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert ServiceSuggestion.objects.count() == 1
