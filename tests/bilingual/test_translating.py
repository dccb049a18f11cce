"""Saving translations: what is right is stored, nothing is overwritten unseen or lost."""

import pytest
from django.utils import translation as language
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from bilingual.domain.conflicts import token
from bilingual.domain.entries import Entry
from bilingual.domain.overriding import OverrideEntry
from bilingual.domain.translating import save_segments
from bilingual.rules import Locked
from home.models import StandardPage
from resources.models import MythPage
from tests.factories.pages import make_image, make_page, make_site, translate
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db

LINKED = '<p>See <a href="https://one.example/">one</a> and <b>two</b>.</p>'


@pytest.fixture
def editor():
    make_site()
    return make_editor()


@pytest.fixture
def translation(editor) -> Translation:
    """A page that is submitted for translation, with none of its words translated yet."""
    return submit(make_page(MythPage, title="Left & right", fact=LINKED, slug="left-right"))


def submit(page) -> Translation:
    arabic = Locale.objects.get(language_code="ar")
    parent = page.get_parent()
    if not parent.has_translation(arabic):
        translate(parent.specific)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=arabic)
    if not page.has_translation(arabic):
        page.copy_for_translation(arabic)
    return translation


def entry(translation: Translation, path: str, words: str, **values) -> Entry:
    segment = StringSegment.objects.select_related("context").get(
        source=translation.source, context__path=path
    )
    return Entry(segment.context_id, segment.string_id, words, **values)


def save(translation, user, *entries, overrides=()):
    return save_segments(translation=translation, entries=entries, user=user, overrides=overrides)


def row(translation: Translation, path: str) -> StringTranslation | None:
    return StringTranslation.objects.filter(
        context__path=path, context__object_id=translation.source.object_id
    ).first()


def stored(translation: Translation, path: str) -> str | None:
    found = row(translation, path)
    return found.data if found else None


def test_what_was_written_is_stored_with_who_wrote_it(translation, editor):
    report = save(
        translation,
        editor,
        entry(translation, "title", "يمين & يسار"),
        entry(translation, "myth", "   "),
        entry(translation, "fact", 'انظر <a id="a1">واحد</a> و<b>اثنين</b>.'),
    )
    assert (len(report.saved), report.is_clean) == (2, True)
    found = row(translation, "title")
    assert found.data == "يمين &amp; يسار"
    assert (found.translation_type, found.last_translated_by, found.has_error) == (
        "manual",
        editor,
        False,
    )
    assert stored(translation, "fact") == 'انظر <a id="a1">واحد</a> و<b>اثنين</b>.'
    assert stored(translation, "myth") is None
    # The explorer shows the draft's title as it was written.
    assert translation.get_target_instance().draft_title == "يمين & يسار"


def test_line_breaks_of_plain_text_come_out_as_they_went_in(translation, editor):
    save(translation, editor, entry(translation, "summary_text", "سطر\r\nسطر \u202eآخر\x00"))
    assert stored(translation, "summary_text") == "سطر<br/>سطر \u202eآخر"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("fact", "<script>alert(1)</script>"),
        ("fact", '<a id="a1" onclick="alert(1)">واحد</a>'),
        ("fact", '<a href="javascript:alert(1)">واحد</a>'),
        ("fact", "<b onmouseover=alert(1)>واحد</b>"),
        ("fact", "<img src=x onerror=alert(1)>"),
        ("fact", 'انظر <a id="a1">واحد'),
        ("fact", 'انظر <a id="a2">واحد</a>'),
        ("fact", "واحد بلا رابط"),
        ("fact", "<!-- x --><a id='a1'>واحد</a>"),
        ("title", "<b>عنوان</b>"),
        ("title", "<script>alert(1)</script>"),
        ("title", "ط" * 256),
        ("myth", "ط" * 301),
        ("slug", "؟!…"),
        ("slug", "---"),
        ("slug", "ط" * 256),
    ],
)
def test_what_cannot_stand_is_refused_and_the_rest_is_stored(translation, editor, path, words):
    bad = entry(translation, path, words)
    good = entry(translation, "why_misleading", "كلمات")
    report = save(translation, editor, bad, good)
    assert list(report.errors) == [bad.key]
    assert all(report.errors[bad.key])
    assert report.saved == [good.key]
    assert stored(translation, path) is None


