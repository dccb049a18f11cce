"""An address that exists in the other language only says so, in the reader's, and tells no more."""

from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from bilingual.domain.following import this_language_only
from home.models import HomePage, StandardPage
from resources.models import ResourcesIndexPage
from tests.contracts.html import Answer
from tests.factories.pages import make_both, make_page, make_site, page_models, translate

pytestmark = pytest.mark.django_db

LOGIN = PageViewRestriction.LOGIN
WORDS = [("paragraph", "<p>Words.</p>")]
DIRECTION = {"ar": "rtl", "en": "ltr"}


def at(path: str) -> Answer:
    return Answer.to(Client(), path)


def offered(path: str) -> list[tuple[str, str]]:
    """Return the address and the language of each page that the 404 page offers."""
    answer = at(path)
    assert answer.response.status_code == 404
    # Always in the language that the address names, and never to be indexed as another page.
    language = path[1:3]
    assert answer.one("html")["lang"] == language
    assert answer.one("html")["dir"] == DIRECTION[language]
    assert answer.response.headers["Content-Language"] == language
    assert answer.one("meta[name=robots]")["content"] == "noindex"
    assert answer.soup.select("link[rel=canonical], link[rel=alternate], meta[property]") == []
    assert answer.response.cookies.output() == ""
    links = answer.soup.select("main a[hreflang]")
    for link in links:
        # What is offered answers.
        assert Client().get(link["href"], secure=True).status_code == 200
        for name in link.select("bdi"):
            assert (name["lang"], name["dir"]) == (
                link["hreflang"],
                DIRECTION[link["hreflang"]],
            )
    return [(link["href"], link["hreflang"]) for link in links]


def words(path: str) -> str:
    return at(path).one("main").get_text(" ", strip=True)


def close_alone(page: Page) -> None:
    """Restrict one language of a page, as an import could: no signal, so that nothing follows."""
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page, restriction_type=LOGIN)]
    )


def take_down(page: Page) -> None:
    with this_language_only():
        page.specific.unpublish()


@pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
def test_an_english_page_at_an_arabic_address(model) -> None:
    page = make_page(model, body=WORDS) if hasattr(model, "body") else make_page(model)
    if model is HomePage:
        take_down(make_site().ar)
    path = page.url.replace("/en/", "/ar/", 1)
    assert offered(path) == [(page.url, "en")]
    named = at(path).one("main a[hreflang] bdi")
    assert named.get_text() == page.title
    assert page.title not in at(path).one("title").get_text()


@pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
def test_an_arabic_page_at_an_english_address(model) -> None:
    page = make_both(model)
    take_down(page["en"])
    assert offered(page["en"].url) == [(page["ar"].url, "ar")]
    if model is not HomePage:
        assert offered(page["ar"].url.replace("/ar/", "/en/", 1)) == [(page["ar"].url, "ar")]
    assert at(page["en"].url).one("main a[hreflang] bdi").get_text() == page["ar"].title


def test_the_reader_is_told_in_the_language_of_the_address() -> None:
    page = make_page(StandardPage, title="How we work", slug="how-we-work")
    text = words("/ar/how-we-work/")
    assert "This page" not in text
    assert page.title in text


@pytest.mark.parametrize("how", ["draft", "taken down"])
def test_the_address_of_an_arabic_draft_leads_to_the_english_page(how: str) -> None:
    page = make_page(StandardPage)
    arabic = translate(page, publish=how != "draft", words={"slug": "مسوّدة", "title": "سرّ"})
    if how == "taken down":
        take_down(arabic)
    assert offered(arabic.url) == [(page.url, "en")]
    assert arabic.title not in words(arabic.url)


def test_the_english_slug_leads_to_the_arabic_page_first() -> None:
    page = make_both(StandardPage, slug="about")
    Redirect.objects.all().delete()
    assert offered("/ar/about/") == [(page["ar"].url, "ar"), (page["en"].url, "en")]
    assert offered(f"/en/{page['ar'].slug}/") == [(page["en"].url, "en"), (page["ar"].url, "ar")]


