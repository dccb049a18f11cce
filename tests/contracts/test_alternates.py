"""Sitemap, feed and the head of every page agree on what is live in which language."""

from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, StandardPage
from resources.models import ArticlePage, MythPage, ResourcesIndexPage
from tests.contracts.html import Answer
from tests.factories.pages import make_both, make_page, make_site, translate

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ATOM = "{http://www.w3.org/2005/Atom}link"
ROOT = f"{settings.SITE_URL}/"


def absolute(page: Page) -> str:
    return settings.SITE_URL + page.url


def in_sitemap() -> dict[str, dict[str, str]]:
    """Return each page's address with what `hreflang` says of it."""
    urls = ElementTree.fromstring(Client().get("/sitemap.xml", secure=True).content)  # noqa: S314
    return {
        url.find(f"{SITEMAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in url.findall(LINK)
        }
        for url in urls
        if "/resources/services/" not in url.find(f"{SITEMAP}loc").text
    }


def in_head(url: str) -> dict[str, str]:
    """Return what `hreflang` says in the page itself."""
    answer = Answer.to(Client(), url.removeprefix(settings.SITE_URL))
    assert answer.response.status_code == 200
    links = answer.soup.select("link[rel=alternate][hreflang]")
    return {link["hreflang"]: link["href"] for link in links}


def feed(language: str) -> ElementTree.Element:
    """Return the channel of a language's feed."""
    response = Client().get(f"/{language}/resources/feed.xml", secure=True)
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)  # noqa: S314 - ours
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    return root.find("channel")


def in_feed(language: str) -> list[str]:
    """Return the addresses in a language's feed, in its order."""
    return [item.findtext("link") for item in feed(language).findall("item")]


def restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def check(expected: dict[str, dict[str, str]]) -> None:
    """Hold that the sitemap says exactly this, each page the same, and the feeds have no other."""
    assert in_sitemap() == expected
    for url, alternates in expected.items():
        assert in_head(url) == alternates
        assert alternates[url.removeprefix(ROOT).partition("/")[0]] == url
    for language in ("ar", "en"):
        listed = {
            url for url in expected if url.startswith(f"{ROOT}{language}/") and is_resource(url)
        }
        if any(url.startswith(f"{ROOT}{language}/resources/") for url in expected):
            assert set(in_feed(language)) == listed


def is_resource(url: str) -> bool:
    pages = [*MythPage.objects.all(), *ArticlePage.objects.all()]
    return url in {absolute(page) for page in pages}


def pair(both: dict[str, Page], *, default: str = "") -> dict[str, dict[str, str]]:
    """Return what is said of a page that is live in both languages."""
    names = {code: absolute(both[code]) for code in ("ar", "en")}
    names["x-default"] = default or names["ar"]
    return {names["ar"]: names, names["en"]: names}


def alone(page: Page) -> dict[str, dict[str, str]]:
    """Return what is said of a page that is live in one language."""
    url = absolute(page)
    return {url: {page.locale.language_code: url, "x-default": url}}


@pytest.fixture
def homes() -> dict[str, dict[str, str]]:
    """What is said of the two home pages and the index of resources."""
    home = make_both(HomePage)
    return pair(home, default=ROOT) | pair(make_both(ResourcesIndexPage, slug="resources"))


class TestAgreement:
    def test_in_both_languages(self, homes) -> None:
        check(homes | pair(make_both(MythPage)) | pair(make_both(StandardPage)))

    def test_in_one_language(self, homes) -> None:
        check(homes | alone(make_page(MythPage)) | alone(make_page(StandardPage)))

    @pytest.mark.parametrize("code", ["ar", "en"])
    @pytest.mark.parametrize("model", [MythPage, StandardPage])
    def test_taken_down_in_one_language(self, homes, model, code: str, monkeypatch) -> None:
        both = make_both(model)
        # As somebody would who takes down this language alone.
        Page.objects.filter(pk=both[code].pk).update(live=False)
        check(homes | alone(both["en" if code == "ar" else "ar"]))

    @pytest.mark.parametrize("code", ["ar", "en"])
    def test_restricted_in_one_language(self, homes, code: str) -> None:
        both = make_both(MythPage)
        restrict(both[code])
        other = both["en" if code == "ar" else "ar"]
        found = in_sitemap()
        assert absolute(both[code]) not in found
        # Where a restriction follows to the other language, nothing is left of either.
        rest = {} if PageViewRestriction.objects.filter(page=other).exists() else alone(other)
        check(homes | rest)

    def test_drafts_and_pages_below_closed_ones_are_nowhere(self, homes) -> None:
        translated = make_page(MythPage)
        translate(translated, publish=False)
        make_page(MythPage, live=False)
        closed = make_page(StandardPage)
        restrict(closed)
        make_page(StandardPage, parent=closed)
        check(homes | alone(translated))

    def test_a_language_without_its_home_page_or_index_keeps_the_rest(self, homes) -> None:
        both = make_both(MythPage)
        index = ResourcesIndexPage.objects.get(locale__language_code="ar")
        Page.objects.filter(pk__in=[make_site().ar.pk, index.pk]).update(live=False)
        home = {f"{ROOT}en/": {"en": f"{ROOT}en/", "x-default": ROOT}}
        english_index = ResourcesIndexPage.objects.get(locale__language_code="en")
        check(home | alone(english_index) | pair(both))
        assert feed("ar").findtext("link") == f"{ROOT}ar/"


