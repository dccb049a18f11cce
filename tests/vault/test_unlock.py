"""The unlocked desk: a key that is usable in one browser, for some minutes, and nowhere else."""

import base64
import json
import time

import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.factories import vault
from tests.vault.every_table import every_value
from vault import unlock
from vault.desk import guesses
from vault.domain import keys, records
from vault.models import StaffKey

pytestmark = pytest.mark.django_db

KEY = "vault_desk:key"
UNLOCK = "vault_desk:unlock"
_real_time = time.time


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False
    cache.clear()


@pytest.fixture
def user(db) -> User:
    """Somebody of the staff, with a key."""
    made = vault.UserFactory(password="x")
    made.user_permissions.add(Permission.objects.get(codename="access_admin"))
    vault.make_staff_key(user=made)
    return made


@pytest.fixture
def browser(user) -> Client:
    """Their browser, signed in."""
    return sign_in(user)


def sign_in(user: User) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def send(browser: Client, passphrase: str = vault.PASSPHRASE, **data) -> HttpResponse:
    """Send the unlock form."""
    return browser.post(reverse(UNLOCK), {"passphrase": passphrase, **data})


def is_unlocked(browser: Client) -> bool:
    """Ask the key page."""
    html = browser.get(reverse(KEY)).content.decode()
    assert ("Unlocked." in html) is not ("Locked." in html)
    return "Unlocked." in html


def cookie(browser: Client, settings) -> str:
    """Return what the browser holds of the unlocked key."""
    return browser.cookies[settings.UNLOCK_COOKIE_NAME].value


def test_passphrase_unlocks_and_lock_now_locks(browser):
    assert not is_unlocked(browser)
    assert send(browser)["Location"] == reverse(KEY)
    assert is_unlocked(browser)
    browser.post(reverse("vault_desk:lock"))
    assert not is_unlocked(browser)


@pytest.mark.parametrize(
    "typed",
    [
        vault.PASSPHRASE.upper(),
        f"  {vault.PASSPHRASE}  ",
        vault.PASSPHRASE.replace(" ", "-"),
        vault.PASSPHRASE.replace(" ", " \u200f"),
    ],
)
def test_how_the_words_are_typed_does_not_matter(browser, typed):
    send(browser, typed)
    assert is_unlocked(browser)


