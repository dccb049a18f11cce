"""Forgives typing mistakes: finds the nearest word that the site does write."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from core.search.analysis import Term
from core.search.folding import plain_letters
from core.search.models import IndexedWord
from core.search.ranking import document_counts, visible
from core.search.synonyms import Thesaurus

CANDIDATES = 20  # that are looked at closely, for each word
SHORTEST = 4  # letters; near a shorter word there are too many others
SHORT = 5  # letters; up to here one mistake is forgiven
MISTAKES = 2  # that are forgiven in a longer word
# Letters that sound or look alike, or lie beside one another: half a mistake.
_ALIKE = {
    frozenset(pair)
    for pair in (
        *("ضظ", "ضد", "ذد", "ذز", "ظز", "ثس", "ثت", "تط", "سص", "حه", "حخ", "جح", "قك", "قغ", "غع"),
        *("بي", "بن", "نت", "تث", "رز", "شس", "فق", "هة", "يى", "وؤ", "دط"),
        *("ei", "ea", "ao", "sc", "sz", "ck", "fv", "iy", "mn", "ou"),
    )
}


@dataclass(frozen=True)
class Nearest:
    """The word that was probably meant."""

    surface: str
    stem: str
    documents: int


def nearest(
    missing: Collection[Term], languages: Sequence[str], thesaurus: Thesaurus
) -> dict[str, Nearest]:
    """Return for the stem of each word that no document has the word that was probably meant.

    Two queries, whatever the number of words; none where all are too short. Only words that
    everybody may read now are offered, and none that hurt.
    """
    typed = {term.stem: plain_letters(term.surface) for term in missing}
    typed = {stem: plain for stem, plain in typed.items() if len(plain) >= SHORTEST}
    if not typed:
        return {}
    known = _known_words(typed, languages)
    close = {stem: _close(stem, plain, known) for stem, plain in typed.items()}
    stems = {word.stem for words in close.values() for word in words}
    counts = document_counts(stems, languages, only=visible()) if stems else {}
    found: dict[str, Nearest] = {}
    for stem, candidates in close.items():
        allowed = [
            word
            for word in candidates
            if counts.get(word.stem) and not thesaurus.hurts(word.surface, thesaurus.language)
        ]
        if allowed:
            best = min(allowed, key=lambda word: _rank(stem, typed[stem], word, counts))
            found[stem] = Nearest(best.surface, best.stem, counts[best.stem])
    return found


class _Word(NamedTuple):
    plain: str
    surface: str
    stem: str


def _known_words(typed: Mapping[str, str], languages: Sequence[str]) -> list[_Word]:
    """Return the words of the site that are about as long as those that were typed."""
    near = Q()
    for stem, plain in typed.items():
        # What Arabic writes together with a word may make it that much longer.
        near |= Q(length__gte=len(stem) - MISTAKES, length__lte=len(plain) + MISTAKES + 2)
    words = IndexedWord.objects.filter(near, language__in=languages).order_by("surface", "stem")
    return [_Word(*row) for row in words.values_list("plain", "surface", "stem").distinct()]


def _close(stem: str, plain: str, known: Sequence[_Word]) -> set[_Word]:
    """Return the words that are close to what was typed, in whole or without what can be added."""
    close: set[_Word] = set()
    for letters, part in ((plain, "plain"), (stem, "stem")):
        if len(letters) < SHORTEST:
            continue
        hits: Iterable = extract(
            letters,
            [getattr(word, part) for word in known],
            scorer=OSA.distance,
            score_cutoff=1 if len(letters) <= SHORT else MISTAKES,
            limit=CANDIDATES,
        )
        close |= {known[number] for _letters, _distance, number in hits}
    if len(plain) <= SHORTEST and plain.isascii():
        # PrEP is not PEP: in so short a word a letter more or less is another word.
        close = {word for word in close if len(word.plain) == len(plain)}
    return close


def _rank(stem: str, plain: str, word: _Word, counts: Mapping[str, int]) -> tuple:
    whole, bare = cost(plain, word.plain), cost(stem, word.stem)
    return (
        min(whole, bare + 0.25),
        plain[0] != word.plain[0] and stem[0] != word.stem[0],
        whole,
        -counts[word.stem],
        word.surface,
    )


def cost(typed: str, meant: str) -> float:
    """Return how many mistakes lie between two words; letters that are alike count by half.

    Optimal string alignment: a letter put in, left out, taken for another, or two swapped.
    """
    before: list[float] = []
    last = [float(number) for number in range(len(meant) + 1)]
    for row, letter in enumerate(typed, 1):
        this = [float(row)]
        for column, other in enumerate(meant, 1):
            change = 0.0 if letter == other else 0.5 if {letter, other} in _ALIKE else 1.0
            best = min(last[column] + 1, this[column - 1] + 1, last[column - 1] + change)
            if row > 1 and column > 1 and letter == meant[column - 2] and typed[row - 2] == other:
                best = min(best, before[column - 2] + 1)
            this.append(best)
        before, last = last, this
    return last[-1]
