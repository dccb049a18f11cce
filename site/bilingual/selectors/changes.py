"""What the original says now and did not say when its translation was made, place by place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape
from itertools import zip_longest

from django.utils.html import strip_tags
from wagtail.models import Page

from bilingual.diff import Piece, word_diff
from bilingual.models import LanguageState
from bilingual.texts import where

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """One passage of the original that is not what was translated.

    Attributes:
        where: its place, in the words of the page editor.
        pieces: the passage, word by word, as `word_diff` returns it; empty where the words are
            the same and only a link or the emphasis changed.
    """

    where: str
    pieces: list[Piece]


def changed_passages(*, original: Page, translation: Page) -> list[Change] | None:
    """Return what changed in the original's published text since the translation was made.

    Returns:
        The changes in the page's order, passages that are gone last; nothing at all where it is
        not known which text the translation was made from.
    """
    states = {
        state.page_id: state
        for state in LanguageState.objects.filter(page__in=[original, translation])
    }
    now, then = states.get(original.pk), states.get(translation.pk)
    if now is None or then is None or not then.made_from:
        return None
    specific = original.specific
    return [
        Change(where=where(specific, path), pieces=_pieces(old, new))
        for path, old, new in _differing(then.made_from_text, now.text)
    ]


def _differing(old: list[list[str]], new: list[list[str]]) -> Iterator[tuple[str, str, str]]:
    before, after = _by_path(old), _by_path(new)
    for path in dict.fromkeys([*after, *before]):
        yield from (
            (path, first, second)
            for first, second in _paired(before.get(path, []), after.get(path, []))
        )


def _by_path(text: list[list[str]]) -> dict[str, list[str]]:
    """Group passages by place: rich text has several at one."""
    grouped: dict[str, list[str]] = {}
    for path, passage in text:
        grouped.setdefault(path, []).append(passage)
    return grouped


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from zip_longest(old[i1:i2], new[j1:j2], fillvalue="")


def _pieces(old: str, new: str) -> list[Piece]:
    before, after = as_read(old), as_read(new)
    return [] if before == after else word_diff(before, after)


def as_read(fragment: str) -> str:
    """Return a fragment as it reads: without tags, each sign once."""
    return unescape(strip_tags(_BREAK.sub("\n", fragment)))
