"""What the search finds, in which order, what it forgives, and what it never shows or counts."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import Locale, PageViewRestriction

from bilingual.models import AvoidedForm, GlossaryTerm
from core.search import analysis, documents, index
from core.search.documents import Hit, Kind, SearchDocument
from core.search.models import IndexedDocument, IndexedWord, Posting
from core.search.query import Results, search
from home.models import StandardPage
from resources.models import MythPage, ServiceAddress
from tests.core.test_search import APART, MATCHING
from tests.factories.directory import make_organisation, make_service
from tests.factories.pages import make_both, make_page

pytestmark = pytest.mark.django_db


class Things:
    """A kind of thing of the tests: quick to make, found like any other."""

    def __init__(self) -> None:
        self.made: dict[int, SearchDocument] = {}

    def __call__(self, title: str, body: str = "", language: str = "en", **fields: str) -> int:
        key = len(self.made) + 1
        self.made[key] = SearchDocument("thing", language, key, title, body=body, **fields)
        return key

    def arabic(self, title: str, body: str = "") -> int:
        return self(title, body, "ar")

    def documents(self, keys) -> Iterator[SearchDocument]:
        return (self.made[key] for key in keys or self.made)

    def resolve(self, keys, language: str) -> dict[int, Hit]:
        return {key: Hit(self.made[key].title, f"/{key}/") for key in keys}


@pytest.fixture
def things(monkeypatch) -> Things:
    made = Things()
    kind = Kind("thing", "Things", made.documents, Locale.objects.all, made.resolve)
    monkeypatch.setitem(documents._kinds, "thing", kind)
    return made


def page(title: str, text: str = "", **fields):
    return make_page(StandardPage, title=title, body=[("paragraph", f"<p>{text}</p>")], **fields)


def titles(results: Results) -> list[str]:
    return [str(hit.title).replace("<mark>", "").replace("</mark>", "") for hit in results.hits]


def found(text: str, *languages: str, **options) -> list[str]:
    return titles(search(text, languages=languages or ("en",), **options))


@pytest.fixture
def schools(things):
    """Things whose order is beyond doubt."""
    things("Safe schools", "Every pupil has rights there.")
    things("Teachers", "What teachers in a school can do to make it safe.")
    things("Music", "A choir meets in the school on Mondays.")
    things("Trains", "Timetables and tickets.")
    index.rebuild()


class TestOrder:
    """What is found, and what comes first."""

    def test_all_words_before_some_and_titles_before_bodies(self, schools) -> None:
        assert found("safe school") == ["Safe schools", "Teachers", "Music"]
        assert found("schools")[0] == "Safe schools"
        assert found("trains timetable") == ["Trains"]

    def test_rarer_words_count_more(self, things) -> None:
        for number in range(5):
            things(f"Group {number}", "A group that meets.")
        things("Choir", "We sing.")
        index.rebuild()
        assert found("group choir")[0] == "Choir"

    def test_equals_stand_by_their_keys_and_every_page_of_results_is_another(self, things) -> None:
        keys = [things("Twin", "The very same words.") for _ in range(7)]
        index.rebuild()
        seen: list[int] = []
        for offset in (0, 3, 6):
            results = search("twin", languages=["en"], offset=offset, limit=3)
            assert (results.total, results.offset) == (7, offset)
            seen += [hit.key for hit in results.hits]
        assert seen == keys
        beyond = search("twin", languages=["en"], offset=700, limit=3)
        assert (beyond.offset, [hit.key for hit in beyond.hits]) == (6, seen[6:])

    def test_a7_forms_of_a_word_find_one_another(self, things) -> None:
        for number, (written, _typed) in enumerate(MATCHING):
            things.arabic(f"صفحة {number}", f"قبل {written} بعد")
        index.rebuild()
        missed = [
            pair
            for number, pair in enumerate(MATCHING)
            if f"صفحة {number}" not in found(pair[1], "ar", limit=100)
        ]
        assert missed == [("على", "علي")]  # a stop word, as which nobody looks for it

    def test_a7_different_words_stay_apart(self, things) -> None:
        for number, (written, _typed) in enumerate(APART):
            things.arabic(f"صفحة {number}", f"قبل {written} بعد")
        index.rebuild()
        wrong = []
        for number, pair in enumerate(APART):
            results = search(pair[1], languages=["ar"], limit=100)
            # A word that nobody writes may be taken for a typing mistake; then that is said.
            if f"صفحة {number}" in titles(results) and not results.suggestion:
                wrong.append(pair)
        assert wrong == []

    def test_broken_plurals_irregular_forms_and_hyphens(self, things) -> None:
        things.arabic("المدارس الآمنة")
        things("Women of the city")
        things("Non-binary people")
        index.rebuild()
        assert found("مدرسة", "ar") == ["المدارس الآمنة"]
        assert found("woman") == ["Women of the city"]
        assert found("nonbinary") == found("non-binary") == ["Non-binary people"]

    def test_languages_are_apart_unless_both_are_asked_for(self, things) -> None:
        things("Clinic HIV")
        things.arabic("عيادة HIV")
        index.rebuild()
        assert found("HIV", "en") == ["Clinic HIV"]
        assert found("HIV", "ar") == ["عيادة HIV"]
        assert sorted(found("HIV", "ar", "en")) == ["Clinic HIV", "عيادة HIV"]


class TestForgiving:
    """Typing mistakes are forgiven, and said."""

    def test_a_mistake_alone_shows_what_was_meant(self, schools) -> None:
        for typed in ("shcools", "schoools", "scools", "sxhools"):
            results = search(typed, languages=["en"])
            assert results.is_replaced, typed
            assert results.suggestion in {"schools", "school"}, typed
            assert titles(results)[0] == "Safe schools", typed

    def test_beside_a_good_word_it_is_offered(self, schools) -> None:
        results = search("safe pupli zzzzzzzz", languages=["en"])
        assert (results.suggestion, results.is_replaced) == ("safe pupil zzzzzzzz", False)
        assert titles(results)[0] == "Safe schools"

    def test_in_arabic_the_offer_is_spelled_as_people_spell(self, things) -> None:
        things.arabic("الهويّة الجندريّة")
        index.rebuild()
        results = search("الهوية الجنذرية", languages=["ar"])
        assert results.suggestion == "الهوية الجندرية"
        assert titles(results) == ["الهويّة الجندريّة"]

    def test_what_is_near_nothing_is_left(self, schools) -> None:
        results = search("xylophonist", languages=["en"])
        assert (results.total, results.suggestion, results.is_replaced) == (0, "", False)

    def test_words_of_what_was_closed_are_never_offered(self, things, schools) -> None:
        secret = page("Quokka meadow")
        index.rebuild()
        assert search("quokla", languages=["en"]).suggestion == "quokka"
        # Behind the index's back, as if the server had died before it followed.
        StandardPage.objects.filter(pk=secret.pk).update(live=False)
        assert IndexedWord.objects.filter(surface="quokka").exists()
        assert search("quokla", languages=["en"]).suggestion == ""


class TestGlossary:
    """Hurtful words find the respectful page, and are repeated nowhere."""

    @pytest.fixture
    def glossary(self, things):
        GlossaryTerm.objects.all().delete()  # those that the migrations bring
        term = GlossaryTerm.objects.create(term_en="gay people", term_ar="المثليون")
        AvoidedForm.objects.create(
            term=term, language="en", form="homos", reason_en="It hurts.", reason_ar="يجرح."
        )
        AvoidedForm.objects.create(
            term=term, language="ar", form="شاذ", reason_en="It hurts.", reason_ar="يجرح."
        )
        trans = GlossaryTerm.objects.create(
            term_en="transgender", term_ar="عابر جندريًا", forms_en="trans\ngender variant"
        )
        things("Gay people at work", "Homos is no word that we use. Rights at work are for all.")
        things("Transgender health", "A guide.")
        things.arabic("المثليون والقانون", "نصّ.")
        index.rebuild()
        return trans

    def test_the_respectful_page_is_found(self, glossary) -> None:
        for typed in ("homos", "Homos!", "homo", "the homos"):
            results = search(typed, languages=["en"])
            assert titles(results)[0] == "Gay people at work"
            assert results.respectful == ["gay people"]
            said = f"{results.shown_query} {results.suggestion}" + "".join(
                f"{hit.title}{hit.excerpt}" for hit in results.hits
            )
            assert "homo" not in said.lower()
            assert "<mark>Gay</mark> <mark>people</mark>" in results.hits[0].title

    def test_in_arabic_too(self, glossary) -> None:
        for typed in ("شاذ", "الشاذّ", "الشاذين", "بالشاذات"):
            results = search(typed, languages=["ar"])
            assert titles(results) == ["المثليون والقانون"], typed
            assert (results.respectful, results.shown_query) == (["المثليون"], ""), typed

    def test_a_hurtful_word_is_never_offered_as_the_one_that_was_meant(self, glossary) -> None:
        results = search("homsos work zzzz", languages=["en"])
        assert "homo" not in results.suggestion

    def test_other_forms_and_the_other_language_lead_to_the_term(self, glossary) -> None:
        assert found("gender variant")[0] == "Transgender health"
        assert found("gay people", "ar") == ["المثليون والقانون"]

    def test_a_myth_is_found_by_its_words_and_shown_in_no_excerpt(self) -> None:
        make_page(
            MythPage,
            title="Love is no illness",
            myth="They are all sick, the Ministry of Quokkas says",
            fact="<p>No body of medicine counts it as an illness.</p>",
        )
        index.rebuild()
        (hit,) = search("ministry quokkas sick", languages=["en"]).hits
        assert hit.title == "Love is no <mark>illness</mark>"  # which means the same as sick
        assert "uokka" not in hit.excerpt
        assert not IndexedDocument.objects.filter(body__contains="uokka").exists()
        assert not IndexedWord.objects.filter(surface__contains="quokka").exists()


class TestExcerpts:
    """The original text, letter by letter."""

    def test_marks_keep_vowel_signs_and_stretching(self, things) -> None:
        things.arabic("عن الحُقُـــوقِ", "نكتب هنا عن حُقُوقِنا جميعًا.")
        index.rebuild()
        (hit,) = search("حق", languages=["ar"]).hits
        assert hit.title == "عن <mark>الحُقُـــوقِ</mark>"
        assert hit.excerpt == "نكتب هنا عن <mark>حُقُوقِنا</mark> جميعًا."

    def test_what_editors_type_stays_text(self, things) -> None:
        things("<script>alert(1)</script> & schools", "Schools <b> & more")
        index.rebuild()
        (hit,) = search("schools", languages=["en"]).hits
        assert hit.title == "&lt;script&gt;alert(1)&lt;/script&gt; &amp; <mark>schools</mark>"
        assert "<b>" not in hit.excerpt
        assert hit.excerpt.count("<mark>") == hit.excerpt.count("</mark>") == 1

    def test_the_sentence_that_says_it_is_shown(self, things) -> None:
        filling = "Nothing to see in here at all. " * 30
        things("Long", f"{filling}The otter sleeps. {filling}")
        index.rebuild()
        (hit,) = search("otters", languages=["en"]).hits
        assert hit.excerpt.startswith("… The <mark>otter</mark> sleeps.")
        assert len(hit.excerpt) < 300

    def test_a_sentence_without_end_is_cut_at_words(self, things) -> None:
        things("Endless", "word " * 200 + "otter " + "word " * 200)
        index.rebuild()
        (hit,) = search("otter", languages=["en"]).hits
        assert "<mark>otter</mark>" in hit.excerpt
        assert hit.excerpt.startswith("… word")
        assert hit.excerpt.endswith("word …")


class TestWalls:
    """What is closed is neither found nor counted, however far behind the index is."""

    def test_a_stale_index_shows_and_counts_nothing_closed(self) -> None:
        taken_down, closed, below, fine = (page(f"Otter {name}") for name in "abcd")
        child = page("Otter child", parent=below)
        hidden = make_service(texts={"en": {"name": "Otter clinic"}})
        unsafe = make_service(texts={"en": {"name": "Otter bath"}})
        quiet = make_organisation()
        quiet.texts.filter(language="en").update(name="Otter house")
        index.rebuild()
        results = search("otter", languages=["en"])
        assert (results.total, results.kinds) == (
            8,
            {"page": 5, "service": 2, "organisation": 1},
        )
        # All of it behind the signals' back.
        StandardPage.objects.filter(pk=taken_down.pk).update(live=False)
        PageViewRestriction.objects.bulk_create(
            PageViewRestriction(page=one, restriction_type=PageViewRestriction.LOGIN)
            for one in (closed, below)
        )
        type(hidden).objects.filter(pk=hidden.pk).update(is_published=False)
        type(unsafe).objects.filter(pk=unsafe.pk).update(needs_review=True)
        type(quiet).objects.filter(pk=quiet.pk).update(is_published=False)
        assert Posting.objects.filter(stem="otter").count() == 8
        results = search("otter", languages=["en"])
        assert (results.total, results.kinds) == (1, {"page": 1})
        assert [hit.key for hit in results.hits] == [fine.pk]
        assert child.pk not in [hit.key for hit in results.hits]

    def test_an_exact_address_is_in_no_table_of_the_index(self) -> None:
        canaries = []
        for tier in ("public", "area", "hidden", "none"):
            service = make_service(
                place_tier=tier,
                is_remote=True,
                texts={"en": {"name": f"Clinic {tier}", "area": f"Areacanary{tier}"}},
            )
            ServiceAddress.objects.create(
                service=service,
                address_en=f"Streetcanary{tier} 5",
                address_ar=f"شارع كناري {tier}",
                directions_en=f"Doorcanary{tier}",
            )
            canaries.append(tier)
        index.rebuild()
        kept = str(
            [
                *IndexedDocument.objects.values_list(),
                *Posting.objects.values_list("stem", "surface"),
                *IndexedWord.objects.values_list(),
            ]
        ).lower()
        assert "clinic hidden" in " ".join(found("clinic hidden")).lower()
        for tier in canaries:
            assert f"streetcanary{tier}" not in kept
            assert f"doorcanary{tier}" not in kept
            assert found(f"streetcanary{tier}") == []
        assert "كناري" not in kept
        assert ("areacanarypublic" in kept, "areacanaryarea" in kept) == (True, True)
        assert "areacanaryhidden" not in kept

    def test_drafts_and_closed_pages_are_in_no_table_of_the_index(self) -> None:
        page("Canarydraft", live=False)
        closed = page("Canaryclosed")
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
        page("Canarybelow", parent=closed)
        edited = page("Canaryopen")
        edited.title = "Canaryedited"
        edited.save_revision()
        make_service(is_published=False, texts={"en": {"name": "Canaryservice"}})
        make_service(
            organisation=make_organisation(is_published=False),
            texts={"en": {"name": "Canaryorphan"}},
        )
        index.rebuild()
        stems = set(Posting.objects.filter(stem__startswith="canary").values_list("stem"))
        assert stems == {("canaryopen",)}
        surfaces = IndexedWord.objects.filter(surface__startswith="canary")
        assert set(surfaces.values_list("surface")) == {("canaryopen",)}


def test_words_of_a_query_stay_nowhere_in_memory(schools) -> None:
    found("school")
    before = analysis._plain.cache_info().currsize, analysis._stem.cache_info().currsize
    for text in ("canaryquery", "كناري سرّي", "canary-query school"):
        found(text, "en", "ar")
    assert (analysis._plain.cache_info().currsize, analysis._stem.cache_info().currsize) == before


class TestBadInput:
    """A clear answer to anything."""

    def test_no_word_at_all(self) -> None:
        for text in (*"\0\"'%_*\\—\u200f\ud800", "", " ", "؟!،", "ـــ"):
            results = search(text, languages=["en", "ar"])
            assert (results.is_empty, results.total, results.hits) == (True, 0, []), repr(text)

    def test_only_stop_words(self) -> None:
        for text in ("the", "what is it", "في من على", "والتي هو"):
            results = search(text, languages=["en", "ar"])
            assert (results.is_empty, results.is_only_stop_words, results.total) == (False, True, 0)

    def test_signs_do_no_harm(self, schools) -> None:
        for text in (
            'school"; DROP TABLE core_posting; --',
            "school' OR '1'='1",
            "school\0",
            "%school%",
            "school* AND NOT",
            "(school",
            "{{school}}",
            "مدرسة school ٢٠٢٦",
            "school\ud800\udfff",
            "sc\u200dhool",
            "\u202eschool\u202c",
        ):
            assert "Safe schools" in found(text, "en", "ar"), repr(text)

    def test_very_long_queries_are_cut_and_that_is_said(self, schools) -> None:
        for text in ("school " * 2000, "school" + "x" * 10_000, "school " + "مدرسة" * 3000):
            results = search(text, languages=["en", "ar"])
            assert results.was_cut
        many = " ".join(f"word{number}" for number in range(30)) + " school"
        with CaptureQueriesContext(connection) as captured:
            assert search(many, languages=["en"]).was_cut
        assert len(captured) <= 12
        assert not search("school " * 3, languages=["en"]).was_cut

    @given(text=st.text(max_size=60))
    @hypothesis_settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_anything_is_answered(self, text: str) -> None:
        results = search(text, languages=["ar", "en"])
        assert results.total >= len(results.hits)


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_is_flat(number: int) -> None:
    for each in range(number):
        make_both(StandardPage, title=f"Otter {each}")
        make_service(
            organisation=make_organisation(), texts={"en": {"name": f"Otter service {each}"}}
        )
    make_organisation().texts.filter(language="en").update(name="Otter house")
    index.rebuild()
    with CaptureQueriesContext(connection) as captured:
        results = search("otter", languages=["en"])
    assert results.total == 2 * number + 1
    # The glossary (2), how often the words occur, how many of each kind, how many documents there
    # are, the ranking, the texts; and what may be seen of each kind (3).
    assert len(captured) == 10