def test_plain_text_may_speak_of_smaller_and_greater(translation, editor):
    report = save(translation, editor, entry(translation, "myth", "1 < 2 & 3 > 2 <3"))
    assert report.is_clean
    assert stored(translation, "myth") == "1 &lt; 2 &amp; 3 &gt; 2 &lt;3"


def test_a_slug_is_stored_as_it_will_stand_in_the_address(translation, editor):
    save(translation, editor, entry(translation, "slug", " يمين ويسار؟ "))
    assert stored(translation, "slug") == "يمين-ويسار"


def test_a_slug_of_a_neighbour_is_refused_by_the_neighbours_name(translation, editor):
    neighbour = make_page(MythPage, title="Other")
    translate(neighbour, words={"slug": "محجوز", "title": "الصفحة الجارة"})
    bad = entry(translation, "slug", "محجوز")
    report = save(translation, editor, bad)
    assert "الصفحة الجارة" in report.errors[bad.key][0]
    # The same slug elsewhere in the tree is nobody's business.
    report = save(translation, editor, entry(translation, "slug", "محجوز-آخر"))
    assert report.is_clean


def test_two_people_never_overwrite_each_other_unseen(translation, editor):
    first = make_editor(username="first")
    save(translation, first, entry(translation, "title", "كلمات الأولى"))
    # The second began when nothing was stored.
    late = entry(translation, "title", "كلمات الثانية")
    report = save(translation, editor, late, entry(translation, "myth", "أسطورة"))
    assert stored(translation, "title") == "كلمات الأولى"
    assert stored(translation, "myth") == "أسطورة"
    conflict = report.conflicts[late.key]
    assert (conflict.stored, conflict.by) == ("كلمات الأولى", first)
    assert conflict.at is not None
    # Having seen the other's, the second decides.
    report = save(translation, editor, entry(translation, "title", late.words, seen=conflict.token))
    assert report.is_clean
    assert stored(translation, "title") == "كلمات الثانية"


def test_who_has_not_touched_a_passage_undoes_nothing_there(translation, editor):
    save(translation, editor, entry(translation, "title", "قديم"))
    save(translation, editor, entry(translation, "title", "جديد", seen=token("قديم")))
    untouched = entry(translation, "title", "قديم", seen=token("قديم"))
    report = save(translation, editor, untouched)
    assert report.is_clean
    assert stored(translation, "title") == "جديد"


def test_both_writing_the_same_is_no_conflict(translation, editor):
    save(translation, editor, entry(translation, "title", "سواء"))
    assert save(translation, editor, entry(translation, "title", "سواء")).is_clean


def test_taking_words_away(translation, editor):
    save(
        translation,
        editor,
        entry(translation, "title", "عنوان"),
        entry(translation, "slug", "عنوان"),
    )
    emptied = entry(translation, "title", "", seen=token("عنوان"))
    report = save(translation, editor, emptied, entry(translation, "slug", "", seen=token("عنوان")))
    assert list(report.errors) == [emptied.key]
    assert stored(translation, "title") == "عنوان"
    assert stored(translation, "slug") is None


def test_a_machines_words_wait_for_a_person(translation, editor):
    segment = StringSegment.objects.get(source=translation.source, context__path="title")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=translation.target_locale,
        data="آلة",
        translation_type="machine",
        tool_name="A machine",
    )
    same = {"seen": token("آلة")}
    save(translation, editor, entry(translation, "title", "آلة", **same))
    assert row(translation, "title").translation_type == "machine"
    save(translation, editor, entry(translation, "title", "آلة", is_read=True, **same))
    found = row(translation, "title")
    assert (found.translation_type, found.tool_name, found.last_translated_by) == (
        "manual",
        "",
        editor,
    )


