"""Takes a translation up again that was kept by hand, with the words that were written by hand."""

from collections import defaultdict

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from wagtail.models import DraftStateMixin, LockableMixin, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from bilingual import segment_rules
from bilingual.models import LanguageState
from bilingual.rules import Locked
from bilingual.selectors.completeness import lock_message
from bilingual.texts import SLUG, fingerprint, is_in_other_script, published_text


def stopped_translation_of(instance: models.Model) -> Translation | None:
    """Return the translation that `instance` was the target of before it was kept by hand."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key,
            target_locale_id=instance.locale_id,
            enabled=False,
        )
        .select_related("source__locale", "target_locale")
        .first()
    )


@transaction.atomic
def keep_what_was_written(*, translation: Translation, user: AbstractBaseUser) -> int:
    """Store the words of the latest draft as the translation's, which would replace them.

    Where the source has a new text, words that were written by hand count only if they were made
    from that text; else they are for an older one, and the page's history has them.

    Returns:
        How many passages were stored.

    Raises:
        Locked: somebody has locked the page, or it is being reviewed.
    """
    target = translation.get_target_instance()
    if isinstance(target, LockableMixin) and (reason := lock_message(target, user)):
        raise Locked(reason, page=target)
    draft = (
        target.get_latest_revision_as_object() if isinstance(target, DraftStateMixin) else target
    )
    written = _by_place(published_text(draft))
    segments: dict[str, list[StringSegment]] = defaultdict(list)
    for segment in (
        StringSegment.objects.filter(source_id=translation.source_id)
        .exclude(context__path=SLUG)
        .select_related("string", "context")
        .order_by("order")
    ):
        segments[segment.context.path].append(segment)
    model, is_of_this_text = type(target), _is_of_this_text(translation, target)
    number = 0
    for place, here in segments.items():
        words = written.get(place, [])
        if len(words) != len(here):
            continue  # which is for which cannot be told
        for segment, text in zip(here, words, strict=True):
            number += _store(translation, segment, text, model, user, is_new=is_of_this_text)
    return number


def _by_place(text: list[list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for place, words in text:
        found[place].append(words)
    return found


def _is_of_this_text(translation: Translation, target: models.Model) -> bool:
    if not isinstance(target, Page):
        return False
    state = LanguageState.objects.filter(page_id=target.pk).first()
    return state is not None and state.made_from == fingerprint(translation.source.as_instance())


def _store(
    translation: Translation,
    segment: StringSegment,
    text: str,
    model: type[models.Model],
    user: AbstractBaseUser,
    *,
    is_new: bool,
) -> bool:
    row = StringTranslation.objects.filter(
        context_id=segment.context_id,
        translation_of_id=segment.string_id,
        locale_id=translation.target_locale_id,
    ).first()
    if (row is None and not is_new) or (row is not None and row.data == text):
        return False
    if is_in_other_script(text, translation.target_locale.language_code):
        return False  # the source's own words, which stood in for those that were missing
    limits = segment_rules.limits(model, segment.context.field_path or segment.context.path)
    if segment_rules.problems(source_text=segment.string.data, text=text, **vars(limits)):
        return False
    StringTranslation.objects.update_or_create(
        context_id=segment.context_id,
        translation_of_id=segment.string_id,
        locale_id=translation.target_locale_id,
        defaults={
            "data": segment_rules.normalised(text),
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "has_error": False,
            "field_error": "",
            "last_translated_by": user,
        },
    )
    return True
