"""Asks the index: how often words occur, what is found, and in which order.

Whole numbers only, so that both databases add up to the same and order what is found alike.
"""

import math
from collections.abc import Collection, Mapping, Sequence

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)

from core.search.asking import Concept
from core.search.documents import kinds
from core.search.models import IndexedDocument, Posting

RARITY_UNIT = 100


def visible() -> Q:
    """Return what is true of a posting whose document everybody may read now: the last wall."""
    wall = Q(pk=None)
    for name, kind in kinds().items():
        wall |= Q(document__kind=name) & Exists(kind.visible())
    return wall


def document_counts(
    stems: Collection[str], languages: Sequence[str], only: Q | None = None
) -> dict[str, int]:
    """Return in how many documents each stem stands, without those that stand in none."""
    postings = Posting.objects.filter(language__in=languages, stem__in=stems)
    if only is not None:
        postings = postings.filter(only)
    return dict(postings.values_list("stem").annotate(documents=Count("pk")))


def rarities(counts: Mapping[str, int], languages: Sequence[str]) -> dict[str, int]:
    """Return how rare each stem is (BM25's inverse document frequency), in hundredths."""
    documents = IndexedDocument.objects.filter(language__in=languages).count()
    return {
        stem: max(1, round(RARITY_UNIT * math.log(1 + (documents - count + 0.5) / (count + 0.5))))
        for stem, count in counts.items()
        if count <= documents
    }


def count_by_kind(concepts: Sequence[Concept], languages: Sequence[str]) -> dict[str, int]:
    """Return how many documents of each kind have any of the words."""
    rows = (
        _matching(concepts, languages)
        .values_list("document__kind")
        .annotate(documents=Count("document_id", distinct=True))
    )
    return dict(rows)


def ranked(
    concepts: Sequence[Concept],
    *,
    rarity: Mapping[str, int],
    languages: Sequence[str],
    among: Collection[str],
    offset: int,
    limit: int,
) -> list[tuple[int, str, int, str]]:
    """Return the documents that have any of the words, those with all of them first.

    A document's score adds up, over the words, the best of what counts as the word: its weight in
    the document, times its rarity. It is multiplied by the number of words that were found.

    Args:
        concepts: the words.
        rarity: of each stem, as `rarities` returns it.
        languages: codes of the languages to search in.
        among: names of the kinds to search among.
        offset: how many to pass over.
        limit: how many to return at most.

    Returns:
        primary key, kind, key and language of each document.
    """
    scores = {f"score_{number}": _score(one, rarity) for number, one in enumerate(concepts)}
    found = sum(
        (Case(When(**{f"{name}__gt": 0}, then=1), default=0) for name in scores),
        start=Value(0, output_field=IntegerField()),
    )
    rows = (
        _matching(concepts, languages)
        .filter(document__kind__in=among)
        .values("document_id", "document__kind", "document__key", "document__language")
        .annotate(**scores)
        .annotate(found=found)
        .annotate(
            has_all=Case(When(found=len(concepts), then=1), default=0),
            score=sum((F(name) for name in scores), start=Value(0)) * F("found"),
        )
        .order_by("-has_all", "-score", "document__kind", "document__key", "document__language")
    )
    columns = ("document_id", "document__kind", "document__key", "document__language")
    return list(rows.values_list(*columns)[offset : offset + limit])


def _matching(concepts: Sequence[Concept], languages: Sequence[str]) -> QuerySet[Posting]:
    stems = {stem for concept in concepts for stem in concept.stems}
    return Posting.objects.filter(visible(), language__in=languages, stem__in=sorted(stems))


def _score(concept: Concept, rarity: Mapping[str, int]) -> Max:
    best = [
        When(stem=stem, then=F("weight") * max(1, rarity[stem] * factor // 100))
        for stem, factor in concept.stems.items()
        if stem in rarity
    ]
    return Max(Case(*best, default=0, output_field=BigIntegerField()))
