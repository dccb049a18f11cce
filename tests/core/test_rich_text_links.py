"""B12: a link inside text leads into the reader's language, says when it does not, or is none."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import RichText, expand_db_html

from bilingual.domain.following import this_language_only
from core.links import addresses, looked_up_together
from home.models import StandardPage
from tests.contracts.html import Answer
from tests.factories.pages import make_both, make_page, translate

pytestmark = pytest.mark.django_db

STATES = ["draft", "taken down", "restricted", "below what is restricted", "deleted", "no id"]


def link(target: Page | int, words: str = "There") -> str:
    return f'<a linktype="page" id="{getattr(target, "pk", target)}">{words}</a>'


def shown(html: str, *, language: str) -> BeautifulSoup:
    with override(language):
        return BeautifulSoup(str(RichText(html)).strip(), "html.parser")


def test_b12_a_link_leads_into_the_reader_s_language() -> None:
    target = make_both(StandardPage)
    for chosen in target.values():
        for code, version in target.items():
            soup = shown(f"<p>{link(chosen)}</p>", language=code)
            assert str(soup) == f'<p><a href="{version.url}">There</a></p>'


@pytest.mark.parametrize("state", ["missing", "draft", "taken down", "restricted"])
def test_b12_a_link_into_another_language_says_so(state: str) -> None:
    target = make_page(StandardPage)
    if state != "missing":
        arabic = translate(target, publish=state != "draft", words={"title": "سرّ", "slug": "سرّ"})
    if state == "taken down":
        with this_language_only():
            arabic.unpublish()
    if state == "restricted":
        PageViewRestriction.objects.bulk_create(
            [PageViewRestriction(page=arabic, restriction_type="login")]
        )
    soup = shown(f"<p>Go {link(target, '<b>there</b>')}.</p>", language="ar")
    (anchor,) = soup.find_all("a")
    assert anchor.attrs == {"href": target.url, "hreflang": "en"}
    # Words that everybody reads, a screen reader too; the link's own are the page's language.
    assert anchor.b.get_text() == "there"
    assert anchor.small.get_text().startswith("(")
    assert anchor.small.get_text().endswith(")")
    assert soup.get_text().endswith(").")
    assert Client().get(anchor["href"], secure=True).status_code == 200


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "state", ["draft", "taken down", "restricted", "below", "deleted", "no id"]
)
def test_b12_a_link_that_leads_nowhere_is_words(state: str, language: str) -> None:
    parent = make_page(StandardPage)
    target = make_both(StandardPage, parent=parent)
    key = target["en"].pk
    if state == "draft":
        key = make_page(StandardPage, live=False).pk
    elif state == "taken down":
        target["en"].unpublish()
    elif state == "restricted":
        PageViewRestriction.objects.create(page=target["en"], restriction_type="login")
    elif state == "below what is restricted":
        PageViewRestriction.objects.create(page=parent, restriction_type="login")
    elif state == "deleted":
        target["en"].delete()
    else:
        key = "no-id"
    html = f"<p>Go <b>{link(key, 'over <i>there</i>')}</b>, now.</p>"
    assert str(shown(html, language=language)) == "<p>Go <b>over <i>there</i></b>, now.</p>"


def test_b12_every_kind_of_link_in_one_text() -> None:
    both = make_both(StandardPage)
    english = make_page(StandardPage)
    html = (
        f'<p>{link(both["en"], "One")} <a href="https://elsewhere.example/">Two</a> '
        f'{link(english, "Three")} {link(0, "Four")} <a href="#s-place">Five</a> '
        f"{link(both['ar'], 'Six')}</p><ul><li>{link(0, 'Seven')}</li></ul>"
    )
    soup = shown(html, language="ar")
    assert [(a["href"], a.get("hreflang")) for a in soup.find_all("a")] == [
        (both["ar"].url, None),
        ("https://elsewhere.example/", None),
        (english.url, "en"),
        ("#s-place", None),
        (both["ar"].url, None),
    ]
    assert soup.li.decode_contents() == "Seven"


def test_b12_what_is_not_finished_is_still_valid() -> None:
    """A feed may take the text without our template."""
    english = make_page(StandardPage)
    with override("ar"):
        html = expand_db_html(f"{link(english)} {link(0)}")
    first, second = BeautifulSoup(html, "html.parser").find_all("a")
    assert (first["href"], first["hreflang"]) == (english.url, "en")
    assert not second.has_attr("href")


def test_b12_nothing_in_a_text_becomes_markup() -> None:
    """The template marks rich text as safe, as Wagtail's does: only what is rich text already."""
    english = make_page(StandardPage)
    html = f"<p>&lt;script&gt; &lt;a data-nowhere&gt; {link(english, '&lt;img&gt;')}</p>"
    soup = shown(html, language="ar")
    assert [tag.name for tag in soup.find_all(True)] == ["p", "a", "small"]
    assert "<script> <a data-nowhere> <img>" in soup.get_text()


def test_b12_the_richtext_filter_does_the_same() -> None:
    template = Template("{% load wagtailcore_tags %}{{ text|richtext }}")
    assert template.render(Context({"text": f"<p>{link(0)}</p>"})).strip() == "<p>There</p>"


class TestCost:
    """However many links a page has, they are looked up once."""

    def body(self, targets: list[Page]) -> list:
        button = [{"label": "There", "page": target, "url": ""} for target in targets]
        return [
            *[("paragraph", f"<p>{link(target)}</p>") for target in targets],
            *[("callout", {"tone": "note", "title": "", "text": link(targets[0])})] * len(targets),
            *[("button", value) for value in button],
            (
                "links",
                {"title": "More", "links": [{**value, "description": ""} for value in button]},
            ),
        ]

    @pytest.mark.parametrize("number", [1, 4])
    def test_b12_queries(self, number: int) -> None:
        without = make_page(StandardPage, body=[("paragraph", "<p>Words.</p>")])
        with_links = make_page(
            StandardPage, body=self.body([make_page(StandardPage) for _ in range(number)])
        )
        counts = []
        for page in (without, with_links):
            Client().get(page.url, secure=True)
            with CaptureQueriesContext(connection) as captured:
                answer = Answer.to(Client(), page.url)
            counts.append(len(captured))
        assert len(answer.soup.select("main a[href]")) == 4 * number
        # The pages that buttons and lists chose (one query for each kind), and all addresses.
        assert counts[1] - counts[0] == 3

    def test_b12_what_was_looked_up_is_forgotten(self) -> None:
        target = make_page(StandardPage)
        page = make_page(StandardPage, body=[("paragraph", f"<p>{link(target)}</p>")])
        with looked_up_together(page.body):
            with CaptureQueriesContext(connection) as captured:
                assert addresses([target.pk]) == {target.pk: {"en": target.url}}
            assert len(captured) == 0
        Page.objects.filter(pk=target.pk).update(live=False)
        assert addresses([target.pk]) == {target.pk: {}}
        assert Answer.to(Client(), page.url).soup.select("main a[href]") == []
