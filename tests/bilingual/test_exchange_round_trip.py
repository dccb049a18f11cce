"""Whatever was typed comes back from a file as it was: newlines, quotes, marks, markup, links."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from bilingual import po_files
from bilingual.domain.exchange import take
from bilingual.domain.translating import Entry, save_segments
from bilingual.selectors import exchange
from bilingual.selectors.completeness import translation_of
from core.localize import submit_as_draft
from home.models import StandardPage
from tests.factories.pages import make_page, make_site
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db

# What people type, and what they paste: both scripts, marks that turn the direction, signs that
# Python takes for line ends, quotes, backslashes, entities, and things that look like a PO file.
PIECES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءئؤإأآ ًٌٍَُِّْـ،؛؟٠١٢", max_size=40),
    st.sampled_from(
        [
            *("\n", "\r\n", "\r", "\t", "\u2028", "\u2029", "\u0085", "\u00a0", "\ufeff"),
            *("\u200f", "\u200e", "\u061c", "\u202b", "\u2067", "\u2069", "\u202c"),
            *('"', '\\"', "\\", "\\n", "«", "»", "&", "&amp;", "<", ">", "<3", "&lt;b&gt;", "%s"),
            *('msgid "', 'msgstr ""\n', "#~ ", "#, fuzzy", "م" * 3000),
        ]
    ),
)
WORDS = st.lists(PIECES, max_size=6).map("".join)
INLINE = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["b", "i", "em", "strong"]), WORDS)
RICH = st.builds("{}{}<br>{}".format, WORDS, INLINE, WORDS)
LINKED = st.builds('{}<a id="a1">رابط {}</a>{}'.format, WORDS, WORDS, RICH)


@pytest.fixture
def translation() -> Translation:
    make_site()
    body = [
        (
            "paragraph",
            '<p>Read <a href="https://one.example/">the guide</a>.</p><p>And "more".</p>',
        ),
        ("quote", {"text": 'One line\nand another \\ with "quotes"', "attribution": ""}),
    ]
    page = make_page(StandardPage, title="A & B", search_description="x\ny", body=body)
    return translation_of(submit_as_draft(page, locale=Locale.objects.get(language_code="ar")))


def words(translation: Translation) -> dict[exchange.Key, str]:
    rows = exchange.words_of(translation, exchange.segments_of(translation))
    return {key: row.data for key, row in rows.items()}


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_words_come_back_as_they_were_typed(translation: Translation, data) -> None:
    user = make_editor_once()
    StringTranslation.objects.all().delete()
    save_segments(
        translation=translation,
        entries=[
            Entry(
                segment.context_id,
                segment.string_id,
                data.draw(LINKED if "<a " in segment.string.data else st.one_of(WORDS, RICH)),
            )
            for segment in exchange.segments_of(translation)
        ],
        user=user,
    )
    typed = words(translation)
    file = po_files.write(exchange.export([translation]))
    StringTranslation.objects.all().delete()
    report = take(
        file=po_files.read(file),
        translations=[translation],
        locale=translation.target_locale,
        user=user,
    )
    assert words(translation) == typed
    assert len(report.taken) == len(typed)
    assert po_files.write(exchange.export([translation])).count(b"msgid") == file.count(b"msgid")


def make_editor_once():
    from django.contrib.auth import get_user_model

    return get_user_model().objects.filter(username="editor").first() or make_editor()


def test_it_is_no_empty_promise(translation: Translation) -> None:
    segments = exchange.segments_of(translation)
    texts = [segment.string.data for segment in segments]
    assert 'Read <a id="a1">the guide</a>.' in texts
    assert 'One line<br/>and another \\ with "quotes"' in texts
    entries = [
        Entry(segment.context_id, segment.string_id, f'كلمات "{number}"<a id="a1">ر</a>')
        for number, segment in enumerate(segments)
        if "<a " in segment.string.data
    ]
    report = save_segments(translation=translation, entries=entries, user=make_editor())
    assert len(report.saved) == 1
