"""Making a staff key in the admin: the words are shown once, retyped, and kept nowhere."""

import threading

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories import vault
from tests.vault.every_table import every_value
from vault.crypto import passphrase
from vault.desk import offers
from vault.domain import keys
from vault.models import OrganisationKey, StaffKey

WORDS = "felt-tip amber basket candle dragon yo-yo"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False
    cache.clear()


@pytest.fixture
def user(db) -> User:
    """Somebody of the staff, without a key."""
    made = vault.UserFactory()
    made.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return made


@pytest.fixture
def browser(user) -> Client:
    """Their browser, signed in."""
    client = Client()
    client.force_login(user)
    return client


class Page:
    """The page that shows new words."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        soup = BeautifulSoup(response.content, "html.parser")
        self.words = " ".join(item.get_text() for item in soup.select(".desk-words li"))
        field = soup.find("input", {"name": "sealed_words"})
        self.sealed = field["value"] if field else ""
        self.errors = [item.get_text() for item in soup.select(".field .errorlist li")]
        self.summary = soup.select_one(".error-summary")


def offer(browser: Client) -> Page:
    """Ask for new words."""
    return Page(browser.post(reverse("vault_desk:key")))


def retype(browser: Client, page: Page, typed: str | None = None, **data) -> HttpResponse:
    """Send the words back, as typed from paper."""
    data = {"sealed_words": page.sealed, "retyped": typed or page.words, **data}
    return browser.post(reverse("vault_desk:key"), data)


@pytest.mark.django_db
def test_first_page_explains_and_shows_no_words(browser):
    response = browser.get(reverse("vault_desk:key"))
    assert "nobody can recover them" in response.content.decode()
    assert Page(response).words == ""


@pytest.mark.django_db
def test_words_are_shown_retyped_and_open_the_key_at_once(browser, user):
    page = offer(browser)
    assert len(page.words.split()) == passphrase.WORDS
    assert set(page.words.split()) <= set(passphrase.word_list())
    assert page.response["Cache-Control"] == "no-store"
    response = retype(browser, page, next="/admin/desk/")
    assert response["Location"] == f"{reverse('vault_desk:key')}?next=%2Fadmin%2Fdesk%2F"
    done = browser.get(response["Location"]).content.decode()
    assert "Your key is made, and the desk is unlocked." in done
    assert 'href="/admin/desk/"' in done
    assert page.words not in done
    key = StaffKey.objects.get(user=user)
    assert keys.unlock_staff_key(key=key, passphrase_text=page.words)


@pytest.mark.django_db
def test_each_person_and_each_showing_gets_other_words(browser):
    assert len({offer(browser).words for _ in range(5)}) == 5


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "six other words than those shown", "\x00", "x" * 9999])
def test_wrong_retyping_shows_the_same_words_again(browser, typed):
    page = offer(browser)
    again = Page(
        browser.post(reverse("vault_desk:key"), {"sealed_words": page.sealed, "retyped": typed})
    )
    assert again.words == page.words
    assert again.sealed == page.sealed
    assert again.errors
    assert again.summary
    assert not StaffKey.objects.exists()
    assert retype(browser, again).status_code == 302


@pytest.mark.django_db
def test_words_with_hyphens_can_be_retyped_either_way(browser, user, monkeypatch):
    """The word list holds four of them, and normalising turns a hyphen into a space."""
    monkeypatch.setattr(passphrase, "generate", lambda: WORDS)
    page = offer(browser)
    assert page.words == WORDS
    assert retype(browser, page, WORDS.replace("-", " ").upper()).status_code == 302
    key = StaffKey.objects.get(user=user)
    assert keys.unlock_staff_key(key=key, passphrase_text=WORDS)


@pytest.mark.django_db
def test_nobody_can_bring_words_of_their_own(browser, user):
    page = offer(browser)
    other = Client()
    accomplice = vault.UserFactory()
    accomplice.user_permissions.add(Permission.objects.get(codename="access_admin"))
    other.force_login(accomplice)
    foreign = offer(other)
    for sealed in ("", "x", "é", page.sealed[:-8] + "AAAAAAA=", foreign.sealed):
        response = browser.post(
            reverse("vault_desk:key"), {"sealed_words": sealed, "retyped": foreign.words}
        )
        assert response["Location"] == reverse("vault_desk:key")
    assert "Its words open nothing." in browser.get(reverse("vault_desk:key")).content.decode()
    assert not StaffKey.objects.exists()


@pytest.mark.django_db
def test_words_are_in_no_table(browser):
    page = offer(browser)
    retype(browser, page)
    long = [word for word in page.words.split() if len(word) > 6]
    looked = 0
    for table, value in every_value():
        looked += 1
        assert page.words.encode() not in value, table
    assert looked > 1000
    for session in Session.objects.all():
        assert not any(word in str(session.get_decoded()) for word in long)


@pytest.mark.django_db
def test_sealed_words_tell_nothing_by_their_length(browser, monkeypatch):
    lengths = set()
    for words in ("aim aim aim aim aim aim", WORDS, " ".join(["zucchini"] * 6)):
        monkeypatch.setattr(passphrase, "generate", lambda words=words: words)
        lengths.add(len(offer(browser).sealed))
    assert len(lengths) == 1
    assert max(len(word) for word in passphrase.word_list()) * 6 + 5 <= offers._PADDED_LENGTH


@pytest.mark.django_db
def test_form_sent_twice_makes_one_key_and_says_so_both_times(browser, user):
    page = offer(browser)
    for _ in range(2):
        response = retype(browser, page)
        assert "the desk is unlocked" in browser.get(response["Location"]).content.decode()
    assert StaffKey.objects.filter(user=user).count() == 1


@pytest.mark.django_db
def test_second_tab_with_other_words_is_told_that_they_open_nothing(browser, user):
    one, two = offer(browser), offer(browser)
    retype(browser, one)
    response = retype(browser, two)
    assert "open nothing" in browser.get(response["Location"]).content.decode()
    key = StaffKey.objects.get(user=user)
    assert keys.unlock_staff_key(key=key, passphrase_text=one.words)
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock_staff_key(key=key, passphrase_text=two.words)


@pytest.mark.django_db
def test_whoever_has_a_key_is_offered_no_other(browser, user):
    vault.make_staff_key(user=user)
    response = browser.post(reverse("vault_desk:key"))
    assert Page(response).words == ""
    assert StaffKey.objects.count() == 1


@pytest.mark.django_db
def test_key_holds_nothing_that_opens_it(user):
    key = vault.make_staff_key(user=user)
    unlocked = vault.unlocked(user)
    columns = [bytes(key.public_key), bytes(key.salt), bytes(key.wrapped_secret)]
    assert all(unlocked.secret not in column for column in columns)
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock_staff_key(key=key, passphrase_text="")


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["public_key", "salt", "wrapped_secret"])
def test_altered_key_does_not_open_and_does_not_say_why(user, column):
    key = vault.make_staff_key(user=user)
    value = bytearray(getattr(key, column))
    value[0] ^= 1
    setattr(key, column, bytes(value))
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock_staff_key(key=key, passphrase_text=vault.PASSPHRASE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cost", [{"opslimit": 32_000}, {"memlimit": 2_000_000_000}, {"memlimit": 0}]
)
def test_row_cannot_make_us_spend_memory_and_time(user, cost):
    key = vault.make_staff_key(user=user)
    for name, value in cost.items():
        setattr(key, name, value)
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock_staff_key(key=key, passphrase_text=vault.PASSPHRASE)


@pytest.mark.django_db
def test_key_moved_to_another_person_does_not_open(user):
    """A database writer gives their own key to somebody who holds grants."""
    mine = vault.make_staff_key(user=user)
    theirs = vault.make_staff_key(user=vault.UserFactory(), passphrase="other words entirely")
    for column in ("public_key", "salt", "wrapped_secret"):
        setattr(theirs, column, getattr(mine, column))
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock_staff_key(key=theirs, passphrase_text=vault.PASSPHRASE)


@pytest.mark.django_db
def test_second_key_of_a_person_is_refused_until_the_first_is_revoked(user):
    first = vault.make_staff_key(user=user)
    with pytest.raises(keys.KeyExists):
        vault.make_staff_key(user=user)
    keys.revoke_staff_key(key=first)
    assert vault.make_staff_key(user=user).pk != first.pk


def _together(count: int, act) -> list[Exception]:
    """Run `act` in `count` threads at once; return what they raised."""
    raised: list[Exception] = []
    barrier = threading.Barrier(count)

    def run() -> None:
        barrier.wait()
        try:
            act()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_keys_made_at_once_are_one_key():
    user = vault.UserFactory()
    raised = _together(4, lambda: vault.make_staff_key(user=user))
    assert [type(error) for error in raised] == [keys.KeyExists] * 3
    assert StaffKey.objects.filter(user=user).count() == 1


@pytest.mark.django_db(transaction=True)
def test_organisation_keys_made_at_once_are_one_key():
    raised = _together(4, keys.create_organisation_key)
    assert [type(error) for error in raised] == [keys.KeyExists] * 3
    assert OrganisationKey.objects.count() == 1
