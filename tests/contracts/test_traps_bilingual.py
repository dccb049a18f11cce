"""The traps of two languages (TRAPS B1 to B19) that no other test is about, named by their numbers.

Most traps have their tests beside what keeps them shut; the first test here sees to it that none
is without.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import models
from django.db.models.signals import post_delete
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks, hooks
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import (
    GroupApprovalTask,
    Locale,
    ModelLogEntry,
    Page,
    PageLogEntry,
    Revision,
    TranslatableMixin,
    Workflow,
    WorkflowTask,
)
from wagtail.signals import page_unpublished, post_page_move
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from bilingual.domain.following import this_language_only
from bilingual.domain.publishing import publish_translation
from bilingual.domain.syncing import sync
from bilingual.domain.together import publish_both
from bilingual.jobs import forget_unused_texts
from bilingual.rules import Incomplete
from bilingual.selectors import freshness
from bilingual.selectors.completeness import missing_segments
from core.blocks import TEXT_FEATURES
from core.i18n import DIRECTIONS
from home.models import StandardPage
from resources.models import MythPage
from tests.contracts.html import Answer
from tests.factories.pages import (
    make_both,
    make_image,
    make_page,
    make_site,
    page_models,
    translate,
)
from tests.factories.people import make_editor

TESTS = Path(__file__).resolve().parents[1]
OWN_APPS = ("core", "vault", "bilingual", "home", "stories", "events", "resources", "support")
EACH_TYPE = pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)


@pytest.mark.parametrize("number", range(1, 20))
def test_each_trap_has_a_test_of_its_number(number: int) -> None:
    named = re.compile(rf"def test_(?:\w+_)?b{number}_\w+\(")
    assert any(named.search(file.read_text()) for file in TESTS.rglob("test_*.py"))


@pytest.fixture
def editor(settings) -> Client:
    """Somebody who may write and publish both languages, and reads English."""
    settings.WAGTAIL_2FA_REQUIRED = False
    client = Client()
    client.force_login(make_editor())
    return client


def translation_to(page: Page) -> Translation:
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale=page.locale, enabled=True
    )


def edit(page: Page, *, publish: bool = True, **values) -> Page:
    """Change a page as its editor would."""
    draft = page.specific.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    revision = draft.save_revision()
    if publish:
        revision.publish()
    return type(draft).objects.get(pk=page.pk)


def state_of(page: Page) -> freshness.State:
    return freshness.State(freshness.pairs().get(translation_key=page.translation_key).state)


def test_b1_the_package_is_told_to_publish_nothing_on_submission() -> None:
    # `create_or_update_translation` would refuse it as well; the package should not even try.
    assert settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE is False


@pytest.mark.django_db
class TestNeverMixed:
    """B2: words of the other language are known for what they are, however they came there."""

    def draft_in_english_words(self, how: str) -> dict[str, Page]:
        page = make_page(StandardPage, live=False, title="On us", introduction="Who we are")
        arabic = make_site().ar.locale
        if how == "copied":
            return {"en": page, "ar": page.copy_for_translation(arabic)}
        return {"en": page, "ar": translate_nothing(page)}

    @pytest.mark.parametrize("how", ["copied", "submitted"])
    @pytest.mark.parametrize("source", ["a draft", "deleted alone"])
    def test_b2_a_draft_in_the_words_of_its_source_is_refused(self, how: str, source: str) -> None:
        both = self.draft_in_english_words(how)
        if source == "deleted alone":
            with this_language_only(), TestCase.captureOnCommitCallbacks(execute=True):
                Page.objects.get(pk=both["en"].pk).delete()
            forget_unused_texts()
        with pytest.raises(Incomplete):
            Page.objects.get(pk=both["ar"].pk).specific.get_latest_revision().publish()
        assert not Page.objects.get(pk=both["ar"].pk).live

    def test_b2_a_name_that_a_translator_kept_stays_when_the_source_is_deleted_alone(self) -> None:
        page = make_page(StandardPage, title="ILGA", introduction="", body=[])
        arabic = translate(page, words={"title": "ILGA"})
        with this_language_only():
            Page.objects.get(pk=page.pk).delete()
        edit(arabic, introduction="كلمات جديدة")
        assert StandardPage.objects.get(pk=arabic.pk).introduction == "كلمات جديدة"

    def test_b2_a_publication_that_is_refused_leaves_the_schedule_as_it_was(self) -> None:
        page = make_page(StandardPage, live=False, title="On us", introduction="")
        arabic = translate_nothing(page)
        old = arabic.get_latest_revision()
        translate(page, publish=False)
        draft = StandardPage.objects.get(pk=arabic.pk).get_latest_revision_as_object()
        draft.go_live_at = timezone.now() + timedelta(hours=1)
        draft.save_revision().publish()
        with pytest.raises(Incomplete):
            old.publish()
        due = Revision.objects.for_instance(arabic).filter(approved_go_live_at__isnull=False)
        assert due.count() == 1


def translate_nothing(page: Page) -> Page:
    """Submit a page to translation and leave it at that."""
    source, _ = TranslationSource.get_or_create_from_instance(page)
    locale = Locale.objects.get(language_code="ar")
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=locale)
    translation.save_target(publish=False)
    return translation.get_target_instance()


@pytest.mark.django_db
class TestEnds:
    """B4: a page ends in both languages at the same time."""

    @pytest.mark.parametrize("how", ["the translation", "both", "both, by the scheduler"])
    def test_b4_publishing_a_translation_takes_no_end_away(self, how: str) -> None:
        both = make_both(StandardPage)
        end = timezone.now().replace(microsecond=0) + timedelta(days=3)  # drafts keep no more
        edit(both["en"], expire_at=end)
        StringTranslation.objects.filter(context__path="title").update(data="عنوان آخر")
        if how == "the translation":
            publish_translation(translation=translation_to(both["ar"]))
        elif how == "both":
            publish_both(page=both["en"], user=None)
        else:
            edit(both["en"], expire_at=end + timedelta(days=1), publish=False)
            end += timedelta(days=1)
            publish_both(page=both["en"], user=None, at=timezone.now() + timedelta(minutes=1))
            with mock.patch("django.utils.timezone.now", lambda now=timezone.now: later(now())):
                call_command("publish_scheduled", verbosity=0)
        for page in both.values():
            page = Page.objects.get(pk=page.pk)
            assert (page.live, page.expire_at) == (True, end)
        assert Page.objects.get(pk=both["ar"].pk).title == "عنوان آخر"


def later(now: datetime) -> datetime:
    """Return a time when what is due in a minute is due."""
    return now + timedelta(minutes=2)


@pytest.mark.django_db
@pytest.mark.parametrize("act", ["unpublish", "move", "delete"])
def test_b4_both_languages_follow_or_neither_does(act: str) -> None:
    both, parent = make_both(StandardPage), make_both(StandardPage)
    sent = {"unpublish": page_unpublished, "move": post_page_move, "delete": post_delete}[act]

    def fail(sender, instance, **kwargs) -> None:
        if instance.pk == both["ar"].pk:
            raise RuntimeError("The machine broke down.")

    sent.connect(fail)
    page = Page.objects.get(pk=both["en"].pk)
    arguments = [Page.objects.get(pk=parent["en"].pk), "last-child"] if act == "move" else []
    try:
        with pytest.raises(RuntimeError):
            getattr(page, act)(*arguments)
    finally:
        sent.disconnect(fail)
    for version in both.values():
        now = Page.objects.get(pk=version.pk)
        assert (now.live, now.path) == (True, version.path)


@pytest.mark.django_db
class TestStaleness:
    """B3: nobody has to press a button to learn that a translation is old."""

    def test_b3_publishing_the_source_makes_its_translation_old_at_once(self) -> None:
        both = make_both(StandardPage, introduction="We meet on Fridays.")
        assert state_of(both["en"]) == freshness.State.CURRENT
        edit(both["en"], introduction="We meet on Saturdays.")
        assert state_of(both["en"]) == freshness.State.STALE
        waiting = missing_segments(translation_to(both["ar"]))
        assert [item.text for item in waiting] == ["We meet on Saturdays."]
        translate(StandardPage.objects.get(pk=both["en"].pk))
        assert state_of(both["en"]) == freshness.State.CURRENT

    def test_b3_a_change_of_facts_alone_makes_it_old_as_well(self) -> None:
        both = make_both(MythPage)
        draft = MythPage.objects.get(pk=both["en"].pk)
        source = draft.sources.get()
        source.url = "https://source.example/elsewhere"
        draft.sources = [source]
        draft.save_revision().publish()
        assert missing_segments(translation_to(both["ar"])) == []
        assert state_of(both["en"]) == freshness.State.STALE
        publish_translation(translation=translation_to(both["ar"]))
        assert state_of(both["en"]) == freshness.State.CURRENT
        arabic = MythPage.objects.get(pk=both["ar"].pk)
        assert arabic.sources.get().url == "https://source.example/elsewhere"

    def test_b3_a_draft_makes_nothing_old_and_can_be_translated_before_it_is_live(self) -> None:
        both = make_both(StandardPage, introduction="We meet on Fridays.")
        edit(both["en"], introduction="We meet on Saturdays.", publish=False)
        assert state_of(both["en"]) == freshness.State.CURRENT
        translation = translation_to(both["ar"])
        sync(source=translation.source)
        assert missing_segments(translation) == []
        sync(source=translation.source, from_draft=True)
        waiting = missing_segments(translation)
        assert [item.text for item in waiting] == ["We meet on Saturdays."]


@pytest.mark.django_db
class TestReviewHolds:
    """B6: the translation editor passes by nothing that the page editor heeds."""

    ARABIC = "عنوان جديد"

    def publish(self, client: Client, page: Page) -> None:
        """Write a title in the editor of translations and press "Publish"."""
        translation = translation_to(page)
        segment = StringSegment.objects.get(source=translation.source, context__path="title")
        client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            {f"words-{segment.context_id}-{segment.string_id}": self.ARABIC, "do": "publish"},
        )

    def by_the_package_s_own_ways(self, client: Client, page: Page) -> None:
        """Ask wagtail-localize's own addresses to write and to publish."""
        translation = translation_to(page)
        segment = StringSegment.objects.get(source=translation.source, context__path="title")
        client.put(
            reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk]),
            {"value": self.ARABIC},
            content_type="application/json",
        )
        client.post(
            reverse("wagtail_localize:update_translations", args=[translation.source_id]),
            {"publish_translations": "on"},
        )
        edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        client.post(edit_url, {"action": "publish"})

    def test_b6_a_page_that_is_locked_is_not_published(self, editor) -> None:
        page = make_both(StandardPage)["ar"]
        colleague = make_editor(username="colleague")
        Page.objects.filter(pk=page.pk).update(locked=True, locked_by=colleague)
        before = page.title, StringTranslation.objects.count()
        self.publish(editor, page)
        self.by_the_package_s_own_ways(editor, page)
        page = Page.objects.get(pk=page.pk)
        assert (page.title, StringTranslation.objects.count()) == before

    def test_b6_a_page_in_review_is_published_by_its_reviewers_alone(self, editor) -> None:
        page = make_both(StandardPage)["ar"]
        workflow = Workflow.objects.create(name="Careful reading")
        task = GroupApprovalTask.objects.create(name="Reading")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        page.save_revision()
        workflow.start(page, make_editor(username="writer"))
        before = page.title, StringTranslation.objects.count()
        self.publish(editor, page)
        self.by_the_package_s_own_ways(editor, page)
        page = Page.objects.get(pk=page.pk)
        assert (page.title, StringTranslation.objects.count()) == before

    def test_b6_hooks_hear_of_a_publication_in_the_translation_editor(self, editor) -> None:
        page = make_both(StandardPage)["ar"]
        StringTranslation.objects.filter(context__path="title").delete()
        heard: list[tuple[str, str]] = []
        with (
            hooks.register_temporarily(
                "before_publish_page", lambda request, page: heard.append(("before", page.title))
            ),
            hooks.register_temporarily(
                "after_publish_page", lambda request, page: heard.append(("after", page.title))
            ),
        ):
            self.publish(editor, page)
        assert heard == [("before", page.title), ("after", self.ARABIC)]