WRONG = [
    "amber basket candle dragon ember forests",
    "x",
    "\x00",
    "كلمات ليست لي",
    "y" * 5000,
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("typed", WRONG)
def test_all_that_is_wrong_gets_one_answer_and_is_not_shown_again(browser, typed):
    response = send(browser, typed)
    html = response.content.decode()
    assert response.status_code == 200
    assert "This passphrase does not open your key." in html or typed == "\x00"
    assert "<script>alert" not in html
    assert f'value="{typed}"' not in html
    assert not is_unlocked(browser)


def test_passphrase_of_somebody_else_opens_nothing(browser):
    other = vault.UserFactory()
    vault.make_staff_key(user=other, passphrase="river salt copper garden letter pigeon")
    send(browser, "river salt copper garden letter pigeon")
    assert not is_unlocked(browser)


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(browser, settings):
    morsel = send(browser).cookies[settings.UNLOCK_COOKIE_NAME]
    assert settings.UNLOCK_COOKIE_NAME == "__Host-unlock"
    assert morsel["httponly"] is True
    assert morsel["secure"] is True
    assert morsel["samesite"] == "Strict"
    assert morsel["path"] == "/"
    assert morsel["domain"] == ""
    assert morsel["expires"] == morsel["max-age"] == "", "it ends with the browser"


def test_session_and_database_without_the_cookie_open_nothing(browser, user, settings):
    send(browser)
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = browser.session.session_key
    assert not is_unlocked(thief)
    assert is_unlocked(browser), "looking does not lock the owner out"

    secret = vault.unlocked(user).secret
    state = browser.session["vault_unlock"]
    for row in [json.dumps(state), *Session.objects.values_list("session_data", flat=True)]:
        for shape in (secret.hex(), base64.b64encode(secret).decode(), vault.PASSPHRASE):
            assert shape not in row
    assert secret not in base64.b64decode(state["box"])
    assert cookie(browser, settings) not in json.dumps(state)


def test_neither_secret_nor_passphrase_nor_cookie_is_in_any_table(browser, user, settings):
    send(browser)
    secret = vault.unlocked(user).secret
    needles = (
        secret,
        base64.b64encode(secret),
        base64.urlsafe_b64encode(secret),
        secret.hex().encode(),
        vault.PASSPHRASE.encode(),
        cookie(browser, settings).encode(),
    )
    looked = 0
    for table, value in every_value():
        looked += 1
        assert not any(needle in value for needle in needles), table
    assert looked > 1000


def test_cookie_without_the_session_opens_nothing(browser, user, settings):
    send(browser)
    elsewhere = sign_in(user)
    elsewhere.cookies[settings.UNLOCK_COOKIE_NAME] = cookie(browser, settings)
    assert not is_unlocked(elsewhere)


def test_cookie_and_box_of_another_person_open_nothing(browser, settings):
    """A database writer moves somebody's box into the session of an accomplice."""
    send(browser)
    accomplice = vault.UserFactory()
    accomplice.user_permissions.add(Permission.objects.get(codename="access_admin"))
    own = vault.make_staff_key(user=accomplice)
    other = sign_in(accomplice)
    other.cookies[settings.UNLOCK_COOKIE_NAME] = cookie(browser, settings)
    for staff_key in (browser.session["vault_unlock"]["staff_key"], str(own.pk)):
        session = SessionStore(other.session.session_key)
        session["vault_unlock"] = {**browser.session["vault_unlock"], "staff_key": staff_key}
        session.save()
        assert not is_unlocked(other)


@pytest.mark.parametrize("value", ["", "x", "=", "é", "A" * 43, "A" * 44, "\\000", "a" * 5000])
def test_broken_cookie_is_a_locked_desk(browser, settings, value):
    send(browser)
    browser.cookies[settings.UNLOCK_COOKIE_NAME] = value
    assert not is_unlocked(browser)


def at(monkeypatch, seconds: float) -> None:
    """Let the clock show `seconds` from now."""
    moment = _real_time() + seconds
    monkeypatch.setattr(unlock.time, "time", lambda: moment)


def test_idle_desk_locks_itself(browser, settings, monkeypatch):
    send(browser)
    at(monkeypatch, settings.VAULT_IDLE_SECONDS + 2)
    assert not is_unlocked(browser)
    assert "vault_unlock" not in browser.session, "the box is gone, not only refused"
    at(monkeypatch, 0)
    assert not is_unlocked(browser)


def test_use_keeps_the_desk_open_but_only_use(browser, settings, monkeypatch):
    send(browser)
    for minute in (10, 20, 30):
        at(monkeypatch, minute * 60)
        assert is_unlocked(browser)
    at(monkeypatch, 30 * 60 + settings.VAULT_IDLE_SECONDS + 2)
    assert not is_unlocked(browser)


def test_signing_out_ends_it(browser, user):
    send(browser)
    session_key = browser.session.session_key
    browser.post(reverse("wagtailadmin_logout"))
    assert not Session.objects.filter(session_key=session_key).exists()
    browser.force_login(user)
    assert not is_unlocked(browser)


def test_password_changed_by_somebody_else_ends_it(browser, user):
    send(browser)
    user.set_password("an administrator's choice")
    user.save()
    response = browser.get(reverse(KEY))
    assert response["Location"].startswith(reverse("wagtailadmin_login"))


def test_own_change_of_password_locks_although_the_session_goes_on(browser, user):
    send(browser)
    user.set_password("a new one of my own")
    user.save()
    # What Django does for the browser in which one changes it.
    session = SessionStore(browser.session.session_key)
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    assert not is_unlocked(browser)


def test_new_password_opens_no_key(user):
    user.set_password("an administrator's choice")
    user.save()
    browser = sign_in(user)
    send(browser, "an administrator's choice")
    assert not is_unlocked(browser)


def test_revoked_key_ends_it_at_once(browser, user):
    send(browser)
    keys.revoke_staff_key(key=StaffKey.objects.get(user=user))
    assert "Make your key" in browser.get(reverse(KEY)).content.decode()
    vault.make_staff_key(user=user)
    assert not is_unlocked(browser)


def test_without_a_key_one_is_led_to_making_it(browser, user):
    keys.revoke_staff_key(key=StaffKey.objects.get(user=user))
    response = browser.get(reverse(UNLOCK), {"next": "/admin/desk/"})
    assert response["Location"] == f"{reverse(KEY)}?next=%2Fadmin%2Fdesk%2F"


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        ("/admin/desk/", "/admin/desk/"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("/\\evil.example", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_next_stays_on_this_site(browser, target, leads_to):
    expected = leads_to or reverse(KEY)
    form = browser.get(reverse(UNLOCK), {"next": target}).content.decode()
    assert "evil.example" not in form
    assert "javascript:alert" not in form
    assert send(browser, next=target)["Location"] == expected
    assert browser.get(reverse(UNLOCK), {"next": target})["Location"] == expected
    locked = browser.post(reverse("vault_desk:lock"), {"next": target})
    assert locked["Location"] == expected


def test_locking_needs_a_post(browser):
    send(browser)
    assert browser.get(reverse("vault_desk:lock")).status_code == 405
    assert is_unlocked(browser)


@pytest.mark.parametrize("name", ["key", "unlock", "lock"])
def test_key_pages_are_for_staff_only(name):
    outsider = vault.UserFactory()
    target = reverse(f"vault_desk:{name}")
    for client in (Client(), sign_in(outsider)):
        assert client.post(target)["Location"].startswith(reverse("wagtailadmin_login"))


def test_guessing_is_slowed_down_by_account(browser, user):
    wait = "Wait five minutes"
    for _ in range(guesses.TRIES):
        assert wait not in send(browser, "wrong").content.decode()
    # Also for the right words, from another browser as well; others are not concerned.
    assert wait in send(browser).content.decode()
    assert wait in send(sign_in(user)).content.decode()
    other = vault.UserFactory()
    other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    vault.make_staff_key(user=other)
    assert send(sign_in(other)).status_code == 302


def test_tries_come_back_after_the_wait_and_after_success(browser, user, monkeypatch):
    for _ in range(guesses.TRIES - 1):
        send(browser, "wrong")
    assert send(browser).status_code == 302
    browser.post(reverse("vault_desk:lock"))
    for _ in range(guesses.TRIES):
        send(browser, "wrong")
    assert "Wait five minutes" in send(browser).content.decode()
    later = time.time() + guesses.WAIT_SECONDS + 1
    monkeypatch.setattr("django.core.cache.backends.filebased.time.time", lambda: later)
    assert send(browser).status_code == 302


def test_beyond_the_limit_no_passphrase_is_stretched(user, monkeypatch):
    """Otherwise guessing could wear out the machine's memory."""
    for _ in range(guesses.TRIES):
        assert guesses.take(user)
    monkeypatch.setattr(keys, "unlock_staff_key", lambda **_: pytest.fail("stretched"))
    assert "Wait five minutes" in send(sign_in(user)).content.decode()


def test_pages_are_not_kept_by_browsers(browser):
    for page in (browser.get(reverse(UNLOCK)), browser.get(reverse(KEY)), send(browser, "wrong")):
        assert page["Cache-Control"] == "no-store"


def test_passphrase_field_asks_no_browser_to_remember(browser):
    html = browser.get(reverse(UNLOCK)).content.decode()
    field = html[html.index('type="password"') - 100 :][:400]
    for attribute in ('autocomplete="off"', 'spellcheck="false"', 'autocapitalize="none"'):
        assert attribute in field


def test_key_in_memory_does_not_print_itself(user):
    key = vault.unlocked(user)
    assert key.secret.hex() not in repr(key)
    assert repr(key.secret) not in repr(key)


def test_nothing_is_open_without_a_session():
    request = RequestFactory().get("/")
    request.session, request.user = SessionStore(), vault.UserFactory()
    assert unlock.current(request) is None


def test_key_of_an_idle_desk_is_deleted_and_one_in_use_stays(browser, user):
    other = sign_in(user)
    for each in (browser, other):
        each.post(reverse(UNLOCK), {"passphrase": vault.PASSPHRASE})
    idle, used = (each.session.session_key for each in (browser, other))
    store = SessionStore(session_key=idle)
    store["vault_unlock"] = {**store["vault_unlock"], "used_at": int(time.time()) - 16 * 60}
    store.save()
    unlock.forget_idle()
    assert "vault_unlock" not in SessionStore(session_key=idle).load()
    assert "vault_unlock" in SessionStore(session_key=used).load()
    # Nothing but the key went: the person is still signed in.
    assert browser.get(reverse(KEY)).status_code == 200


@pytest.mark.parametrize("many", [False, True])
def test_account_whose_key_opens_a_record_cannot_be_deleted(many, client, admin_user):
    holder, nobody = vault.UserFactory(), vault.UserFactory()
    key = vault.make_staff_key(user=holder)
    vault.make_staff_key(user=nobody)
    vault.make_organisation_key()
    records.seal_record(
        kind="request",
        keys=records.stretch_code(typed=records.code_for_form(nonce=b"n" * 32, content={})),
        payload={},
        holders=[key],
        now=records.now(),
    )
    client.force_login(admin_user)
    for user in (holder, nobody):
        address = reverse("wagtailusers_users:delete", args=[user.pk])
        if many:
            bulk = reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
            address = f"{bulk}?id={user.pk}"
        assert client.post(address).status_code == 302
    assert User.objects.filter(pk=holder.pk).exists()
    assert not User.objects.filter(pk=nobody.pk).exists()
