"""Takes a query apart: which words are searched for, by which stems, and what stands for what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.search.analysis import Term, has_words, language_of, terms
from core.search.synonyms import Match, Thesaurus
from core.text import clean_text

MAX_CHARACTERS = 200
MAX_WORDS = 12
# How much a form counts, in hundredths, of which the word itself has all.
WHOLE, COMPOUND, SYNONYM, NEAREST, HURTFUL = 100, 80, 70, 60, 20


@dataclass
class Concept:
    """One word of a query.

    Attributes:
        stems: what counts as this word, and how much.
        shown: which of them are marked in what was found.
        term: where it was typed; nothing for a word that we put there ourselves.
    """

    stems: dict[str, int]
    shown: set[str] = field(default_factory=set)
    term: Term | None = None

    def add(self, stem: str, factor: int, *, is_shown: bool = True) -> None:
        """Let a stem count as this word too."""
        self.stems[stem] = max(factor, self.stems.get(stem, 0))
        if is_shown:
            self.shown.add(stem)


class Query:
    """What somebody asked for.

    Attributes:
        text: what of it was taken.
        was_cut: whether that is not all.
        concepts: its words, each once.
        respectful: the words that stand for those that hurt.
        has_words: whether there were words at all, if only stop words.
    """

    def __init__(self, text: str) -> None:
        cleaned = " ".join(clean_text(text).split())
        self.text = cleaned[:MAX_CHARACTERS].rstrip()
        self.has_words = has_words(self.text)
        self.language = language_of(self.text)
        self.respectful: list[str] = []
        self.concepts: list[Concept] = []
        self._replaced: list[tuple[int, int, str]] = []
        found = terms(self.text, self.language)
        simple = [term for term in found if not term.is_compound]
        self.was_cut = len(cleaned) > MAX_CHARACTERS or len(simple) > MAX_WORDS
        simple = simple[:MAX_WORDS]
        # Without words nothing stands for anything, and the database is not asked.
        self.thesaurus = Thesaurus(self.language if found else "")
        matches = self.thesaurus.find(simple)
        hurtful = [match for match in matches if match.synonyms.are_avoided]
        spans = self._take_words(simple, hurtful)
        _take_compounds([term for term in found if term.is_compound], spans)
        for match in matches:
            if not match.synonyms.are_avoided:
                covered = [spans[term] for term in simple[match.first : match.after]]
                self._take_synonyms(covered, match.synonyms.to)

    def _take_words(self, simple: list[Term], hurtful: list[Match]) -> dict[Term, Concept]:
        by_stem: dict[str, Concept] = {}
        spans: dict[Term, Concept] = {}
        starts = {match.first: match for match in hurtful}
        position = 0
        while position < len(simple):
            match = starts.get(position)
            if match is not None:
                self._take_respectful(simple[position : match.after], match, by_stem)
                position = match.after
                continue
            term = simple[position]
            concept = by_stem.get(term.stem)
            if concept is None:
                concept = by_stem[term.stem] = Concept({term.stem: WHOLE}, {term.stem}, term)
            spans[term] = concept
            position += 1
        self.concepts = list(by_stem.values())
        return spans

    def _take_respectful(
        self, typed: list[Term], match: Match, by_stem: dict[str, Concept]
    ) -> None:
        """Search for the respectful words; what hurts counts a little, where a page explains it."""
        to, *others = match.synonyms.to
        if to not in self.respectful:
            self.respectful.append(to)
        self._replaced.append((typed[0].start, typed[-1].end, to))
        found = terms(to, self.language)
        concepts = []
        for term in found:
            if not term.is_compound:
                concept = by_stem.setdefault(term.stem, Concept({term.stem: WHOLE}, {term.stem}))
                concepts.append(concept)
                for word in typed:
                    concept.add(word.stem, HURTFUL // len(typed), is_shown=False)
        for term in found:
            if term.is_compound:
                for concept in concepts:
                    concept.add(term.stem, COMPOUND // len(concepts))
        self._take_synonyms(concepts, others)

    def _take_synonyms(self, covered: list[Concept], to: Sequence[str]) -> None:
        for words in to:
            others = terms(words, self.language)
            for concept in covered:
                for term in others:
                    concept.add(term.stem, max(1, SYNONYM // len(others)))

    def all_stems(self) -> set[str]:
        """Return every stem that is searched for."""
        return {stem for concept in self.concepts for stem in concept.stems}

    def shown_stems(self) -> set[str]:
        """Return the stems that are marked in what was found."""
        return {stem for concept in self.concepts for stem in concept.shown}

    def missing(self, counts: Mapping[str, int]) -> list[Concept]:
        """Return the words that were typed and that no document has."""
        return [
            concept
            for concept in self.concepts
            if concept.term is not None and not any(counts.get(stem) for stem in concept.stems)
        ]

    def corrected(self, meant: Mapping[str, str]) -> str:
        """Return the text with other words, by the stems of what was typed, and none that hurts."""
        typed = [concept.term for concept in self.concepts if concept.term is not None]
        changes = self._replaced + [
            (term.start, term.end, meant[term.stem]) for term in typed if term.stem in meant
        ]
        text = self.text
        for start, end, word in sorted(changes, reverse=True):
            text = text[:start] + word + text[end:]
        return text


def _take_compounds(compounds: list[Term], spans: dict[Term, Concept]) -> None:
    """Let a synonym or a joined word count as each of the words that it stands for."""
    for compound in compounds:
        covered = {
            id(concept): concept
            for term, concept in spans.items()
            if compound.start <= term.start and term.end <= compound.end
        }
        for concept in covered.values():
            concept.add(compound.stem, COMPOUND // len(covered))
