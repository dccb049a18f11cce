"""The public glossary: both languages, nothing hurtful unasked, and words explained in articles."""

from collections import defaultdict
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.rich_text import RichText

from bilingual.avoided_words import fold
from bilingual.models import AvoidedForm, GlossaryTerm
from resources.glossary import letters
from resources.models import ArticlePage, MythPage
from tests.contracts.html import Answer
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def empty() -> None:
    make_site()
    GlossaryTerm.objects.all().delete()


def make_term(english: str, arabic: str, **fields) -> GlossaryTerm:
    fields = {"definition_en": f"{english} means.", "definition_ar": f"معنى {arabic}.", **fields}
    return GlossaryTerm.objects.create(term_en=english, term_ar=arabic, **fields)


def avoid(term: GlossaryTerm, form: str, language: str = "en", **fields) -> AvoidedForm:
    fields = {"reason_en": f"Why not {form}.", "reason_ar": f"لماذا لا {form}.", **fields}
    return AvoidedForm.objects.create(term=term, form=form, language=language, **fields)


def page(language: str) -> BeautifulSoup:
    answer = Answer.to(Client(), f"/{language}/resources/glossary/")
    assert answer.response.status_code == 200
    assert not answer.response.cookies
    return answer.soup


class TestPage:
    """The glossary for everybody."""

    def test_both_languages_each_in_its_own_order(self) -> None:
        make_term("zeal", "أمل")
        make_term("Aid", "المودّة")
        make_term("care", "الإفصاح")
        english, arabic = page("en"), page("ar")

        assert [term.get_text() for term in english.select("dfn")] == ["Aid", "care", "zeal"]
        assert [head.get_text() for head in english.select(".section h2")] == ["A", "C", "Z"]
        # The article counts for nothing, and every alef is one letter.
        assert [term.get_text() for term in arabic.select("dfn")] == ["الإفصاح", "أمل", "المودّة"]
        assert [head.get_text() for head in arabic.select(".section h2")] == ["ا", "م"]
        anchors = [[entry["id"] for entry in soup.select(".entry")] for soup in (english, arabic)]
        assert anchors[0] == ["term-aid", "term-care", "term-zeal"]
        assert sorted(anchors[0]) == sorted(anchors[1])
        for soup in (english, arabic):
            for link in soup.select("nav.letters a"):
                assert soup.find(id=link["href"].removeprefix("#")) is not None
        other = english.select_one("#term-care small bdi")
        assert (other["lang"], other.get_text()) == ("ar", "الإفصاح")
        said = {link["hreflang"]: link["href"] for link in english.select("link[hreflang]")}
        assert said.keys() == {"ar", "en", "x-default"}
        assert said["ar"].endswith("/ar/resources/glossary/")

    @pytest.mark.parametrize("language", ["ar", "en"])
    def test_nobody_meets_a_slur_unasked(self, language: str) -> None:
        term = make_term("queer", "كوير")
        avoid(term, "slurone", "en", suggestion="a queer person")
        avoid(term, "شتيمة", "ar")
        soup = page(language)
        (details,) = soup.select("details")
        assert not details.has_attr("open")
        assert details.has_attr("data-nosnippet")
        assert "may hurt" in details.summary.get_text() or language == "ar"
        for word in ("slurone", "شتيمة"):
            assert word in details.get_text()
            assert word not in details.summary.get_text()
        first = details.select("li bdi")[0]
        assert first["lang"] == language
        assert "a queer person" in details.get_text()
        assert ("Why not slurone." in details.get_text()) == (language == "en")
        details.decompose()
        assert "slurone" not in str(soup)
        assert "شتيمة" not in str(soup)

    def test_what_is_not_public_is_not_there(self) -> None:
        hidden = make_term("workword", "كلمة للعمل", is_public=False)
        avoid(hidden, "hiddenslur")
        make_term("aid", "عون")
        for language in ("ar", "en"):
            text = str(page(language))
            assert "workword" not in text
            assert "hiddenslur" not in text

    def test_what_editors_type_stays_text(self) -> None:
        term = make_term(f"a{SCRIPT}", f"ب{SCRIPT}", usage_en=SCRIPT, forms_en=f"x{SCRIPT}\n\n y ")
        avoid(term, f"slur{SCRIPT}", suggestion=SCRIPT)
        soup = page("en")
        assert [script for script in soup.select("script") if "alert" in script.get_text()] == []
        assert "x<script>" in soup.select_one(".entry").get_text()

    def test_an_empty_glossary_says_so(self) -> None:
        assert "There are no words here yet." in page("en").get_text()

    def test_the_page_costs_the_same_for_one_and_for_three(self) -> None:
        def cost() -> int:
            page("ar")
            with CaptureQueriesContext(connection) as captured:
                page("ar")
            return len(captured)

        avoid(make_term("a", "أ"), "x")
        one = cost()
        for name in "bc":
            avoid(make_term(name, name), "y")
        assert cost() == one

    def test_signs_that_are_no_letters_have_a_place(self) -> None:
        make_term("2SLGBTQ+", "+")
        with override("en"):
            (group,) = letters("en")
        assert (group.letter, group.entries[0].anchor) == ("S", "term-2slgbtq")
        (group,) = letters("ar")
        assert group.letter == "#"


