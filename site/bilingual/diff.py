"""Compares two texts word by word; knows nothing of pages or languages."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal

Operation = Literal["same", "added", "removed"]
Piece = tuple[Operation, str]

# A tag stays whole, a word keeps its apostrophes, hyphens and Arabic marks, which `\w` leaves out.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_TOKEN = re.compile(rf"<[^<>]*>|[\w{_MARKS}]+(?:['’\-][\w{_MARKS}]+)*|\s+|.", re.DOTALL)
# Beyond this many pairs of words, what stands between the common ends is shown as one change:
# the comparison is quadratic, and nobody reads such a difference word by word.
_TOO_MANY_PAIRS = 4_000_000
_FEW_WORDS = 6


def word_diff(old: str, new: str) -> list[Piece]:
    """Return what became of `old` in `new`, as pieces of whole words.

    All pieces but the added ones make up `old`, all but the removed ones make up `new`. Pieces are
    plain text with their markup unescaped, a tag never being cut: a template escapes them.
    """
    pieces: list[Piece] = []
    for operation, text in _in_words(_TOKEN.findall(old), _TOKEN.findall(new)):
        if text:
            pieces.append((operation, text))
    return _joined(pieces)


def similarity(old: str, new: str) -> float:
    """Return how much two texts share, from 0 to 1, counted in words."""
    first, second = _words(old), _words(new)
    if first == second:
        return 1.0
    if not first or not second or len(first) * len(second) > _TOO_MANY_PAIRS:
        return 0.0
    by_words = SequenceMatcher(None, first, second, autojunk=False).ratio()
    if max(len(first), len(second)) > _FEW_WORDS:
        return by_words
    # Short texts share few whole words even where only an ending changed.
    return max(by_words, SequenceMatcher(None, old, new, autojunk=False).ratio())


def _words(text: str) -> list[str]:
    return [token for token in _TOKEN.findall(text) if not token.isspace()]


def _in_words(old: list[str], new: list[str]) -> Iterator[Piece]:
    if len(old) * len(new) > _TOO_MANY_PAIRS:
        yield from _coarsely(old, new)
        return
    # Spaces are no anchors: a match of nothing but spaces would tear sentences apart.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[i1:i2])
        else:
            yield "removed", "".join(old[i1:i2])
            yield "added", "".join(new[j1:j2])


def _coarsely(old: list[str], new: list[str]) -> Iterator[Piece]:
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    yield "same", "".join(old[:start])
    yield "removed", "".join(old[start : len(old) - end])
    yield "added", "".join(new[start : len(new) - end])
    yield "same", "".join(old[len(old) - end :])


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join changes that only spaces part, so that a reworded phrase reads as one."""
    result: list[Piece] = []
    removed = added = ""
    for index, (operation, text) in enumerate(pieces):
        if operation == "removed":
            removed += text
        elif operation == "added":
            added += text
        elif (removed or added) and text.isspace() and index < len(pieces) - 1:
            removed += text
            added += text
        else:
            result += _change(removed, added)
            removed = added = ""
            result.append((operation, text))
    return result + _change(removed, added)


def _change(removed: str, added: str) -> list[Piece]:
    change: list[Piece] = []
    if removed:
        change.append(("removed", removed))
    if added:
        change.append(("added", added))
    return change
