"""Saves what translators write, so that neither two people nor one wrong passage undo the rest."""

import re
import unicodedata
from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import LockableMixin, Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)
from wagtail_localize.strings import StringValue

from bilingual import segment_rules
from bilingual.domain.conflicts import conflict_with, token
from bilingual.domain.entries import Entry, SaveReport
from bilingual.domain.overriding import OverrideEntry, store_overrides
from bilingual.places import place_of
from bilingual.rules import Locked
from bilingual.selectors.completeness import lock_message
from bilingual.texts import SLUG

_LOOKS_LIKE_A_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")


def shown(stored: str, *, is_plain: bool) -> str:
    """Return stored words as a person edits them: without `&amp;` and `<br>` in plain places."""
    return StringValue(stored).render_text() if is_plain else stored


@transaction.atomic
def save_segments(
    *,
    translation: Translation,
    entries: Sequence[Entry],
    user: AbstractBaseUser,
    overrides: Sequence[OverrideEntry] = (),
) -> SaveReport:
    """Store what was written, passage by passage: what is right is stored even if others are not.

    Args:
        translation: the translation that is being worked on.
        entries: what was written; unchanged and empty ones cost nothing.
        user: who wrote it. Whether they may was asked before, but for locks.
        overrides: values that are to differ from the source's.

    Raises:
        Locked: somebody has locked the page, or it is being reviewed.
    """
    # Whoever comes second waits here and then sees what the first has stored.
    translation = (
        Translation.objects.select_for_update(of=("self",))
        .select_related("source", "target_locale")
        .get(pk=translation.pk)
    )
    target = _target(translation)
    if isinstance(target, LockableMixin) and (reason := lock_message(target, user)):
        raise Locked(reason, page=target)
    saver = _Saver(translation, target, user)
    saver.save_words(entries)
    saver.report.overrides = store_overrides(translation=translation, entries=overrides, user=user)
    if saver.report.count:
        Translation.objects.filter(pk=translation.pk).update(
            translations_last_updated_at=timezone.now()
        )
    return saver.report


