"""The home page and standard pages: what they list and how they stand in the menu."""

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import HomePage, StandardPage
from home.selectors import newest_resources
from resources.models import ArticlePage, MythPage, ResourcesIndexPage
from tests.contracts.html import Answer
from tests.factories.pages import make_both, make_page, make_site, translate

pytestmark = pytest.mark.django_db


def menu(url: str) -> list[tuple[str, str, str | None]]:
    """Return what the menu shows: text, address, and whether it says "you are here"."""
    nav = Answer.to(Client(), url).soup.select(".site-nav > nav")[0]
    return [
        (link.get_text(strip=True), link["href"], link.get("aria-current"))
        for link in nav.select("a[href]")
        if not {"site-nav__help", "site-nav__search"} & set(link.get("class", []))
    ]


class TestMenu:
    def test_it_holds_exactly_what_editors_put_there(self) -> None:
        tree = make_site()
        shown = make_both(StandardPage, title="About", slug="about", show_in_menus=True)
        make_both(StandardPage, title="Not in the menu")
        make_page(StandardPage, title="A draft", live=False, show_in_menus=True)
        closed = make_page(StandardPage, title="Closed", show_in_menus=True)
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        make_page(StandardPage, title="Deeper", parent=shown["en"], show_in_menus=True)
        make_page(StandardPage, title="English only", slug="english-only", show_in_menus=True)
        assert menu(tree.en.url) == [
            ("About", "/en/about/", None),
            ("English only", "/en/english-only/", None),
        ]
        assert menu(tree.ar.url) == [("ترجمة: About", shown["ar"].url, None)]

    def test_it_says_where_one_is_in_both_languages(self) -> None:
        section = make_both(StandardPage, title="About", show_in_menus=True)
        below = make_both(StandardPage, title="Below", parent=section["en"])
        neighbour = make_both(StandardPage, title="Next", show_in_menus=True)
        for code in ("en", "ar"):
            urls = [section[code].url, neighbour[code].url]
            for current, expected in [
                (section[code], ["page", None]),
                (below[code], ["true", None]),
                (neighbour[code], [None, "page"]),
            ]:
                found = menu(current.url)
                assert [url for _, url, _ in found] == urls
                assert [here for _, _, here in found] == expected

    def test_an_address_that_begins_alike_is_not_taken_for_it(self) -> None:
        make_page(StandardPage, slug="safe", show_in_menus=True)
        other = make_page(StandardPage, slug="safety")
        assert [here for *_, here in menu(other.url)] == [None]

    def test_it_follows_the_tree_s_order(self) -> None:
        first = make_page(StandardPage, slug="first", show_in_menus=True)
        second = make_page(StandardPage, slug="second", show_in_menus=True)
        second.move(first, pos="left")
        assert [url for _, url, _ in menu("/en/")] == ["/en/second/", "/en/first/"]


class TestHome:
    def featured(self, code: str) -> list[str]:
        soup = Answer.to(Client(), f"/{code}/").soup
        return [link.get_text(strip=True) for link in soup.select(".cards .card__title")]

    def test_it_shows_one_article_and_the_newest_facts_of_its_language(self) -> None:
        make_both(HomePage)
        for day in range(1, 6):
            make_both(MythPage, title=f"Fact {day}", last_reviewed=f"2026-01-0{day}")
        make_both(MythPage, title="Never reviewed")
        make_both(ArticlePage, title="Article", last_reviewed="2020-01-01")
        make_both(ArticlePage, title="Newer article", last_reviewed="2021-01-01")
        translate(make_page(MythPage, title="Draft in Arabic"), publish=False).refresh_from_db()
        hidden = make_page(MythPage, title="Closed", last_reviewed="2026-02-01")
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        make_page(MythPage, title="Draft", live=False, last_reviewed="2026-03-01")
        expected = ["Newer article", "Fact 5", "Fact 4", "Fact 3"]
        assert self.featured("en") == expected
        assert self.featured("ar") == [f"ترجمة: {title}" for title in expected]

    def test_without_resources_it_says_nothing_of_them(self) -> None:
        make_both(HomePage)
        assert self.featured("en") == []
        assert Answer.to(Client(), "/en/").soup.select("#featured") == []

    def test_the_limit_counts_all(self) -> None:
        tree = make_site()
        make_page(ArticlePage)
        for _ in range(5):
            make_page(MythPage)
        for limit in (1, 2, 4):
            assert len(newest_resources(locale_id=tree.en.locale_id, limit=limit)) == limit

    def test_a_second_home_page_cannot_be_made_below_another(self) -> None:
        assert HomePage not in HomePage.allowed_subpage_models()
        assert StandardPage.allowed_subpage_models() == [StandardPage]
        assert ResourcesIndexPage in HomePage.allowed_subpage_models()


def test_a_summary_says_the_most_that_is_there() -> None:
    page = make_page(StandardPage, introduction="", search_description="For engines")
    assert page.summary == "For engines"
    page.introduction = "The introduction"
    assert page.summary == "The introduction"
    assert make_page(HomePage, search_description="Home's").summary == "Home's"
