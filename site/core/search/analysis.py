"""Takes a text apart into what is searched for: stems, each with the place where its word stands.

Index and query are taken apart by the same function, in Python, so that both databases find the
same. Arabic words go through `folding`, English ones through the Snowball stemmer; each word by its
own script, whatever the language around it. What no rule can know, such as broken plurals, stands
in the lists of `words`.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from snowballstemmer import stemmer

from core.search import words
from core.search.families import listed_stem
from core.search.folding import fold_word, plain_letters

LONGEST_WORD = 40  # characters of a stem or a surface; what is longer is no word

# A word of letters and digits, with the marks over them and the joiners inside.
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_JOINERS = "\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_LETTER = r"[^\W_]"
_WORD = re.compile(rf"{_LETTER}(?:[{_MARKS}{_JOINERS}]*(?:['’](?=[a-zA-Z]))?{_LETTER})*[{_MARKS}]*")
_UNSEEN = re.compile(f"[{_MARKS}{_JOINERS}ـ]")
_PLAIN_WORD = re.compile(r"[^\W_]+(?:'[a-z]+)?")
_ARABIC = re.compile("[\u0620-\u06ff]")
_LATIN = re.compile(r"[a-z][a-z']*\Z")
_HYPHENS = {"-", "\u2010", "\u2011"}


@dataclass(frozen=True, slots=True)
class Term:
    """What one word, or several together, is found by.

    Attributes:
        stem: what its forms have in common; `=` before it where it stands for several synonyms.
        surface: the word as it was written, in small letters and without vowel signs; empty for
            what stands for several words, which also occur as terms of their own.
        start, end: where it stands in the text.
    """

    stem: str
    surface: str
    start: int
    end: int

    @property
    def is_compound(self) -> bool:
        """Whether it stands for several words, or for a synonym."""
        return not self.surface


@dataclass(frozen=True, slots=True)
class _Word:
    stem: str
    plain: str
    surface: str
    start: int
    end: int
    is_stop_word: bool


def terms(text: str, language: str, *, is_published: bool = False) -> list[Term]:
    """Return what a text is found by, in the order of the text.

    Args:
        text: anything at all.
        language: the code of the language that the text is in, whose stop words are left out.
        is_published: whether its words may stay in memory, for speed; those of a query must not.
    """
    every_word = list(_words(text, language, may_stay=is_published))
    found = [
        Term(word.stem, word.surface, word.start, word.end)
        for word in every_word
        if not word.is_stop_word
    ]
    found += _joined(text, every_word)
    found += _synonyms(every_word)
    return sorted(found, key=lambda term: (term.start, term.is_compound))


def language_of(text: str) -> str:
    """Return the language that a query is in, by its script."""
    arabic = sum(bool(_ARABIC.match(letter)) for letter in text)
    return "ar" if arabic * 2 >= sum(letter.isalpha() for letter in text) else "en"


def has_words(text: str) -> bool:
    """Tell whether a text has any word, if only stop words."""
    return any(_words(text, ""))


def surface_of(written: str) -> str:
    """Return a word in small letters, without vowel signs and stretching."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", unicodedata.normalize("NFKC", written)))


def stem_of(plain: str) -> str:
    """Return the stem of one word of plain letters, as `plain_letters` writes them."""
    return _stem(plain)


def _words(text: str, language: str, *, may_stay: bool = False) -> Iterator[_Word]:
    plain_of = _plain if may_stay else _plain.__wrapped__
    stem_of = _stem if may_stay else _stem.__wrapped__
    stop_words = words.stop_words(language)
    for match in _WORD.finditer(text):
        # One sign may be several words, as the ligatures of Arabic are.
        plain_words = _PLAIN_WORD.findall(plain_of(match[0]))
        surface = surface_of(match[0]).casefold()[:LONGEST_WORD]
        for plain in plain_words:
            if len(plain) <= LONGEST_WORD:
                yield _Word(
                    stem=stem_of(plain),
                    plain=plain,
                    surface=surface if surface and len(plain_words) == 1 else plain,
                    start=match.start(),
                    end=match.end(),
                    is_stop_word=_is_stop_word(plain, stop_words),
                )


@lru_cache(maxsize=65536)
def _plain(written: str) -> str:
    return plain_letters(written).replace("’", "'")


@lru_cache(maxsize=65536)
def _stem(plain: str) -> str:
    if _LATIN.match(plain):
        word = plain.removesuffix("'s")
        return stemmer("english").stemWord(words.irregular_english().get(word, word))
    return listed_stem(plain) or fold_word(plain)


def _is_stop_word(plain: str, stop_words: frozenset[str]) -> bool:
    return plain in stop_words or (len(plain) > 3 and plain[0] in "وف" and plain[1:] in stop_words)


def _joined(text: str, every_word: list[_Word]) -> Iterator[Term]:
    """Give words with a hyphen as one word too: some write it so."""
    for first, second in pairwise(every_word):
        if text[first.end : second.start] in _HYPHENS and _LATIN.match(first.plain):
            stem = _stem.__wrapped__(first.plain + second.plain)
            yield Term(stem[:LONGEST_WORD], "", first.start, second.end)


def _synonyms(every_word: list[_Word]) -> Iterator[Term]:
    known = _known_synonyms()
    for start, word in enumerate(every_word):
        for phrase, name in known.get(word.stem, ()):
            these = every_word[start : start + len(phrase)]
            # A stop word is none by its stem: مثل is no form of مثلي.
            if all(other.is_stop_word for other in these):
                continue
            if tuple(other.stem for other in these) == phrase:
                yield Term(name, "", word.start, these[-1].end)


@lru_cache(maxsize=1)
def _known_synonyms() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the synonyms by their first stem: the stems of each, and the name of them all."""
    known: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for alike in words.synonyms():
        phrases = {tuple(word.stem for word in _words(phrase, "")) for phrase in alike}
        name = "=" + min(" ".join(phrase) for phrase in phrases)
        for phrase in sorted(phrases):
            known.setdefault(phrase[0], []).append((phrase, name[:LONGEST_WORD]))
    return known
