"""The Arabic of the interface: whole, in six plurals, with its placeholders and its own marks."""

import ast
import gettext as gnu
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext, ngettext, override

CATALOGUE = polib.pofile(str(settings.SITE_DIR / "locale" / "ar" / "LC_MESSAGES" / "django.po"))
COUNTED = [entry for entry in CATALOGUE if entry.msgid_plural]
# One number for each form: none, one, two, a few, many, and whole hundreds.
NUMBERS = (0, 1, 2, 3, 11, 100)
# Forms that stand for a single number say it in words.
IN_WORDS = (0, 1, 2)

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
APPS = ("home", "resources", "support", "stories", "events")  # those beside the folder `site`
# Addresses and tags keep their own marks.
ADDRESS = re.compile(r"https?://[\w./?=&,;-]*")
TAG = re.compile(r"<[^>]*>")


def translations(entry: polib.POEntry) -> dict[int, str]:
    """Return what an entry is in Arabic, by plural form; without a plural, that is form 5."""
    return entry.msgstr_plural or {5: entry.msgstr}


def placeholders(text: str) -> list[str]:
    """Return what is filled in later, in a fixed order."""
    return sorted(PLACEHOLDER.findall(text))


def are_the_same(source: str, text: str, form: int) -> bool:
    """Tell whether both are filled in alike; a number that is said in words may be left out."""
    left_out = Counter(placeholders(source)) - Counter(placeholders(text))
    added = Counter(placeholders(text)) - Counter(placeholders(source))
    return not added and left_out.total() <= (1 if form in IN_WORDS else 0)


def test_every_string_is_translated_and_nothing_else_is_kept() -> None:
    assert [entry.msgid for entry in CATALOGUE if entry.obsolete or entry.fuzzy] == []
    assert [
        entry.msgid
        for entry in CATALOGUE
        if not all(text.strip() for text in translations(entry).values())
    ] == []


def marked(source: str) -> Iterator[str]:
    """Yield each sentence that a module gives to gettext, whatever it calls the function there."""
    tree = ast.parse(source)
    called = {
        name.asname or name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in {"gettext", "gettext_lazy", "gettext_noop"}
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            sentence = node.args[0]
            if node.func.id in called and isinstance(sentence, ast.Constant):
                yield sentence.value


def test_every_sentence_that_the_code_marks_is_collected() -> None:
    # What collects them knows neither a name of one's own for gettext nor what an f-string calls.
    folders = [settings.SITE_DIR, *(Path(settings.BASE_DIR) / name for name in APPS)]
    modules = [module for folder in folders for module in folder.rglob("*.py")]
    sentences = {text for module in modules for text in marked(module.read_text())}
    assert len(sentences) > 500
    assert sentences - {entry.msgid for entry in CATALOGUE} == set()


def test_a6_the_header_tells_the_six_plurals_apart() -> None:
    declared = re.fullmatch(
        r"nplurals=6; plural=(.+);", CATALOGUE.metadata["Plural-Forms"], flags=re.DOTALL
    )
    assert declared is not None
    form = gnu.c2py(declared[1])
    expected = {0: [0, 0], 1: [1, 1], 2: [2, 2], 3: [3, 10], 4: [11, 99], 5: [100, 102]}
    assert {index: [form(first), form(last)] for index, (first, last) in expected.items()} == {
        index: [index, index] for index in expected
    }
    assert [form(number) for number in (103, 110, 111, 199, 200, 10_000)] == [3, 3, 4, 4, 5, 5]


def test_a6_a_count_is_said_in_each_of_the_six_ways() -> None:
    with override("ar"):
        said = [
            ngettext(
                "%(waiting)s request needs an answer.",
                "%(waiting)s requests need an answer.",
                number,
            )
            % {"waiting": number}
            for number in NUMBERS
        ]
    assert said == [
        "لا طلب بحاجة إلى جواب.",
        "طلب واحد بحاجة إلى جواب.",
        "طلبان بحاجة إلى جواب.",
        "3 طلبات بحاجة إلى جواب.",
        "11 طلبًا بحاجة إلى جواب.",
        "100 طلب بحاجة إلى جواب.",
    ]


@pytest.mark.parametrize("entry", COUNTED, ids=lambda entry: entry.msgid)
def test_a6_every_count_has_all_six_forms(entry: polib.POEntry) -> None:
    assert sorted(entry.msgstr_plural) == [0, 1, 2, 3, 4, 5]
    # Under another name, so that makemessages does not look for strings here.
    look_up = ngettext
    with override("ar"):
        said = [look_up(entry.msgid, entry.msgid_plural, number) for number in NUMBERS]
    assert said == [entry.msgstr_plural[index] for index in range(6)]


def test_what_is_filled_in_later_is_the_same_on_both_sides() -> None:
    different = [
        (entry.msgid, text)
        for entry in CATALOGUE
        for form, text in translations(entry).items()
        if not are_the_same(entry.msgid_plural or entry.msgid, text, form)
    ]
    assert different == []


def test_arabic_has_its_own_marks_and_ascii_digits() -> None:
    texts = [text for entry in CATALOGUE for text in translations(entry).values()]
    bare = [TAG.sub("", ADDRESS.sub("", PLACEHOLDER.sub("", text))) for text in texts]
    assert [text for text in bare if re.search(r"[,;?\"٠-٩۰-۹٪]", text)] == []


@pytest.mark.parametrize(
    ("language", "heading", "label", "missing"),
    [
        ("ar", "اطلبوا المساعدة", "رمز العودة الخاصّ بكم", "لا توجد هذه الصفحة بالعربية بعد"),
        ("en", "Ask for help", "Your return code", "This page does not exist in English yet"),
    ],
)
def test_each_language_speaks(language: str, heading: str, label: str, missing: str) -> None:
    with override(language):
        assert gettext("Ask for help") == heading
        assert label in render_to_string("components/return_code.html", {"code": "0" * 20})
    # A page that is missing in a language says so in that language, whatever its own.
    link = {"code": language, "name": "", "dir": "", "url": None, "fallback_url": "/"}
    with override("en" if language == "ar" else "ar"):
        assert missing in render_to_string("components/language_switcher.html", {"links": [link]})
