"""The lists of words: what they bring together, what they keep apart, and that each is sound."""

import pytest

from bilingual.models import AvoidedForm
from core.search import words
from core.search.analysis import terms
from core.search.families import listed_stem
from core.search.folding import plain_letters
from core.search.synonyms import Thesaurus

LISTS = sorted(words.FOLDER.glob("*.txt"))

TOGETHER = [
    # broken plurals, with what is written together with them
    ("وبأطبائهم", "طبيب"),
    ("للمدارس", "مدرستنا"),
    ("حقوقكم", "بالحق"),
    ("أصدقائي", "صديقة"),
    ("أمي", "الأمهات"),
    ("لأهاليهم", "الأهل"),
    ("أدويتك", "الدواء"),
    ("مراكزنا", "مركز"),
    ("القوانين", "قانونًا"),
    ("نفسية", "النفس"),
    # verbs, with who does it, when, and to whom
    ("يبتزونني", "الابتزاز"),
    ("ابتزّوه", "مبتز"),
    ("طردوني", "مطرود"),
    ("سيساعدونكم", "مساعدة"),
    ("خفت", "خائفة"),
    ("يخافون", "الخوف"),
    ("حكوا", "بحكي"),
    ("حيعتقلوني", "اعتقالات"),
    ("فاتصل", "اتصالات"),
    ("زرناهم", "زيارة"),
    # English
    ("men", "man"),
    ("children's", "child"),
    ("taught", "teaching"),
    ("counseling", "counselling"),
    ("oestrogen", "estrogen"),
    ("organizations", "organisation"),
]
APART = [
    ("الأمان", "ألم"),  # not two pains
    ("كامل", "أمل"),
    ("مالك", "مال"),
    ("مكتب", "مكتبة"),
    ("شروط", "شرطة"),
    ("بابا", "باب"),
    ("بعيد", "عيد"),
    ("أمكن", "أم"),
    ("لجان", "لجوء"),
    ("الأدوات", "الأدوية"),
    ("كرة", "كراهية"),
    ("أماكن", "أمان"),
    ("programming", "programme"),
]
SYNONYMS = [
    ("دكتور", "طبيبة"),
    ("مصاري", "المال"),
    ("الجوال", "هاتفي"),
    ("attorneys", "lawyer"),
    ("lawyer", "محامون"),
    ("soccer", "football"),
    ("work from home", "remote work"),
    ("فلوس", "money"),
]


def stems(text: str) -> set[str]:
    return {term.stem for term in terms(text, "") if not term.is_compound}


def names(text: str) -> set[str]:
    return {term.stem for term in terms(text, "") if term.is_compound}


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_each_list_says_where_it_comes_from_and_what_belongs_into_it(path) -> None:
    first, second, *_lines = path.read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert second.startswith("# Compiled ")


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_forms_of_a_word_are_found_by_one_another(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_words_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert stems(one).isdisjoint(stems(other))


@pytest.mark.parametrize(("one", "other"), SYNONYMS)
def test_synonyms_share_a_name(one: str, other: str) -> None:
    assert names(one) & names(other)


def test_a_stop_word_is_no_synonym_by_its_stem() -> None:
    assert names("مثلي")
    assert terms("مثل", "ar") == []


def test_no_english_form_belongs_to_two_words() -> None:
    lines = [line.split() for line in words._lines("forms_en.txt")]
    forms = [word for line in lines for word in line]
    assert len(forms) == len(set(forms)), sorted({one for one in forms if forms.count(one) > 1})


def test_every_verb_of_the_list_is_recognised_with_its_persons() -> None:
    nouns = words.arabic_nouns()
    for _past, present, written in words._verbs():
        family = nouns[plain_letters(written.split()[0])]
        for stem in present.split():
            verb = f"ي{plain_letters(stem)}"
            # What is also written as a noun is taken for the noun, as in أسرة and يأسر.
            assert listed_stem(verb) == family or verb in nouns, verb


def test_every_form_of_the_lists_is_found_by_its_first() -> None:
    for line in words._lines("plurals_ar.txt"):
        assert len({listed_stem(plain_letters(word)) for word in line.split()}) == 1, line


def test_every_synonym_says_something() -> None:
    for alike in words.synonyms():
        assert len(alike) > 1, alike
        for phrase in alike:
            assert terms(phrase, "en") or terms(phrase, "ar"), phrase
            assert names(phrase), phrase


@pytest.mark.django_db
def test_no_synonym_hurts() -> None:
    assert AvoidedForm.objects.exists()
    for language in ("ar", "en"):
        thesaurus = Thesaurus(language)
        hurtful = [
            phrase
            for alike in words.synonyms()
            for phrase in alike
            if thesaurus.hurts(phrase, language)
        ]
        assert hurtful == []
