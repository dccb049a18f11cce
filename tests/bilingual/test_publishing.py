"""A translation goes live whole or not at all (TRAPS B1, B2, B6)."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from bilingual.domain.following import this_language_only
from bilingual.domain.publishing import publish_translation, save_draft
from bilingual.domain.syncing import sync
from bilingual.domain.together import missing_of_both, publish_both
from bilingual.models import LanguageState
from bilingual.rules import Incomplete, Locked, Refusal, SourceNotLive, TranslatedFromDraft
from bilingual.selectors.completeness import missing_segments, progress, untranslated_text
from home.models import StandardPage
from resources.models import MythPage
from tests.factories.pages import make_both, make_page, make_site, translate
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db

BODY = [
    ("heading", {"text": "How it works", "level": "h2"}),
    ("paragraph", "<p>We meet on Fridays.</p>"),
]


def arabic() -> Locale:
    make_site()
    return Locale.objects.get(language_code="ar")


def submit(page: Page) -> Translation:
    """Send a page to translation, as the button does."""
    source, _ = TranslationSource.get_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=arabic())
    translation.save_target(publish=False)
    return translation


def put(translation: Translation, path: str, words: str, **fields) -> None:
    """Write a translator's words for the segment at `path` (its last part)."""
    segment = next(
        segment
        for segment in StringSegment.objects.filter(source=translation.source).select_related(
            "context"
        )
        if segment.context.path.endswith(path)
    )
    StringTranslation.objects.update_or_create(
        translation_of_id=segment.string_id,
        context_id=segment.context_id,
        locale=translation.target_locale,
        defaults={"data": words, "translation_type": "manual", **fields},
    )


def edit(page: StandardPage, **values) -> StandardPage:
    """Change a page and publish it, as its editor would."""
    page = StandardPage.objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return StandardPage.objects.get(pk=page.pk)


def said(page: Page) -> str:
    """Return what readers of a page's row read."""
    row = StandardPage.objects.get(pk=page.pk)
    return f"{row.title} {row.introduction} {row.body.render_as_block()}"


