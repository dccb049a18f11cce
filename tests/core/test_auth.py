"""Sign-in of staff: demo accounts, guessing, and what it leaves behind."""

import zlib
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client

from demo.seeding.accounts import ACCOUNTS
from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.45"
AGENT = "canary-agent-77aa"
PASSWORD = "a long password of staff"


@pytest.fixture(autouse=True)
def _site(settings) -> None:
    make_site()
    settings.WAGTAIL_2FA_REQUIRED = False


def make_staff(email: str = "rana@sanad.example", username: str = "rana"):
    return get_user_model().objects.create_superuser(username, email, PASSWORD)


def sign_in(client: Client, *, username: str = "rana", password: str = PASSWORD) -> bool:
    """Try to sign in at the admin, and tell whether the admin opens then."""
    client.post("/admin/login/", {"username": username, "password": password}, secure=True)
    return client.get("/admin/", secure=True).status_code == 200


@pytest.fixture
def browser() -> Client:
    return Client(REMOTE_ADDR=ADDRESS, headers={"User-Agent": AGENT, "X-Forwarded-For": ADDRESS})


class TestDemoAccounts:
    """Their passphrases are published."""

    @pytest.mark.parametrize("email", ["rana@demo.invalid", "RANA@DEMO.INVALID"])
    def test_they_open_nothing_outside_the_demo(self, browser, settings, email: str) -> None:
        make_staff(email)
        assert settings.DEMO is False
        assert not sign_in(browser)
        settings.DEMO = True
        assert sign_in(browser)

    def test_a_running_session_ends_with_the_demo(self, browser: Client, settings) -> None:
        make_staff("rana@demo.invalid")
        settings.DEMO = True
        assert sign_in(browser)
        settings.DEMO = False
        response = browser.get("/admin/", secure=True)
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/admin/login/")

    def test_every_account_of_the_demo_is_known_as_one(self, settings) -> None:
        from core.auth import is_demo_account
        from demo.seeding import people

        settings.DEMO = True
        people.seed_vocabularies()
        people.seed_staff()
        users = get_user_model().objects.all()
        assert {user.username for user in users} == {account.username for account in ACCOUNTS}
        assert all(is_demo_account(user) for user in users)

    @pytest.mark.parametrize(
        "email", ["", "rana@sanad.example", "demo.invalid@sanad.example", "rana@demo.invalid.org"]
    )
    def test_other_accounts_sign_in(self, browser: Client, email: str) -> None:
        make_staff(email)
        assert sign_in(browser)


class TestGuessing:
    """It is slowed by account; no address and no browser is kept anywhere."""

    def test_an_account_is_locked_after_some_wrong_guesses(self, browser: Client) -> None:
        make_staff()
        for _ in range(django_settings.AXES_FAILURE_LIMIT):
            assert not sign_in(browser, password="wrong")
        assert not sign_in(browser)

    def test_another_address_does_not_unlock_it(self, browser: Client) -> None:
        make_staff()
        for _ in range(django_settings.AXES_FAILURE_LIMIT):
            sign_in(browser, password="wrong")
        assert not sign_in(Client(REMOTE_ADDR="198.51.100.9"))

    def test_others_at_the_same_address_are_not_locked_out(self, browser: Client) -> None:
        make_staff()
        make_staff("samir@sanad.example", "samir")
        for _ in range(django_settings.AXES_FAILURE_LIMIT):
            sign_in(browser, password="wrong")
        assert sign_in(Client(REMOTE_ADDR=ADDRESS), username="samir")

    def test_it_is_unlocked_again(self, browser: Client) -> None:
        make_staff()
        for _ in range(django_settings.AXES_FAILURE_LIMIT):
            sign_in(browser, password="wrong")
        cache.clear()  # as time does
        assert sign_in(browser)

    def test_a_right_sign_in_forgets_the_wrong_ones(self, browser: Client) -> None:
        make_staff()
        for _ in range(2):
            for _ in range(django_settings.AXES_FAILURE_LIMIT - 1):
                sign_in(browser, password="wrong")
            assert sign_in(browser)
            browser.post("/admin/logout/", secure=True)

    def test_neither_cache_nor_database_knows_who_tried(self, browser: Client) -> None:
        make_staff()
        for _ in range(django_settings.AXES_FAILURE_LIMIT + 1):
            sign_in(browser, password="wrong")
        sign_in(browser, username="nobody-of-ours")
        kept = kept_in_cache()
        assert kept  # the count itself is there
        for secret in (ADDRESS, AGENT, "nobody-of-ours", "wrong"):
            assert secret.encode() not in kept, secret
        rows = every_row()
        for secret in (ADDRESS, AGENT, "nobody-of-ours"):
            assert secret not in rows, secret

    def test_a_locked_account_is_told_in_words(self, browser: Client) -> None:
        make_staff()
        for _ in range(django_settings.AXES_FAILURE_LIMIT):
            sign_in(browser, password="wrong")
        response = browser.post(
            "/admin/login/", {"username": "rana", "password": PASSWORD}, secure=True
        )
        assert response.status_code in {403, 429}
        assert ADDRESS not in response.content.decode()
        assert "Content-Security-Policy" in response.headers


def kept_in_cache() -> bytes:
    files = Path(django_settings.DATA_DIR, "cache").rglob("*.djcache")
    kept = b""
    for file in files:
        content = file.read_bytes()
        for start in range(min(len(content), 64)):
            if content[start : start + 1] == b"x":
                try:
                    kept += content[:start] + zlib.decompress(content[start:])
                    break
                except zlib.error:
                    continue
    return kept


def every_row() -> str:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the tables' own names
            found.append(str(cursor.fetchall()))
    return "\n".join(found)