def texts_of(block: blocks.Block) -> Iterator[blocks.Block]:
    """Yield a block and all that may stand in it."""
    yield block
    children = getattr(block, "child_blocks", {}).values()
    for child in [*children, *([block.child_block] if hasattr(block, "child_block") else [])]:
        yield from texts_of(child)


def own_blocks() -> list[blocks.Block]:
    """Return every block that may stand on a page, or on what stands around pages."""
    fields = [
        field
        for model in apps.get_models()
        if model._meta.app_label in OWN_APPS
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    assert len(fields) > 4
    return [block for field in fields for block in texts_of(field.stream_block)]


def test_b10_no_text_of_a_block_or_row_offers_a_tag_that_splits_a_segment() -> None:
    rich = [block for block in own_blocks() if isinstance(block, blocks.RichTextBlock)]
    rich += [
        field
        for model in apps.get_models()
        if model._meta.app_label in OWN_APPS
        for field in model._meta.get_fields()
        if isinstance(field, RichTextField)
    ]
    assert len(rich) > 8
    assert {tuple(text.features or ()) for text in rich} == {tuple(TEXT_FEATURES)}


@pytest.mark.django_db
def test_b10_a_sentence_with_all_that_the_editor_offers_is_one_segment() -> None:
    text = '<p>We <b>meet</b> on <a href="https://a.example/">Fridays</a>, all of us.</p>'
    body = [("paragraph", f"{text}<ul><li>One <b>thing</b></li></ul><ol><li>Two</li></ol>")]
    page = make_page(StandardPage, title="On us", introduction="", body=body)
    said = [
        re.sub(r"<[^>]*>", "", value.string.data)
        for value in extract_segments(page)
        if isinstance(value, StringSegmentValue) and value.path.startswith("body")
    ]
    assert said == ["We meet on Fridays, all of us.", "One thing", "Two"]


def test_b11_wagtail_s_own_image_block_is_not_used() -> None:
    assert [block for block in own_blocks() if isinstance(block, ImageBlock)] == []


@pytest.mark.django_db
def test_b11_a_block_from_before_its_parts_were_added_can_be_translated() -> None:
    page = make_page(StandardPage, title="On us", introduction="", body=[])
    # As it was stored when an image was all there was.
    old = [
        {"type": "image", "value": {"image": make_image().pk}, "id": "11111111-0000-4000-8000-1"},
        {"type": "callout", "value": {"text": "<p>Old words</p>"}, "id": "22222222-0000-4000-1"},
    ]
    draft = StandardPage.objects.get(pk=page.pk)
    draft.body = blocks.StreamValue(draft.body.stream_block, old, is_lazy=True)
    draft.save_revision().publish()
    arabic = translate(StandardPage.objects.get(pk=page.pk))
    assert [block.block_type for block in arabic.body] == ["image", "callout"]
    assert "ترجمة: Old words" in Answer.to(Client(), arabic.url).one("main").get_text()


def test_b13_nothing_is_kept_in_settings_of_a_site() -> None:
    assert [model for model in apps.get_models() if issubclass(model, BaseSiteSetting)] == []


def test_b14_no_relation_of_anything_translated_is_silently_left_out() -> None:
    translated = [
        model
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin) and model._meta.app_label in OWN_APPS
    ]
    assert len(translated) > len(page_models())
    for model in translated:
        named = {field.field_name for field in getattr(model, "override_translatable_fields", ())}
        own = {
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, models.ManyToManyField) and field.model._meta.app_label in OWN_APPS
        }
        assert own <= named, model