class TestNeverMixed:
    def test_b1_submitting_a_live_page_puts_nothing_up(self) -> None:
        translation = submit(make_page(StandardPage, body=BODY))
        assert translation.get_target_instance().live is False

    def test_b2_a_page_with_a_missing_passage_is_refused_and_named(self) -> None:
        page = make_page(StandardPage, title="On us", introduction="Who we are", body=BODY)
        translation = submit(page)
        put(translation, "title", "من نحن")
        put(translation, "introduction", "نحن مجموعة")
        put(translation, ".text", "كيف نعمل")
        with pytest.raises(Incomplete) as refusal:
            publish_translation(translation=translation)
        missing = refusal.value.missing
        assert [(item.text, item.where) for item in missing] == [
            ("We meet on Fridays.", "Body › 2. Text")
        ]
        assert translation.get_target_instance().live is False
        assert progress(translation) == (3, 4)

    def test_a_whole_page_goes_live_with_a_slug_of_its_title(self) -> None:
        page = make_page(StandardPage, title="On us", introduction="", body=BODY)
        translation = submit(page)
        put(translation, "title", "من نحن")
        put(translation, ".text", "كيف نعمل")
        segment = missing_segments(translation)[0]
        put(translation, segment.path, "نلتقي كل يوم جمعة.")
        target = publish_translation(translation=translation)
        assert target.live
        assert target.slug == "من-نحن"
        assert "Friday" not in said(target)

    @pytest.mark.parametrize("fields", [{"has_error": True}, {"translation_type": "machine"}])
    def test_words_that_nobody_answers_for_do_not_count(self, fields) -> None:
        both = make_both(StandardPage, body=BODY)
        translation = Translation.objects.get(source__object_id=both["en"].translation_key)
        put(translation, ".text", "كلمات", **fields)
        StringTranslation.objects.filter(data="كلمات").update(**fields)
        with pytest.raises(Incomplete):
            publish_translation(translation=translation)

    def test_b2_an_edit_of_the_source_leaves_the_live_translation_whole(self) -> None:
        both = make_both(StandardPage, introduction="Who we are", body=BODY)
        before = said(both["ar"])
        edit(both["en"], introduction="Who we all are")
        translation = Translation.objects.get(source__object_id=both["en"].translation_key)
        assert said(both["ar"]) == before
        # It is known at once, without anybody pressing Sync (B3).
        assert [item.text for item in missing_segments(translation)] == ["Who we all are"]
        for act in (
            lambda: publish_translation(translation=translation),
            lambda: translation.save_target(publish=True),
            lambda: save_draft(translation=translation).publish(),
        ):
            with pytest.raises(Incomplete):
                act()
            assert said(both["ar"]) == before
            assert Page.objects.get(pk=both["ar"].pk).live

    def test_a_draft_with_fallbacks_cannot_go_live_by_any_other_way(self) -> None:
        page = make_page(StandardPage, body=BODY)
        target = submit(page).get_target_instance()
        revision = target.get_latest_revision()
        assert untranslated_text(revision.as_object())
        with pytest.raises(Incomplete):
            revision.publish()
        target.live = True
        for fields in (None, ["live"], ["live", "title"]):
            with pytest.raises(Incomplete):
                target.save(update_fields=fields)
        assert not Page.objects.get(pk=target.pk).live

    def test_a_live_page_is_not_mixed_field_by_field(self) -> None:
        both = make_both(StandardPage, introduction="Who we are")
        page = StandardPage.objects.get(pk=both["ar"].pk)
        page.introduction = "Who we are"
        with pytest.raises(Incomplete):
            page.save(update_fields=["introduction"])
        page.save_revision()  # as a draft it may wait
        assert said(page) == said(both["ar"])

    def test_an_old_revision_with_words_that_the_source_no_longer_has_is_refused(self) -> None:
        page = make_page(StandardPage, introduction="First words", body=BODY)
        old = submit(page).get_target_instance().get_latest_revision()
        page = edit(page, introduction="Other words")
        translate(page)
        with pytest.raises(Incomplete):
            old.publish()
        assert "First words" not in said(page.get_translation(arabic()))

    def test_a_copy_made_without_localize_is_refused(self) -> None:
        page = make_page(StandardPage, body=BODY)
        copy = page.copy_for_translation(arabic())
        with pytest.raises(Incomplete):
            copy.save_revision().publish()

    def test_what_a_translator_kept_on_purpose_is_allowed(self) -> None:
        page = make_page(StandardPage, title="ILGA", introduction="", body=[BODY[1]])
        translation = submit(page)
        put(translation, "title", "ILGA")
        put(translation, missing_segments(translation)[0].path, "نلتقي كل يوم جمعة.")
        assert publish_translation(translation=translation).title == "ILGA"

    def test_sentences_of_the_source_are_nobody_s_translation(self) -> None:
        page = make_page(StandardPage, title="On us", introduction="", body=[BODY[1]])
        translation = submit(page)
        put(translation, "title", "من نحن")
        # As a tool does that fills empty entries with the source's words.
        put(translation, missing_segments(translation)[0].path, "We meet on Fridays.")
        with pytest.raises(Incomplete) as refusal:
            publish_translation(translation=translation)
        assert [item.text for item in refusal.value.missing] == ["We meet on Fridays."]
        assert not translation.get_target_instance().live

    def test_numbers_and_addresses_need_no_translator(self) -> None:
        body = [("paragraph", "<p>2024</p>"), ("paragraph", "<p>hello@sanad.example</p>")]
        page = make_page(StandardPage, title="On us", introduction="", body=body)
        translation = submit(page)
        assert [item.path for item in missing_segments(translation)] == ["title"]

    def test_a_page_written_in_arabic_needs_no_source(self) -> None:
        page = StandardPage(title="من نحن", slug="من-نحن", locale=arabic(), body=[])
        make_site().ar.add_child(instance=page)
        page.save_revision().publish()
        assert Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("model", [StandardPage, MythPage])
def test_b3_a_translation_is_older_only_after_an_edit_of_its_source(model) -> None:
    both = make_both(model)  # with every kind of block, or with sources
    states = {code: LanguageState.objects.get(page=page.pk) for code, page in both.items()}
    assert states["ar"].made_from == states["en"].fingerprint
    page = model.objects.get(pk=both["en"].pk)
    page.save_revision().publish()
    states["en"].refresh_from_db()
    assert states["ar"].made_from == states["en"].fingerprint  # nothing has changed
    page.title = "Another title"
    page.save_revision().publish()
    states["en"].refresh_from_db()
    assert states["ar"].made_from != states["en"].fingerprint


