"""Translates a page as a translator would: segment by segment, through wagtail-localize."""

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


class SegmentsDiffer(Exception):
    """The two versions of a text do not have the same paragraphs."""


def translate_page(page: Page, *, twin: Page, language: str, user: AbstractBaseUser) -> None:
    """Translate `page` into `language` with the words of `twin`, and publish it.

    Args:
        page: the live source page.
        twin: an unsaved page of the same type with the same blocks, in the other language.
        language: the target language's code.
        user: the translator.

    Raises:
        SegmentsDiffer: the texts do not pair up one to one.
    """
    locale = Locale.objects.get(language_code=language)
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    words = _strings_by_position(twin)
    segments = StringSegment.objects.filter(source=source).select_related("context")
    positions = {(segment.context.path, segment.order) for segment in segments}
    if positions != words.keys():
        raise SegmentsDiffer(sorted(positions ^ words.keys()))
    for segment in segments:
        StringTranslation.objects.update_or_create(
            translation_of=String.objects.get(pk=segment.string_id),
            locale=locale,
            context=segment.context,
            defaults={
                "data": words[segment.context.path, segment.order],
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                "last_translated_by": user,
            },
        )
    translation.save_target(user=user, publish=True)


def _strings_by_position(twin: Page) -> dict[tuple[str, int], str]:
    return {
        (value.path, value.order): value.string.data
        for value in extract_segments(twin)
        if isinstance(value, StringSegmentValue) and not value.is_empty()
    }
