"""Reads resources; other apps come in through here."""

from resources.selectors.corrections import newest_corrections
from resources.selectors.pages import index_of, live_articles, live_myths, newest
from resources.selectors.related import related_pages, related_services

__all__ = [
    "index_of",
    "live_articles",
    "live_myths",
    "newest",
    "newest_corrections",
    "related_pages",
    "related_services",
]
