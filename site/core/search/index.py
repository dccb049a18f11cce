"""Writes the index: takes a document in, lets it go, or builds everything anew.

Each document has rows of its own, with weights that depend on nothing but the document: what is
published touches no other's rows, however large the site is.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from core.search import words
from core.search.analysis import terms
from core.search.documents import Kind, SearchDocument, kinds
from core.search.folding import plain_letters
from core.search.models import IndexBuild, IndexedDocument, IndexedWord, Posting

BATCH = 100  # documents in one transaction
_LOCK = 0x53616E61  # of PostgreSQL's advisory locks; a number of our own

# BM25F (Robertson, Zaragoza, Taylor: Simple BM25 Extension to Multiple Weighted Fields, 2004). Each
# field: its weight, how much its length counts, and the number of words it usually has. That is
# fixed here instead of being counted, which would change every document with each one.
FIELDS = {
    "title": (14.0, 0.3, 7),
    "extra": (8.0, 0.3, 12),
    "summary": (4.0, 0.4, 30),
    "body": (1.0, 0.6, 350),
    "unseen": (1.0, 0.4, 25),
}
SATURATION = 6.0  # k1
HIGHEST_WEIGHT = 1000

_SOURCES = ["analysis.py", "families.py", "folding.py", "index.py", "words/__init__.py"]


@lru_cache(maxsize=1)
def format_digest() -> str:
    """Return a digest of all rules by which the index is made: with another one it is stale."""
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in [*(folder / name for name in _SOURCES), *sorted(words.FOLDER.glob("*.txt"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current() -> bool:
    """Tell whether there is an index, and all of it was built by the rules of this release."""
    is_built = IndexBuild.objects.filter(format=format_digest()).exists()
    return is_built and IndexedDocument.objects.exists()


def reindex_on_commit(kind: str, *keys: int) -> None:
    """Bring the documents of these keys up to date once what is written now is committed.

    A failure is logged and stops nobody: what is closed is not shown by an index that is behind,
    and `rebuild_search` brings it back into step.
    """

    def follow() -> None:  # a name, which Django logs; a `partial` has none
        reindex(kind, keys)

    transaction.on_commit(follow, robust=True)


def reindex(kind: str, keys: Collection[int]) -> None:
    """Bring the documents of these keys up to date; what nobody may read any more goes."""
    found = kinds().get(kind)
    for some in _batches(sorted(set(keys))):
        with transaction.atomic():
            _one_at_a_time()
            wanted = list(found.documents(some)) if found else []
            present = IndexedDocument.objects.filter(kind=kind, key__in=some)
            gone = {(row.key, row.language): row.pk for row in present.only("key", "language")}
            for document in wanted:
                gone.pop((document.key, document.language), None)
            _delete(gone.values())
            _write(wanted)


def rebuild(progress: Callable[[str, int], None] | None = None) -> int:
    """Bring the whole index up to date and return how many documents were written.

    It may be interrupted at any time and be called again: each batch is committed by itself, and
    what is right already is left alone.

    Args:
        progress: called after each batch with the kind and the number of documents looked at.
    """
    written = 0
    with transaction.atomic():
        _delete(IndexedDocument.objects.exclude(kind__in=kinds()).values_list("pk", flat=True))
    for name, kind in kinds().items():
        written += _rebuild_kind(name, kind, progress)
    IndexBuild.objects.exclude(format=format_digest()).delete()
    IndexBuild.objects.update_or_create(format=format_digest())
    return written


def _rebuild_kind(name: str, kind: Kind, progress: Callable[[str, int], None] | None) -> int:
    seen: set[tuple[int, str]] = set()
    written = 0
    for documents in _batches(kind.documents(None)):
        written += _renew(kind, documents)
        seen |= {(document.key, document.language) for document in documents}
        if progress:
            progress(name, len(seen))
    # Looked at again: what was published since the reading began is there, and not among them.
    rows = IndexedDocument.objects.filter(kind=name).values_list("key", "language")
    reindex(name, {key for key, language in rows if (key, language) not in seen})
    return written


def _renew(kind: Kind, documents: list[SearchDocument]) -> int:
    """Write what has changed of documents that were read a while ago, as it is now."""
    with transaction.atomic():
        changed = {document.key for document in _changed(documents)}
        if not changed:
            return 0
    with transaction.atomic():
        _one_at_a_time()
        return _write(list(kind.documents(changed)))


def _one_at_a_time() -> None:
    """Wait until no other process writes the index, so that what is read next is the latest.

    Else what was read before an entry was hidden could be written after it. On SQLite a
    transaction that writes has been alone since it began.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _changed(documents: list[SearchDocument]) -> list[SearchDocument]:
    present = {
        (row.kind, row.key, row.language): row.digest
        for row in IndexedDocument.objects.filter(
            kind__in={document.kind for document in documents},
            key__in={document.key for document in documents},
        ).only("kind", "key", "language", "digest")
    }
    return [
        document
        for document in documents
        if present.get((document.kind, document.key, document.language)) != _digest(document)
    ]


