"""The text check remarks on what is surely wrong, and keeps silent about the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.avoided_words import find_avoided
from bilingual.content_check import Avoided, check_images, check_text, plain

TERMS = [
    Avoided("شاذ", "ar", "سبب", "مثلي"),
    Avoided("شواذ", "ar", "سبب", "مثليون"),
    Avoided("شذوذ", "ar", "سبب", "المثلية"),
    Avoided("الشذوذ الجنسي", "ar", "سبب", "المثلية الجنسية"),
    Avoided("سحاق", "ar", "سبب"),
    Avoided("سحاقية", "ar", "سبب", "مثلية"),
    Avoided("تغيير الجنس", "ar", "سبب", "العبور"),
    Avoided("متحول جنسيا", "ar", "سبب", "عابر"),
    Avoided("homosexuals", "en", "reason", "gay people"),
    Avoided("conversion therapy", "en", "reason", "conversion practices"),
    Avoided("AIDS victim", "en", "reason", "person living with HIV"),
]


def codes(text: str, language: str = "ar", **options) -> list[str]:
    return [finding.code for finding in check_text(text, language, terms=TERMS, **options)]


@pytest.mark.parametrize(
    ("text", "excerpt", "better"),
    [
        ("جاء الربيع, ثم رحل", "الربيع, ثم", "الربيع، ثم"),
        ("متى نلتقي?", "نلتقي?", "نلتقي؟"),
        ("قال ذلك; ومضى", "ذلك; ومضى", "ذلك؛ ومضى"),
        ("(في المدينة), ثم", "المدينة), ثم", "المدينة)، ثم"),
        ("جلسنا مع Sam, ثم مضينا", "Sam, ثم", "Sam، ثم"),
        ("كُتُبٌ, وأقلام", "كُتُبٌ, وأقلام", "كُتُبٌ، وأقلام"),
        ("زوروا https://sanad.example/?q=ع,ب, ثم", None, None),
    ],
)
def test_latin_marks_beside_arabic_letters_are_remarked_on(text, excerpt, better):
    (finding,) = check_text(text, "ar")

    assert finding.code == "latin-mark"
    if excerpt:
        assert (finding.excerpt, finding.suggestion) == (excerpt, better)


@pytest.mark.parametrize(
    "text",
    [
        "أنفقنا 1,000 ثم ١٬٠٠٠ درهم.",
        "الرابط https://sanad.example/ar/?q=عون,سند;عون يعمل.",
        "اكتبوا إلى help@sanad.example أو /ar/support/?x=1,2 وحسب.",
        "<p>اكتبوا <code>أ, ب; ج?</code> كما هو.</p>",
        "قالت “Hello, world; really?” ومضت.",
        "الكتاب «Love, Simon» معروف.",
        "نص وثمّ نص… نص ... نص.",
        "كلمة الـ queer معروفة، وفي سنة 1440 هـ كذلك.",
        "المرجع: HRW, ILGA.",
        "A &lt; B و&nbsp;نص",
    ],
)
def test_what_only_looks_like_a_latin_mark_is_left_alone(text):
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "language", "code", "better"),
    [
        ("نص  نص", "ar", "double-space", "نص نص"),
        ("one  two", "en", "double-space", "one two"),
        ("one \u00a0two", "en", "double-space", "one two"),
        ("نص ، نص", "ar", "space-before", "نص، نص"),
        ("نص ،نص", "ar", "space-before", "نص، نص"),
        ("أحقًا ؟", "ar", "space-before", "أحقًا؟"),
        ("Really ?", "en", "space-before", "Really?"),
        ("one , two", "en", "space-before", "one, two"),
        ("نص ـ نص", "ar", "tatweel", "نص – نص"),
        ("ســـند", "ar", "tatweel", "سند"),
    ],
)
def test_spaces_and_stretching_are_remarked_on(text, language, code, better):
    (finding,) = check_text(text, language)

    assert (finding.code, finding.suggestion) == (code, better)


@pytest.mark.parametrize(
    "text",
    ["Wait ... what", "See .env and :) too", "x\n  y", "He said “ … ”", "at 10 :30", "a\n\nb"],
)
def test_spaces_that_may_be_meant_are_left_alone(text):
    assert codes(text, "en") == []


@pytest.mark.parametrize(
    "form",
    [
        *("شاذ", "الشاذ", "وشاذ", "بالشاذ", "للشاذ", "وللشاذين", "شاذّون", "شاذة", "الشاذات"),
        *("الشُّذوذ", "وبالشذوذ", "شـذوذ", "شذوذهم", "للشواذ", "فالشواذ", "كالشواذ"),
        *("السحاق", "سحاقيات", "والسحاقيّة", "السحاقيات", "متحولة جنسيًا", "المتحولين جنسيّا"),
        *("تغيير الجنس", "بتغيير جنسها", "تغيير جنسه"),
    ],
)
def test_words_to_avoid_are_found_with_what_arabic_adds_to_them(form):
    text = f"كتب عن {form} مرة."

    (finding,) = check_text(text, "ar", terms=TERMS)

    assert finding.code == "avoid"
    assert finding.excerpt == form


@pytest.mark.parametrize(
    "text",
    [
        "إسحاق والشاذلي وانسحاق",
        "استحقاق واستشاذة",
        "تغيير الجنسية وتغيير جنسيته",
        "الشاذلية طريقة",
        "homosexuals",  # an English form in an Arabic text is somebody's quotation
    ],
)
def test_words_to_avoid_are_not_found_inside_other_words(text):
    assert codes(text) == []


def test_english_forms_are_found_in_any_case_with_hyphens_and_in_the_plural():
    text = "Homosexuals, Conversion-therapies, an AIDS victim’s story, and AIDS victims."

    excerpts = [finding.excerpt for finding in check_text(text, "en", terms=TERMS)]

    assert excerpts == ["Homosexuals", "Conversion-therapies", "AIDS victim’s", "AIDS victims"]
    assert codes("a homosexualsx and xhomosexuals", "en") == []


def test_the_longest_form_is_named_with_its_reason_and_what_to_write():
    (finding,) = check_text("كتب عن الشذوذ الجنسيّ مرة.", "ar", terms=TERMS)

    assert finding.excerpt == "الشذوذ الجنسيّ"
    assert finding.suggestion == "المثلية الجنسية"
    assert "سبب" in finding.message


def test_quoted_words_are_asked_about_and_not_reproached():
    assert codes("يسمّونه «الشذوذ» ظلمًا.") == ["avoid-quoted"]
    assert codes("الشذوذ ظلم.", quoted=True) == ["avoid-quoted"]


def test_the_same_remark_is_made_once():
    assert codes("شواذ وشواذ وشواذ") == ["avoid", "avoid"]


def test_code_and_tags_are_no_text():
    html = '<p>عن <a id="a1">العون</a>, و<b>السند</b></p>'

    assert plain(html) == "\nعن العون, والسند\n"
    assert [finding.excerpt for finding in check_text(html, "ar")] == ["العون, والسند"]


def test_images_without_words_are_found_at_any_depth():
    silent = {"image": 1, "alt_text": " ", "decorative": False, "caption": "x"}
    body = [
        {"type": "image", "id": "a", "value": silent},
        {"type": "image", "id": "b", "value": {**silent, "decorative": True}},
        {"type": "image", "id": "c", "value": {**silent, "alt_text": "A hand"}},
        {"type": "rows", "id": "d", "value": [{"type": "item", "id": "e", "value": silent}]},
        {"type": "image", "id": "f", "value": {**silent, "alt_text": "IMG_2024.JPG"}},
    ]

    found = list(check_images(body, "body"))

    assert [path for path, _ in found] == [
        "body.a.alt_text",
        "body.d.e.alt_text",
        "body.f.alt_text",
    ]
    assert {finding.code for _, finding in found} == {"alt-text"}


pieces = st.sampled_from(
    [
        *("نص", "شاذ", "الشذوذ الجنسي", "سحاقيات", "كُتُبٌ", "LGBTQ+", "a", "homosexuals"),
        *(",", ";", "?", "،", "؟", ".", "…", " ", "  ", "\u00a0", "\n", "ـ", "ـــ", "«", "»"),
        *("“", "”", '"', "(", ")", "<b>", "</b>", "<p>", "<", ">", "&amp;", "&", "1,000"),
        *("https://sanad.example/?a=ب,ج", "<code>", "</code>", "\u0651", "\u200f"),
    ]
)


@given(parts=st.lists(pieces, max_size=30), language=st.sampled_from(["ar", "en"]))
def test_every_excerpt_is_in_the_text(parts, language):
    html = "".join(parts)

    for finding in check_text(html, language, terms=TERMS):
        assert finding.excerpt
        assert finding.excerpt in plain(html)


@given(text=st.text(max_size=80), language=st.sampled_from(["ar", "en"]))
def test_any_text_can_be_checked(text, language):
    for finding in check_text(text, language, terms=TERMS):
        assert finding.excerpt in plain(text)


@given(form=st.text(max_size=30), text=st.text(max_size=60))
def test_any_form_can_be_looked_for(form, text):
    for language in ("ar", "en"):
        find_avoided(text, [Avoided(form, language)])


words = st.sampled_from(
    [
        *("المثليات", "والمثليون", "العابرات", "مجتمع الميم", "الشاذلي", "إسحاق", "كُتُبًا"),
        *("الجنسية", "العون", "1,000", "2026", "Sanad", "LGBTQ+", "«سند»", "(عون)", "ثنائيو الجنس"),
        *("https://sanad.example/?a=1,2", "help@sanad.example", "“Yes, please”"),
    ]
)


@given(sentences=st.lists(st.lists(words, min_size=1, max_size=6), min_size=1, max_size=4))
def test_respectful_and_well_set_text_gets_no_remark(sentences):
    text = " ".join("، ".join(sentence) + "؟" for sentence in sentences)

    assert codes(text) == []