class TestFeed:
    @pytest.fixture(autouse=True)
    def index(self, homes) -> None:
        """Make the pages around the feed."""

    @pytest.mark.parametrize("code", ["ar", "en"])
    def test_it_is_a_feed_of_its_language(self, code: str) -> None:
        both = make_both(MythPage, title="A & <b>fact</b>", summary_text="In <i>short</i>.")
        channel = feed(code)
        (own,) = channel.findall(ATOM)
        assert own.get("rel") == "self"
        assert own.get("href") == f"{ROOT}{code}/resources/feed.xml"
        assert channel.findtext("language") == code
        index = ResourcesIndexPage.objects.get(locale__language_code=code)
        assert channel.findtext("link") == absolute(index)
        assert index.title in channel.findtext("title")
        (item,) = channel.findall("item")
        assert item.findtext("title") == both[code].title
        assert item.findtext("description") == both[code].summary_text
        assert item.findtext("link") == absolute(both[code])
        assert item.find("guid").get("isPermaLink") == "false"

    def test_it_sets_no_cookie_and_is_kept_nowhere(self) -> None:
        response = Client().get("/ar/resources/feed.xml", secure=True)
        assert response.headers["Content-Type"] == "application/rss+xml; charset=utf-8"
        assert response.headers["Content-Language"] == "ar"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.cookies.output() == ""

    def test_the_index_names_it_and_that_of_corrections(self) -> None:
        for code in ("ar", "en"):
            index = ResourcesIndexPage.objects.get(locale__language_code=code)
            links = Answer.to(Client(), index.url).soup.select('link[type="application/rss+xml"]')
            assert [(link["rel"], link["href"]) for link in links] == [
                (["alternate"], f"/{code}/resources/feed.xml"),
                (["alternate"], f"/{code}/resources/corrections.xml"),
            ]

    def test_the_newest_come_first_and_it_does_not_grow_without_end(self, monkeypatch) -> None:
        monkeypatch.setattr("resources.feeds.LIMIT", 2)
        pages = [make_page(model) for model in (MythPage, ArticlePage, MythPage)]
        for day, page in enumerate(pages, start=1):
            moment = timezone.now().replace(year=2020, month=1, day=day)
            type(page).objects.filter(pk=page.pk).update(first_published_at=moment)
        assert in_feed("en") == [absolute(page) for page in reversed(pages[1:])]

    def test_it_tells_neither_who_is_at_work_nor_when(self) -> None:
        make_page(MythPage)
        (item,) = feed("en").findall("item")
        assert " 00:00:00 " in item.findtext("pubDate")
        assert {part.tag for part in item} == {"title", "link", "description", "guid", "pubDate"}
        assert " 00:00:00 " in feed("en").findtext("lastBuildDate")

    @pytest.mark.parametrize("how", ["type", "page"])
    def test_of_a_discreet_page_it_says_the_neutral_title_alone(self, how, monkeypatch) -> None:
        fields = {"title": "Quite revealing", "summary_text": "Telling"}
        if how == "type":
            monkeypatch.setattr(MythPage, "is_discreet", True)
        else:
            fields["discreet_title"] = "A note"
        make_page(MythPage, **fields)
        (item,) = feed("en").findall("item")
        assert item.findtext("title") == ("Sanad" if how == "type" else "A note")
        assert not item.findtext("description")

    def test_a_sign_that_xml_cannot_hold_breaks_nothing(self) -> None:
        page = make_page(MythPage)
        MythPage.objects.filter(pk=page.pk).update(title="A \x0bfact", summary_text="In \x0cshort")
        (item,) = feed("en").findall("item")
        assert (item.findtext("title"), item.findtext("description")) == ("A fact", "In short")

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_asks_the_database_as_often_for_three_as_for_one(
        self, number: int, django_assert_num_queries
    ) -> None:
        for _ in range(number):
            make_both(MythPage)
            make_both(ArticlePage)
        in_feed("en")
        with django_assert_num_queries(4):  # the site, the index, articles, and facts
            assert len(in_feed("en")) == 2 * number
