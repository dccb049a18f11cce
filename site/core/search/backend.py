"""The site's only search backend: the database's own, which also asks for the folded words.

What is indexed folded is found however it is written; what is not, as before. There must be one
backend alone, since two would overwrite one another's index (TRAPS B18).
"""

from typing import Any

from django.db import connection
from modelsearch.backends import database
from wagtail.search.backends.base import BaseSearchBackend
from wagtail.search.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText, SearchQuery

from core.search.folding import fold

# A quotation mark ends a word in SQLite's language of queries, and neither database takes a NUL.
_UNSAFE = str.maketrans('"\0', "  ")


def with_folded(query: SearchQuery) -> SearchQuery:
    """Return a query that finds what `query` finds, and the same words in another form."""
    if isinstance(query, PlainText | Phrase):
        typed = query.query_string.translate(_UNSAFE)
        folded = fold(typed)
        if not typed.strip():
            return Not(MatchAll())
        if not folded or folded == typed:
            return _like(query, typed)
        return Or([_like(query, typed), _like(query, folded)])
    if isinstance(query, Not):
        return Not(with_folded(query.subquery))
    if isinstance(query, Boost):
        return Boost(with_folded(query.subquery), query.boost)
    if isinstance(query, And | Or):
        return type(query)([with_folded(subquery) for subquery in query.subqueries])
    return query


def _like(query: PlainText | Phrase, words: str) -> SearchQuery:
    if isinstance(query, Phrase):
        return Phrase(words)
    return PlainText(words, operator=query.operator, boost=query.boost)


class AsksForFoldedWords:
    """A compiler of queries that folds them; before the database's own in the bases."""

    query: SearchQuery

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.query = with_folded(self.query)


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:  # noqa: N802 - Wagtail asks for it
    """Return the backend of the database that is in use."""
    backend = database.SearchBackend(params)
    if connection.vendor in {"postgresql", "sqlite"}:
        for name in ("query_compiler_class", "autocomplete_query_compiler_class"):
            compiler = getattr(backend, name)
            setattr(backend, name, type(compiler.__name__, (AsksForFoldedWords, compiler), {}))
    return backend
