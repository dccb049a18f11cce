"""Reads what goes into a translator's file: the passages of a page, or of a whole section."""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from bilingual import po_files, segment_rules
from bilingual.po_files import Entry, PoFile
from bilingual.selectors.memory import Memory, memories_for
from bilingual.texts import SLUG, where

EXPORTED = "X-Sanad-Exported"  # when, so that words typed on the site since are not overwritten
Key = tuple[int, int]  # ids of a TranslationContext and a String


@dataclass
class Section:
    """A page and what is under it, as far as it concerns translations into one language.

    Attributes:
        translations: those that may be exchanged, in the order of the pages.
        waiting: pages that nobody has begun to translate.
        by_hand: pages whose version in the language is kept by hand, so not passage by passage.
        closed: translations of pages that this person may not edit.
    """

    page: Page
    locale: Locale
    translations: list[Translation] = field(default_factory=list)
    waiting: list[Page] = field(default_factory=list)
    by_hand: list[Page] = field(default_factory=list)
    closed: list[Translation] = field(default_factory=list)


def target_of(translation: Translation) -> models.Model | None:
    """Return the page or snippet that is translated into, or nothing if it is gone."""
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


def may_edit(user: AbstractBaseUser, instance: models.Model | None) -> bool:
    """Tell whether the person may change a page or snippet, whether it is locked or not."""
    if instance is None:
        return False
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_edit())
    options = instance._meta
    return user.has_perm(f"{options.app_label}.{get_permission_codename('change', options)}")


def title_of(instance: models.Model | None) -> str:
    """Return what a page or snippet is called in the admin."""
    return instance.get_admin_display_title() if isinstance(instance, Page) else str(instance or "")


def section(page: Page, *, locale: Locale, user: AbstractBaseUser) -> Section:
    """Return what is translated into `locale` of `page` and the pages under it.

    It makes no difference which of the two languages `page` itself is in.
    """
    pages = list(page.get_descendants(inclusive=True).select_related("locale"))
    order = {one.translation_key: position for position, one in enumerate(pages)}
    found = Section(page=page, locale=locale)
    translations = (
        Translation.objects.filter(
            enabled=True, target_locale=locale, source__object_id__in=list(order)
        )
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .order_by("pk")
    )
    for translation in sorted(translations, key=lambda one: order[one.source.object_id]):
        target = target_of(translation)
        if target is None:
            continue
        if may_edit(user, target):
            found.translations.append(translation)
        else:
            found.closed.append(translation)
    linked = set(
        Translation.objects.filter(enabled=True, source__object_id__in=list(order)).values_list(
            "source__object_id", flat=True
        )
    )
    versions = Page.objects.filter(translation_key__in=list(order))
    here = set(versions.filter(locale=locale).values_list("translation_key", flat=True))
    elsewhere = set(versions.exclude(locale=locale).values_list("translation_key", flat=True))
    unlinked = [one for one in pages if one.translation_key not in linked]
    open_to_all = set(
        Page.objects.filter(pk__in=[one.pk for one in unlinked])
        .live()
        .public()
        .values_list("pk", flat=True)
    )
    for one in unlinked:
        if one.pk in open_to_all or may_edit(user, one):
            if one.translation_key not in here:
                found.waiting.append(one)
            elif one.translation_key in elsewhere:
                found.by_hand.append(one)
    return found


def export(translations: Collection[Translation]) -> PoFile:
    """Return the file with every passage of `translations`, which are all into one language.

    Whoever calls has looked whether the person may edit each of them.
    """
    now = timezone.now()
    language = next(iter(translations)).target_locale.language_code
    headers = po_files.headers_for(
        language=language,
        project=settings.WAGTAIL_SITE_NAME,
        created=now.strftime("%Y-%m-%d %H:%M%z"),
    )
    headers[EXPORTED] = now.isoformat()
    entries = [entry for translation in translations for entry in _entries(translation)]
    return PoFile(headers=headers, entries=entries)


def context_of(translation: Translation, path: str) -> str:
    """Return what names a place in a file (`msgctxt`), the same in every export."""
    return f"{translation.uuid}:{path}"


def segments_of(translation: Translation) -> list[StringSegment]:
    """Return the passages in their order; one that stands twice in a place is there once."""
    segments = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .select_related("string", "context")
        .order_by("order")
    )
    found: dict[Key, StringSegment] = {}
    for segment in segments:
        found.setdefault((segment.context_id, segment.string_id), segment)
    return list(found.values())


def words_of(
    translation: Translation, segments: Iterable[StringSegment]
) -> dict[Key, StringTranslation]:
    """Return what is stored for the passages, broken or unread words included."""
    rows = StringTranslation.objects.filter(
        locale_id=translation.target_locale_id,
        context__object_id=translation.source.object_id,
        translation_of_id__in=[segment.string_id for segment in segments],
    )
    return {(row.context_id, row.translation_of_id): row for row in rows}


def base_of(stored: str | None) -> str:
    """Return what names stored words in a file, so that a later change of them is noticed."""
    return hashlib.sha256(stored.encode()).hexdigest()[:16] if stored is not None else "none"


def is_suggestion(row: StringTranslation) -> bool:
    """Tell whether stored words wait for somebody to read them, or to mend them."""
    return row.has_error or row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE


def _entries(translation: Translation) -> list[Entry]:
    segments = segments_of(translation)
    words = words_of(translation, segments)
    untranslated = [one for one in segments if (one.context_id, one.string_id) not in words]
    # Only from this page: what another one says might be closed to whoever gets the file.
    memories = {
        pk: next((memory for memory in found if memory.kind != "site"), None)
        for pk, found in memories_for(translation, untranslated).items()
    }
    source = translation.source.as_instance()
    # What is translated here, and not what a draft calls the page by now.
    title = source.title if isinstance(source, Page) else str(source)
    entries = []
    for segment in segments:
        row = words.get((segment.context_id, segment.string_id))
        memory = memories.get(segment.pk)
        notes = [_("Page: %(title)s") % {"title": title}, where(source, segment.context.path)]
        entries.append(
            Entry(
                context=context_of(translation, segment.context.path),
                source=segment.string.data,
                text=row.data if row else memory.words if memory else "",
                notes=(*notes, *_advice(type(source), segment)),
                previous=_previous(memory, segment),
                base=base_of(row.data if row else None),
                is_fuzzy=is_suggestion(row) if row else memory is not None,
            )
        )
    return entries


def _previous(memory: Memory | None, segment: StringSegment) -> str:
    if memory is None or memory.source_text == segment.string.data:
        return ""
    return memory.source_text


def _advice(model: type[models.Model], segment: StringSegment) -> list[str]:
    limits = segment_rules.limits(model, segment.context.field_path or segment.context.path)
    advice = []
    if segment.context.path == SLUG:
        advice.append(_("The end of the page's address: letters, digits and hyphens."))
    elif limits.max_length and limits.max_length < 255:
        advice.append(
            ngettext("At most %(most)d sign.", "At most %(most)d signs.", limits.max_length)
            % {"most": limits.max_length}
        )
    if json.loads(segment.attrs or "null"):
        advice.append(_('Keep the links: each <a id="…">…</a> round the fitting words.'))
    return advice