def test_a_locked_page_takes_nothing(translation, editor):
    target = translation.get_target_instance()
    Page.objects.filter(pk=target.pk).update(locked=True)
    with pytest.raises(Locked):
        save(translation, editor, entry(translation, "title", "عنوان"))
    assert stored(translation, "title") is None


def test_words_for_a_text_that_has_changed_meanwhile_are_kept_as_a_memory(translation, editor):
    begun = entry(translation, "title", "عنوان")
    page = translation.source.get_source_instance()
    page.title = "Left and right"
    page.save_revision().publish()
    TranslationSource.update_or_create_from_instance(MythPage.objects.get(pk=page.pk))
    report = save(translation, editor, begun)
    assert report.outdated == [begun.key]
    assert report.saved == []
    assert stored(translation, "title") == "عنوان"


def test_segments_that_moved_are_still_found(translation, editor):
    begun = entry(translation, "fact_again", "حقيقة")
    StringSegment.objects.filter(source=translation.source).update(order=0)
    assert save(translation, editor, begun).saved == [begun.key]


def test_places_of_other_pages_cannot_be_written(translation, editor):
    other = submit(make_page(StandardPage))
    foreign = entry(other, "title", "دخيل")
    report = save(translation, editor, foreign, Entry(0, 0, "دخيل"))
    assert report.count == 0
    assert stored(other, "title") is None


def test_an_error_of_localize_is_cleared_by_better_words(translation, editor):
    save(translation, editor, entry(translation, "title", "عنوان"))
    StringTranslation.objects.filter(pk=row(translation, "title").pk).update(
        has_error=True, field_error="Bad"
    )
    save(translation, editor, entry(translation, "title", "عنوان", seen=token("عنوان")))
    assert not row(translation, "title").has_error


def override(translation: Translation, path: str, value, **values) -> OverrideEntry:
    segment = OverridableSegment.objects.get(source=translation.source, context__path=path)
    return OverrideEntry(segment.context_id, value, **values)


def test_an_address_may_differ_and_go_back(translation, editor):
    path = "fact.'https://one.example/'"
    report = save(
        translation, editor, overrides=[override(translation, path, "https://one.example/ar/")]
    )
    assert len(report.overrides.saved) == 1
    kept = SegmentOverride.objects.get()
    assert (kept.data, kept.last_translated_by) == ("https://one.example/ar/", editor)
    late = override(translation, path, "https://else.example/")
    assert list(save(translation, editor, overrides=[late]).overrides.conflicts) == [
        late.context_id
    ]
    back = override(translation, path, "", seen=token(kept.data_json))
    save(translation, editor, overrides=[back])
    assert not SegmentOverride.objects.exists()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//else.example", "nonsense", 7]
)
def test_an_address_that_runs_code_is_refused(translation, editor, address):
    bad = override(translation, "fact.'https://one.example/'", address)
    report = save(translation, editor, overrides=[bad])
    assert list(report.overrides.errors) == [bad.context_id]
    assert not SegmentOverride.objects.exists()


def test_an_image_may_differ_and_has_to_exist(editor):
    page = make_page(MythPage, social_image=make_image())
    translation = submit(page)
    other = make_image()
    bad = override(translation, "social_image", other.pk + 1000)
    report = save(translation, editor, overrides=[bad])
    assert list(report.overrides.errors) == [bad.context_id]
    save(translation, editor, overrides=[override(translation, "social_image", str(other.pk))])
    assert SegmentOverride.objects.get().data == other.pk


def test_messages_are_in_the_language_of_who_reads_them(translation, editor):
    with language.override("ar"):
        report = save(translation, editor, entry(translation, "slug", "!"))
    assert report.errors
