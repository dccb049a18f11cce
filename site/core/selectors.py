"""Reads pages for everybody: which are open to all, and which version a language has."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

AnyPages = TypeVar("AnyPages", bound=QuerySet)


def open_to_all(pages: AnyPages) -> AnyPages:
    """Leave out the pages that are restricted, or below one that is.

    Wagtail's own `public()` says the same and asks the database first, every time.
    """
    closed = PageViewRestriction.objects.filter(
        page__path=Substr(OuterRef("path"), 1, Length("page__path"))
    )
    return pages.exclude(Exists(closed))


def live_versions(pages: Iterable[Page]) -> dict[UUID, Page]:
    """Return the versions of `pages` that are live and open in the active language, by the key
    that all versions share. Wagtail's `localized` falls back to another language (TRAPS B12)."""
    versions = Page.objects.live().filter(
        translation_key__in=[page.translation_key for page in pages],
        locale__language_code=get_language(),
    )
    return {version.translation_key: version for version in open_to_all(versions)}