def _write(documents: list[SearchDocument]) -> int:
    """Write those documents that are new or have changed, and return how many they were."""
    digests = {document: _digest(document) for document in documents}
    present = {
        (row.kind, row.key, row.language): row
        for row in IndexedDocument.objects.filter(
            kind__in={document.kind for document in documents},
            key__in={document.key for document in documents},
        ).only("kind", "key", "language", "digest")
    }
    changed, stale = [], []
    for document, digest in digests.items():
        row = present.get((document.kind, document.key, document.language))
        if row is None or row.digest != digest:
            changed.append(document)
            stale += [row.pk] if row else []
    if not changed:
        return 0
    rows = [
        IndexedDocument(
            kind=document.kind,
            key=document.key,
            language=document.language,
            summary=document.summary,
            body=document.body,
            digest=digests[document],
        )
        for document in changed
    ]
    postings = {id(row): postings_of(document) for row, document in zip(rows, changed, strict=True)}
    old_words = _surfaces(stale)
    _delete_rows(stale)
    IndexedDocument.objects.bulk_create(rows)
    for row in rows:
        for posting in postings[id(row)]:
            posting.document_id = row.pk
    together = [posting for row in rows for posting in postings[id(row)]]
    Posting.objects.bulk_create(together)
    IndexedWord.objects.bulk_create(_words(together), ignore_conflicts=True)
    _forget_words(old_words - {(one.language, one.surface) for one in together})
    return len(changed)


def postings_of(document: SearchDocument) -> list[Posting]:
    """Return what a document is found by, not yet saved."""
    strength: defaultdict[str, float] = defaultdict(float)
    surfaces: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for field, (weight, length_counts, usual_length) in FIELDS.items():
        found = terms(getattr(document, field), document.language, is_published=True)
        length = sum(not term.is_compound for term in found)
        norm = 1 - length_counts + length_counts * length / usual_length
        for term in found:
            strength[term.stem] += weight / norm
            if not term.is_compound and field != "unseen":
                surfaces[term.stem][term.surface] += 1
    return [
        Posting(
            language=document.language,
            stem=stem,
            surface=_usual(surfaces[stem]),
            weight=max(1, round(HIGHEST_WEIGHT * value / (SATURATION + value))),
        )
        for stem, value in strength.items()
    ]


def _usual(surfaces: Counter[str]) -> str:
    return min(surfaces, key=lambda one: (-surfaces[one], len(one), one), default="")


def _words(postings: list[Posting]) -> Iterator[IndexedWord]:
    distinct = {(one.language, one.surface, one.stem) for one in postings if one.surface}
    for language, surface, stem in sorted(distinct):
        plain = plain_letters(surface)[:40]
        yield IndexedWord(
            language=language, surface=surface, plain=plain, stem=stem, length=len(plain)
        )


def _delete(ids: Iterable[int]) -> None:
    ids = list(ids)
    old_words = _surfaces(ids)
    _delete_rows(ids)
    _forget_words(old_words)


def _delete_rows(ids: list[int]) -> None:
    for some in _batches(ids):
        Posting.objects.filter(document_id__in=some)._raw_delete(using="default")
        IndexedDocument.objects.filter(pk__in=some)._raw_delete(using="default")


def _surfaces(ids: list[int]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for some in _batches(ids):
        rows = Posting.objects.filter(document_id__in=some).exclude(surface="")
        found |= set(rows.values_list("language", "surface"))
    return found


def _forget_words(gone: set[tuple[str, str]]) -> None:
    """Forget words that no document writes any more: a page that was closed may have had them."""
    still = Posting.objects.filter(language=OuterRef("language"), surface=OuterRef("surface"))
    for some in _batches(sorted(gone)):
        by_language: defaultdict[str, list[str]] = defaultdict(list)
        for language, surface in some:
            by_language[language].append(surface)
        these = Q()
        for language, surfaces in by_language.items():
            these |= Q(language=language, surface__in=surfaces)
        IndexedWord.objects.filter(these).exclude(Exists(still)).delete()


def _digest(document: SearchDocument) -> str:
    return hashlib.sha256(f"{format_digest()}{document!r}".encode()).hexdigest()


def _batches(things: Iterable) -> Iterator[list]:
    iterator = iter(things)
    while some := list(islice(iterator, BATCH)):
        yield some
