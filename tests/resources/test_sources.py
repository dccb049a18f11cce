"""Footnotes: from a mark to its source and back, in both languages, and none leads nowhere."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from bilingual.content_check import check_marks
from resources.models import ArticlePage, MythPage
from resources.rules.citations import Citations, cites_in_a_link, letter, naming_nothing, numbers_in
from tests.contracts.html import Answer
from tests.factories.pages import make_both, make_page, translate


class TestMarks:
    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("One [1] and [ 2 ].", [1, 2]),
            ("Both at once [1, 3] and [2،1].", [1, 3, 2, 1]),
            ("As a translator types it [١] [٢، ٣].", [1, 2, 3]),
            ("No marks: [sic] [2019] [] [-1] (1) 1] [1 [1–2].", []),
        ],
    )
    def test_which_numbers_a_text_names(self, text: str, numbers: list[int]) -> None:
        assert numbers_in(text) == numbers

    def test_which_of_them_name_nothing(self) -> None:
        assert naming_nothing("[0] [1] [2] [3] [999]", sources=2) == [0, 3, 999]
        assert naming_nothing("[1]", sources=0) == [1]

    def test_a_mark_inside_a_link_is_noticed(self) -> None:
        assert cites_in_a_link('<p>See <a href="/x/">this [1]</a>.</p>')
        assert not cites_in_a_link('<p>See <a href="/x/?[1]">this</a> [1].</p>')

    def test_ways_back_are_named_in_the_reader_s_alphabet(self) -> None:
        assert [letter(place, language="en") for place in (1, 2, 26, 27, 53)] == [
            "a", "b", "z", "aa", "aaa",
        ]  # fmt: skip
        assert [letter(place, language="ar") for place in (1, 2, 3, 28, 29)] == [
            "أ", "ب", "ج", "غ", "أأ",
        ]  # fmt: skip

    def test_a_translator_hears_of_a_mark_that_was_lost(self) -> None:
        original = "<p>One [1], two [2, 3].</p>"
        lost = check_marks(original, "<p>واحد [١].</p>")
        assert [(finding.code, re.findall(r"\d", finding.message)) for finding in lost] == [
            ("source-mark", ["2"]),
            ("source-mark", ["3"]),
        ]
        assert check_marks(original, "<p>[٣، 2] ثم [1]</p>") == []
        assert check_marks("No marks [2019].", "بلا شيء") == []

    def test_only_text_is_changed(self) -> None:
        citations = Citations(["A", "B"], language="en")
        html = '<p title="[1]">One [1]</p><a href="/[2]">two [2]</a> <b>three</b> [1, 2] [3]'
        with override("en"):
            shown = citations.link(html)
        assert '<p title="[1]">One<sup class="cite"><a href="#source-1" id="cite-1-1"' in shown
        assert '<a href="/[2]">two [2]</a>' in shown  # a link holds no link
        assert shown.endswith(" [3]")  # in a preview; it cannot go before readers
        places = {cited.number: [place.anchor for place in cited.places] for cited in citations}
        assert places == {1: ["cite-1-1", "cite-1-2"], 2: ["cite-2-1"]}


BODY = [
    ("paragraph", "<p>Some <b>words</b> [2].</p>"),
    ("callout", {"tone": "note", "title": "", "text": "<p>More [1], [2].</p>"}),
]
MYTH = {
    "fact": "<p>Some words [2].</p>",
    "why_misleading": "<ul><li>More [1]</li></ul>",
    "fact_again": "<p>Again [2].</p>",
}
CASES = [(ArticlePage, {"body": BODY}), (MythPage, MYTH)]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "fields"), CASES, ids=["article", "fact"])
class TestOnAPage:
    def test_every_mark_leads_to_its_source_and_back(self, model, fields) -> None:
        for code, page in make_both(model, sources=3, **fields).items():
            answer = Answer.to(Client(), page.url)
            there = {link["id"]: link["href"] for link in answer.soup.select(".cite a")}
            assert there == {
                "cite-2-1": "#source-2",
                "cite-1-1": "#source-1",
                "cite-2-2": "#source-2",
            }
            assert list(there) == ["cite-2-1", "cite-1-1", "cite-2-2"]  # as the text has them
            assert {link.get_text() for link in answer.soup.select(".cite a")} == {"[1]", "[2]"}
            letters = {"en": ["a", "b"], "ar": ["أ", "ب"]}[code]
            back = {
                item["id"]: [(link["href"], link.get_text()) for link in item.select(".back a")]
                for item in answer.soup.select(".sources li")
            }
            assert back == {
                "source-1": [("#cite-1-1", letters[0])],
                "source-2": [("#cite-2-1", letters[0]), ("#cite-2-2", letters[1])],
                "source-3": [],
            }

    def test_a_mark_without_a_source_is_refused_where_it_stands(self, model, fields) -> None:
        page = make_page(model, sources=2, **fields)
        page.sources.remove(page.sources.last())
        with pytest.raises(ValidationError) as refused:
            page.save_revision()
        messages = refused.value.message_dict
        assert set(messages) == ({"body"} if model is ArticlePage else {"fact", "fact_again"})
        assert "Some words [2]" in next(iter(messages.values()))[0]
        assert model.objects.get(pk=page.pk).sources.count() == 2

    def test_a_translation_that_names_another_source_does_not_go_live(self, model, fields) -> None:
        page = make_page(model, sources=2, **fields)
        path = "fact"
        if model is ArticlePage:
            path = f"body.{page.body[0].id}"
        with pytest.raises(ValidationError):
            translate(page, words={path: "كلام [7]"})
        versions = model.objects.filter(translation_key=page.translation_key)
        assert [version.pk for version in versions.live()] == [page.pk]


@pytest.mark.django_db
def test_marks_stand_in_the_running_text_alone() -> None:
    page = make_page(MythPage)
    page.summary_text, page.title, page.myth = "In short [1].", "A fact [1]", "A myth [1]"
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.message_dict) == {"summary_text", "title", "myth"}
    quote = ("quote", {"text": "Words [1]", "attribution": ""})
    with pytest.raises(ValidationError, match="running text"):
        make_page(ArticlePage, body=[("paragraph", "<p>Words [1].</p>"), quote])
    link = '<p>See <a href="https://a.example/">this [1]</a>.</p>'
    with pytest.raises(ValidationError, match="behind the link"):
        make_page(ArticlePage, body=[("paragraph", link)])


@pytest.mark.django_db
def test_a_source_needs_an_address() -> None:
    source = make_page(MythPage).sources.first()
    for address in ("", "javascript:alert(1)", " javascript:alert(1)", "JaVaScRiPt://x.example/"):
        source.url = address
        with pytest.raises(ValidationError) as refused:
            source.full_clean()
        assert set(refused.value.message_dict) == {"url"}
