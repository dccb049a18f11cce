"""Reads what the home page shows, through the selectors of the apps below it."""

from resources.selectors import live_articles, live_myths


def newest_resources(*, locale_id: int, limit: int = 4) -> list:
    """Return the most recently reviewed resources in a language, articles before facts."""
    articles = list(live_articles(locale_id=locale_id)[:1])
    return articles + list(live_myths(locale_id=locale_id)[: limit - len(articles)])
