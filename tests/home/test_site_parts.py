"""Menus, banners and the foot of the page: what readers see of them, where and when."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import Tag
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Locale, Page, PageViewRestriction

from core.chrome import Chrome
from home.blocks import SiteLinkBlock
from home.models import Banner, Footer, HomePage, Menu, StandardPage
from resources.models import MythPage
from tests.contracts.html import Answer
from tests.factories.pages import make_both, make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def homes() -> None:
    """Make the pages to read."""
    make_both(HomePage)


def link(*, label: str = "", page: Page | None = None, url: str = "") -> tuple[str, dict]:
    return ("link", {"label": label, "page": page, "url": url})


def make_part(model: type, *, like: Any = None, language: str = "en", **fields: Any) -> Any:
    """Make a live menu, banner or foot of the page, or its version in another language."""
    locale = Locale.objects.get(language_code=language)
    key = {"translation_key": like.translation_key} if like else {}
    part = model(locale=locale, live=False, **key, **fields)
    part.save()
    part.save_revision().publish()
    return model.objects.get(pk=part.pk)


def links_in(nav: Tag) -> list[tuple[str, str, str | None]]:
    return [
        (a.get_text(strip=True), a["href"], a.get("aria-current"))
        for a in nav.select("a[href]")
        if not {"site-nav__help", "site-nav__search"} & set(a.get("class", []))
    ]


def header(url: str) -> list[tuple[str, str, str | None]]:
    return links_in(Answer.to(Client(), url).soup.select(".site-nav > nav")[0])


def footer(url: str) -> list[tuple[str, str, str | None]]:
    return links_in(Answer.to(Client(), url).one("nav[aria-labelledby=foot-pages]"))[1:]


def banners(url: str) -> list[str]:
    return [
        aside.select_one("span").get_text(strip=True)
        for aside in Answer.to(Client(), url).soup.select("div.banner")
    ]


class TestMenus:
    def test_without_any_the_pages_that_are_marked_for_menus_stand_there(self) -> None:
        page = make_page(StandardPage, title="Marked", show_in_menus=True)
        for found in (header("/en/"), footer("/en/")):
            assert found == [("Marked", page.url, None)]

    def test_it_stands_in_its_place_in_its_language_alone(self) -> None:
        marked = make_page(StandardPage, title="Marked", show_in_menus=True)
        page = make_both(StandardPage, title="Chosen")
        make_part(Menu, place="header", links=[link(page=page["en"])])
        assert header("/en/") == [("Chosen", page["en"].url, None)]
        assert footer("/en/") == header("/en/")  # until the foot has a menu of its own
        assert header("/ar/") == []
        make_part(Menu, place="footer", links=[link(page=marked, label="Elsewhere")])
        assert footer("/en/") == [("Elsewhere", marked.url, None)]
        assert header("/en/") == [("Chosen", page["en"].url, None)]

    def test_b12_its_links_follow_the_language(self) -> None:
        page = make_both(StandardPage, title="Chosen")
        # A translation keeps the page that was chosen in English.
        english = make_part(Menu, links=[link(page=page["en"])])
        make_part(Menu, like=english, language="ar", links=[link(page=page["en"])])
        assert header("/ar/") == [("ترجمة: Chosen", page["ar"].url, None)]

    @pytest.mark.parametrize("why", ["missing", "draft", "restricted", "deleted"])
    def test_b12_a_page_that_is_not_live_in_a_language_is_left_out_of_it(self, why: str) -> None:
        kept = make_both(StandardPage)
        other = make_both(StandardPage) if why != "missing" else {"en": make_page(StandardPage)}
        links = [link(page=other["en"], label="Gone"), link(page=kept["en"], label="Kept")]
        english = make_part(Menu, links=links)
        make_part(Menu, like=english, language="ar", links=links)
        if why == "draft":
            Page.objects.filter(pk=other["ar"].pk).update(live=False)
        elif why == "restricted":
            PageViewRestriction.objects.create(page=other["ar"], restriction_type="login")
        elif why == "deleted":
            other["en"].delete()
        assert [label for label, *_ in header("/ar/")] == ["Kept"]

    def test_it_marks_the_nearest_link_above_the_page_alone(self) -> None:
        page = make_page(MythPage, title="A fact")
        index = page.get_parent()
        resources = link(page=index, label="Resources")
        services = link(url=f"{index.url}services/", label="Services")
        make_part(Menu, links=[link(url="/en/", label="Home"), resources, services])
        marks = {
            url: [label for label, _url, mark in header(url) if mark]
            for url in ("/en/", "/en/search/", page.url, f"{index.url}services/")
        }
        assert marks == {
            "/en/": ["Home"],
            "/en/search/": [],
            page.url: ["Resources"],
            f"{index.url}services/": ["Services"],
        }

    def test_where_nothing_of_it_leads_anywhere_the_marked_pages_stand_there(self) -> None:
        page = make_page(StandardPage, title="Marked", show_in_menus=True)
        hidden = make_page(StandardPage, live=False)
        make_part(Menu, links=[link(page=hidden, label="Nowhere")])
        assert header("/en/") == [("Marked", page.url, None)]

    def test_a_form_of_ours_is_the_reader_s_and_other_addresses_stay(self) -> None:
        links = [
            link(label="Help", url="/en/support/"),
            link(label="Elsewhere", url="https://elsewhere.example/en/"),
            link(label="Runs", url="javascript:alert(1)"),
        ]
        english = make_part(Menu, links=links)
        make_part(Menu, like=english, language="ar", links=links)
        assert [url for _, url, _ in header("/ar/")] == [
            "/ar/support/",
            "https://elsewhere.example/en/",
        ]

    def test_it_says_where_one_is(self) -> None:
        section = make_page(StandardPage)
        below = make_page(StandardPage, parent=section)
        make_part(Menu, links=[link(page=make_site().en), link(page=section)])
        assert [here for *_, here in header("/en/")] == ["page", None]
        assert [here for *_, here in header(section.url)] == [None, "page"]
        assert [here for *_, here in header(below.url)] == [None, "true"]

    def test_what_an_editor_types_is_shown_as_text(self) -> None:
        make_part(Menu, links=[link(label="<i>a</i>", url="https://elsewhere.example/")])
        make_part(Banner, text="<i>b</i>")
        make_part(Footer, text="<i>c</i>", notes="<i>d</i>\n\n<i>e</i>")
        response = Client().get("/en/", secure=True)
        assert b"<i>" not in response.content
        for letter in b"abcde":
            assert b"&lt;i&gt;" + bytes([letter]) in response.content

    def test_the_ways_to_help_and_out_cannot_be_left_out(self) -> None:
        make_part(Menu, links=[link(label="One", url="https://elsewhere.example/")])
        answer = Answer.to(Client(), "/en/")
        assert answer.one("a.site-nav__help")["href"] == "/en/support/"
        assert answer.one("a.site-nav__search")["href"] == "/en/search/"
        assert answer.one("a.exit")
        assert answer.soup.select("footer a[href='/en/return/']")

    def test_a_place_has_one_menu(self) -> None:
        first = make_part(Menu, links=[link(label="One", url="https://elsewhere.example/")])
        second = Menu(locale=first.locale, place="header", links=first.links)
        with pytest.raises(ValidationError):
            second.full_clean()
        Menu(locale=first.locale, place="footer", links=first.links).full_clean()
        arabic = Locale.objects.get(language_code="ar")
        Menu(
            locale=arabic, place="header", links=first.links, translation_key=first.translation_key
        ).full_clean()

    @pytest.mark.parametrize(
        "value",
        [
            {"label": "", "page": None, "url": "https://elsewhere.example/"},
            {"label": "Page", "page": None, "url": "/en/about/"},
            {"label": "Page", "page": None, "url": "/ar/"},
            {"label": "Page", "page": None, "url": "/en/about/?from=menu#end"},
            {"label": "Runs", "page": None, "url": "javascript:alert(1)"},
            {"label": "None", "page": None, "url": ""},
        ],
    )
    def test_an_editor_is_told_what_is_wrong_with_a_link(self, value: dict) -> None:
        block = SiteLinkBlock()
        with pytest.raises(StructBlockValidationError):
            block.clean(block.to_python(value))

    @pytest.mark.parametrize("url", ["/en/support/", "/ar/return/", "https://elsewhere.example/"])
    def test_addresses_that_are_no_pages_are_taken(self, url: str) -> None:
        block = SiteLinkBlock()
        assert block.clean(block.to_python({"label": "There", "page": None, "url": url}))


class TestBanners:
    def test_it_stands_above_the_content_and_below_the_way_out(self) -> None:
        make_part(Banner, text="Read this", tone="warning")
        answer = Answer.to(Client(), "/en/")
        banner = answer.one("div.banner--warning")
        assert banner.select_one("strong").get_text(strip=True) == "Warning"
        around = answer.one("aside")
        assert around["aria-label"] == "Announcements"
        # Plain content, that nothing announces over what somebody reads.
        assert not {"role", "aria-live"} & {*around.attrs, *banner.attrs}
        order = answer.soup.select("a.exit, aside, main")
        assert [tag.name for tag in order] == ["a", "aside", "main"]

    @pytest.mark.parametrize(
        ("begins", "ends", "is_shown"),
        [(None, None, True), (-1, None, True), (1, None, False), (None, 1, True),
         (None, -1, False), (-2, 2, True), (-2, -1, False), (1, 2, False)],
    )  # fmt: skip
    def test_it_is_shown_in_its_time_without_anybody_s_doing(self, begins, ends, is_shown) -> None:
        def at(hours: int | None):
            return None if hours is None else timezone.now() + timedelta(hours=hours)

        make_part(Banner, text="For a time", shown_from=at(begins), shown_until=at(ends))
        assert banners("/en/") == (["For a time"] if is_shown else [])

    def test_it_may_be_for_the_home_page_alone(self) -> None:
        page = make_page(StandardPage)
        make_part(Banner, text="At home", only_home=True)
        make_part(Banner, text="Everywhere")
        assert banners("/en/") == ["At home", "Everywhere"]
        assert banners(page.url) == ["Everywhere"]
        assert banners("/en/support/") == ["Everywhere"]
        assert banners("/ar/") == []

    def test_a_draft_is_not_shown(self) -> None:
        banner = make_part(Banner, text="Live")
        banner.text = "Draft"
        banner.save_revision()
        Banner.objects.create(locale=banner.locale, text="New draft", live=False)
        assert banners("/en/") == ["Live"]

    def test_its_link_is_left_out_where_its_page_is_not_live(self) -> None:
        page = make_page(StandardPage, title="More")
        english = make_part(Banner, text="Read", link=[link(page=page)])
        make_part(Banner, like=english, language="ar", text="اقرؤوا", link=[link(page=page)])
        assert Answer.to(Client(), "/en/").one("div.banner a")["href"] == page.url
        assert Answer.to(Client(), "/ar/").soup.select("div.banner a") == []
        assert banners("/ar/") == ["اقرؤوا"]

    def test_a_time_that_ends_before_it_begins_is_refused(self) -> None:
        now = timezone.now()
        banner = Banner(locale=make_site().en.locale, text="x", shown_from=now, shown_until=now)
        with pytest.raises(ValidationError) as caught:
            banner.full_clean()
        assert set(caught.value.message_dict) == {"shown_until"}


class TestFoot:
    def test_it_is_said_at_the_foot_of_every_page_of_its_language(self) -> None:
        make_part(Footer, text="Who we are", notes="One\n\nTwo")
        for url in ("/en/", "/en/support/", "/en/nothing/"):
            foot = Answer.to(Client(), url).one("footer.site-footer")
            assert foot.select_one(".site-footer__about").get_text(strip=True) == "Who we are"
            notes = foot.select(".site-footer__notes p")
            assert [note.get_text(strip=True) for note in notes] == ["One", "Two"]
        assert Answer.to(Client(), "/ar/").soup.select(".site-footer__about") == []

    def test_there_is_one(self) -> None:
        first = make_part(Footer, text="Who we are")
        with pytest.raises(ValidationError):
            Footer(locale=first.locale, text="Another").full_clean()


class TestBothLanguages:
    """What is a fact is one for both; what is taken down is taken down in both."""

    def pair(self, **fields) -> tuple[Banner, Banner]:
        english = make_part(Banner, text="Read", **fields)
        return english, make_part(Banner, like=english, language="ar", text="اقرؤوا", **fields)

    def test_facts_follow_at_once(self) -> None:
        english, arabic = self.pair()
        english.shown_until = timezone.now() - timedelta(hours=1)
        english.tone, english.only_home = "warning", True
        english.save_revision().publish()
        arabic.refresh_from_db()
        assert (arabic.tone, arabic.only_home) == ("warning", True)
        assert arabic.shown_until == english.shown_until
        assert arabic.text == "اقرؤوا"
        assert banners("/ar/") == []

    def test_a_translation_that_was_drafted_before_brings_no_old_fact_back(self) -> None:
        english, arabic = self.pair()
        draft = arabic.save_revision()
        english.shown_until = timezone.now() - timedelta(hours=1)
        english.save_revision().publish()
        draft.publish()
        for banner in (english, arabic):
            banner.refresh_from_db()
        assert arabic.shown_until == english.shown_until is not None
        assert banners("/ar/") == []

    @pytest.mark.parametrize("which", [0, 1])
    def test_taken_down_in_one_it_is_down_in_both(self, which: int) -> None:
        other = make_part(Banner, text="Other")
        pair = self.pair()
        pair[which].unpublish()
        assert (banners("/en/"), banners("/ar/")) == (["Other"], [])
        assert Banner.objects.filter(live=True).get() == other

    @pytest.mark.parametrize("which", [0, 1])
    def test_deleted_in_one_it_is_gone_in_both(self, which: int) -> None:
        other = make_part(Banner, text="Other")
        self.pair()[which].delete()
        assert list(Banner.objects.all()) == [other]


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_two_queries_whatever_there_is(number: int, django_assert_num_queries) -> None:
    from home.site_parts import site_parts

    pages = [make_both(StandardPage)["en"] for _ in range(number)]
    links = [link(page=page) for page in pages]
    make_part(Menu, place="header", links=links)
    make_part(Menu, place="footer", links=links)
    make_part(Footer, text="Who we are")
    for page in pages:
        make_part(Banner, text="Read", link=[link(page=page)])
    chrome = Chrome(Client().get("/en/", secure=True).wsgi_request)
    with override("en"), django_assert_num_queries(2):  # the parts, and the pages they lead to
        parts = site_parts(chrome)
    assert (len(parts.header), len(parts.footer), len(parts.banners)) == (number,) * 3
