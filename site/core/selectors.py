"""Reads pages for everybody: which are open to all, and where each language has them."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page, PageViewRestriction

AnyPages = TypeVar("AnyPages", bound=QuerySet)


def open_to_all(pages: AnyPages) -> AnyPages:
    """Leave out the pages that are restricted, or below one that is.

    Wagtail's own `public()` says the same and asks the database first, every time.
    """
    # Not by a join: with no restriction at all SQLite would begin with every page there is.
    of_restricted = Page.objects.filter(pk=OuterRef("page_id")).values("path")
    closed = PageViewRestriction.objects.annotate(closed_path=Subquery(of_restricted)).filter(
        closed_path=Substr(OuterRef("path"), 1, Length("closed_path"))
    )
    return pages.exclude(Exists(closed))


def live_addresses(page_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return for each page the paths, by language, of its versions that are live and open to all.

    One query for any number of pages, and none for none.
    """
    wanted = set(page_ids)
    found: dict[int, dict[str, str]] = {page_id: {} for page_id in wanted}
    if not wanted:
        return found
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    versions = Page.objects.filter(translation_key__in=keys)
    open_ids = open_to_all(Page.objects.live()).filter(pk=OuterRef("pk"))
    urls: dict[UUID, dict[str, str]] = {}
    key_of: dict[int, UUID] = {}
    for page in versions.annotate(is_public=Exists(open_ids), language=F("locale__language_code")):
        key_of[page.pk] = page.translation_key
        if page.is_public and (url := page.url):
            urls.setdefault(page.translation_key, {})[page.language] = url
    for page_id in wanted & key_of.keys():
        found[page_id] = urls.get(key_of[page_id], {})
    return found
