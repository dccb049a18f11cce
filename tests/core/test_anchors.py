"""B7: a heading can be linked to, in Arabic as in English."""

from urllib.parse import quote, unquote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from core.templatetags.sanad import fresh_anchors, heading_id
from home.models import StandardPage
from tests.contracts.html import Answer
from tests.factories.pages import make_page, page_models, translate

HEADINGS = ["كيف نعمل", "حُقوقُك أنت؟", "How we work", "كيف نعمل", "؟!", "كيف نعمل 2", "؟!"]


def heading(text: str, level: str = "h2") -> tuple[str, dict]:
    return ("heading", {"text": text, "level": level})


def ids(page) -> list[str]:
    main = Answer.to(Client(), page.url).one("main")
    return [tag.get("id", "") for tag in main.select(".prose h2, .prose h3")]


@pytest.mark.django_db
def test_b7_every_heading_has_an_anchor_of_its_own() -> None:
    body = [heading(text, level) for text in HEADINGS for level in ("h2", "h3")]
    page = make_page(StandardPage, body=body)
    found = ids(page)
    assert len(found) == len(body)
    assert len(set(found)) == len(body)
    assert found[0] == "s-كيف-نعمل"
    for anchor in found:
        assert anchor.startswith("s-")
        assert not any(character.isspace() for character in anchor)
        # As a browser writes it into the address, and reads it back.
        assert unquote(quote(anchor)) == anchor


@pytest.mark.django_db
def test_b7_an_anchor_stays_while_its_heading_does() -> None:
    page = make_page(StandardPage, body=[heading("كيف نعمل"), heading("من نحن")])
    before = ids(page)
    page.body = [("paragraph", "<p>New.</p>"), heading("من نحن"), heading("كيف نعمل")]
    page.save_revision().publish()
    assert ids(page) == before[::-1]


@pytest.mark.django_db
def test_b7_lists_of_links_share_the_anchors_of_the_body() -> None:
    link = {"label": "There", "page": None, "url": "/en/", "description": ""}
    page = make_page(
        StandardPage, body=[heading("المزيد"), ("links", {"title": "المزيد", "links": [link]})]
    )
    assert ids(page) == ["s-المزيد", "s-المزيد-2"]
    section = Answer.to(Client(), page.url).one(".prose section")
    assert section["aria-labelledby"] == "s-المزيد-2"


@pytest.mark.django_db
@pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
def test_b7_no_two_elements_of_a_page_share_an_id(model) -> None:
    fields = {"body": [heading(text) for text in HEADINGS]} if hasattr(model, "body") else {}
    page = make_page(model, **fields)
    for version in (page, translate(page)):
        soup = Answer.to(Client(), version.url).soup
        found = [tag["id"] for tag in soup.select("[id]")]
        assert "" not in found
        assert len(found) == len(set(found))


@given(st.lists(st.text(max_size=20), max_size=8))
def test_whatever_the_headings_their_anchors_differ(texts: list[str]) -> None:
    context = {"anchors": fresh_anchors()}
    found = [heading_id(context, text) for text in texts]
    assert len(set(found)) == len(texts)
    for anchor in found:
        assert anchor.startswith("s-")
        assert not any(character.isspace() for character in anchor)