class TestFirstForms:
    """What a new site begins with beside its terms."""

    def test_every_form_may_be_written_and_belongs_to_one_term(self) -> None:
        import_module("bilingual.migrations.0002_first_terms").add(apps, None)
        import_module("bilingual.migrations.0003_public_glossary").fill(apps, None)
        for language in ("ar", "en"):
            owners: dict[str, set[str]] = defaultdict(set)
            for term in GlossaryTerm.objects.all():
                term.full_clean()
                for form in (term.term(language), *term.other_forms(language)):
                    owners[fold(form).casefold()].add(term.slug)
            assert {form: slugs for form, slugs in owners.items() if len(slugs) > 1} == {}
        assert GlossaryTerm.objects.exclude(forms_ar="").count() > 15
        assert not GlossaryTerm.objects.get(term_en="suicide").is_explained


class TestTerm:
    """What a row keeps."""

    def test_its_anchor_stays_and_belongs_to_it_alone(self) -> None:
        first, second = make_term("mutual aid", "تكافل"), make_term("Mutual Aid!", "عون")
        nameless = make_term("؟", "؟")
        assert (first.slug, second.slug, nameless.slug) == ("mutual-aid", "mutual-aid-2", "term")
        first.term_en = "solidarity"
        first.save()
        assert first.slug == "mutual-aid"

    def test_what_is_to_be_avoided_is_not_recommended(self) -> None:
        avoid(make_term("queer", "كوير"), "the gays")
        for forms in ("fine\nThe gays today", "\n".join(["x"] * 21), "x" * 121):
            with pytest.raises(ValidationError) as refused:
                GlossaryTerm(term_en="a", term_ar="أ", forms_en=forms).full_clean()
            assert set(refused.value.message_dict) == {"forms_en"}
        GlossaryTerm(term_en="a", term_ar="أ", forms_ar="the gays\n\n").full_clean()


TEMPLATE = Template(
    "{% load glossary wagtailcore_tags %}"
    "{% explaining as words %}{% for text in texts %}{{ text|richtext }}{% endfor %}"
    "{{ plain }}{% endexplaining %}"
    '{% include "components/words.html" with words=words only %}'
)


def article(*texts: str, language: str = "en", plain: str = "") -> BeautifulSoup:
    with override(language):
        html = TEMPLATE.render(
            Context({"texts": [RichText(text) for text in texts], "plain": plain})
        )
    return BeautifulSoup(html, "html.parser")


