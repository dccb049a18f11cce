"""Puts together what the editor shows of values that may differ: images, pages, addresses."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Media, Widget
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser
from wagtail.snippets.models import get_snippet_models
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from bilingual.domain.conflicts import Conflict, token
from bilingual.domain.overriding import OverrideReport
from bilingual.forms import TranslationForm
from bilingual.places import Place, place_of
from bilingual.texts import where
from core.blocks import is_allowed_target

_BETWEEN = " › "


@dataclass
class Value:
    """A value that the translation shares with the source, unless somebody gives it its own.

    Attributes:
        context_id: its place.
        shared: what the source has there.
        own: what the translation has instead; nothing where it shares the source's.
        posted: what a person typed that could not be stored.
        seen: the token of what was stored when the page was shown.
    """

    context_id: int
    path: str
    label: str
    group: str
    order: tuple[int, int]
    place: Place
    shared: Any
    own: Any
    seen: str
    posted: str | None = None
    errors: list[str] = field(default_factory=list)
    conflict: Conflict | None = None
    objects: dict[Any, models.Model] = field(default_factory=dict)

    @property
    def shared_shown(self) -> str:
        """The source's value as a person reads it."""
        return self._shown(self.shared)

    @property
    def own_shown(self) -> str:
        """The translation's own value as a person reads it."""
        return self._shown(self.own)

    @property
    def is_own(self) -> bool:
        """Whether the translation has its own."""
        return self.own is not None

    @property
    def is_address(self) -> bool:
        """Whether it is an address, which is written from left to right in every language."""
        return isinstance(self.shared, str) and is_allowed_target(self.shared)

    @property
    def value(self) -> Any:
        """What is in the field."""
        return self.posted if self.posted is not None else ("" if self.own is None else self.own)

    @cached_property
    def widget(self) -> Widget | None:
        """The chooser, for what is chosen; nothing where it cannot be chosen here."""
        kind = self.place.kind
        if kind == "page":
            return AdminPageChooser(target_models=list(self.place.chooses))
        if kind == "image":
            return AdminImageChooser()
        if kind == "document":
            return AdminDocumentChooser()
        if kind == "object" and self.place.chooses[0] in get_snippet_models():
            return AdminSnippetChooser(self.place.chooses[0])
        return None

    @property
    def field_html(self) -> str:
        """The chooser with what is chosen now."""
        if self.widget is None:
            return ""
        # An object in hand saves the chooser a query.
        value = self.objects.get(str(self.value), self.value or None)
        name = f"value-{self.context_id}"
        return self.widget.render(name, value, attrs={"id": f"id_{name}"})

    @property
    def is_editable(self) -> bool:
        """Whether it can be given a value here."""
        return self.widget is not None or not self.place.is_chosen

    def _shown(self, value: Any) -> str:
        if not self.place.is_chosen:
            return "" if value is None else str(value)
        if value in (None, ""):
            return ""
        found = self.objects.get(str(value))
        if found is None:
            return _("(deleted)")
        return getattr(found, "draft_title", None) or str(found)


def values_of(
    translation: Translation,
    original: models.Model,
    order_of: Callable[[str, int], tuple[int, int]],
    form: TranslationForm | None,
    report: OverrideReport,
) -> list[Value]:
    """Return the values of a page or snippet that may differ, however many with the same queries.

    Args:
        translation: the one that is being worked on.
        original: the source's instance.
        order_of: says where a path stands in the page editor.
        form, report: what was posted and what became of it.
    """
    segments = OverridableSegment.objects.filter(source_id=translation.source_id)
    stored = {
        row.context_id: row
        for row in SegmentOverride.objects.filter(
            context__object_id=translation.source.object_id,
            locale_id=translation.target_locale_id,
        )
    }
    values = []
    for segment in segments.select_related("context").order_by("order"):
        context, row = segment.context, stored.get(segment.context_id)
        value = Value(
            context_id=context.pk,
            path=context.path,
            order=order_of(context.path, segment.order),
            place=place_of(type(original), context.path, context.field_path or context.path),
            shared=segment.data,
            own=row.data if row else None,
            seen=token(row.data_json if row else None),
            **placed(original, context.path),
        )
        value.errors = report.errors.get(context.pk, [])
        value.conflict = report.conflicts.get(context.pk)
        if form is not None and (value.errors or value.conflict):
            value.posted = form.data.get(f"value-{context.pk}")
            # Both are shown; saving once more means that one's own counts.
            value.seen = value.conflict.token if value.conflict else value.seen
        values.append(value)
    _load(values)
    return values


def media_of(values: Iterable[Value]) -> Media:
    """Return the scripts and styles that the choosers need."""
    return sum((value.widget.media for value in values if value.widget), Media())


def placed(original: models.Model, path: str) -> dict[str, str]:
    """Return the group that a place belongs to, and its label within."""
    parts = where(original, path).split(_BETWEEN)
    # A block or a child object is a group of its own, and so is a plain field.
    depth = 1 if parts[0][:1].isdecimal() else 2
    return {"group": _BETWEEN.join(parts[:depth]), "label": _BETWEEN.join(parts[depth:])}


def _load(values: list[Value]) -> None:
    """Load what is chosen, once for each model."""
    wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
    for value in values:
        for model in value.place.chooses:
            for key in (value.shared, value.own, value.posted):
                try:
                    wanted[model].add(model._meta.pk.to_python(key))
                except (ValidationError, ValueError, TypeError):
                    continue
    objects = {
        model: {str(key): found for key, found in model._default_manager.in_bulk(keys).items()}
        for model, keys in ((model, keys - {None, ""}) for model, keys in wanted.items())
    }
    for value in values:
        for model in value.place.chooses:
            value.objects |= objects[model]
