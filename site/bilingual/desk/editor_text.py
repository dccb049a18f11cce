"""Puts together all passages of a translation for its editor, in the order of the page editor."""

from collections import Counter
from collections.abc import Iterable

from django.db import models
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.views.edit_translation import TabHelper

from bilingual.content_check import check_marks, check_text, is_quoted
from bilingual.desk.editor_rows import Group, Row
from bilingual.desk.editor_values import placed, values_of
from bilingual.domain.conflicts import token
from bilingual.domain.entries import Key, SaveReport
from bilingual.domain.translating import shown
from bilingual.forms import TranslationForm
from bilingual.glossary import avoided_forms
from bilingual.models import LanguageState
from bilingual.places import place_of
from bilingual.segment_rules import limits
from bilingual.selectors.memory import memories_for
from bilingual.texts import SLUG, has_words

_AFTER_ALL = 10_000  # fields that no panel shows come last


class EditorText:
    """Everything that is written on the page, read with the same few queries however long it is.

    Args:
        translation: with its source and target locale loaded.
        target: the page or snippet that it is translated into.
        form, report: what was posted and what became of it, where something could not be stored.
        is_refused: whether nothing of it was stored at all.
    """

    def __init__(
        self,
        translation: Translation,
        target: models.Model,
        *,
        form: TranslationForm | None = None,
        report: SaveReport | None = None,
        is_refused: bool = False,
    ) -> None:
        self.translation, self.target = translation, target
        self.form, self.report, self.is_refused = form, report or SaveReport(), is_refused
        self.original = translation.source.as_instance()
        self.model = type(self.original)
        self.orders = TabHelper(self.original)
        self.rows = sorted(self._rows(), key=lambda row: row.order)
        self.values = sorted(
            values_of(self.translation, self.original, self.order_of, form, self.report.overrides),
            key=lambda value: value.order,
        )
        self._look_closer()

    @property
    def total(self) -> int:
        """How many passages need words; an address is none of them."""
        return sum(row.weight for row in self.rows if row.path != SLUG)

    @property
    def done(self) -> int:
        """How many have them."""
        return self.total - sum(row.weight for row in self.missing)

    @property
    def missing(self) -> list[Row]:
        """The passages that stand in the way of publishing."""
        return [row for row in self.rows if row.is_missing]

    @property
    def changed(self) -> list[Row]:
        """The passages whose source text is another than the published translation was made of."""
        return [row for row in self.rows if row.is_changed]

    def groups(self, show: str) -> list[Group]:
        """Return what is shown, by field and block: `all`, `missing` or `changed` passages."""
        rows = {"missing": self.missing, "changed": self.changed}.get(show, self.rows)
        # What needs an answer is never hidden.
        rows = [row for row in self.rows if row in rows or row.errors or row.conflict]
        values = [value for value in self.values if show == "all" or value.errors or value.conflict]
        groups: dict[str, Group] = {}
        for item in sorted([*rows, *values], key=lambda item: item.order):
            group = groups.setdefault(item.group, Group(item.group))
            (group.rows if isinstance(item, Row) else group.values).append(item)
        return list(groups.values())

    def order_of(self, path: str, number: int) -> tuple[int, int]:
        """Return where a segment stands in the page editor."""
        try:
            return self.orders.get_field_order(path.split(".")[0]), number
        except KeyError:
            return _AFTER_ALL, number

    def _rows(self) -> Iterable[Row]:
        segments = list(
            StringSegment.objects.filter(source_id=self.translation.source_id)
            .select_related("string", "context")
            .order_by("order")
        )
        stored = self._stored()
        seen: Counter[Key] = Counter((row.context_id, row.string_id) for row in segments)
        self._segments: dict[Key, StringSegment] = {}
        for segment in segments:
            key = (segment.context_id, segment.string_id)
            if key not in self._segments:
                self._segments[key] = segment
                yield self._row(segment, stored.get(key), weight=seen[key])

    def _stored(self) -> dict[Key, StringTranslation]:
        rows = StringTranslation.objects.filter(
            context__object_id=self.translation.source.object_id,
            locale_id=self.translation.target_locale_id,
            translation_of__segments__source_id=self.translation.source_id,
        ).select_related("last_translated_by__wagtail_userprofile")
        return {(row.context_id, row.translation_of_id): row for row in rows}

    def _row(self, segment: StringSegment, stored: StringTranslation | None, *, weight: int) -> Row:
        context, key = segment.context, (segment.context_id, segment.string_id)
        place = place_of(self.model, context.path, context.field_path or context.path)
        is_plain = place.kind != "rich"
        row = Row(
            key=key,
            path=context.path,
            place=place,
            order=self.order_of(context.path, segment.order),
            source=shown(segment.string.data, is_plain=is_plain),
            words=shown(stored.data, is_plain=is_plain) if stored else "",
            seen=token(stored.data if stored else None),
            status=_status(context.path, stored),
            max_length=limits(self.model, context.field_path or context.path).max_length,
            weight=weight,
            stored=stored,
            is_carried_over=not has_words(segment.string.data) and context.path != SLUG,
            **placed(self.original, context.path),
        )
        self._as_posted(row)
        return row

    def _as_posted(self, row: Row) -> None:
        """Show what the person wrote where it could not be stored."""
        if self.form is None or not self.form.has(row.key):
            return
        row.errors = self.report.errors.get(row.key, [])
        row.conflict = self.report.conflicts.get(row.key)
        if row.errors or row.conflict or self.is_refused:
            kept = self.form.kept.get(row.key)
            is_plain = row.place.kind != "rich"
            row.words = self.form.typed(row.key) if kept is None else shown(kept, is_plain=is_plain)
            row.seen = self.form.data.get(f"seen-{row.slot}", "")

    def _look_closer(self) -> None:
        """Add memories, findings and what has changed, each for all passages at once."""
        without = [row for row in self.rows if row.status in {"missing", "error"}]
        memories = memories_for(self.translation, [self._segments[row.key] for row in without])
        language = self.translation.target_locale.language_code
        terms = avoided_forms(language)
        published = self._published_source()
        for row in self.rows:
            row.memories = memories.get(self._segments[row.key].pk, []) if row in without else []
            if row.words and row.kind in {"text", "rich"}:
                quoted = is_quoted(self.target, row.path)
                row.findings = [
                    *check_marks(row.source, row.words),
                    *check_text(row.words, language, terms=terms, quoted=quoted),
                ]
            said = (row.path, self._segments[row.key].string.data)
            row.is_changed = bool(published) and row.path != SLUG and said not in published

    def _published_source(self) -> set[tuple[str, str]]:
        """Return the source text that the published translation was made from."""
        if not isinstance(self.target, Page) or not self.target.live:
            return set()
        state = LanguageState.objects.filter(page_id=self.target.pk).first()
        return {(path, text) for path, text in state.made_from_text} if state else set()


def _status(path: str, stored: StringTranslation | None) -> str:
    if path == SLUG:
        return "slug"
    if stored is None:
        return "missing"
    if stored.has_error:
        return "error"
    is_machine = stored.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE
    return "machine" if is_machine else "done"
