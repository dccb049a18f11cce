"""Translates a page or snippet as a translator would: segment by segment, then publishes it."""

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from wagtail.models import Locale
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from bilingual.domain.publishing import publish_translation


class SegmentsDiffer(Exception):
    """The two versions of a text do not have the same paragraphs."""


def translate(source: Model, *, twin: Model, language: str, user: AbstractBaseUser) -> None:
    """Translate a page or snippet into `language` with the words of `twin`, and publish it.

    Args:
        source: the live page or snippet.
        twin: an unsaved one of the same type with the same blocks, in the other language.
        language: the target language's code.
        user: the translator.

    Raises:
        SegmentsDiffer: the texts do not pair up one to one.
    """
    locale = Locale.objects.get(language_code=language)
    record, _created = TranslationSource.update_or_create_from_instance(source)
    translation, _created = Translation.objects.get_or_create(source=record, target_locale=locale)
    words = _strings_by_position(twin)
    segments = StringSegment.objects.filter(source=record).select_related("context")
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
    publish_translation(translation=translation, user=user)


def _strings_by_position(twin: Model) -> dict[tuple[str, int], str]:
    return {
        (value.path, value.order): value.string.data
        for value in extract_segments(twin)
        if isinstance(value, StringSegmentValue) and not value.is_empty()
    }
