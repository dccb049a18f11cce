"""Stores values that differ from the source's on purpose: an image, a page, a link's address."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail_localize.models import OverridableSegment, SegmentOverride, Translation

from bilingual.domain.conflicts import Conflict, conflict_with, token
from bilingual.places import Place, place_of
from core.blocks import is_allowed_target


@dataclass(frozen=True)
class OverrideEntry:
    """A value that is to differ from the source's.

    Attributes:
        context_id: the place, a `TranslationContext`.
        value: the value as wagtail-localize keeps it; empty takes the source's again.
        seen: the token of what was stored when the person began.
    """

    context_id: int
    value: Any
    seen: str = ""


@dataclass
class OverrideReport:
    """What became of each entry, by its place.

    Attributes:
        saved: places whose value was set or given back.
        conflicts: places that somebody else has changed meanwhile; nothing was overwritten.
        errors: sentences on why a value cannot stand; it was not stored.
    """

    saved: list[int] = field(default_factory=list)
    conflicts: dict[int, Conflict] = field(default_factory=dict)
    errors: dict[int, list[str]] = field(default_factory=dict)


def store_overrides(
    *, translation: Translation, entries: Sequence[OverrideEntry], user: AbstractBaseUser
) -> OverrideReport:
    """Store values, place by place. The caller holds the lock on the translation.

    Args:
        translation: the translation that is being worked on.
        entries: what was chosen or written; places that the page does not have are left out.
        user: who did it.
    """
    report = OverrideReport()
    if not entries:
        return report
    places = [entry.context_id for entry in entries]
    segments = {
        segment.context_id: segment
        for segment in OverridableSegment.objects.filter(
            source=translation.source, context_id__in=places
        ).select_related("context")
    }
    stored = {
        row.context_id: row
        for row in SegmentOverride.objects.filter(
            context_id__in=list(segments), locale_id=translation.target_locale_id
        ).select_related("last_translated_by")
    }
    model = translation.source.specific_content_type.model_class()
    for entry in entries:
        segment, row = segments.get(entry.context_id), stored.get(entry.context_id)
        if segment is None:
            continue
        place = place_of(model, segment.context.path, segment.context.field_path)
        now = row.data_json if row else None
        try:
            value = _cleaned(entry.value, segment, place)
        except ValidationError as error:
            report.errors[entry.context_id] = list(error.messages)
            continue
        if value == (row.data if row else None):
            continue
        if token(now) != entry.seen:
            report.conflicts[entry.context_id] = conflict_with(row, now)
            continue
        _replace(translation, segment, value, user)
        report.saved.append(entry.context_id)
    return report


def _replace(
    translation: Translation, segment: OverridableSegment, value: Any, user: AbstractBaseUser
) -> None:
    SegmentOverride.objects.filter(
        context_id=segment.context_id, locale_id=translation.target_locale_id
    ).delete()
    if value is not None:
        SegmentOverride.objects.create(
            context_id=segment.context_id,
            locale_id=translation.target_locale_id,
            data_json=json.dumps(value),
            last_translated_by=user,
        )


def _cleaned(value: Any, segment: OverridableSegment, place: Place) -> Any:
    """Return the value that differs from the source's, or nothing where it does not.

    Raises:
        ValidationError: the place cannot hold it.
    """
    value = value.strip() if isinstance(value, str) else value
    if value in ("", None):
        return None
    if place.is_chosen:
        value = _chosen(value, place)
    elif not isinstance(value, str):
        raise ValidationError(_("This place takes words."))
    else:
        _check_text(value, segment, place)
    return None if value == segment.data else value


def _chosen(value: Any, place: Place) -> Any:
    for model in place.chooses:
        try:
            key = model._meta.pk.to_python(value)
        except ValidationError:
            continue
        if model._default_manager.filter(pk=key).exists():
            return key if isinstance(key, int) else str(key)
    raise ValidationError(_("What was chosen here does not exist any more. Choose again."))


def _check_text(value: str, segment: OverridableSegment, place: Place) -> None:
    was_target = isinstance(segment.data, str) and is_allowed_target(segment.data)
    is_anchor = place.kind == "link" and value.startswith("#") and value.isprintable()
    if (was_target or place.kind == "link") and not is_anchor and not is_allowed_target(value):
        raise ValidationError(_("Begin the address with https://, mailto:, tel: or /."))
    if isinstance(place.part, models.Field):
        place.part.clean(value, None)
    elif isinstance(place.part, blocks.FieldBlock):
        place.part.clean(value)
