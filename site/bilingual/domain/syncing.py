"""Brings the text that translators work from up to date; what readers see is never touched."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import DraftStateMixin, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
    get_schema_version,
)

from bilingual.domain.recording import original_of
from bilingual.models import LanguageState
from bilingual.rules import Refusal
from bilingual.selectors.completeness import source_of, translation_of
from bilingual.texts import SLUG, fingerprint, has_words

CARRIED_OVER = "carried over"  # the tool's name of segments that nobody needs to translate


@transaction.atomic
def sync(*, source: TranslationSource, from_draft: bool = False) -> bool:
    """Take the source page's text into the translation, and return whether it changed.

    Args:
        source: what is translated from.
        from_draft: take the latest draft, so that a change can be translated before it is
            published; else what is published.
    """
    instance = source.get_source_instance()
    if from_draft and isinstance(instance, DraftStateMixin):
        instance = instance.get_latest_revision_as_object()
    if fingerprint(instance) == fingerprint(source.as_instance()):
        return False
    if hasattr(instance, "to_json"):
        source.content_json = instance.to_json()
    else:
        data = get_serializable_data_for_fields(instance)
        source.content_json = json.dumps(data, cls=DjangoJSONEncoder)
    source.schema_version = get_schema_version(instance._meta.app_label)
    source.object_repr = str(instance)[:200]
    source.last_updated_at = timezone.now()
    source.save(update_fields=["content_json", "schema_version", "object_repr", "last_updated_at"])
    source.refresh_segments()  # ours: it carries over what needs no words
    return True


def sync_published(instance: models.Model) -> None:
    """Take what was just published into the translation that is made from it, if there is one."""
    source = source_of(instance)
    if source is not None:
        sync(source=source)


def carry_over(translation: Translation) -> None:
    """Fill in the segments that hold no words: numbers, addresses; and keep a page's own slug."""
    given = StringTranslation.objects.filter(
        translation_of_id=models.OuterRef("string_id"),
        context_id=models.OuterRef("context_id"),
        locale_id=translation.target_locale_id,
    )
    segments = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .filter(~models.Exists(given))
        .select_related("string", "context")
    )
    for segment in segments:
        if segment.context.path == SLUG:
            data = _own_slug(translation)
        else:
            data = "" if has_words(segment.string.data) else segment.string.data
        if data and not data.startswith("/"):  # a path of this site names a language
            StringTranslation.objects.get_or_create(
                translation_of_id=segment.string_id,
                context_id=segment.context_id,
                locale_id=translation.target_locale_id,
                defaults={
                    "data": data,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "tool_name": CARRIED_OVER,
                },
            )


def _own_slug(translation: Translation) -> str:
    # Only one that somebody has chosen: an earlier translation of an earlier slug.
    earlier = (
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            context__path=SLUG,
            locale_id=translation.target_locale_id,
            has_error=False,
        )
        .order_by("-updated_at")
        .first()
    )
    return earlier.data if earlier else ""


@transaction.atomic
def confirm_current(*, page: Page, user) -> None:
    """Record that a page kept by hand says what the other language says now.

    Raises:
        Refusal: the page is a synchronised translation, whose state is known without asking; or
            one of the two was never published.
    """
    original = original_of(page)
    state = LanguageState.objects.filter(page_id=page.pk).first()
    theirs = original and LanguageState.objects.filter(page_id=original.pk).first()
    if translation_of(page) or not (state and theirs):
        raise Refusal(_("Only a published page that is kept by hand can be confirmed."), page=page)
    state.made_from, state.made_from_text = theirs.fingerprint, theirs.text
    state.save(update_fields=["made_from", "made_from_text"])
