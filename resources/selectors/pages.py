"""Reads the pages of resources."""

from django.apps import apps
from django.db.models import F, QuerySet
from wagtail.models import Page

from core.selectors import open_to_all


def live_articles(*, locale_id: int, below: Page | None = None) -> QuerySet:
    """Return the live, public articles in a language, the most recently reviewed first."""
    return _live("ArticlePage", locale_id=locale_id, below=below)


def live_myths(*, locale_id: int, below: Page | None = None) -> QuerySet:
    """Return the live, public facts against myths, the most recently reviewed first."""
    return _live("MythPage", locale_id=locale_id, below=below)


def index_of(*, language: str) -> Page | None:
    """Return the live, public index of resources in a language; the oldest, were there two."""
    pages = open_to_all(apps.get_model("resources", "ResourcesIndexPage").objects.live())
    return pages.filter(locale__language_code=language).order_by("pk").first()


def newest(*, language: str, limit: int) -> list[Page]:
    """Return the live, public resources in a language that were published last."""
    found: list[Page] = []
    for model in ("ArticlePage", "MythPage"):
        pages = open_to_all(apps.get_model("resources", model).objects.live())
        pages = pages.filter(locale__language_code=language).select_related("locale")
        found += pages.order_by(F("first_published_at").desc(nulls_last=True), "-pk")[:limit]
    return sorted(
        found,
        key=lambda page: (page.first_published_at is not None, page.first_published_at, page.pk),
        reverse=True,
    )[:limit]


def _live(model: str, *, locale_id: int, below: Page | None) -> QuerySet:
    # By name, since the page models call these selectors.
    every = apps.get_model("resources", model).objects.live()
    pages = open_to_all(every).filter(locale_id=locale_id)
    if below is not None:
        pages = pages.child_of(below)
    return pages.order_by(F("last_reviewed").desc(nulls_last=True), "-first_published_at", "title")