def test_a_nested_page() -> None:
    index = make_page(ResourcesIndexPage, slug="resources")
    child = make_page(page_models()[-2], parent=index, slug="a-fact")
    arabic = translate(child)
    assert "/resources/" not in arabic.url
    first, second = offered("/ar/resources/a-fact/")
    assert first == (arabic.url, "ar")
    assert second == ("/en/resources/a-fact/", "en")


def test_a_percent_encoded_address_is_the_same_address() -> None:
    page = make_both(StandardPage, slug="about")
    take_down(page["ar"])
    encoded = quote(f"/ar/{page['ar'].slug}/")
    assert "%D8" in encoded
    assert offered(encoded) == [(page["en"].url, "en")]
    assert at(encoded).response.content == at(encoded.lower()).response.content


def test_a_missing_slash_is_added_first() -> None:
    page = make_page(StandardPage, slug="about")
    response = Client().get("/ar/about", secure=True)
    assert (response.status_code, response.headers["Location"]) == (301, "/ar/about/")
    assert offered("/ar/about/") == [(page.url, "en")]


def test_head_answers_as_get_does() -> None:
    make_page(StandardPage, slug="about")
    response = Client().head("/ar/about/", secure=True)
    assert (response.status_code, response.content) == (404, b"")
    assert response.headers["Content-Language"] == "ar"


def test_a_question_is_not_carried_over() -> None:
    make_page(StandardPage, slug="about")
    assert "canary" not in at("/ar/about/?q=canary").response.content.decode()


class TestNothingIsGivenAway:
    """Whatever is not public looks like what was never there, to the byte."""

    def random(self) -> bytes:
        return at("/ar/never-there/").response.content

    @pytest.fixture(autouse=True)
    def _homes(self) -> None:
        make_both(HomePage)

    def test_a_draft_whose_english_is_a_draft(self) -> None:
        page = make_page(StandardPage, live=False, title="Canary", slug="canary")
        arabic = translate(page, publish=False)
        for path in ("/ar/canary/", arabic.url):
            assert at(path).response.content == self.random()
        assert at("/en/canary/").response.content == at("/en/never-there/").response.content

    def test_a_page_that_was_taken_down_in_both(self) -> None:
        page = make_both(StandardPage, title="Canary", slug="canary")
        page["en"].unpublish()
        for path in ("/ar/canary/", page["ar"].url):
            assert at(path).response.content == self.random()

    @pytest.mark.parametrize("where", ["page", "parent"])
    def test_a_restricted_page(self, where: str) -> None:
        parent = make_page(StandardPage, title="Canary above", slug="above")
        page = make_page(StandardPage, parent=parent, title="Canary", slug="canary")
        closed = {"page": page, "parent": parent}[where]
        PageViewRestriction.objects.create(page=closed, restriction_type=LOGIN)
        assert at("/ar/above/canary/").response.content == self.random()

    def test_the_address_of_a_restricted_page_names_no_other(self) -> None:
        page = make_both(StandardPage, title="Canary", slug="canary")
        Redirect.objects.all().delete()
        close_alone(page["en"])
        assert at("/ar/canary/").response.content == self.random()

    def test_a_discreet_page_keeps_its_title(self) -> None:
        page = make_page(StandardPage, title="Canary", slug="a", discreet_title="A page")
        text = words("/ar/a/")
        assert offered("/ar/a/") == [(page.url, "en")]
        assert "Canary" not in text
        assert "A page" in text

    def test_a_discreet_kind_of_page_is_not_named(self, monkeypatch) -> None:
        monkeypatch.setattr(StandardPage, "is_discreet", True)
        page = make_page(StandardPage, title="Canary", slug="a")
        assert offered("/ar/a/") == [(page.url, "en")]
        assert "Canary" not in at("/ar/a/").response.content.decode()
        assert at("/ar/a/").one("main a[hreflang]").get_text(strip=True)

    def test_the_root_of_the_tree_is_no_page(self) -> None:
        assert offered("/ar/root/") == []
        assert offered("/ar/home/") == []
        assert offered("/ar/../") == []

    @pytest.mark.parametrize(
        "path",
        ["/ar/%00/", "/ar/%ff%fe/", "/ar/" + "x" * 5000 + "/", "/ar/%2e%2e%2f/", "/ar/a//b/"],
    )
    def test_an_address_that_is_none(self, path: str) -> None:
        assert offered(path) == []

    def test_an_unknown_address_always_costs_the_same(self) -> None:
        page = make_page(StandardPage, live=False, slug="a-draft")
        translate(page, publish=False, words={"slug": "مسوّدة"})
        for number in range(3):
            make_both(StandardPage, body=WORDS, slug=f"other-{number}")
        counts = set()
        Redirect.objects.all().delete()
        for path in ("/ar/never-there/", "/ar/a-draft/", "/ar/a/b/c/", "/en/a-draft/"):
            Client().get(path, secure=True)
            with CaptureQueriesContext(connection) as captured:
                assert Client().get(path, secure=True).status_code == 404
            counts.add((path[:3], len(captured)))
        assert len(counts) == 2  # Arabic addresses take one more, for their home page
        assert max(count for _language, count in counts) <= 12


