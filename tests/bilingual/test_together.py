"""Both languages go live in one act, from one page of the admin."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail_localize.models import TranslationSource

from bilingual.selectors.completeness import missing_segments
from home.models import StandardPage
from tests.bilingual.test_publishing import put, said, submit
from tests.factories.pages import make_both, make_page
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings) -> None:
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def desk() -> Client:
    client = Client()
    client.force_login(make_editor())
    return client


def only_admin():
    """Make somebody who may enter the admin, and nothing more."""
    user = get_user_model().objects.create_user("guest", password="x")
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    return user


def address(page: Page) -> str:
    return reverse("bilingual:together", args=[page.pk])


def new_page(*, translated: bool = True) -> StandardPage:
    page = make_page(StandardPage, live=False, title="Soon", introduction="", body=[])
    translation = submit(page)
    if translated:
        put(translation, "title", "قريبا")
    return page


def live_versions(page: Page) -> int:
    return Page.objects.filter(translation_key=page.translation_key, live=True).count()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_offered_on_either_page_and_publishes_both(desk, language) -> None:
    page = new_page()
    version = Page.objects.get(translation_key=page.translation_key, locale__language_code=language)
    answer = desk.get(address(version), secure=True)
    assert {"Soon", "قريبا"} <= set(
        answer.content.decode().replace("</bdi>", "<").replace(">", "<").split("<")
    )
    assert live_versions(page) == 0
    desk.post(address(version), {"when": "now"}, secure=True)
    assert live_versions(page) == 2


def test_it_names_what_is_missing_and_offers_no_button(desk) -> None:
    page = new_page(translated=False)
    text = desk.get(address(page), secure=True).content.decode()
    assert "1 passage" in text
    assert 'name="when"' not in text
    answer = desk.post(address(page), {"when": "now"}, secure=True, follow=True)
    assert "not translated yet" in answer.content.decode()
    assert live_versions(page) == 0


def test_looking_changes_nothing(desk) -> None:
    both = make_both(StandardPage, introduction="Old words")
    draft = StandardPage.objects.get(pk=both["en"].pk)
    draft.introduction = "New words"
    draft.save_revision()
    source = TranslationSource.objects.get(object_id=draft.translation_key)
    before = source.content_json
    assert "1 passage" in desk.get(address(draft), secure=True).content.decode()
    source.refresh_from_db()
    assert source.content_json == before
    assert missing_segments(source.translations.get()) == []


def test_a_time_is_kept_for_both(desk) -> None:
    page = new_page()
    at = timezone.now() + timedelta(days=2)
    data = {"when": "later", "at": at.strftime("%Y-%m-%d %H:%M")}
    desk.post(address(page), data, secure=True)
    times = Revision.objects.filter(approved_go_live_at__isnull=False)
    assert times.count() == 2
    assert len(set(times.values_list("approved_go_live_at", flat=True))) == 1
    assert live_versions(page) == 0


@pytest.mark.parametrize("at", ["", "2020-01-01 10:00", "tomorrow"])
def test_a_time_that_cannot_be_is_refused(desk, at) -> None:
    page = new_page()
    answer = desk.post(address(page), {"when": "later", "at": at}, secure=True)
    assert answer.status_code == 200
    assert live_versions(page) == 0
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_locked_page_is_not_published_with_the_other(desk) -> None:
    page = new_page()
    Page.objects.exclude(pk=page.pk).filter(translation_key=page.translation_key).update(
        locked=True, locked_by=make_editor(username="other")
    )
    desk.post(address(page), {"when": "now"}, secure=True)
    assert live_versions(page) == 0


def test_who_may_not_publish_is_turned_away() -> None:
    page = new_page()
    client = Client()
    client.force_login(only_admin())
    assert client.get(address(page), secure=True).status_code in (302, 403)
    client.post(address(page), {"when": "now"}, secure=True)
    assert live_versions(page) == 0


def test_a_draft_goes_to_translators_only_when_sent(desk) -> None:
    both = make_both(StandardPage, introduction="Old words")
    draft = StandardPage.objects.get(pk=both["en"].pk)
    draft.introduction = "New words"
    draft.save_revision()
    source = TranslationSource.objects.get(object_id=draft.translation_key)
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    answer = desk.get(url, secure=True).content.decode()
    assert "<ins>New</ins>" in answer
    assert "publish_translations" not in answer
    assert missing_segments(source.translations.get()) == []
    before = said(both["ar"])
    desk.post(url, {"publish_translations": "on"}, secure=True)
    source.refresh_from_db()
    assert [item.text for item in missing_segments(source.translations.get())] == ["New words"]
    assert said(both["ar"]) == before


def test_a_draft_is_not_sent_by_who_may_not_edit() -> None:
    both = make_both(StandardPage, introduction="Old words")
    source = TranslationSource.objects.get(object_id=both["en"].translation_key)
    client = Client()
    client.force_login(only_admin())
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert client.post(url, secure=True).status_code in (302, 403)
