"""Measures how well a search finds what the labelled set says answers each query.

The set is in `tests/data/search`: documents, queries with the documents that answer them, and the
lists that are found now (`expected.json`), which both databases have to return alike.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from django.db.models import OuterRef
from modelsearch.backends import database
from wagtail.models import Page
from wagtail.search import index as stock_index

from core.search import documents as registry
from core.search.documents import Hit, SearchDocument, register_kind
from core.search.index import rebuild
from core.search.models import IndexedDocument
from core.search.query import search
from home.models import StandardPage
from tests.factories.pages import make_site

DATA = Path(__file__).resolve().parents[1] / "data" / "search"
EXPECTED = DATA / "expected.json"
KIND = "labelled"
TOP = 10
LANGUAGES = ("ar", "en")

Find = Callable[[str, str], list[str]]


@dataclass(frozen=True)
class Document:
    """One document of the set; both languages have the same keys."""

    language: str
    kind: str
    key: str
    title: str
    summary: str
    body: str


@dataclass(frozen=True)
class Query:
    """What somebody types, and the keys of the documents that answer it.

    Attributes:
        group: what is difficult about it.
        held_out: whether it is measured only, and never looked at while lists of words grow.
    """

    language: str
    group: str
    text: str
    relevant: tuple[str, ...]
    held_out: bool


@dataclass(frozen=True)
class Judged:
    """A query with the keys that were found, best first."""

    query: Query
    found: tuple[str, ...]

    @property
    def recall(self) -> float:
        """How many of the relevant documents are among the first ten, from 0 to 1."""
        return len({*self.found[:TOP]} & {*self.query.relevant}) / len(self.query.relevant)

    @property
    def reciprocal_rank(self) -> float:
        """1 where the first document is relevant, 1/2 where the second is, and so on."""
        ranks = (rank for rank, key in enumerate(self.found[:TOP], 1) if key in self.query.relevant)
        return 1 / next(ranks, float("inf"))


@dataclass(frozen=True)
class Figures:
    """The means over some queries."""

    queries: int
    recall: float
    reciprocal_rank: float

    def __str__(self) -> str:
        return f"{self.queries:4}   recall@10 {self.recall:.3f}   MRR {self.reciprocal_rank:.3f}"


def load_documents() -> list[Document]:
    """Return the documents of the set."""
    rows = json.loads((DATA / "documents.json").read_text(encoding="utf-8"))["documents"]
    return [Document(**row) for row in rows]


def load_queries() -> list[Query]:
    """Return the queries of the set."""
    rows = json.loads((DATA / "queries.json").read_text(encoding="utf-8"))["queries"]
    return [
        Query(
            language=row["language"],
            group=row["class"],
            text=row["query"],
            relevant=tuple(row["relevant"]),
            held_out=row.get("held_out", False),
        )
        for row in rows
    ]


def measure(find: Find) -> list[Judged]:
    """Ask every query.

    Args:
        find: returns the keys that a search finds for a text in a language, best first.
    """
    return [Judged(one, tuple(find(one.text, one.language))) for one in load_queries()]


def figures(judged: Iterable[Judged]) -> dict[tuple[str, str], Figures]:
    """Return the means by language, over all queries, the held-out ones, the others, each class."""
    grouped: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        language = one.query.language
        part = "held out" if one.query.held_out else "open"
        for name in ("all", part, f"class: {one.query.group}"):
            grouped[language, name].append(one)
    return {
        group: Figures(
            queries=len(some),
            recall=sum(one.recall for one in some) / len(some),
            reciprocal_rank=sum(one.reciprocal_rank for one in some) / len(some),
        )
        for group, some in sorted(grouped.items())
    }


def table(judged: list[Judged], *, classes: bool = True) -> str:
    """Return the figures as lines of text."""
    return "\n".join(
        f"  {language}  {name:<32} {means}"
        for (language, name), means in figures(judged).items()
        if classes or not name.startswith("class")
    )


def as_lists(judged: Iterable[Judged]) -> dict[str, dict[str, str]]:
    """Return what was found as one short line for each query: the documents' numbers in the set."""
    numbers = _numbers()
    lists: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for one in judged:
        found = " ".join(str(numbers[key]) for key in one.found)
        lists[one.query.language][one.query.text] = found
    return lists


@contextmanager
def site_search() -> Iterator[Find]:
    """Build the site's own index of the set and nothing else; give what searches it."""
    numbers = _numbers()
    keys = {number: key for key, number in numbers.items()}
    documents = [
        SearchDocument(
            kind=KIND,
            language=one.language,
            key=numbers[one.key],
            title=one.title,
            summary=one.summary,
            body=one.body,
        )
        for one in load_documents()
    ]

    def resolve(wanted: Iterable[int], language: str) -> dict[int, Hit]:
        return {
            one.key: Hit(one.title, f"/{one.key}/", one.summary)
            for one in documents
            if one.key in wanted and one.language == language
        }

    def find(text: str, language: str) -> list[str]:
        results = search(text, languages=[language], kinds=[KIND], limit=TOP)
        return [keys[hit.key] for hit in results.hits]

    with mock.patch.dict(registry._kinds, clear=True):
        register_kind(
            KIND,
            label=KIND,
            documents=lambda _keys: documents,
            visible=lambda: IndexedDocument.objects.filter(key=OuterRef("document__key")),
            resolve=resolve,
        )
        rebuild()
        yield find


@contextmanager
def stock_search(operator: str) -> Iterator[Find]:
    """Make a page of each document, indexed as Wagtail does by itself; give what searches them.

    Args:
        operator: `and` or `or`: whether a page needs all the words.
    """
    fields: list[Any] = [
        *Page.search_fields,
        stock_index.SearchField("search_description"),
        stock_index.SearchField("body"),
    ]
    with mock.patch.object(StandardPage, "search_fields", fields):
        site = make_site()
        homes = {"ar": site.ar, "en": site.en}
        keys: dict[int, str] = {}
        for one in load_documents():
            page = StandardPage(
                title=one.title,
                slug=f"labelled-{one.key}",
                search_description=one.summary,
                body=[("paragraph", one.body)],
                locale=homes[one.language].locale,
            )
            homes[one.language].add_child(instance=page)
            keys[page.pk] = one.key
        backend = database.SearchBackend({})
        pages = StandardPage.objects.filter(pk__in=keys)
        backend.get_index_for_model(StandardPage).add_items(StandardPage, list(pages))

        def find(text: str, language: str) -> list[str]:
            of_language = pages.filter(locale=homes[language].locale)
            found = backend.search(text, of_language, operator=operator)[:TOP]
            return [keys[page.pk] for page in found]

        yield find


def _numbers() -> dict[str, int]:
    """Return the number of each key: its place among the Arabic documents."""
    arabic = (one.key for one in load_documents() if one.language == "ar")
    return {key: number for number, key in enumerate(arabic, 1)}
