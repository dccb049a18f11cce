"""Menus, banners and the foot of the page in the admin: who keeps them up, and how they go live."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail.users.models import UserProfile
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from bilingual.domain.publishing import publish_translation
from bilingual.rules import Incomplete
from home.models import Banner, Footer, HomePage, Menu, StandardPage
from tests.contracts.html import parse
from tests.factories.pages import make_both, make_page, make_site
from tests.home.test_site_parts import banners, header, link, make_part

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(settings) -> None:
    """Make the pages to read, and the groups: a transactional test may have emptied them."""
    settings.WAGTAIL_2FA_REQUIRED = False
    make_both(HomePage)
    import_module("home.migrations.0004_groups").create_groups(apps, None)


def browser(*groups: str) -> Client:
    """Return a browser of somebody in these groups alone."""
    make_site()
    user = User.objects.create_user(username="-".join(groups), password="x")
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


def banner_form(**changes: Any) -> dict[str, Any]:
    filled = {
        "text": "Read this",
        "link-count": "0",
        "tone": "note",
        "only_home": "",
        "shown_from": "",
        "shown_until": "",
    }
    return {**filled, **changes}


def url_of(model: type, view: str, *args: Any) -> str:
    return reverse(f"wagtailsnippets_home_{model._meta.model_name}:{view}", args=args)


def test_a_moderator_makes_a_banner_and_publishes_it() -> None:
    client = browser("Moderators")
    assert client.get(url_of(Banner, "add")).status_code == 200
    client.post(url_of(Banner, "add"), banner_form())
    assert banners("/en/") == []  # a draft
    banner = Banner.objects.get()
    form = banner_form(text="Read that", **{"action-publish": "1"})
    client.post(url_of(Banner, "edit", banner.pk), form)
    assert banners("/en/") == ["Read that"]
    client.post(url_of(Banner, "unpublish", banner.pk))
    assert banners("/en/") == []


def test_a_moderator_makes_a_menu_and_is_told_of_the_one_that_is_there() -> None:
    client = browser("Moderators")
    page = make_page(StandardPage, title="Chosen")
    form = {
        "place": "header",
        "links-count": "1",
        "links-0-deleted": "",
        "links-0-order": "0",
        "links-0-type": "link",
        "links-0-id": "",
        "links-0-value-label": "",
        "links-0-value-page": page.pk,
        "links-0-value-url": "",
        "action-publish": "1",
    }
    client.post(url_of(Menu, "add"), form)
    assert header("/en/") == [("Chosen", page.url, None)]
    second = client.post(url_of(Menu, "add"), form)
    assert second.status_code == 200
    assert "Change that one" in second.content.decode()
    assert Menu.objects.count() == 1


@pytest.mark.parametrize("model", [Menu, Banner, Footer])
def test_every_list_and_form_opens(model) -> None:
    part = {
        Menu: lambda: make_part(Menu, links=[link(label="x", url="https://elsewhere.example/")]),
        Banner: lambda: make_part(Banner, text="Read this"),
        Footer: lambda: make_part(Footer, text="Who we are"),
    }[model]()
    client = browser("Moderators")
    for view, args in [("list", []), ("add", []), *[(v, [part.pk]) for v in ("edit", "history")]]:
        assert client.get(url_of(model, view, *args)).status_code == 200, view


@pytest.mark.parametrize("group", ["Editors", "Event hosts", "Directory keepers"])
def test_others_do_not_even_see_them(group: str) -> None:
    client = browser(group)
    for view in ("list", "add"):
        assert client.get(url_of(Banner, view)).status_code == 302


def test_translators_change_and_do_not_publish() -> None:
    banner = make_part(Banner, text="Read this")
    client = browser("Translators")
    form = banner_form(text="Changed", **{"action-publish": "1"})
    client.post(url_of(Banner, "edit", banner.pk), form)
    client.post(url_of(Banner, "unpublish", banner.pk))
    client.post(url_of(Banner, "delete", banner.pk))
    client.post(url_of(Banner, "add"), form)
    assert banners("/en/") == ["Read this"]
    assert Banner.objects.count() == 1


@pytest.mark.parametrize("code", ["ar", "en"])
def test_a_preview_shows_it_in_its_language_within_our_admin_alone(code: str) -> None:
    make_part(Footer, text="Who we are")
    part = make_part(Banner, text="Read this", language=code)
    client = browser("Moderators")
    address = url_of(Banner, "preview_on_edit", part.pk)
    client.post(address, banner_form(text="Not saved yet", only_home="on"))
    response = client.get(address + "?mode=")
    soup = parse(response)
    assert (soup.html["lang"], soup.html["dir"]) == (code, "rtl" if code == "ar" else "ltr")
    assert [tag.get_text(strip=True) for tag in soup.select("div.banner span")] == ["Not saved yet"]
    assert bool(soup.select(".site-footer__about")) is (code == "en")
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]
    assert banners(f"/{code}/") == ["Read this"]


@pytest.mark.parametrize("model", [Menu, Footer])
def test_a_preview_takes_the_place_of_what_it_would_replace(model) -> None:
    links = [link(label="Old", url="https://elsewhere.example/")]
    part = make_part(Menu, links=links) if model is Menu else make_part(Footer, text="Old")
    if model is Menu:
        part.links[0].value["label"] = "New"
    else:
        part.text = "New"
    soup = parse(part.make_preview_request(preview_mode=""))
    selector = ".site-nav > nav:first-child a" if model is Menu else ".site-footer__about"
    assert soup.select(selector)[0].get_text(strip=True) == "New"


class TestTranslation:
    """A translation goes live when it is whole, and then only."""

    def submit(self, part: Any) -> Translation:
        with TestCase.captureOnCommitCallbacks(execute=True):
            translate_object(part, [Locale.objects.get(language_code="ar")])
        return Translation.objects.get(source__object_id=part.translation_key)

    def fill_in(self, translation: Translation, *, words: dict[str, str]) -> None:
        for segment in StringSegment.objects.filter(source=translation.source):
            StringTranslation.objects.update_or_create(
                translation_of=String.objects.get(pk=segment.string_id),
                context=segment.context,
                locale=translation.target_locale,
                defaults={"data": words[segment.string.data]},
            )

    def test_b1_nothing_goes_live_before_its_words_are_there(self) -> None:
        translation = self.submit(make_part(Banner, text="Read this"))
        assert banners("/ar/") == []
        with pytest.raises(Incomplete):
            publish_translation(translation=translation)
        arabic = Banner.objects.get(locale__language_code="ar")
        assert not arabic.live
        with pytest.raises(Incomplete), TestCase.captureOnCommitCallbacks(execute=True):
            arabic.save_revision().publish()
        assert banners("/ar/") == []

    def test_whole_it_goes_live_and_an_edit_leaves_it_as_it_is(self) -> None:
        banner = make_part(Banner, text="Read this")
        translation = self.submit(banner)
        self.fill_in(translation, words={"Read this": "اقرؤوا هذا"})
        publish_translation(translation=translation)
        assert banners("/ar/") == ["اقرؤوا هذا"]
        banner.text = "Read that"
        banner.save_revision().publish()
        assert (banners("/en/"), banners("/ar/")) == (["Read that"], ["اقرؤوا هذا"])
        translation.refresh_from_db()
        with pytest.raises(Incomplete):
            publish_translation(translation=translation)

    def test_a_menu_asks_for_labels_alone(self) -> None:
        page = make_both(StandardPage, title="Chosen")
        links = [
            link(page=page["en"]),
            link(label="Elsewhere", url="https://elsewhere.example/"),
            link(label="Help", url="/en/support/"),
        ]
        translation = self.submit(make_part(Menu, links=links))
        words = {"Elsewhere": "موقع آخر", "Help": "مساعدة"}
        segments = StringSegment.objects.filter(source=translation.source)
        assert {segment.string.data for segment in segments} == set(words)
        self.fill_in(translation, words=words)
        publish_translation(translation=translation)
        assert header("/ar/") == [
            ("ترجمة: Chosen", page["ar"].url, None),
            ("موقع آخر", "https://elsewhere.example/", None),
            ("مساعدة", "/ar/support/", None),
        ]


def test_the_list_of_menus_speaks_the_language_of_whoever_looks() -> None:
    make_part(Menu, place=Menu.Place.HEADER, links=[link(label="Out", url="https://example.org/")])
    client = browser("Moderators")
    for language, words in (
        ("en", ["Place", "Status", "Updated", "At the top of every page"]),
        ("ar", ["المكان", "الحالة", "آخر تعديل", "في أعلى كلّ صفحة"]),
    ):
        UserProfile.objects.update_or_create(
            user=User.objects.get(), defaults={"preferred_language": language}
        )
        table = parse(client.get(url_of(Menu, "list"), secure=True)).select_one("main table")
        shown = table.get_text(" ", strip=True)
        assert [word for word in words if word not in shown] == []
