"""Marks what was searched for in the original text, and picks the sentences that show it best."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from core.search.analysis import Term, terms
from core.search.synonyms import Thesaurus

LENGTH = 220  # characters of an excerpt, about

_SENTENCES = re.compile(r"[^\n]+?(?:[.!?؟…]+[»”\"')\]]*(?=\s|\Z)|(?=\n)|\Z)")


@lru_cache(maxsize=4096)
def _terms(text: str, language: str) -> tuple[Term, ...]:
    # Of sentences that are published. A query never comes here: it would stay in memory.
    return tuple(terms(text, language, is_published=True))


def marked(text: str, language: str, stems: Collection[str]) -> SafeString:
    """Return `text` as HTML, letter by letter as it was written, with the words found marked."""
    parts: list[SafeString] = []
    reached = 0
    for start, end in _places(text, language, stems):
        parts.append(conditional_escape(text[reached:start]))
        parts.append(format_html("<mark>{}</mark>", text[start:end]))
        reached = end
    parts.append(conditional_escape(text[reached:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def excerpt(
    summary: str, body: str, *, language: str, stems: Collection[str], thesaurus: Thesaurus
) -> SafeString:
    """Return the sentences that show best what was searched for; the first ones if none does.

    Sentences with words that hurt are left out.

    Args:
        summary: what stands for the whole text; taken where the body shows no more.
        body: the whole text.
        language: the code of their language.
        stems: what was searched for.
        thesaurus: knows which words hurt.
    """
    best, most = "", -1
    for text in (summary, body):
        passage, shown = _best_passage(text, language, stems, thesaurus)
        if passage and shown > most:
            best, most = passage, shown
    return marked(best, language, stems)


def _best_passage(
    text: str, language: str, stems: Collection[str], thesaurus: Thesaurus
) -> tuple[str, int]:
    sentences = [sentence.strip() for sentence in _SENTENCES.findall(text)]
    kept = [one for one in sentences if one and not thesaurus.hurts_in(_terms(one, language))]
    shown = [{term.stem for term in _terms(one, language)} & set(stems) for one in kept]
    if not kept:
        return "", -1
    first = max(range(len(kept)), key=lambda number: (len(shown[number]), -number))
    found, passage = set(shown[first]), _around_first(kept[first], language, stems)
    for number in range(first + 1, len(kept)):
        if len(passage) + len(kept[number]) > LENGTH:
            break
        passage += f" {kept[number]}"
        found |= shown[number]
    left_out = first > 0 and not passage.startswith("…")
    return f"… {passage}" if left_out else passage, len(found)


def _around_first(sentence: str, language: str, stems: Collection[str]) -> str:
    """Return a long sentence from a little before the first word that was found."""
    if len(sentence) <= LENGTH:
        return sentence
    first = next(_places(sentence, language, stems), (0, 0))[0]
    start = max(0, min(first - LENGTH // 3, len(sentence) - LENGTH))
    if start:
        start = sentence.find(" ", start) + 1
    end = start + LENGTH
    if end < len(sentence):
        end = max(sentence.rfind(" ", start, end), start + LENGTH // 2)
        return f"{'… ' if start else ''}{sentence[start:end]} …"
    return f"{'… ' if start else ''}{sentence[start:]}"


def _places(text: str, language: str, stems: Collection[str]) -> Iterator[tuple[int, int]]:
    """Return where words that were found stand, each letter once."""
    start = end = 0
    for term in _terms(text, language):
        if term.stem not in stems:
            continue
        if term.start >= end:
            if end:
                yield start, end
            start = term.start
        end = max(end, term.end)
    if end:
        yield start, end
