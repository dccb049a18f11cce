"""Reads what was corrected on the pages that everybody may read."""

from django.apps import apps

from core.selectors import open_to_all

MODELS = {"ArticlePage": "ArticleCorrection", "MythPage": "MythCorrection"}


def newest_corrections(*, language: str, limit: int) -> list:
    """Return the corrections of live, public pages in a language, the newest first.

    Two queries; each correction has its `page`, with its locale.
    """
    found: list = []
    for page_model, model in MODELS.items():
        pages = open_to_all(apps.get_model("resources", page_model).objects.live())
        rows = apps.get_model("resources", model).objects.filter(
            page__in=pages.filter(locale__language_code=language)
        )
        found += rows.select_related("page__locale").order_by("-date", "-pk")[:limit]
    return sorted(found, key=lambda row: (row.date, row.pk), reverse=True)[:limit]
