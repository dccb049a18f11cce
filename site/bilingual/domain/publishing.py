"""Publishes a translation when it is whole, and saves it as a draft when it is not.

This stands in the place of wagtail-localize's own writing, which saves over the live row before it
knows whether anything is missing, and falls back to the source's words (TRAPS B1, B2).
"""

from datetime import datetime

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import DraftStateMixin, Locale, Page, Revision
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments.ingest import ingest_segments

from bilingual.models import RevisionBasis
from bilingual.rules import Incomplete, Locked, SourceNotLive, TranslatedFromDraft
from bilingual.selectors.completeness import lock_message, missing_segments
from bilingual.texts import SLUG, fingerprint, published_text


def publish_translation(*, translation: Translation, user=None) -> models.Model:
    """Publish a translation that is whole, made from what is live in the source language.

    Args:
        translation: the synchronised translation of a page or snippet.
        user: who publishes; nobody stands for the site itself.

    Returns:
        The published page or snippet.

    Raises:
        Incomplete: passages are missing.
        SourceNotLive: the source was taken down or never published.
        TranslatedFromDraft: the source's live text is another than what was translated.
        Locked: the page is locked for `user`.
        ValidationError: a value is refused by its field; it is marked at its segment.
    """
    source = translation.source
    original = source.get_source_instance()
    target = target_or_none(source, translation.target_locale)
    if isinstance(original, DraftStateMixin):
        already_live = target is not None and target.live
        if not original.live and not already_live:
            raise SourceNotLive(page=target)
        if original.live and fingerprint(original) != fingerprint(source.as_instance()):
            raise TranslatedFromDraft(page=target)
    revision = save_revision(translation=translation, user=user, whole=True)
    return _publish(revision, user=user)


def save_draft(*, translation: Translation, user=None, whole: bool = False) -> Revision:
    """Save a translation as a draft; what readers see stays as it is.

    Args:
        whole: refuse one with missing passages, as a review needs it.

    Raises:
        Incomplete: passages are missing and the draft has to be whole.
        Locked: the page is locked for `user`.
    """
    return save_revision(translation=translation, user=user, whole=whole)


def save_revision(
    *, translation: Translation, user=None, whole: bool, at: datetime | None = None
) -> Revision:
    """Make a revision of the target from the words there are; see `save_draft`.

    Args:
        whole: refuse where passages are missing.
        at: when it is to go live; nothing means as soon as it is published.
    """
    source, locale = translation.source, translation.target_locale
    try:
        with transaction.atomic():
            # Waits for whoever is saving words of the same translation.
            Translation.objects.select_for_update().get(pk=translation.pk)
            target = target_or_none(source, locale)
            if isinstance(target, Page) and (reason := lock_message(target, user)):
                raise Locked(reason, page=target)
            missing = missing_segments(translation)
            if missing and whole:
                raise Incomplete(missing, page=target)
            original = source.as_instance()
            # Before it is taken apart: filling the target changes the blocks of the source.
            basis = RevisionBasis(fingerprint=fingerprint(original), text=published_text(original))
            if target is None:
                target = _create_target(original, locale)
            _fill(target, original, translation)
            if isinstance(original, Page):
                # Both end together, whenever the words were taken over (TRAPS B4).
                ends = Page.objects.values_list("expire_at", flat=True)
                target.go_live_at, target.expire_at = at, ends.get(pk=original.pk)
            if not target.live:
                target.save()
            revision = target.save_revision(user=user)
            basis.revision = revision
            basis.save()
            TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    except ValidationError as error:
        _mark_at_segments(error, translation)
        raise
    return revision


def target_or_none(source: TranslationSource, locale: Locale) -> models.Model | None:
    """Return what `source` is translated into, where that exists yet."""
    try:
        return source.get_translated_instance(locale)
    except ObjectDoesNotExist:
        return None


def create_target(translation: Translation, *, user=None) -> models.Model:
    """Make the draft that waits for its words; a page above it that has none is made as well."""
    save_revision(translation=translation, user=user, whole=False)
    return translation.source.get_translated_instance(translation.target_locale)


def _create_target(original: models.Model, locale: Locale) -> models.Model:
    if isinstance(original, Page):
        return original.copy_for_translation(locale, copy_parents=True)
    target = original.copy_for_translation(locale)
    target.live = False
    target.save()
    return target


def _fill(target: models.Model, original: models.Model, translation: Translation) -> None:
    source, locale = translation.source, translation.target_locale
    copy_synchronised_fields(original, target)
    # A linked object that has no version yet keeps what is there; links follow when it has one.
    segments = source._get_segments_for_translation(locale, fallback=True)
    ingest_segments(original, target, source.locale, locale, segments)
    if isinstance(target, Page):
        target.slug = _slug(target, original, translation)


def _slug(target: Page, original: Page, translation: Translation) -> str:
    """Return the translator's slug; else the title's, or for a discreet page the source's."""
    chosen = (
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id,
            context__path=SLUG,
            locale_id=translation.target_locale_id,
            translation_of__in=StringSegment.objects.filter(
                source_id=translation.source_id, context__path=SLUG
            ).values("string_id"),
        )
        .values_list("data", flat=True)
        .first()
    )
    slug = slugify(chosen or "", allow_unicode=True)
    if not slug and target.first_published_at:
        return Page.objects.values_list("slug", flat=True).get(pk=target.pk)
    if not slug and not getattr(target, "is_discreet", False) and target.title != original.title:
        slug = slugify(target.title, allow_unicode=True)
    return find_available_slug(target.get_parent(), slug or original.slug, ignore_page_id=target.pk)


def _publish(revision: Revision, *, user) -> models.Model:
    # Who may publish was asked before; Wagtail would ask again in other words.
    instance = revision.as_object()
    instance.publish(revision, user=user, skip_permission_checks=True)
    return type(instance).objects.get(pk=instance.pk)


def _mark_at_segments(error: ValidationError, translation: Translation) -> None:
    """Show a field's refusal at the segment that it is about, as wagtail-localize does."""
    for field, errors in getattr(error, "error_dict", {}).items():
        context = TranslationContext.objects.filter(
            object_id=translation.source.object_id, path=field
        ).first()
        given = StringTranslation.objects.filter(
            context=context, locale_id=translation.target_locale_id
        ).filter(
            translation_of__in=StringSegment.objects.filter(source_id=translation.source_id).values(
                "string_id"
            )
        )
        for row in given:
            row.set_field_error(errors)