class TestExplaining:
    """First uses in an article lead to what they mean, and back."""

    def test_there_and_back_without_a_script(self) -> None:
        make_term("queer", "كوير")
        make_term("mutual aid", "التكافل", forms_en="solidarity")
        soup = article("<p>Solidarity of queer people.</p>", "<p>Queer mutual aid.</p>")
        links = soup.select("a.term")
        assert [link.get_text() for link in links] == ["Solidarity", "queer"]
        assert soup.section["role"] == "doc-glossary"
        for link in links:
            meaning = soup.find(id=link["href"].removeprefix("#"))
            assert meaning.find_parent("section") is soup.section
            back = meaning.find("a", role="doc-backlink")
            assert back["href"] == f"#{link['id']}"
        assert [term.get_text() for term in soup.select("dt")] == ["mutual aid", "queer"]
        glossary = [link["href"] for link in soup.select("dd a")][1]
        assert glossary == "/en/resources/glossary/#term-mutual-aid"
        assert soup.select("script, button, details, [style]") == []
        ids = [tag["id"] for tag in soup.select("[id]")]
        assert len(ids) == len(set(ids))

    def test_in_arabic_by_arabic_words(self) -> None:
        make_term("queer", "كوير")
        soup = article("<p>والكوير queer</p>", language="ar")
        assert [link.get_text() for link in soup.select("a.term")] == ["والكوير"]
        assert "معنى كوير." in soup.section.get_text()

    def test_what_needs_no_meaning_gets_none(self) -> None:
        make_term("suicide", "انتحار", is_explained=False)
        make_term("workword", "عمل", is_public=False)
        make_term("bare", "عار", definition_en="")
        soup = article("<p>suicide workword bare</p>", plain="queer <b>")
        assert soup.select("a") == []
        assert soup.section is None

    def test_a_quote_and_plain_text_are_left_alone(self) -> None:
        make_term("queer", "كوير")
        assert article("<blockquote>queer</blockquote>", plain="queer").select("a.term") == []

    def test_what_editors_type_stays_text(self) -> None:
        make_term("queer", "كوير", definition_en=SCRIPT)
        soup = article("<p>queer &lt;script&gt;</p>")
        assert soup.select("script") == []
        assert SCRIPT in soup.section.get_text()

    @pytest.mark.parametrize("number", [1, 3])
    def test_one_query_however_much_is_explained(self, number, django_assert_num_queries) -> None:
        for count in range(number):
            make_term(f"term{count}x", f"كلمة{count}")
        text = " ".join(f"term{count}x" for count in range(number))
        with django_assert_num_queries(1):
            soup = article(*[f"<p>{text}</p>"] * number)
        assert len(soup.select("a.term")) == number


class TestPages:
    """Facts and articles explain their words; the myth, headings and quotes stay as they are."""

    def read(self, page) -> BeautifulSoup:
        answer = Answer.to(Client(), page.url)
        assert answer.response.status_code == 200
        return answer.soup

    def test_a_fact(self) -> None:
        make_term("queer", "كوير")
        soup = self.read(
            make_page(
                MythPage,
                title="Queer people are people",
                summary_text="Queer people.",
                fact="<h3>Queer</h3><p>They are queer people [1].</p>",
                myth="Queer people are not.",
                why_misleading="<p>Queer people again.</p>",
                sources=1,
            )
        )
        (link,) = soup.select("main a.term")
        assert link.parent.get_text().startswith("They are queer people")
        assert soup.select_one("#word-queer dd").get_text(strip=True).startswith("queer means.")
        assert soup.select_one(".cite a")["href"] == "#source-1"
        assert soup.select(".myth a, h1 a, h2 a.term, h3 a, nav a.term") == []

    def test_an_article(self) -> None:
        make_term("queer", "كوير")
        body = [
            ("heading", {"text": "Queer", "level": "h2"}),
            ("quote", {"text": "Queer words", "attribution": ""}),
            ("paragraph", "<p>First queer, then queer.</p>"),
        ]
        soup = self.read(make_page(ArticlePage, body=body))
        (link,) = soup.select("main a.term")
        assert link.parent.get_text() == "First queer, then queer."
        assert len(soup.select('section[role="doc-glossary"] dt')) == 1
