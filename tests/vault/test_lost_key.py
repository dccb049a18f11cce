"""Losing the six words: the old key ends, and a new one begins without what the old one held."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories import vault
from tests.support.desk import sign_in, soup, text
from tests.vault.test_keys import offer, retype
from vault.domain import records
from vault.domain.messages import read_messages
from vault.models import Grant, StaffKey

pytestmark = pytest.mark.django_db

LOST, KEY, UNLOCK = (reverse(f"vault_desk:{name}") for name in ("lost_key", "key", "unlock"))


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def user(db) -> User:
    """Somebody of the staff with a key."""
    vault.make_organisation_key()
    made = vault.UserFactory()
    vault.make_staff_key(user=made)
    return made


@pytest.fixture
def browser(user) -> Client:
    """Their browser, signed in; its desk is locked."""
    return sign_in(user)


def seal(*users: User) -> records.OpenedRecord:
    """Seal a record to these people."""
    lookup = uuid4().bytes * 2
    return records.seal_record(
        kind="request",
        keys=records.ReturnKeys(lookup_id=lookup, wrapping_key=lookup),
        payload={"body": "x"},
        holders=[living(user) for user in users],
        now=records.now(),
    )


def living(user: User) -> StaffKey:
    return StaffKey.objects.get(user=user, revoked_at=None)


def unlock_desk(browser: Client) -> None:
    assert browser.post(UNLOCK, {"passphrase": vault.PASSPHRASE}).status_code == 302


def lose(browser: Client, **data) -> HttpResponse:
    """Ask for the page that warns, and send its form."""
    field = soup(browser.get(LOST)).find("input", {"name": "key"})
    return browser.post(LOST, {"key": field["value"], **data})


def test_key_page_leads_there(browser):
    assert soup(browser.get(KEY)).find("a", href=LOST)


def test_page_says_what_follows_and_changes_nothing(browser, user):
    other = vault.UserFactory()
    vault.make_staff_key(user=other)
    seal(other)
    assert "It opens 0 requests now" in text(browser.get(LOST))
    seal(user, other)
    assert "It opens 1 request now" in text(browser.get(LOST))
    seal(user)
    said = text(browser.get(LOST))
    for sentence in (
        "It opens 2 requests now, closed ones included.",
        "Your old key opens nothing any more",
        "until a coordinator lets you open it again",
        "Nothing is lost while somebody else holds a key to it.",
    ):
        assert sentence in said
    assert living(user)


@pytest.mark.parametrize("is_unlocked", [False, True], ids=["locked", "unlocked"])
def test_ending_the_key_locks_the_desk_and_leads_to_a_new_one(browser, user, is_unlocked, settings):
    record, old = seal(user), vault.unlocked(user)
    if is_unlocked:
        unlock_desk(browser)
        assert "Unlocked." in text(browser.get(KEY))
    response = lose(browser)
    assert response["Location"] == KEY
    assert "vault_unlock" not in browser.session
    assert response.cookies[settings.UNLOCK_COOKIE_NAME]["max-age"] == 0
    assert not StaffKey.objects.filter(revoked_at=None).exists()
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=record.envelope, key=old)
    page = browser.get(KEY)
    assert "Your old key opens nothing any more." in page.content.decode()
    assert "Show my six words" in text(page)


def test_other_browser_is_locked_with_it(browser, user):
    elsewhere = Client()
    elsewhere.force_login(user)
    unlock_desk(elsewhere)
    lose(browser)
    assert "Unlocked." not in text(elsewhere.get(KEY))
    assert elsewhere.get(UNLOCK)["Location"] == KEY


def test_new_key_opens_the_old_record_only_once_it_is_granted(browser, user):
    record = seal(user)
    lose(browser)
    page = offer(browser)
    retype(browser, page)
    new = vault.unlocked(user, passphrase=page.words)
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=record.envelope, key=new)
    for _ in range(2):
        records.grant_access(record=record, staff_key=new.staff_key)
    opened = records.open_by_grant(envelope=record.envelope, key=new)
    assert [message.payload for message in read_messages(record=opened)] == [{"body": "x"}]
    assert Grant.objects.filter(staff_key=new.staff_key).count() == 1


def test_form_sent_again_later_does_not_end_the_new_key(browser, user):
    sent = {"key": str(living(user).pk)}
    lose(browser)
    retype(browser, offer(browser))
    made = living(user)
    assert browser.post(LOST, sent)["Location"] == KEY
    assert living(user) == made
    assert "the desk is unlocked" in text_of_messages(browser.get(KEY))


def text_of_messages(response: HttpResponse) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize("sent", [None, "", "x", "\x00", "00000000-0000-4000-8000-000000000000"])
def test_nothing_ends_without_the_page_that_warns(browser, user, sent):
    assert browser.post(LOST, {} if sent is None else {"key": sent})["Location"] == KEY
    assert living(user)


def test_nobody_ends_the_key_of_another(browser, user):
    other = vault.UserFactory()
    theirs = vault.make_staff_key(user=other)
    browser.post(LOST, {"key": str(theirs.pk)})
    assert living(other) == theirs
    assert living(user)


def test_without_a_key_there_is_nothing_to_end(user):
    keyless = sign_in(vault.UserFactory())
    for method in (keyless.get, keyless.post):
        assert method(LOST)["Location"] == KEY


def test_words_that_were_lost_do_not_become_a_key_again(user):
    """A browser goes back and repeats the form that made the key."""
    browser = sign_in(vault.UserFactory())
    page = offer(browser)
    retype(browser, page)
    lose(browser)
    retype(browser, page)
    assert StaffKey.objects.filter(revoked_at=None).get().user == user


def test_nobody_signed_in_is_sent_to_sign_in(client, user):
    for method in (client.get, client.post):
        assert method(LOST)["Location"].startswith(reverse("wagtailadmin_login"))
