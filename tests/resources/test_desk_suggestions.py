"""Suggestions: read by keepers, with a contact that only an unlocked key opens, and not kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from resources import directory_jobs
from resources.domain.suggesting import suggest_service
from resources.models import Service, ServiceKind, ServiceSuggestion
from tests.factories import vault
from tests.factories.directory import make_organisation
from tests.resources.keepers import keeper, soup
from tests.resources.test_desk_directory import fields_of
from tests.vault.every_table import every_value
from vault.models import AccessLogEntry, Envelope

pytestmark = pytest.mark.django_db

CONTACT = "canary-wren@example.org زقاق"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def client(db):
    """A keeper with a key."""
    client = keeper()
    vault.make_organisation_key()
    vault.make_staff_key(user=client.user)
    return client


def suggest(**fields) -> ServiceSuggestion:
    said = {
        "name": "مطبخ الحيّ",
        "kind": ServiceKind.objects.get(code="housing-money"),
        "description": "وجبات ساخنة",
        "reach": "https://kitchen.example.org/ or +961 1 000 111, cook@example.org",
        "contact": CONTACT,
        "language": "ar",
        "nonce": b"n" * 31 + bytes([ServiceSuggestion.objects.count()]),
        "today": timezone.localdate(),
    }
    return suggest_service(**{**said, **fields})


def unlock(client) -> None:
    client.post(reverse("vault_desk:unlock"), {"passphrase": vault.PASSPHRASE})


def test_the_contact_opens_with_a_key_alone_and_each_opening_is_written_down(client):
    row = suggest()
    address = reverse("directory:suggestion", args=[row.pk])
    locked = client.get(address)
    assert CONTACT not in locked.content.decode()
    answer = client.post(address)
    assert answer["Location"].startswith(reverse("vault_desk:unlock"))
    unlock(client)
    assert CONTACT not in client.get(address).content.decode()
    assert not AccessLogEntry.objects.exists()
    assert CONTACT in client.post(address).content.decode()
    entry = AccessLogEntry.objects.get()
    assert (entry.envelope_id, entry.user) == (row.contact_id, client.user)
    assert not any(CONTACT.encode() in value for _table, value in every_value())


def test_another_s_key_opens_nothing(client):
    row = suggest()
    late = keeper()
    vault.make_staff_key(user=late.user)
    unlock(late)
    page = late.post(reverse("directory:suggestion", args=[row.pk])).content.decode()
    assert "Your key does not open this contact" in page
    assert CONTACT not in page


def test_it_is_taken_over_into_a_draft_that_is_filled_in(client):
    row = suggest()
    address = f"{reverse('services:add')}?suggestion={row.pk}"
    data = fields_of(soup(client.get(address)))
    assert data["name_ar"] == ["مطبخ الحيّ"]
    assert data["description_ar"] == ["وجبات ساخنة"]
    assert data["kinds"] == [str(row.kind.pk)]
    assert (data["url"], data["email"]) == (["https://kitchen.example.org/"], ["cook@example.org"])
    assert data["phones-0-number"] == ["+961 1 000 111"]
    answer = client.post(address, {**data, "organisation": make_organisation().pk})
    assert answer.status_code == 302, soup(answer).select(".error-message")
    service = Service.objects.get()
    assert not service.is_published
    assert service.phones.get().number == "+961 1 000 111"
    row.refresh_from_db()
    assert (row.state, row.service, row.decided_on) == ("taken", service, timezone.localdate())


def test_declined_and_a_month_later_gone_with_what_was_sealed(client):
    declined, fresh = suggest(), suggest()
    client.post(reverse("directory:decline_suggestion", args=[declined.pk]))
    declined.refresh_from_db()
    assert declined.state == "declined"
    directory_jobs.forget_suggestions()
    assert ServiceSuggestion.objects.count() == 2
    ServiceSuggestion.objects.filter(pk=declined.pk).update(
        decided_on=timezone.localdate() - timedelta(days=30)
    )
    directory_jobs.forget_suggestions()
    assert ServiceSuggestion.objects.get() == fresh
    assert Envelope.objects.get() == fresh.contact


def test_deleted_at_once_after_asking(client):
    row = suggest()
    address = reverse("directory:delete_suggestion", args=[row.pk])
    assert client.get(address).status_code == 200
    assert ServiceSuggestion.objects.exists()
    client.post(address)
    assert not ServiceSuggestion.objects.exists()
    assert not Envelope.objects.exists()


def test_rights(client):
    row = suggest()
    reader = keeper(without=("change_servicesuggestion", "delete_servicesuggestion"))
    reader.post(reverse("directory:decline_suggestion", args=[row.pk]))
    reader.post(reverse("directory:delete_suggestion", args=[row.pk]))
    data = fields_of(soup(reader.get(f"{reverse('services:add')}?suggestion={row.pk}")))
    assert data["name_ar"] == [""]
    row.refresh_from_db()
    assert row.state == "new"
    nobody = keeper(without=("view_servicesuggestion",))
    for name, args in (("suggestions", []), ("suggestion", [row.pk])):
        answer = nobody.get(reverse(f"directory:{name}", args=args))
        assert answer["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize("asked", ["x", "٣", "0", "9" * 30, "-1"])
def test_an_address_that_names_no_suggestion_is_a_plain_form(client, asked):
    assert client.get(f"{reverse('services:add')}?suggestion={asked}").status_code == 200
