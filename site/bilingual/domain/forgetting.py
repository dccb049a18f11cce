"""Removes texts that no page says any more: wagtail-localize keeps them for ever (TRAPS B16)."""

from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Template,
    TemplateSegment,
)


def forget_unused() -> int:
    """Delete the source texts and templates that nothing uses, and return how many there were."""
    strings, _ = unused(String.objects.all()).delete()
    used = TemplateSegment.objects.filter(template_id=OuterRef("pk"))
    templates, _ = Template.objects.filter(~Exists(used)).delete()
    return strings + templates


def unused(strings: QuerySet[String]) -> QuerySet[String]:
    """Return those that are in no source and that no translation is kept for."""
    return strings.filter(
        ~Exists(StringSegment.objects.filter(string_id=OuterRef("pk"))),
        ~Exists(StringTranslation.objects.filter(translation_of_id=OuterRef("pk"))),
    )


def forget_unused_after_commit(page: Page) -> None:
    """Delete the texts of a page that is about to be deleted, once it is.

    Should the process die in between, the daily job does it.
    """
    key = page.translation_key
    ids = set(
        StringSegment.objects.filter(source__object_id=key).values_list("string_id", flat=True)
    ) | set(
        StringTranslation.objects.filter(context__object_id=key).values_list(
            "translation_of_id", flat=True
        )
    )
    if ids:
        transaction.on_commit(partial(_forget, ids))


def _forget(ids: set[int]) -> None:
    unused(String.objects.filter(pk__in=ids)).delete()
