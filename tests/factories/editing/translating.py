"""What translators do, well and badly, and what becomes of it."""

from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.blocks import StreamValue
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import translate_object

from bilingual.domain.publishing import publish_translation, save_draft
from bilingual.domain.syncing import sync
from resources.models import ArticlePage
from tests.factories.editing.newsroom import Newsroom, other, pick


class Translating(Newsroom):
    """Acts on translations."""

    def submit(self, one: int, two: int) -> str | None:
        """Send a page to translation, by itself or with what is below."""
        page = pick(self.pages(original=True), one)
        if page is None:
            return "nothing there"
        code = page.locale.language_code
        target = Locale.objects.get(language_code=other(code))
        with self.attempt(page):
            for item in page.get_descendants(inclusive=True).specific() if two % 5 == 0 else [page]:
                if self.may_be_submitted(item):
                    translate_object(item, [target])
        return None

    def may_be_submitted(self, page: Page) -> bool:
        """Tell whether the form would offer it: not where there is another language by hand."""
        is_source = Translation.objects.filter(
            source__object_id=page.translation_key, source__locale_id=page.locale_id
        )
        return is_source.exists() or not page.get_translations().exists()

    def translate(self, one: int, two: int) -> str | None:
        """Give words to a translation: most often to all passages, sometimes to some or badly."""
        translation = pick(self.translations(), one)
        if translation is None:
            return "nothing there"
        kind = ("whole", "whole", "whole", "whole", "half", "machine", "broken")[two % 7]
        code = translation.target_locale.language_code
        for index, segment in enumerate(self.lacking(translation)):
            if kind == "half" and index % 2:
                continue
            words = self.words(code)
            if segment.context.path == "slug":
                if two % 2:
                    continue
                words = f"{'عنوان' if code == 'ar' else 'address'}-{next(self._numbers)}"
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale=translation.target_locale,
                defaults={
                    "data": f"<b>{words}" if kind == "broken" else words,
                    "has_error": kind == "broken",
                    "translation_type": "machine" if kind == "machine" else "manual",
                },
            )
        return kind

    def lacking(self, translation: Translation) -> list[StringSegment]:
        """Return the passages for which nobody has written words yet."""
        good = StringTranslation.objects.filter(
            locale=translation.target_locale, has_error=False, translation_type="manual"
        ).values_list("translation_of_id", "context_id")
        segments = StringSegment.objects.filter(source=translation.source)
        given = set(good)
        return [
            segment
            for segment in segments.select_related("context").order_by("order")
            if (segment.string_id, segment.context_id) not in given
        ]

    def keep_previous(self, one: int, two: int) -> str | None:
        """Keep what was said before, where a passage was only corrected."""
        translation = pick(self.translations(), one)
        if translation is None:
            return "nothing there"
        for segment in self.lacking(translation):
            before = StringTranslation.objects.filter(
                context_id=segment.context_id,
                locale=translation.target_locale,
                has_error=False,
                translation_type="manual",
            ).order_by("-pk")
            if earlier := before.exclude(translation_of_id=segment.string_id).first():
                StringTranslation.objects.update_or_create(
                    translation_of_id=segment.string_id,
                    context_id=segment.context_id,
                    locale=translation.target_locale,
                    defaults={
                        "data": earlier.data, "has_error": False, "translation_type": "manual",
                    },
                )  # fmt: skip
        return None

    def sync_from_draft(self, one: int, two: int) -> str | None:
        """Show translators a draft, or again what is live."""
        translation = pick(self.translations(), one)
        if translation is None or self.source_page(translation) is None:
            return "nothing there"
        with self.attempt(self.source_page(translation)):
            sync(source=translation.source, from_draft=two % 3 > 0)
        return None

    def publish_translation(self, one: int, two: int) -> str | None:
        """Publish a translation, in one of the ways there are."""
        translation = pick([item for item in self.translations() if item.enabled], one)
        if translation is None:
            return "nothing there"
        source = self.source_page(translation)
        key = translation.source.object_id
        page = self.target_page(translation) or source
        if page is None:
            return "nothing there"
        user = self.editor if two % 2 else None
        with self.attempt(page) as granted:
            if two % 4 == 0:
                translation.save_target(user=user, publish=True)
            elif two % 4 == 1:
                translation.source.create_or_update_translation(
                    translation.target_locale, user=user, publish=True
                )
            else:
                publish_translation(translation=translation, user=user)
        if not granted:
            return "refused"
        self.live.add((key, translation.target_locale.language_code))
        if source is not None:
            self.made_from(key, translation)
        return "granted"

    def publish_draft_of_translation(self, one: int, two: int) -> str | None:
        """Save a translation as a draft, and perhaps publish that."""
        translation = pick([item for item in self.translations() if item.enabled], one)
        if translation is None or self.source_page(translation) is None:
            return "nothing there"
        page = self.target_page(translation) or self.source_page(translation)
        drafts: list[Revision] = []
        with self.attempt(page):
            drafts.append(save_draft(translation=translation))
        if drafts and two % 2:
            self.publish_revision(drafts[0])
        return None

    def stop_or_restart(self, one: int, two: int) -> str | None:
        """Keep a translation by hand from now on, or no longer."""
        translation = pick(self.translations(), one)
        if translation is None:
            return "nothing there"
        translation.enabled = not translation.enabled
        translation.save(update_fields=["enabled"])
        return None

    def copy_by_hand(self, one: int, two: int) -> str | None:
        """Make the other language of a page without submitting it, and try to put it up."""
        alone = [
            page
            for page in self.pages(original=True)
            if not TranslationSource.objects.filter(object_id=page.translation_key).exists()
            and not page.get_translations().exists()
        ]
        page = pick(alone, one)
        if page is None:
            return "nothing there"
        locale = Locale.objects.get(language_code=other(page.locale.language_code))
        try:
            copy = page.copy_for_translation(locale)
        except ParentNotTranslatedError:
            return "no parent"
        if two % 2:
            copy = copy.get_latest_revision_as_object()
            copy.title, copy.introduction = (self.words(locale.language_code) for _ in range(2))
            copy.body = StreamValue(copy.body.stream_block, [], is_lazy=True)
            if isinstance(copy, ArticlePage):
                copy.sources.clear()
            copy.search_description = ""
        self.publish_revision(copy.save_revision())
        return None
