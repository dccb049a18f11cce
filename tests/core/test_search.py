"""B18, A7: a search finds a word in the forms that people write it in, on either database."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from modelsearch.backends import get_search_backends_with_name
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object
from wagtail.search.query import And, Not, Or, Phrase, PlainText

from core.search.backend import with_folded
from core.search.folding import fold
from home.models import StandardPage
from tests.factories.pages import make_both, make_page, make_site, page_models, translate
from tests.factories.people import make_editor

# What stands in a text, and what somebody types.
MATCHING = [
    ("المدرسة", "مدرسة"),
    ("الإعلام", "الاعلام"),
    ("إعلام", "اعلام"),
    ("حُقُوق", "حقوق"),
    ("والحقوق", "حقوق"),
    ("بالحقوق", "الحقوق"),
    ("للحقوق", "حقوق"),
    ("وللحقوق", "حقوق"),
    ("حقوقنا", "حقوق"),
    ("حقوقهم", "حقوقكم"),
    ("لحقوقهنّ", "حقوق"),
    ("الصحّة", "صحة"),
    ("صحه", "صحة"),
    ("مساعدة", "المساعدات"),
    ("مساعدتكم", "مساعدة"),
    ("خدمات", "الخدمة"),
    ("مثليّون", "مثلي"),
    ("المثليين", "مثليون"),
    ("مثليّات", "المثلية"),
    ("العابرين", "عابر"),
    ("عابرات", "عابرة"),
    ("هويّتي", "الهوية"),
    ("حرّيتنا", "حرية"),
    ("لبنان", "بلبنان"),
    ("لبنانيّة", "لبناني"),
    ("الفلسطينيّة", "فلسطين"),
    ("مســـاحة", "مساحة"),
    ("على", "علي"),
    ("آمنة", "امنة"),
    ("مسؤولية", "مسوولية"),
    ("اللاجئين", "لاجئ"),
    ("القانون", "قانوني"),
    ("وواجبات", "واجب"),
    ("والدين", "والد"),
    ("سنة ٢٠٢٦", "2026"),
    ("Café", "cafe"),
    ("SAFETY", "safety"),
]
APART = [
    ("كتاب", "مكتبة"),
    ("دين", "والدين"),
    ("حق", "حقيقة"),
    ("بيت", "بنت"),
    ("ألم", "أمل"),
    ("لبن", "لبنان"),
    ("علم", "إعلام"),
    ("صحة", "صحن"),
    ("ولد", "والد"),
    ("قلب", "كلب"),
    ("حرب", "حرية"),
    ("safe", "sofa"),
]
ARABIC = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=30)


class TestFolding:
    """The words themselves; no database is asked."""

    @pytest.mark.parametrize(("written", "typed"), MATCHING)
    def test_a7_forms_of_a_word_are_folded_alike(self, written: str, typed: str) -> None:
        assert set(fold(typed).split()) <= set(fold(written).split())

    @pytest.mark.parametrize(("written", "typed"), APART)
    def test_a7_different_words_stay_apart(self, written: str, typed: str) -> None:
        assert fold(written) != fold(typed)

    @given(st.one_of(st.text(max_size=40), ARABIC))
    def test_folding_twice_changes_nothing(self, text: str) -> None:
        assert fold(fold(text)) == fold(text)

    @given(ARABIC)
    def test_every_word_leaves_something_to_find(self, text: str) -> None:
        # Tatweel stands between the letters and is none.
        if any("ب" <= letter <= "ي" for letter in text.replace("ـ", "")):
            assert fold(text)

    @given(st.lists(st.sampled_from([word for pair in MATCHING for word in pair]), max_size=6))
    def test_words_are_folded_one_by_one(self, words: list[str]) -> None:
        assert fold(" ".join(words)) == " ".join(fold(word) for word in words)

    def test_marks_and_signs_are_no_words(self) -> None:
        assert fold("؟! «»، ـــ \u200f") == ""
        assert fold("") == ""

    def test_short_words_keep_their_letters(self) -> None:
        for word in ("ال", "و", "في", "من", "هي", "به", "لا", "الى"):
            assert len(fold(word)) >= min(len(word), 2)


class TestQueries:
    """What is asked for is what was typed, or the folded words."""

    def test_a_folded_form_is_asked_for_beside(self) -> None:
        query = with_folded(PlainText("المدرسة", operator="or"))
        assert isinstance(query, Or)
        assert [part.query_string for part in query.subqueries] == ["المدرسة", "مدرس"]
        assert {part.operator for part in query.subqueries} == {"or"}

    def test_what_does_not_change_is_asked_for_once(self) -> None:
        for text in ("safety", "؟!"):
            assert with_folded(PlainText(text)).query_string == text

    def test_inside_other_queries(self) -> None:
        query = with_folded(And([PlainText("safe"), Not(Phrase("الحق في الصحة"))]))
        assert query.subqueries[0].query_string == "safe"
        phrases = query.subqueries[1].subquery.subqueries
        assert [phrase.query_string for phrase in phrases] == ["الحق في الصحة", "حق في صحه"]


@pytest.mark.django_db
def test_b18_there_is_one_backend() -> None:
    assert list(settings.WAGTAILSEARCH_BACKENDS) == ["default"]
    assert [name for name, _backend in get_search_backends_with_name()] == ["default"]


@pytest.mark.django_db
class TestDatabase:
    """The same on SQLite and on PostgreSQL."""

    def page(self, text: str, **fields) -> StandardPage:
        page = make_page(StandardPage, body=[("paragraph", f"<p>{text}</p>")], **fields)
        insert_or_update_object(page)  # as the worker does
        return page

    def found(self, words: str, **options) -> set[str]:
        results = get_search_backend().search(words, Page.objects.all(), **options)
        return {page.title for page in results}

    def test_b18_pairs_that_match(self) -> None:
        for number, (written, _typed) in enumerate(MATCHING):
            self.page(f"قبل {written} بعد", title=f"Page {number}")
        missed = [
            pair
            for number, pair in enumerate(MATCHING)
            if f"Page {number}" not in self.found(pair[1])
        ]
        assert missed == []

    def test_b18_pairs_that_do_not(self) -> None:
        for number, (written, _typed) in enumerate(APART):
            self.page(written, title=f"Page {number}")
        wrong = [
            pair for number, pair in enumerate(APART) if f"Page {number}" in self.found(pair[1])
        ]
        assert wrong == []

    def test_several_words_are_all_needed(self) -> None:
        self.page("حقوقنا في المدارس", title="One")
        self.page("الحق في الصحّة", title="Two")
        assert self.found("حق صحة") == {"Two"}
        assert self.found("الحقوق المدارس") == {"One"}
        assert self.found("حقوق صحة", operator="or") == {"One", "Two"}

    def test_phrases_and_exclusions(self) -> None:
        self.page("الحق في الصحّة", title="One")
        self.page("الصحّة في الحق", title="Two")
        assert self.found(Phrase("حق في صحة")) == {"One"}
        self.page("الصحّة في المدارس", title="Three")
        assert self.found(And([PlainText("صحة"), Not(PlainText("حق"))])) == {"Three"}

    @pytest.mark.parametrize(
        "words", ["؟", "'", '"', "a' OR 'b", "( :*", "\\", "%", "ال", "\u200f"]
    )
    def test_what_is_no_word_does_no_harm(self, words: str) -> None:
        self.page("الحق في الصحّة")
        for query in (words, Phrase(words)):
            self.found(query)
        list(get_search_backend().autocomplete(words, Page))

    @pytest.mark.parametrize(
        "typed", ["م", "مد", "المد", "مدرس", "المدرسة", "مدرسه", "والمدرسة", "المدرسة الام"]
    )
    def test_b18_somebody_types(self, typed: str) -> None:
        self.page("", title="المدرسة الآمنة")
        (page,) = get_search_backend().autocomplete(typed, Page)
        assert page.title == "المدرسة الآمنة"

    def test_a_match_in_the_title_comes_first(self) -> None:
        self.page("كلمات كثيرة جدًّا، ومنها الصحّة في آخرها", title="سلامة")
        self.page("كلمات", title="الصحّة")
        results = get_search_backend().search("صحة", Page.objects.all())
        assert next(iter(results)).title == "الصحّة"

    @pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
    def test_every_page_is_found_by_its_words(self, model) -> None:
        page = make_both(model)["ar"]
        assert "ترجمة" in page.searchable_text
        insert_or_update_object(page)
        found = get_search_backend().search("الترجمات", Page.objects.filter(locale=page.locale))
        assert [result.pk for result in found] == [page.pk]

    def test_the_text_holds_what_readers_read(self) -> None:
        page = self.page("<b>Bold</b> words", introduction="First", search_description="Short")
        words = page.searchable_text
        assert "<" not in words
        for text in ("Bold", "First", "Short", page.title):
            assert text in words
        assert page.slug not in words

    def test_a_page_that_is_deleted_is_forgotten(self) -> None:
        page = self.page("الصحّة", title="One")
        page.delete()
        assert self.found("صحة") == set()

    def test_the_admin_finds_pages_so(self, client, settings) -> None:
        settings.WAGTAIL_2FA_REQUIRED = False
        client.force_login(make_editor())
        arabic = translate(make_page(StandardPage), words={"title": "المدرسة الآمنة"})
        insert_or_update_object(arabic)
        for address in ("/admin/pages/search/", f"/admin/pages/{make_site().ar.pk}/"):
            shown = client.get(address, {"q": "مدرسه"}, secure=True)
            assert "المدرسة الآمنة" in shown.content.decode(), address