class TestSwitcher:
    """The way to the other language never leads to a dead page."""

    def ways(self, path: str) -> list[str]:
        return [link["href"] for link in at(path).soup.select("nav.languages a[href]")]

    @pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
    @pytest.mark.parametrize("state", ["both", "missing", "draft", "taken down", "restricted"])
    def test_from_every_type_of_page(self, model, state: str) -> None:
        make_both(HomePage)
        page = make_page(model)
        if state != "missing" and not (model is HomePage and state == "draft"):
            arabic = translate(page, publish=state != "draft")
        if model is HomePage and state in {"missing", "draft"}:
            take_down(make_site().ar)
        if state == "taken down":
            take_down(arabic)
        if state == "restricted":
            close_alone(arabic)
        (way,) = self.ways(page.url)
        home_is_live = model is not HomePage or state == "both"
        expected = "/ar/" if home_is_live else "/"
        assert way == (translate(page).url if state == "both" else expected)
        assert Client().get(way, secure=True).status_code == 200

    @pytest.mark.parametrize("path", ["/ar/support/", "/en/support/", "/ar/return/", "/en/return/"])
    def test_from_every_view(self, path: str) -> None:
        make_both(HomePage)
        (way,) = self.ways(path)
        assert way == {"/ar": "/en", "/en": "/ar"}[path[:3]] + path[3:]
        assert Client().get(way, secure=True).status_code == 200

    def test_where_a_home_page_is_not_live_it_leads_to_the_choice(self) -> None:
        make_both(HomePage)
        page = make_page(StandardPage, slug="about")
        take_down(make_site().ar)
        assert self.ways("/en/about/") == ["/"]
        assert self.ways("/en/never-there/") == ["/"]
        assert self.ways("/ar/about/") == [page.url]
        assert self.ways("/ar/never-there/") == ["/en/"]
        # Nor does the way home, from the page that says that nothing is here.
        ways = [link["href"] for link in at("/ar/never-there/").soup.select("main a.button")]
        assert ways[0] == "/"

    def test_from_an_error_it_leads_to_what_was_meant(self) -> None:
        make_both(HomePage)
        page = make_page(StandardPage, slug="about")
        assert self.ways("/ar/about/") == [page.url]
        assert self.ways("/ar/never-there/") == ["/en/"]

    def test_what_is_below_a_home_page_that_is_not_live_stays(self) -> None:
        page = make_both(StandardPage)
        take_down(make_site().ar)
        answer = at(page["ar"].url)
        assert answer.response.status_code == 200
        assert answer.one("html")["lang"] == "ar"
        assert at("/ar/").response.status_code == 404
