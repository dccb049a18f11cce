"""The translation memory: what was said of the same, or nearly the same, passage before."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from bilingual.selectors.memory import memories_for, memory_by_id
from home.models import StandardPage
from resources.models import MythPage
from tests.factories.pages import make_page, make_site, translate

pytestmark = pytest.mark.django_db


def translated(**fields) -> MythPage:
    make_site()
    page = make_page(MythPage, **fields)
    translate(page)
    return MythPage.objects.get(pk=page.pk)


def edit(page: MythPage, **fields) -> Translation:
    """Change the English page, publish it, and bring its segments up to date."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    source, _created = TranslationSource.update_or_create_from_instance(
        MythPage.objects.get(pk=page.pk)
    )
    return source.translations.get()


def without_words(translation: Translation) -> list[StringSegment]:
    return [
        segment
        for segment in StringSegment.objects.filter(source=translation.source)
        .annotate_translation(translation.target_locale)
        .select_related("string", "context")
        if not segment.translation
    ]


def only(translation: Translation):
    """The memories of the one segment that has no words."""
    [segment] = without_words(translation)
    return memories_for(translation, [segment]).get(segment.pk, [])


def test_a_small_correction_offers_the_translators_sentence():
    page = translated(myth="They always brake everything.")
    [memory] = only(edit(page, myth="They always break everything."))
    assert (memory.words, memory.kind) == ("ترجمة: They always brake everything.", "here")
    assert memory.source_text == "They always brake everything."


def test_another_sentence_offers_nothing():
    page = translated(myth="They always brake everything.")
    assert only(edit(page, myth="Nobody has ever asked a left-handed potter.")) == []


def test_a_paragraph_of_a_rich_text_finds_its_own_old_sentence():
    page = translated(
        fact="<p>Most tools are made for right hands.</p><p>Some are not for any.</p>"
    )
    [memory] = only(
        edit(page, fact="<p>Most tools are built for right hands.</p><p>Some are not for any.</p>")
    )
    assert memory.source_text == "Most tools are made for right hands."


def test_a_passage_that_moved_to_another_field_is_found():
    page = translated(myth="A sentence that stands somewhere.", summary_text="In short, no.")
    translation = edit(
        page, myth="Who ever said so at all?", summary_text="A sentence that stands somewhere."
    )
    found = memories_for(translation, without_words(translation))
    [[memory]] = found.values()
    assert (memory.kind, memory.words) == ("page", "ترجمة: A sentence that stands somewhere.")


def test_what_was_said_on_another_page_is_offered_word_for_word():
    translated(myth="The very same sentence.")
    page = translated(myth="Something that was different before it.")
    [memory] = only(edit(page, myth="The very same sentence."))
    assert (memory.kind, memory.ratio) == ("site", 1.0)
    assert memory.words == "ترجمة: The very same sentence."


def test_nearly_the_same_on_another_page_is_not_offered():
    translated(myth="The very same sentence, nearly.")
    page = translated(myth="Something that was different before it.")
    assert only(edit(page, myth="The very same sentence.")) == []


def test_what_nobody_has_read_or_is_broken_is_no_memory():
    page = translated(myth="They always brake everything.")
    old = StringTranslation.objects.filter(context__path="myth")
    translation = edit(page, myth="They always break everything.")
    old.update(translation_type="machine")
    assert only(translation) == []
    old.update(translation_type="manual", has_error=True)
    assert only(translation) == []


def test_slugs_are_remembered_in_their_own_place_only():
    translated(slug="left-hands")
    page = translated(slug="right-feet")
    for slug, expected in (("left-hands-2", []), ("right-feets", ["right-feet"])):
        translation = edit(page, slug=slug)
        # A page keeps its slug of itself when the source gets another.
        StringTranslation.objects.filter(
            context__path="slug", translation_of__data=slug, tool_name="carried over"
        ).delete()
        assert [memory.source_text for memory in only(translation)] == expected


def test_another_language_pair_is_never_offered():
    page = translated(myth="They always brake everything.")
    translation = edit(page, myth="They always break everything.")
    [memory] = only(translation)
    here = StringTranslation.objects.get(pk=memory.id).translation_of_id
    assert memory_by_id(translation, memory.id, string_id=here) is not None
    StringTranslation.objects.filter(pk=memory.id).update(
        locale=Locale.objects.get(language_code="en")
    )
    assert only(translation) == []
    assert memory_by_id(translation, memory.id, string_id=here) is None


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    make_site()
    page = make_page(StandardPage)
    translate(page)
    source = TranslationSource.objects.get_for_instance(page)
    StringTranslation.objects.filter(context__object_id=page.translation_key).update(data="سابق")
    translation = source.translations.get()
    segments = list(StringSegment.objects.filter(source=source).select_related("string", "context"))
    assert len(segments) > 10
    for some in (segments[:1], segments[:3], segments):
        with django_assert_num_queries(2):
            assert memories_for(translation, some)
