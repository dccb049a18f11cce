"""What machines are told of a page, held against what schema.org and Google publish."""

import json
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from resources.models import ArticlePage, MythPage
from tests.contracts.html import DATA, Answer
from tests.factories.pages import make_both, make_image, make_page

pytestmark = pytest.mark.django_db

# Required and recommended, by type. Sources, to be compared when they change:
# https://developers.google.com/search/docs/appearance/structured-data/factcheck
# https://developers.google.com/search/docs/appearance/structured-data/article
GOOGLE: dict[str, tuple[set[str], set[str]]] = {
    "ClaimReview": ({"claimReviewed", "reviewRating", "url"}, {"author", "itemReviewed"}),
    "Rating": ({"alternateName"}, {"bestRating", "ratingValue", "worstRating"}),
    "Claim": (set(), {"appearance", "author", "datePublished"}),
    "Article": (set(), {"author", "dateModified", "datePublished", "headline", "image"}),
    "Organization": ({"name"}, set()),
    "CreativeWork": (set(), {"url"}),
}
# What schema.org lets stand on each type, of what we use: https://schema.org/ClaimReview and others
THING = {"name", "url", "description", "image", "mainEntityOfPage", "alternateName"}
WORK = THING | {
    *("headline", "inLanguage", "author", "publisher", "datePublished", "dateModified"),
    "isAccessibleForFree",
}
SCHEMA: dict[str, set[str]] = {
    "ClaimReview": WORK | {"claimReviewed", "itemReviewed", "reviewRating"},
    "Article": WORK,
    "Claim": WORK | {"appearance", "firstAppearance"},
    "CreativeWork": WORK,
    "Rating": THING | {"bestRating", "ratingValue", "worstRating"},
    "Organization": THING,
}
CLAIM = {
    "claim_url": "https://news.example/1",
    "claim_by": "A newspaper",
    "claim_rating": "misleading",
    "claim_date": date(2025, 3, 1),
}


def told(page) -> list[dict[str, Any]]:
    """Return every block of data of a page."""
    soup = Answer.to(Client(), page.url).soup
    return [json.loads(tag.string) for tag in soup.find_all("script", type=DATA)]


def check(node: dict[str, Any], *, recommended: bool) -> None:
    """Hold a node and all below it against the tables."""
    kind = node["@type"]
    names = {name for name in node if not name.startswith("@")}
    required, wished = GOOGLE[kind]
    assert required <= names
    assert names <= SCHEMA[kind], kind
    if recommended:
        assert wished <= names, kind
    for value in node.values():
        assert value not in ("", None, [], {})
        if isinstance(value, dict):
            check(value, recommended=recommended)


@pytest.mark.parametrize("model", [ArticlePage, MythPage], ids=lambda model: model.__name__)
def test_a_page_without_a_public_claim_is_an_article(model) -> None:
    for code, page in make_both(model, social_image=make_image()).items():
        (data,) = told(page)
        check(data, recommended=True)
        assert data["@context"] == "https://schema.org"
        assert data["@type"] == "Article"
        assert data["headline"] == page.title
        assert data["inLanguage"] == code
        assert data["url"] == settings.SITE_URL + page.url
        # Days, no hours: those would tell when somebody is at work here.
        assert {len(data[name]) for name in ("datePublished", "dateModified")} == {
            len("2026-01-01")
        }


def test_a_page_on_a_public_claim_reviews_it() -> None:
    page = make_page(MythPage, myth="THE-MYTH", social_image=make_image(), **CLAIM)
    (data,) = told(page)
    check(data, recommended=True)
    assert data["@type"] == "ClaimReview"
    assert data["claimReviewed"] == "THE-MYTH"
    assert data["url"] == settings.SITE_URL + page.url
    assert data["itemReviewed"]["appearance"]["url"] == CLAIM["claim_url"]
    assert data["itemReviewed"]["author"] == {"@type": "Organization", "name": "A newspaper"}
    assert data["itemReviewed"]["datePublished"] == "2025-03-01"
    rating = data["reviewRating"]
    assert rating["alternateName"] == "Misleading"
    assert rating["worstRating"] <= rating["ratingValue"] < rating["bestRating"]


def test_half_a_claim_is_none() -> None:
    page = make_page(MythPage, title="A fact", myth="THE-MYTH", **CLAIM)
    for name in ("claim_url", "claim_by", "claim_rating"):
        MythPage.objects.filter(pk=page.pk).update(**{**CLAIM, name: ""})
        (data,) = told(page)
        assert data["@type"] == "Article"
        assert not [key for key in data if "laim" in key]
        assert "THE-MYTH" not in json.dumps(data)


@pytest.mark.parametrize("model", [ArticlePage, MythPage], ids=lambda model: model.__name__)
def test_of_a_discreet_page_nothing_is_told(model, monkeypatch) -> None:
    fields = CLAIM if model is MythPage else {}
    assert told(make_page(model, discreet_title="A note", **fields)) == []
    monkeypatch.setattr(model, "is_discreet", True)
    assert told(make_page(model, **fields)) == []


def test_no_person_is_named_and_nothing_typed_leaves_the_block() -> None:
    typed = "</script><script>alert(1)</script><!-- & مثليّة"
    page = make_page(MythPage, title=typed, summary_text=typed, reviewed_by="WHO-READ-IT", **CLAIM)
    answer = Answer.to(Client(), page.url)
    assert "alert(1)" not in "".join(
        tag.get_text() for tag in answer.soup.find_all("script") if tag.get("type") != DATA
    )
    (data,) = told(page)
    assert data["headline"] == typed
    assert "WHO-READ-IT" not in json.dumps(data)
    assert "Person" not in json.dumps(data)
