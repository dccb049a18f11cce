"""Reads resources; other apps come in through here."""

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


def _live(model: str, *, locale_id: int, below: Page | None) -> QuerySet:
    # By name, since the page models call these selectors.
    every = apps.get_model("resources", model).objects.live()
    pages = open_to_all(every).filter(locale_id=locale_id)
    if below is not None:
        pages = pages.child_of(below)
    return pages.order_by(F("last_reviewed").desc(nulls_last=True), "-first_published_at", "title")