def tidy(words: str) -> str:
    """Return typed words in one normal form: NFC, `\\n` line ends, no invisible controls."""
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    words = "".join(
        sign for sign in words if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    return unicodedata.normalize("NFC", words).strip()


def _target(translation: Translation) -> models.Model | None:
    try:
        return translation.get_target_instance()
    except ObjectDoesNotExist:
        return None


class _Saver:
    """Reads everything once, then decides entry by entry."""

    def __init__(
        self, translation: Translation, target: models.Model | None, user: AbstractBaseUser
    ) -> None:
        self.translation, self.target, self.user = translation, target, user
        self.model: type[models.Model] = translation.source.specific_content_type.model_class()
        self.report = SaveReport()

    def save_words(self, entries: Sequence[Entry]) -> None:
        source = self.translation.source
        contexts = TranslationContext.objects.filter(object_id=source.object_id).in_bulk(
            [entry.context_id for entry in entries]
        )
        strings = String.objects.filter(locale_id=source.locale_id).in_bulk(
            [entry.string_id for entry in entries]
        )
        stored = {
            (row.context_id, row.translation_of_id): row
            for row in StringTranslation.objects.filter(
                context_id__in=list(contexts),
                translation_of_id__in=list(strings),
                locale_id=self.translation.target_locale_id,
            ).select_related("last_translated_by")
        }
        current = set(
            StringSegment.objects.filter(source=source).values_list("context_id", "string_id")
        )
        for entry in entries:
            context, string = contexts.get(entry.context_id), strings.get(entry.string_id)
            if context is None or string is None:
                continue  # made up: no place of this page, or no text of its language
            if entry.key not in current:
                self._remember(entry, context, string, stored.get(entry.key))
            else:
                self._save(entry, context, string, stored.get(entry.key))

    def _save(
        self,
        entry: Entry,
        context: TranslationContext,
        string: String,
        row: StringTranslation | None,
    ) -> None:
        limits = segment_rules.limits(self.model, context.field_path or context.path)
        data = self._stored_form(entry, limits)
        now = row.data if row else None
        is_machine = row is not None and row.translation_type == row.TRANSLATION_TYPE_MACHINE
        if row is not None and data == now and not row.has_error:
            if is_machine and entry.is_read:
                self._write(entry, context, string, row, data)
            return
        if token(now) != entry.seen:
            # Somebody else was here; who has not changed anything overwrites nothing.
            if data != (now or "") and token(data or None) != entry.seen:
                self.report.conflicts[entry.key] = conflict_with(row, now)
            return
        if not data:
            self._take_away(entry, context, row)
            return
        errors = self._errors(entry, context, string, data, limits)
        if errors:
            self.report.errors[entry.key] = errors
            return
        self._write(entry, context, string, row, segment_rules.normalised(data))

    def _stored_form(self, entry: Entry, limits: segment_rules.Limits) -> str:
        words = tidy(entry.words)
        if entry.is_stored_form or not words:
            return words
        if limits.is_slug:
            # Left alone where nothing would be left, so that the refusal is about what was typed.
            return slugify(words, allow_unicode=True) or words
        return StringValue.from_plaintext(words).data if limits.is_plain else words

    def _errors(
        self,
        entry: Entry,
        context: TranslationContext,
        string: String,
        data: str,
        limits: segment_rules.Limits,
    ) -> list[str]:
        if limits.is_plain and not entry.is_stored_form:
            in_source = StringValue(string.data).render_text()
            if _LOOKS_LIKE_A_TAG.search(entry.words) and not _LOOKS_LIKE_A_TAG.search(in_source):
                return [_("This place takes plain words only, without tags such as <b>.")]
        errors = segment_rules.problems(
            source_text=string.data,
            text=data,
            language=self.translation.target_locale.language_code,
            **vars(limits),
        )
        if not errors and context.path == SLUG and (other := self._same_slug(data)):
            errors = [
                _("The page “%(title)s” beside this one has this address already.")
                % {"title": other.get_admin_display_title()}
            ]
        return errors

    def _same_slug(self, slug: str) -> Page | None:
        if not isinstance(self.target, Page):
            return None
        others = Page.objects.sibling_of(self.target, inclusive=False)
        other: Page | None = others.filter(slug=slugify(slug, allow_unicode=True)).first()
        return other

    def _take_away(
        self, entry: Entry, context: TranslationContext, row: StringTranslation | None
    ) -> None:
        if row is None:
            return
        if self._is_required(context):
            self.report.errors[entry.key] = [
                _("This place cannot be empty. What was stored before stays until you write more.")
            ]
            return
        row.context = context
        row.delete()
        self.report.saved.append(entry.key)

    def _is_required(self, context: TranslationContext) -> bool:
        return place_of(self.model, context.path, context.field_path or context.path).required

    def _write(
        self,
        entry: Entry,
        context: TranslationContext,
        string: String,
        row: StringTranslation | None,
        data: str,
    ) -> None:
        row = row or StringTranslation(locale_id=self.translation.target_locale_id)
        row.context, row.translation_of, row.data = context, string, data
        row.translation_type, row.tool_name = StringTranslation.TRANSLATION_TYPE_MANUAL, ""
        row.last_translated_by = self.user
        row.has_error, row.field_error = False, ""
        row.save()
        if context.path == "title" and isinstance(self.target, Page):
            # wagtail-localize shows the title of the draft with `&amp;` for `&`.
            Page.objects.filter(pk=self.target.pk).update(
                draft_title=StringValue(data).render_text()[:255]
            )
        self.report.saved.append(entry.key)

    def _is_of_another(self, string: String) -> bool:
        """Tell whether a text that this page does not have stands on another."""
        key = self.translation.source.object_id
        here = StringTranslation.objects.filter(translation_of=string, context__object_id=key)
        elsewhere = StringSegment.objects.filter(string=string).exclude(source__object_id=key)
        remembered = StringTranslation.objects.filter(translation_of=string).exclude(
            context__object_id=key
        )
        return not here.exists() and (elsewhere.exists() or remembered.exists())

    def _remember(
        self,
        entry: Entry,
        context: TranslationContext,
        string: String,
        row: StringTranslation | None,
    ) -> None:
        """Keep words for a text that the source no longer has: they are offered for the new one."""
        limits = segment_rules.limits(self.model, context.field_path or context.path)
        data = self._stored_form(entry, limits)
        now = row.data if row else None
        if not data or data == now or token(data) == entry.seen:
            return
        self.report.outdated.append(entry.key)
        if row is None and self._is_of_another(string):
            return  # it would be shown with what another page says, which may be closed
        if token(now) != entry.seen or self._errors(entry, context, string, data, limits):
            return
        title = self.target.draft_title if isinstance(self.target, Page) else ""
        self._write(entry, context, string, row, segment_rules.normalised(data))
        self.report.saved.remove(entry.key)
        if context.path == "title" and isinstance(self.target, Page):
            # The title of the draft is that of the present source's translation.
            Page.objects.filter(pk=self.target.pk).update(draft_title=title)
