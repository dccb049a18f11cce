"""A native speaker's sign-off: whose it is, what it is tied to, and when it goes."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageLogEntry

from bilingual.domain import signing
from bilingual.models import LanguageState
from bilingual.rules import Refusal
from home.models import StandardPage
from tests.factories.pages import make_both, make_page
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db

WORDS = [("paragraph", "<p>Bring water, hats and friends.</p>")]


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def reader() -> User:
    """Somebody who may edit every page, and reads both languages."""
    return make_editor(username="reader")


@pytest.fixture
def pages() -> dict[str, Page]:
    return make_both(StandardPage, body=WORDS)


def state(page: Page) -> LanguageState:
    return LanguageState.objects.get(page=page)


def actions(page: Page) -> list[str]:
    logged = PageLogEntry.objects.filter(page=page, action__startswith="bilingual.")
    return list(logged.order_by("pk").values_list("action", flat=True))


def test_sign_off_is_tied_to_the_live_revision(pages, reader) -> None:
    signing.sign_off(page=pages["ar"], user=reader)
    signed = state(pages["ar"])
    assert signed.read_by == reader
    assert signed.read_at is not None
    assert signed.read_revision_id == Page.objects.get(pk=pages["ar"].pk).live_revision_id
    assert state(pages["en"]).read_at is None
    assert actions(pages["ar"]) == ["bilingual.sign_off"]


def test_withdrawing_takes_all_of_it_back(pages, reader) -> None:
    signing.sign_off(page=pages["ar"], user=reader)
    for _twice in range(2):
        signing.withdraw(page=pages["ar"], user=reader)
    signed = state(pages["ar"])
    assert (signed.read_by, signed.read_at, signed.read_revision) == (None, None, None)
    assert actions(pages["ar"]) == ["bilingual.sign_off", "bilingual.withdraw_sign_off"]


def test_new_words_clear_the_sign_off(pages, reader) -> None:
    signing.sign_off(page=pages["en"], user=reader)
    page = StandardPage.objects.get(pk=pages["en"].pk)
    page.title = "Another title"
    page.save_revision().publish()
    assert (state(page).read_by, state(page).read_at) == (None, None)


def test_same_words_published_again_keep_the_sign_off(pages, reader) -> None:
    signing.sign_off(page=pages["en"], user=reader)
    page = StandardPage.objects.get(pk=pages["en"].pk)
    page.save_revision().publish()
    signed = state(page)
    assert signed.read_by == reader
    assert signed.read_revision_id == Page.objects.get(pk=page.pk).live_revision_id


def test_a_draft_clears_nothing(pages, reader) -> None:
    signing.sign_off(page=pages["en"], user=reader)
    page = StandardPage.objects.get(pk=pages["en"].pk)
    page.title = "A thought"
    page.save_revision()
    assert state(page).read_by == reader


def test_page_that_is_not_live_is_refused(reader) -> None:
    draft = make_page(StandardPage, live=False)
    with pytest.raises(Refusal):
        signing.sign_off(page=draft, user=reader)
    assert actions(draft) == []


def test_text_that_changed_while_it_was_read_is_refused(pages, reader) -> None:
    seen = state(pages["en"]).fingerprint
    page = StandardPage.objects.get(pk=pages["en"].pk)
    page.title = "Another title"
    page.save_revision().publish()
    with pytest.raises(Refusal, match="has changed while you read it"):
        signing.sign_off(page=page, user=reader, seen=seen)
    assert state(page).read_by is None


def test_page_from_before_states_were_kept_can_be_signed_off(pages, reader) -> None:
    expected = state(pages["en"]).text
    LanguageState.objects.filter(page=pages["en"]).delete()
    signing.sign_off(page=pages["en"], user=reader)
    assert (state(pages["en"]).text, state(pages["en"]).read_by) == (expected, reader)


# From the admin


def press(user: User, name: str, page: Page, **fields):
    client = Client()
    client.force_login(user, backend="core.auth.StaffBackend")
    return client.post(reverse(f"bilingual:{name}", args=[page.pk]), fields)


def test_editor_signs_off_and_takes_it_back(pages, reader) -> None:
    page = pages["ar"]
    answer = press(reader, "sign_off", page, seen=state(page).fingerprint)
    assert answer.url == reverse("bilingual:differences", args=[page.pk])
    assert state(page).read_by == reader
    press(reader, "withdraw_sign_off", page)
    assert state(page).read_by is None


def test_old_form_gets_a_clear_message_and_changes_nothing(pages, reader) -> None:
    client = Client()
    client.force_login(reader, backend="core.auth.StaffBackend")
    address = reverse("bilingual:sign_off", args=[pages["ar"].pk])
    answer = client.post(address, {"seen": "another text"}, follow=True)
    assert "Please read it again" in answer.content.decode()
    assert state(pages["ar"]).read_by is None


@pytest.mark.parametrize("name", ["sign_off", "withdraw_sign_off"])
def test_nobody_signs_off_by_following_a_link(pages, reader, name) -> None:
    client = Client()
    client.force_login(reader, backend="core.auth.StaffBackend")
    assert client.get(reverse(f"bilingual:{name}", args=[pages["ar"].pk])).status_code == 405


@pytest.mark.parametrize("name", ["sign_off", "withdraw_sign_off"])
def test_who_may_not_edit_the_page_may_not_sign_it(pages, reader, django_user_model, name) -> None:
    signing.sign_off(page=pages["ar"], user=reader)
    before = state(pages["ar"]).read_at
    stranger = django_user_model.objects.create_user(username="stranger", password="x")
    stranger.user_permissions.add(*reader.groups.get().permissions.filter(codename="access_admin"))
    press(stranger, name, pages["ar"])
    signed = state(pages["ar"])
    assert (signed.read_by, signed.read_at) == (reader, before)
    assert press(reader, name, pages["ar"], next="https://elsewhere.example/").url.startswith("/")


def test_history_names_the_sign_off(pages, reader) -> None:
    signing.sign_off(page=pages["ar"], user=reader)
    client = Client()
    client.force_login(reader, backend="core.auth.StaffBackend")
    history = client.get(reverse("wagtailadmin_pages:history", args=[pages["ar"].pk]))
    assert "A native speaker has read the published text" in history.content.decode()