@pytest.mark.django_db
def test_b16_no_table_holds_a_word_of_a_page_that_was_deleted() -> None:
    secret = "Taken-back-wording"
    page = make_page(StandardPage, title=f"{secret} 1", introduction=f"{secret} 2")
    both = {"en": page, "ar": translate(page)}
    edit(page, introduction=f"{secret} 3")
    translate(StandardPage.objects.get(pk=page.pk))
    assert rows_with(secret) > {Page, StandardPage, Revision, StringTranslation}
    with TestCase.captureOnCommitCallbacks(execute=True):
        Page.objects.get(pk=both["en"].pk).delete()
    # The log of what was done to pages keeps their titles, for those who may read it.
    assert rows_with(secret) <= {PageLogEntry, ModelLogEntry}
    entries = PageLogEntry.objects.filter(page_id__in=[version.pk for version in both.values()])
    assert not any(f"{secret} {n}" in str(entry.data) for entry in entries for n in (2, 3))


def rows_with(word: str) -> set[type[models.Model]]:
    """Return the models that have a row with this word in some text."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        kinds = (models.CharField, models.TextField, models.JSONField, StreamField)
        for field in model._meta.local_concrete_fields:
            if isinstance(field, kinds):
                values = model._base_manager.values_list(field.attname, flat=True)
                if any(word in str(value) for value in values):
                    found.add(model)
    return found


@pytest.mark.django_db
class TestDirection:
    """B17: what is written in Arabic is written from right to left, whoever's admin it is."""

    def test_b17_fields_of_a_page_have_the_direction_of_its_language(self, editor) -> None:
        tree = make_site()
        for home in (tree.en, tree.ar):
            code = home.locale.language_code
            for address in (
                reverse("wagtailadmin_pages:edit", args=[home.pk]),
                reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk]),
            ):
                html = BeautifulSoup(editor.get(address).content.decode(), "html.parser")
                (script,) = html.select("script[data-direction]")
                assert html.html["dir"] == "ltr"
                assert (script["data-language"], script["data-direction"]) == (
                    code,
                    DIRECTIONS[code],
                )

    def test_b17_fields_of_a_translation_are_right_to_left(self, editor) -> None:
        page = make_both(StandardPage)["ar"]
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        html = BeautifulSoup(editor.get(address).content.decode(), "html.parser")
        fields = html.select("[name^=words-]")
        assert len(fields) > 3
        assert html.html["dir"] == "ltr"
        for field in fields:
            holder = field if field.has_attr("dir") else field.find_parent(attrs={"dir": True})
            assert holder["dir"] in {"rtl", "auto", "ltr"}
            if holder["dir"] == "ltr":  # an address, which is the same in every language
                assert field["name"] in {f"words-{slot}" for slot in slots_of_addresses(page)}


def slots_of_addresses(page: Page) -> list[str]:
    """Return how the editor names the passages that are addresses."""
    source = TranslationSource.objects.get(object_id=page.translation_key)
    segments = StringSegment.objects.filter(source=source).select_related("context")
    return [
        f"{segment.context_id}-{segment.string_id}"
        for segment in segments
        if segment.context.path.endswith((".url", "slug", "'"))
    ]


@EACH_TYPE
@pytest.mark.django_db
def test_b19_each_language_names_itself_and_its_own_address(client, model) -> None:
    for code, page in make_both(model).items():
        answer = Answer.to(client, page.url)
        html = answer.one("html")
        assert (html["lang"], html["dir"]) == (code, DIRECTIONS[code])
        assert answer.one("link[rel=canonical]")["href"] == settings.SITE_URL + page.url
        assert page.url.startswith(f"/{code}/")
        assert answer.header("Content-Language") == code
