"""Each page type asks the database as often for three items as for one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from home.models import HomePage, StandardPage
from resources.models import ArticlePage, MythPage, ResourcesIndexPage
from tests.factories.pages import (
    make_both,
    make_image,
    make_page,
    make_site,
    page_models,
    translate,
)

pytestmark = pytest.mark.django_db

# What routing asks, whatever the page: the site, the language, the home page and its language; in
# Arabic also the twin of the English one. Below home: each page on the way and its type. Then
# restrictions (twice), what editors keep up around every page, the menu, and the page's other
# languages.
ROUTE = {"en": 4, "ar": 5}
BELOW_HOME = 2
CHROME = 5
WORDS = [("paragraph", "<p>Words.</p>")]


def queries(page: Page) -> int:
    """Return how many queries an answer takes when the caches are warm."""
    client = Client()
    client.get(page.url, secure=True)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page.url, secure=True).status_code == 200
    return len(captured)


def both(page: Page) -> dict[str, Page]:
    return {"en": page, "ar": translate(page)}


@pytest.mark.parametrize("number", [1, 3])
def test_home(number: int) -> None:
    make_both(HomePage, body=WORDS)
    for _ in range(number):
        make_both(MythPage)
        make_both(ArticlePage, body=WORDS)
    for code, page in both(HomePage.objects.get(locale__language_code="en")).items():
        assert queries(page) == ROUTE[code] + CHROME + 2  # one article, and facts


@pytest.mark.parametrize("number", [1, 3])
def test_standard_page(number: int) -> None:
    body = WORDS * number + [("quote", {"text": "Words", "attribution": ""})] * number
    for code, page in both(make_page(StandardPage, body=body)).items():
        assert queries(page) == ROUTE[code] + BELOW_HOME + CHROME


@pytest.mark.parametrize("number", [1, 3])
def test_resources_index(number: int) -> None:
    pages = both(make_page(ResourcesIndexPage))
    for _ in range(number):
        make_both(MythPage)
        make_both(ArticlePage, body=WORDS)
    for code, page in pages.items():
        assert queries(page) == ROUTE[code] + BELOW_HOME + CHROME + 2  # articles, and facts


@pytest.mark.parametrize("number", [0, 1, 3])
@pytest.mark.parametrize("model", [ArticlePage, MythPage], ids=lambda model: model.__name__)
def test_a_page_with_sources(model, number: int) -> None:
    rows = ("sources", "corrections", "related_pages", "related_services")
    fields = {"body": WORDS} if model is ArticlePage else {}
    # One level deeper, so one page more on the way. Then the page's language, the glossary, each
    # kind of row that belongs to the page, and, where there are any, the pages and the services
    # that are related.
    expected = BELOW_HOME + 2 + CHROME + 2 + len(rows) + (2 if number else 0)
    for code, page in both(make_page(model, **dict.fromkeys(rows, number), **fields)).items():
        assert queries(page) == ROUTE[code] + expected


@pytest.mark.parametrize("number", [1, 3])
def test_the_menu(number: int) -> None:
    for _ in range(number):
        make_both(StandardPage, show_in_menus=True, body=WORDS)
    page = make_both(StandardPage, body=WORDS)
    for code, version in page.items():
        assert queries(version) == ROUTE[code] + BELOW_HOME + CHROME


def test_a_picture_costs_one_row() -> None:
    picture = {"image": make_image(), "alt_text": "Words", "decorative": False, "caption": ""}
    page = make_page(StandardPage, body=[("image", picture)])
    assert queries(page) == ROUTE["en"] + BELOW_HOME + CHROME + 1  # its sizes are in the cache


def test_restrictions_and_other_sections_cost_nothing_more() -> None:
    page = make_page(StandardPage, body=WORDS)
    before = queries(page)
    for _ in range(3):
        closed = make_page(StandardPage, show_in_menus=True)
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert queries(page) == before


def test_every_type_is_counted_here() -> None:
    make_site()
    counted = {HomePage, StandardPage, ResourcesIndexPage, ArticlePage, MythPage}
    assert set(page_models()) == counted
