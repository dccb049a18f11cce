"""Reads what is missing in a language, and what stands in the way of a change there."""

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.html import strip_tags
from django.utils.translation import gettext
from wagtail.models import Page, Revision
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from bilingual.models import LanguageState, RevisionBasis
from bilingual.rules import Missing
from bilingual.texts import SLUG, is_copied_prose, is_in_other_script, published_text, where


def counterparts(page: Page) -> QuerySet[Page]:
    """Return the same page in the other languages."""
    return Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)


def lacking(page: Page, user, right: str) -> list[Page]:
    """Return the other languages of a page for which `user` has not a right.

    Args:
        right: a method of Wagtail's page permissions, such as `can_unpublish`.
    """
    return [
        other
        for other in counterparts(page).specific()
        if not getattr(other.permissions_for_user(user), right)()
    ]


def translation_of(instance: models.Model) -> Translation | None:
    """Return the synchronised translation that `instance` is the target of, if it is one."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key,
            target_locale_id=instance.locale_id,
            enabled=True,
        )
        .select_related("source__locale", "target_locale")
        .first()
    )


def source_of(instance: models.Model) -> TranslationSource | None:
    """Return the text that others are translated from, where `instance` is that text."""
    return TranslationSource.objects.filter(
        object_id=instance.translation_key, locale_id=instance.locale_id
    ).first()


def missing_segments(translation: Translation) -> list[Missing]:
    """Return the passages that have no words in the target language, in the page's order.

    Words with broken markup do not count, nor do a machine's that nobody has read.
    """
    given = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=translation.target_locale_id,
    )
    rows = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .exclude(context__path=SLUG)
        .annotate(
            has_error=Subquery(given.values("has_error")[:1]),
            kind=Subquery(given.values("translation_type")[:1]),
        )
        .select_related("string", "context")
        .order_by("order")
    )
    found = [(row, why) for row in rows if (why := _why_missing(row))]
    if not found:
        return []
    instance = translation.source.as_instance()
    return [
        Missing(
            path=row.context.path,
            text=row.string.data,
            where=where(instance, row.context.path),
            segment_id=row.pk,
            why=why,
        )
        for row, why in found
    ]


def _why_missing(row: StringSegment) -> str:
    if row.has_error is None:
        return "missing"
    if row.has_error:
        return "error"
    return "machine" if row.kind == StringTranslation.TRANSLATION_TYPE_MACHINE else ""


def progress(translation: Translation) -> tuple[int, int]:
    """Return how many passages have words, and how many there are."""
    total = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .exclude(context__path=SLUG)
        .count()
    )
    return total - len(missing_segments(translation)), total


def untranslated_text(instance: models.Model) -> list[Missing]:
    """Return what a page or snippet itself still says in another language's words.

    This looks at the text, not at the translation memory: whichever way the words came there (a
    draft with fallbacks, an old revision, a copy), they are found. A passage is untranslated when
    it has no letter of the page's own script, and was a source text of this site, or stands like
    this on the page in the other language, or stood there when this one was made from it. What a
    translator wrote on purpose, such as a name, is allowed.
    """
    language = instance.locale.language_code
    suspects = [
        (path, text)
        for path, text in published_text(instance)
        if is_in_other_script(text, language)
    ]
    if not suspects:
        return []
    if translation_of(instance) is not None:
        # All its words come from translators, so nothing else can have come from them.
        known = {text for _path, text in suspects}
    else:
        known = _source_texts(instance, suspects)
    # What stands there now went live by the same rule; with the source the words of its translators
    # may be gone.
    on_purpose = _published_by_itself(instance) | set(
        StringTranslation.objects.filter(
            locale_id=instance.locale_id,
            context__object_id=instance.translation_key,
            has_error=False,
            data__in=[text for _path, text in suspects],
        )
        .exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
        .values_list("data", flat=True)
    )
    # Sentences of the source are nobody's translation, whoever put them there.
    copied = {text for _path, text in suspects if is_copied_prose(text, language)}
    if copied:
        copied &= _source_texts(instance, suspects)
    return [
        Missing(path=path, text=text, where=where(instance, path))
        for path, text in suspects
        if text in known and (text not in on_purpose or text in copied)
    ]


def _source_texts(instance: models.Model, suspects: list[tuple[str, str]]) -> set[str]:
    hashes = [String._get_data_hash(text) for _path, text in suspects]
    of_this_site = (
        String.objects.exclude(locale_id=instance.locale_id)
        .filter(data_hash__in=hashes)
        .values_list("data", flat=True)
    )
    if not isinstance(instance, Page):
        return set(of_this_site)
    others = counterparts(instance).specific()
    said = {text for other in others for _path, text in published_text(other)}
    # Of a language that was deleted alone nothing else is left.
    bases = RevisionBasis.objects.filter(revision__in=Revision.objects.for_instance(instance))
    made_from = {text for basis in bases for _path, text in basis.text}
    return set(of_this_site) | said | made_from


def _published_by_itself(instance: models.Model) -> set[str]:
    if not isinstance(instance, Page):
        return set()
    states = LanguageState.objects.filter(page_id=instance.pk)
    return {text for state in states for _path, text in state.text}


def lock_message(page: Page, user) -> str | None:
    """Return why `user` may not change the page now, or nothing. Without a user any lock counts."""
    lock = page.get_lock()
    if lock is None:
        return None
    if user is None:
        return gettext("This page is locked.") if page.locked else None
    return strip_tags(str(lock.get_message(user))) if lock.for_user(user) else None
