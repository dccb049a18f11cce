"""Corrections: on the page, and in a feed that tells no more than everybody may read."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from resources.models import ArticlePage, MythPage
from tests.contracts.html import Answer
from tests.factories.pages import make_page, translate

pytestmark = pytest.mark.django_db


def corrected(model, *texts: str, live: bool = True, **fields):
    """Make a page with corrections, one on each day since the first of January 2026."""
    page = make_page(model, corrections=0, live=False, **fields)
    for number, text in enumerate(texts):
        row = page.corrections.model(
            locale=page.locale, date=date(2026, 1, 1) + timedelta(number), text=text
        )
        page.corrections.add(row)
    revision = page.save_revision()
    if live:
        revision.publish()
    return model.objects.get(pk=page.pk)


def items(code: str) -> list[ElementTree.Element]:
    response = Client().get(f"/{code}/resources/corrections.xml", secure=True)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Language"] == code
    assert response.cookies.output() == ""
    return ElementTree.fromstring(response.content).findall("channel/item")  # noqa: S314


@pytest.mark.parametrize("model", [ArticlePage, MythPage], ids=lambda model: model.__name__)
def test_the_page_shows_them_the_newest_first(model) -> None:
    page = corrected(model, "FIRST", "SECOND", "THIRD")
    for code, version in {"en": page, "ar": translate(page)}.items():
        shown = Answer.to(Client(), version.url).soup.select(".corrections li")
        texts = [item.select_one("p").get_text(strip=True) for item in shown]
        before = "ترجمة: " if code == "ar" else ""
        assert texts == [before + text for text in ("THIRD", "SECOND", "FIRST")]
        days = [item.select_one("time")["datetime"] for item in shown]
        assert days == ["2026-01-03", "2026-01-02", "2026-01-01"]
    assert Answer.to(Client(), corrected(model).url).soup.select(".corrections") == []


def test_a_correction_of_tomorrow_is_refused() -> None:
    row = corrected(MythPage, "Words").corrections.first()
    row.full_clean()
    row.date = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert set(refused.value.message_dict) == {"date"}


def test_the_feed_holds_what_everybody_may_read_and_nothing_else() -> None:
    corrected(MythPage, "Of a draft", live=False)
    closed = corrected(MythPage, "Of a closed page")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    corrected(ArticlePage, "Of a discreet page", title="Quite revealing", discreet_title="A note")
    both = corrected(MythPage, "Older", "Newer", title="A & <b>fact</b>")
    translate(both)
    found = [(item.findtext("title"), item.findtext("description") or "") for item in items("en")]
    assert found == [
        ("A & <b>fact</b>", "Newer"),
        # Of one day, the page that was made last.
        *sorted([("A & <b>fact</b>", "Older"), ("A note", "")], key=found.index),
    ]
    assert {item.findtext("description") for item in items("ar")} == {
        "ترجمة: Newer",
        "ترجمة: Older",
    }
    newest = items("en")[0]
    assert newest.findtext("link") == f"{settings.SITE_URL}{both.url}#corrections"
    assert " 00:00:00 " in newest.findtext("pubDate")
    assert {part.tag for part in newest} == {"title", "link", "description", "guid", "pubDate"}


def test_the_name_of_a_correction_outlives_a_synchronisation() -> None:
    page = corrected(MythPage, "Words")
    translate(page)
    before = {item.findtext("guid") for item in items("ar")}
    page.save_revision().publish()
    translate(page)  # makes the rows of the Arabic page anew (TRAPS B15)
    assert {item.findtext("guid") for item in items("ar")} == before
    assert not before & {item.findtext("guid") for item in items("en")}


@pytest.mark.parametrize("number", [1, 3])
def test_three_cost_as_much_as_one(number: int, django_assert_num_queries) -> None:
    for _ in range(number):
        corrected(MythPage, "Words", "Words")
        corrected(ArticlePage, "Words")
    items("en")
    with django_assert_num_queries(4):  # the site, the index, and the corrections of each type
        assert len(items("en")) == 3 * number
