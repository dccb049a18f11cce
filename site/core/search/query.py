"""Answers a search: what is found, in which order, and what else was probably meant."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from core.search import excerpts, ranking, spelling
from core.search.asking import NEAREST, WHOLE, Query
from core.search.documents import kinds as registered_kinds
from core.search.models import IndexedDocument


@dataclass(frozen=True)
class Found:
    """One result.

    Attributes:
        kind: the name of its kind.
        key: its key among its kind.
        language: the code of the language it is in.
        url: its address.
        title, excerpt: with what was searched for marked.
    """

    kind: str
    key: int
    language: str
    url: str
    title: SafeString
    excerpt: SafeString


@dataclass(frozen=True)
class Results:
    """What a search found.

    Attributes:
        shown_query: the query as it may be shown again; empty if it holds words that hurt.
        hits: those of the page that was asked for.
        total: how many there are among the kinds that were asked for.
        offset: how many come before the first hit; the last page's where more was asked for.
        kinds: how many there are of each kind, whichever were asked for.
        suggestion: the query as it was probably meant; empty where nothing seems wrong with it.
        is_replaced: whether the results are those of the suggestion, since there were no others.
        respectful: the words that stand for those that hurt.
        is_empty: whether no word was given.
        is_only_stop_words: whether all words are too common to be searched for.
        was_cut: whether only the beginning was searched for.
    """

    shown_query: str = ""
    hits: list[Found] = field(default_factory=list)
    total: int = 0
    offset: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    suggestion: str = ""
    is_replaced: bool = False
    respectful: list[str] = field(default_factory=list)
    is_empty: bool = False
    is_only_stop_words: bool = False
    was_cut: bool = False


def search(
    text: str,
    *,
    languages: Sequence[str],
    kinds: Collection[str] | None = None,
    offset: int = 0,
    limit: int = 10,
) -> Results:
    """Return what is found in these languages.

    Args:
        text: anything at all, as somebody typed it.
        languages: codes of the languages to search in.
        kinds: names of the kinds to search among; all of them, for `None`.
        offset: how many hits to pass over.
        limit: how many hits to return at most.
    """
    query = Query(text)
    if not query.concepts:
        return Results(
            shown_query=query.text,
            is_empty=not query.has_words,
            is_only_stop_words=query.has_words,
            was_cut=query.was_cut,
        )
    counts = ranking.document_counts(query.all_stems(), languages)
    missing = query.missing(counts)
    nearest = spelling.nearest(
        [one.term for one in missing if one.term], languages, query.thesaurus
    )
    by_kind = ranking.count_by_kind(query.concepts, languages)
    is_replaced = not by_kind and bool(nearest)
    for concept in missing:
        if concept.term and (near := nearest.get(concept.term.stem)):
            # What nobody else writes leads to nothing by itself, so nothing is lost by it.
            concept.add(near.stem, WHOLE if is_replaced else NEAREST)
            counts.setdefault(near.stem, near.documents)
    if nearest:
        by_kind = ranking.count_by_kind(query.concepts, languages)
    among = [name for name in registered_kinds() if kinds is None or name in kinds]
    total = sum(by_kind.get(name, 0) for name in among)
    if offset >= total:
        offset = max(0, (total - 1) // limit * limit)
    return Results(
        shown_query="" if query.respectful else query.text,
        hits=_hits(query, counts, languages, among, offset, limit) if total else [],
        total=total,
        offset=offset,
        kinds=by_kind,
        suggestion=query.corrected({stem: near.surface for stem, near in nearest.items()})
        if nearest
        else "",
        is_replaced=is_replaced,
        respectful=query.respectful,
        was_cut=query.was_cut,
    )


def _hits(
    query: Query,
    counts: dict[str, int],
    languages: Sequence[str],
    among: Sequence[str],
    offset: int,
    limit: int,
) -> list[Found]:
    rows = ranking.ranked(
        query.concepts,
        rarity=ranking.rarities(counts, languages),
        languages=languages,
        among=among,
        offset=offset,
        limit=limit,
    )
    texts = IndexedDocument.objects.in_bulk([pk for pk, *_which in rows])
    shown = {
        (name, language): kind.resolve(_keys(rows, name, language), language)
        for name, kind in registered_kinds().items()
        for language in languages
        if _keys(rows, name, language)
    }
    stems = query.shown_stems()
    found = []
    for pk, name, key, language in rows:
        hit = shown[name, language].get(key)
        if hit is None or pk not in texts:  # closed in this very moment
            continue
        row = texts[pk]
        found.append(
            Found(
                kind=name,
                key=key,
                language=language,
                url=hit.url,
                title=excerpts.marked(hit.title, language, stems),
                excerpt=excerpts.excerpt(
                    hit.summary or row.summary,
                    row.body,
                    language=language,
                    stems=stems,
                    thesaurus=query.thesaurus,
                ),
            )
        )
    return found


def _keys(rows: list[tuple[int, str, int, str]], name: str, language: str) -> list[int]:
    return [key for _pk, kind, key, of in rows if (kind, of) == (name, language)]
