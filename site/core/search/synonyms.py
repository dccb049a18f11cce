"""Words that stand for others when somebody searches, as other apps keep them in the database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.search.analysis import Term, terms


@dataclass(frozen=True)
class Synonyms:
    """Words that are searched for by others.

    Attributes:
        words: each a word or several, in the language that was asked for.
        to: what is searched for too, in any language; each a word or several.
        are_avoided: whether `words` hurt: then they are shown nowhere, and the first of `to` takes
            their place.
    """

    words: Sequence[str]
    to: Sequence[str]
    are_avoided: bool = False


@dataclass(frozen=True)
class Match:
    """Where such words stand among the terms of a text: from one position to before another."""

    first: int
    after: int
    synonyms: Synonyms


_sources: list[Callable[[str], Iterable[Synonyms]]] = []


def register_synonyms(source: Callable[[str], Iterable[Synonyms]]) -> None:
    """Register what returns the synonyms of a language; from an app's `ready`."""
    if source not in _sources:
        _sources.append(source)


@dataclass(frozen=True)
class _Phrase:
    """Words of a synonym: their stems, and as they are written where the stems say too little."""

    stems: tuple[str, ...]
    surfaces: tuple[str, ...]
    synonyms: Synonyms

    def is_at(self, found: Sequence[Term]) -> bool:
        if self.surfaces and tuple(term.surface for term in found) != self.surfaces:
            return False
        return tuple(term.stem for term in found) == self.stems


class Thesaurus:
    """The synonyms of one language, as they are at this moment."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._known: dict[str, list[_Phrase]] = {}
        every_one = [synonyms for source in _sources for synonyms in source(language)]
        respectful = [{term.stem for term in _known(one.to[0], language)} for one in every_one]
        for synonyms in every_one:
            for words in synonyms.words:
                if phrase := _known(words, language):
                    stems = tuple(term.stem for term in phrase)
                    # “Gays” hurts and “gay” does not: stems alone do not tell them apart.
                    is_literal = synonyms.are_avoided and any(map({*stems}.issubset, respectful))
                    surfaces = tuple(term.surface for term in phrase) if is_literal else ()
                    one = _Phrase(stems, surfaces, synonyms)
                    self._known.setdefault(stems[0], []).append(one)

    def find(self, found: Sequence[Term], *, avoided_only: bool = False) -> list[Match]:
        """Return where synonyms stand; the longest where several begin in one place.

        Args:
            found: the terms of a text, without compounds.
            avoided_only: only those that hurt.
        """
        matches: list[Match] = []
        position = 0
        while position < len(found):
            match = self._longest(found, position, avoided_only)
            if match is not None:
                matches.append(match)
            position = match.after if match else position + 1
        return matches

    def _longest(self, found: Sequence[Term], first: int, avoided_only: bool) -> Match | None:
        best: Match | None = None
        for phrase in self._known.get(found[first].stem, ()):
            synonyms = phrase.synonyms
            after = first + len(phrase.stems)
            if avoided_only and not synonyms.are_avoided:
                continue
            if not phrase.is_at(found[first:after]):
                continue
            if best is None or (after, synonyms.are_avoided) > (
                best.after,
                best.synonyms.are_avoided,
            ):
                best = Match(first, after, synonyms)
        return best

    def hurts(self, text: str, language: str) -> bool:
        """Tell whether a text holds words that hurt."""
        return self.hurts_in(terms(text, language))

    def hurts_in(self, found: Sequence[Term]) -> bool:
        """Tell whether words that hurt are among the terms of a text."""
        simple = [term for term in found if not term.is_compound]
        return bool(self.find(simple, avoided_only=True))


def _simple(words: str, language: str) -> list[Term]:
    return [term for term in terms(words, language) if not term.is_compound]


@lru_cache(maxsize=4096)
def _known(words: str, language: str) -> tuple[Term, ...]:
    """Return the terms of words that an app keeps; what somebody typed is remembered nowhere."""
    return tuple(_simple(words, language))
