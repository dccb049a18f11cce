"""Asks a translation service for suggestions: only where one is configured, and a person says so.

Drafts must not leave the server unasked. So there is no service by default, nothing calls this on
its own, and what is sent is exactly what the person was shown. What comes back is a suggestion,
which is not published before somebody has read it.
"""

import hashlib
import logging
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from bilingual import segment_rules
from bilingual.rules import Locked
from bilingual.selectors import exchange
from bilingual.selectors.completeness import lock_message
from bilingual.texts import SLUG, has_words

logger = logging.getLogger("sanad.bilingual")

ASKED = "bilingual.machine_translation"  # in the page's history


class ServiceFailed(Exception):
    """The service gave no answer that could be used; nothing was stored."""


class WordsChanged(Exception):
    """What would be sent is no longer what the person was shown; nothing was sent."""


def service_for(translation: Translation) -> BaseMachineTranslator | None:
    """Return the service that is configured, if it knows the two languages."""
    try:
        service = get_machine_translator()
    except ImportError:
        logger.error("MACHINE_TRANSLATOR names no translator that can be loaded.")
        return None
    if service is None:
        return None
    languages = (translation.source.locale, translation.target_locale)
    return service if service.can_translate(*languages) else None


def words_to_send(translation: Translation) -> list[StringSegment]:
    """Return the passages that have no words yet; addresses are left to people."""
    segments = exchange.segments_of(translation)
    words = exchange.words_of(translation, segments)
    return [
        segment
        for segment in segments
        if (segment.context_id, segment.string_id) not in words
        and segment.context.path != SLUG
        and has_words(segment.string.data)
    ]


def name_of(segments: Sequence[StringSegment]) -> str:
    """Return what names exactly these words, so that a person agrees to no others."""
    digest = hashlib.sha256()
    for segment in segments:
        digest.update(segment.string.data.encode() + b"\0")
    return digest.hexdigest()


def suggest(*, translation: Translation, user: AbstractBaseUser, agreed: str) -> int:
    """Send the passages that have no words to the service, and store what comes back.

    Args:
        translation: that the passages are of.
        user: who asked for it; that they may edit the page was looked at before.
        agreed: what `name_of` says of the words that they were shown.

    Returns:
        How many suggestions were stored; an answer that may not stand is left out.

    Raises:
        LookupError: no service is configured for these languages.
        Locked: somebody has locked the page, or it is being reviewed.
        WordsChanged: the words are others than those shown.
        ServiceFailed: it did not answer.
    """
    service = service_for(translation)
    if service is None:
        raise LookupError("no translation service")
    target = exchange.target_of(translation)
    if isinstance(target, Page) and (reason := lock_message(target, user)):
        raise Locked(reason, page=target)
    segments = words_to_send(translation)
    if name_of(segments) != agreed:
        raise WordsChanged
    # Before anything leaves, so that it is known even if no answer comes.
    log(target, ASKED, user=user, data={"service": str(service.display_name)})
    answers = _ask(service, translation, segments)
    return _store(service, translation, segments, answers, user)


def _ask(
    service: BaseMachineTranslator, translation: Translation, segments: Sequence[StringSegment]
) -> dict[str, str]:
    # The service sees text whose links carry only a number, no address.
    strings = list(dict.fromkeys(StringValue(segment.string.data) for segment in segments))
    try:
        found = service.translate(translation.source.locale, translation.target_locale, strings)
        answers = {string.data: value.data for string, value in found.items() if value is not None}
    except Exception as error:  # whatever a provider's code may raise
        # Its message may hold the words.
        logger.warning("The translation service failed: %s", type(error).__name__)
        raise ServiceFailed from error
    return {source: text for source, text in answers.items() if isinstance(text, str)}


@transaction.atomic
def _store(
    service: BaseMachineTranslator,
    translation: Translation,
    segments: Sequence[StringSegment],
    answers: dict[str, str],
    user: AbstractBaseUser,
) -> int:
    model = translation.source.specific_content_type.model_class()
    stored = 0
    for segment in segments:
        text = answers.get(segment.string.data, "")
        limits = segment_rules.limits(model, segment.context.field_path or segment.context.path)
        if segment_rules.problems(source_text=segment.string.data, text=text, **vars(limits)):
            continue
        _row, created = StringTranslation.objects.get_or_create(
            translation_of_id=segment.string_id,
            context_id=segment.context_id,
            locale=translation.target_locale,
            defaults={
                "data": segment_rules.normalised(text),
                "translation_type": StringTranslation.TRANSLATION_TYPE_MACHINE,
                "tool_name": str(service.display_name)[:255],
                "last_translated_by": user,
            },
        )
        stored += created
    return stored


LOG_ACTION = (ASKED, _("Machine translation"), _("Asked a translation service for suggestions"))
