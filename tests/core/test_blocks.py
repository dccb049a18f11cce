"""Body blocks: what an editor may put in, and what a reader gets of it."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import StreamValue

from core.blocks import TEXT_FEATURES, BodyStreamBlock, ImageBlock, LinkBlock, is_allowed_target
from home.models import StandardPage
from tests.contracts.html import Answer, foreign, inline_code, loads
from tests.factories.pages import body_of_every_block, make_both, make_image, make_page, translate

pytestmark = pytest.mark.django_db

DANGEROUS = [
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:\\\\evil.example\\@sanad.example",
    "/\t/evil.example",
    "ftp://elsewhere.example",
    "file:///etc/passwd",
    "elsewhere.example",
    "#anchor",
    "?next=x",
]
HARMLESS = [
    "https://elsewhere.example/",
    "http://elsewhere.example/a?b=c#d",
    "mailto:help@elsewhere.example",
    "tel:+9611234567",
    "/en/support/",
    "/ar/صفحة/",
    "https://ar.wikipedia.org/wiki/لبنان",
]


@pytest.mark.parametrize("url", DANGEROUS)
def test_an_address_that_deceives_or_runs_code_is_refused(url: str) -> None:
    block = LinkBlock()
    value = block.to_python({"label": "There", "page": None, "url": url})
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    assert set(refused.value.block_errors) == {"url"}


@pytest.mark.parametrize("url", DANGEROUS)
def test_a_translator_s_address_is_judged_when_it_is_shown(url: str) -> None:
    # Translation writes into the row without a form; only what is shown counts.
    page = make_page(StandardPage)
    page.body = [
        ("button", {"label": "There", "page": None, "url": url}),
        ("links", {"title": "More", "links": [{"label": "There", "page": None, "url": url}]}),
    ]
    page.save()
    html = str(page.body.render_as_block())
    assert "<a" not in html


@pytest.mark.parametrize("url", HARMLESS)
def test_an_honest_address_is_taken_and_shown(url: str) -> None:
    block = BodyStreamBlock().child_blocks["button"]
    value = block.to_python({"label": "There", "page": None, "url": url})
    assert block.clean(value)["url"] == url
    link = BeautifulSoup(block.render(value), "html.parser").a
    assert link["href"] == url
    assert link["rel"] == ["noreferrer"]
    assert is_allowed_target(url)


def test_a_link_has_exactly_one_target() -> None:
    block = LinkBlock()
    page = make_page(StandardPage)
    for target in ({"page": None, "url": ""}, {"page": page.pk, "url": "https://a.example"}):
        with pytest.raises(ValidationError) as refused:
            block.clean(block.to_python({"label": "There", **target}))
        assert set(refused.value.block_errors) == {"url"}
    assert block.clean(block.to_python({"label": "There", "page": page.pk, "url": " "}))


class TestImage:
    def clean(self, **value):
        block = ImageBlock()
        plain = {"image": make_image().pk, "alt_text": "", "decorative": False, "caption": ""}
        return block.clean(block.to_python({**plain, **value}))

    @pytest.mark.parametrize("alt_text", ["", "   ", "\n"])
    def test_one_that_says_something_needs_words(self, alt_text: str) -> None:
        with pytest.raises(ValidationError) as refused:
            self.clean(alt_text=alt_text)
        assert set(refused.value.block_errors) == {"alt_text"}

    def test_words_or_decoration_will_do(self) -> None:
        assert self.clean(alt_text="Two hands")["alt_text"] == "Two hands"
        assert self.clean(decorative=True)["decorative"] is True

    @pytest.mark.parametrize("decorative", [True, False])
    def test_decoration_is_silent_for_a_screen_reader(self, decorative: bool) -> None:
        value = {"image": make_image(), "alt_text": "Two hands", "decorative": decorative}
        page = make_page(StandardPage, body=[("image", {**value, "caption": ""})])
        image = BeautifulSoup(str(page.body.render_as_block()), "html.parser").img
        assert image["alt"] == ("" if decorative else "Two hands")
        assert image["loading"] == "lazy"
        assert image["width"]
        assert image["height"]


def test_rich_text_keeps_nothing_dangerous() -> None:
    dirty = (
        '<p onclick="x()" style="color:red">Plain <b>bold</b> '
        '<a href="javascript:alert(1)">bad</a> <a href="https://good.example">good</a></p>'
        '<script>alert(1)</script><iframe src="https://evil.example"></iframe>'
        '<img src="x" onerror="alert(1)"><h2>Heading</h2><embed embedtype="media" url="x"/>'
    )
    converter = ContentstateConverter(features=TEXT_FEATURES)
    clean = converter.to_database_format(converter.from_database_format(dirty))
    soup = BeautifulSoup(clean, "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= {"p", "b", "a", "ul", "ol", "li"}
    assert inline_code(soup) == []
    assert [link.get("href") for link in soup.find_all("a")] in (
        [None, "https://good.example"],
        ["https://good.example"],
    )


def test_what_an_editor_types_into_a_block_is_text() -> None:
    typed = '<script>alert(1)</script>"><i>x</i>'
    page = make_page(
        StandardPage,
        body=[
            ("heading", {"text": typed, "level": "h2"}),
            ("quote", {"text": typed, "attribution": typed}),
            ("callout", {"tone": "note", "title": typed, "text": "<p>x</p>"}),
            ("button", {"label": typed, "page": None, "url": "https://a.example/"}),
            ("image", {"image": make_image(), "alt_text": typed, "caption": typed}),
            (
                "links",
                {
                    "title": typed,
                    "links": [{"label": typed, "url": "/en/", "page": None, "description": typed}],
                },
            ),
        ],
    )
    html = str(page.body.render_as_block())
    assert "<script" not in html
    assert "<i>" not in html
    assert html.count("&lt;script&gt;") == 10


@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_block_is_shown_in_both_languages(client, code: str) -> None:
    page = make_both(StandardPage, body=body_of_every_block())[code]
    prose = Answer.to(client, page.url).one("main .prose")
    text = prose.get_text(" ", strip=True)
    prefix = "ترجمة: " if code == "ar" else ""
    for words in ("Words of text", "Words of attribution", "Words of title", "Words of label"):
        assert f"{prefix}{words}" in text
    for name in ("paragraph", "text"):
        assert f"words of a {name}" in text.replace(" rich ", " ")
    assert prose.select_one("h2[id], h3[id]")
    assert prose.select_one("blockquote")
    assert prose.select_one("figure img[alt]")
    assert prose.select_one(".callout--note")
    assert prose.select_one("a.button[href='https://elsewhere.example/']")
    assert prose.select_one("section.links ul a[href='https://elsewhere.example/']")
    assert foreign(loads(prose)) == []
    assert inline_code(prose) == []


@pytest.mark.parametrize("tone", ["note", "warning", "support"])
def test_a_callout_carries_its_kind(tone: str) -> None:
    block = BodyStreamBlock().child_blocks["callout"]
    html = block.render(block.to_python({"tone": tone, "title": "", "text": "<p>Words</p>"}))
    assert f"callout--{tone}" in html


def test_a_list_of_links_asks_once_for_all_its_pages(django_assert_num_queries) -> None:
    targets = [make_both(StandardPage)["en"] for _ in range(3)]
    for number in (1, 3):
        links = [{"label": "There", "page": page, "url": ""} for page in targets[:number]]
        page = make_page(StandardPage, body=[("links", {"title": "More", "links": links})])
        page = StandardPage.objects.get(pk=page.pk)
        with override("en"), django_assert_num_queries(2):  # the chosen pages, their versions
            html = str(page.body.render_as_block())
        assert html.count("<a ") == number


def test_no_block_embeds_a_third_party() -> None:
    blocks = BodyStreamBlock().child_blocks
    assert set(blocks) == {"paragraph", "heading", "quote", "image", "callout", "button", "links"}


def test_an_empty_body_shows_nothing(client) -> None:
    page = make_page(StandardPage, body=[])
    assert isinstance(page.body, StreamValue)
    assert Answer.to(client, page.url).soup.select(".prose") == []
    assert translate(page).live