class TestReview:
    def test_b6_a_locked_page_is_not_published(self) -> None:
        both = make_both(StandardPage)
        editor, colleague = make_editor(username="a"), make_editor(username="b")
        target = both["ar"]
        Page.objects.filter(pk=target.pk).update(locked=True, locked_by=colleague)
        translation = Translation.objects.get(source__object_id=target.translation_key)
        put(translation, "title", "عنوان آخر")
        for user in (editor, None):
            with pytest.raises(Locked):
                publish_translation(translation=translation, user=user)
        assert Page.objects.get(pk=target.pk).title == target.title
        assert publish_translation(translation=translation, user=colleague).title == "عنوان آخر"

    def test_a_page_whose_source_was_taken_down_stays_down(self) -> None:
        both = make_both(StandardPage)
        both["en"].unpublish()
        translation = Translation.objects.get(source__object_id=both["en"].translation_key)
        with pytest.raises(SourceNotLive):
            publish_translation(translation=translation)
        with pytest.raises(SourceNotLive):
            Page.objects.get(pk=both["ar"].pk).get_latest_revision().publish()
        assert not Page.objects.get(pk=both["ar"].pk).live

    def test_the_translation_of_a_draft_waits_for_it(self) -> None:
        both = make_both(StandardPage, introduction="Old words")
        page = StandardPage.objects.get(pk=both["en"].pk)
        page.introduction = "New words"
        page.save_revision()
        translation = Translation.objects.get(source__object_id=page.translation_key)
        assert sync(source=translation.source, from_draft=True)
        put(translation, "introduction", "كلمات جديدة")
        with pytest.raises(TranslatedFromDraft):
            publish_translation(translation=translation)
        publish_both(page=page, user=None)
        assert "New words" in said(both["en"])
        assert "كلمات جديدة" in said(both["ar"])


class TestTogether:
    def draft_of_both(self) -> Translation:
        page = make_page(StandardPage, live=False, title="Soon", introduction="", body=[])
        translation = submit(page)
        put(translation, "title", "قريبا")
        return translation

    def test_both_go_live_in_one_act(self) -> None:
        translation = self.draft_of_both()
        page = translation.source.get_source_instance()
        published = publish_both(page=page, user=make_editor())
        assert [item.live for item in published] == [True, True]
        state = LanguageState.objects.get(page=published[1].pk)
        assert state.made_from == LanguageState.objects.get(page=page.pk).fingerprint

    def test_none_goes_live_when_one_may_not(self) -> None:
        page = make_page(StandardPage, live=False, title="Soon", introduction="", body=[])
        submit(page)
        assert [item.path for item in missing_of_both(page)] == ["title"]
        with pytest.raises(Incomplete):
            publish_both(page=page, user=None)
        assert not Page.objects.filter(translation_key=page.translation_key, live=True).exists()

    def test_without_another_language_there_is_nothing_to_publish_together(self) -> None:
        page = make_page(StandardPage, live=False)
        with pytest.raises(Refusal):
            publish_both(page=page, user=None)
        assert not Page.objects.get(pk=page.pk).live

    def test_at_a_time_both_go_live_by_the_scheduler(self) -> None:
        translation = self.draft_of_both()
        page = translation.source.get_source_instance()
        publish_both(page=page, user=None, at=timezone.now() + timedelta(hours=1))
        versions = Page.objects.filter(translation_key=page.translation_key)
        call_command("publish_scheduled")
        assert not versions.filter(live=True).exists()
        let_time_pass(versions)
        call_command("publish_scheduled")
        assert versions.filter(live=True).count() == 2

    def test_a_time_that_has_passed_is_refused(self) -> None:
        page = self.draft_of_both().source.get_source_instance()
        with pytest.raises(Refusal):
            publish_both(page=page, user=None, at=timezone.now() - timedelta(minutes=1))


def let_time_pass(pages) -> None:
    """Make what is scheduled due, since tests do not wait."""
    from wagtail.models import Revision

    past = timezone.now() - timedelta(minutes=1)
    for page in pages:
        for revision in Revision.objects.for_instance(page).filter(
            approved_go_live_at__isnull=False
        ):
            revision.content["go_live_at"] = past.isoformat()
            Revision.objects.filter(pk=revision.pk).update(
                content=revision.content, approved_go_live_at=past
            )


def test_one_language_may_be_taken_down_for_repair_and_come_back() -> None:
    both = make_both(StandardPage)
    with this_language_only():
        both["ar"].unpublish()
    assert Page.objects.get(pk=both["en"].pk).live
    translation = Translation.objects.get(source__object_id=both["en"].translation_key)
    assert publish_translation(translation=translation).live
