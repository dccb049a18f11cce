"""The translation memory: what was said before where a passage has no words of its own now."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from bilingual.diff import similarity
from bilingual.texts import SLUG

NEARLY_THE_SAME = 0.6
# In its own place a passage that was much reworded is still more help than an empty field.
NEARLY_THE_SAME_HERE = 0.45
# A page that was rewritten for years has thousands of old passages; the latest are of use.
_MOST_REMEMBERED = 800
_MOST_COMPARED = 4

Kind = Literal["here", "page", "site"]


@dataclass(frozen=True)
class Memory:
    """A translation of the same or nearly the same passage.

    Attributes:
        id: the `StringTranslation` that remembers it.
        words: the translation, in wagtail-localize's form.
        source_text: what it is a translation of.
        ratio: how much that text shares with the passage's, from 0 to 1.
        kind: where it was said: `here` in the same place, elsewhere on the `page`, or elsewhere on
            the `site`.
    """

    id: int
    words: str
    source_text: str
    ratio: float
    kind: Kind
    by: AbstractBaseUser | None
    at: datetime


def memories_for(
    translation: Translation, segments: Collection[StringSegment]
) -> dict[int, list[Memory]]:
    """Return for each segment the previous translation, and one of the same text elsewhere.

    Args:
        translation: the one that the segments lack words in.
        segments: with `string` and `context` loaded.

    Returns:
        Lists by the segment's id, the most helpful first; segments without a memory are left out.
        Two queries, however many segments there are.
    """
    if not segments:
        return {}
    on_page = list(
        _remembered(translation)
        .filter(context__object_id=translation.source.object_id)
        .order_by("-updated_at", "-pk")[:_MOST_REMEMBERED]
    )
    elsewhere = _elsewhere(translation, {segment.string_id for segment in segments})
    words_of = {row.pk: Counter(row.translation_of.data.split()) for row in on_page}
    in_place: dict[int, list[StringTranslation]] = defaultdict(list)
    for row in on_page:
        in_place[row.context_id].append(row)
    found: dict[int, list[Memory]] = {}
    for segment in segments:
        is_slug = segment.context.path == SLUG
        others = [] if is_slug else [row for row in on_page if row.context.path != SLUG]
        previous = _nearest(
            segment, in_place[segment.context_id], words_of, NEARLY_THE_SAME_HERE, "here"
        ) or _nearest(segment, others, words_of, NEARLY_THE_SAME, "page")
        same = None if is_slug else elsewhere.get(segment.string_id)
        memories = [memory for memory in (previous, same) if memory]
        if len(memories) == 2 and memories[0].words == memories[1].words:
            memories.pop()
        if memories:
            found[segment.pk] = memories
    return found


def memory_by_id(translation: Translation, pk: int, *, string_id: int) -> StringTranslation | None:
    """Return a remembered translation that may be offered for a passage, or nothing.

    Numbers can be guessed, and what another page says may be closed to whoever guesses.

    Args:
        string_id: the source text of the passage that it is to be kept for.
    """
    of_this_page = StringSegment.objects.filter(source_id=translation.source_id)
    return (
        _remembered(translation)
        .filter(
            Q(context__object_id=translation.source.object_id)
            | Q(translation_of_id=string_id, translation_of_id__in=of_this_page.values("string_id"))
        )
        .filter(pk=pk)
        .first()
    )


def _remembered(translation: Translation) -> QuerySet[StringTranslation]:
    # A machine's words that nobody has read are no memory.
    return (
        StringTranslation.objects.filter(
            locale_id=translation.target_locale_id,
            translation_of__locale_id=translation.source.locale_id,
            has_error=False,
        )
        .exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
        .exclude(data="")
        .select_related("translation_of", "context", "last_translated_by")
    )


def _elsewhere(translation: Translation, string_ids: Iterable[int]) -> dict[int, Memory]:
    rows = (
        _remembered(translation)
        .filter(translation_of_id__in=list(string_ids), context__isnull=False)
        .exclude(context__object_id=translation.source.object_id)
        .exclude(context__path=SLUG)
        .order_by("updated_at", "pk")
    )
    return {row.translation_of_id: _memory(row, 1.0, "site") for row in rows}


def _nearest(
    segment: StringSegment,
    rows: list[StringTranslation],
    words_of: dict[int, Counter[str]],
    at_least: float,
    kind: Kind,
) -> Memory | None:
    text = segment.string.data
    words = Counter(text.split())
    # Comparing letter by letter is slow; counting common words first leaves a handful to compare.
    ranked = sorted(rows, key=lambda row: _in_common(words, words_of[row.pk]), reverse=True)
    best: StringTranslation | None = None
    best_ratio = at_least
    for row in ranked[:_MOST_COMPARED]:
        ratio = similarity(row.translation_of.data, text)
        if ratio > best_ratio or (ratio == best_ratio and best is None):
            best, best_ratio = row, ratio
    return _memory(best, best_ratio, kind) if best else None


def _in_common(first: Counter[str], second: Counter[str]) -> float:
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def _memory(row: StringTranslation, ratio: float, kind: Kind) -> Memory:
    return Memory(
        id=row.pk,
        words=row.data,
        source_text=row.translation_of.data,
        ratio=ratio,
        kind=kind,
        by=row.last_translated_by,
        at=row.updated_at,
    )
