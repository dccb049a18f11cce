"""Finds words to avoid in a text, in the forms that Arabic and English give them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

# Letters alone: no digits, no punctuation, no marks.
LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06fa-\u06fc\u06ff"
MARKS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
_FOLDED = str.maketrans("أإآٱىیةک", "ااااييهك")

# What Arabic writes together with a word: and, so, with, as, for, the.
_PREFIX = "[وف]?(?:[بك]?(?:ال)?|لل?)"
_PRONOUN = "(?:ه|ها|هم|هن|هما|ي|نا|ك|كم|كن)"
_ENDING = f"(?:{_PRONOUN}|ا|ان|و|ين|ون|ات)?"
# Only of a first word: elsewhere it would take the nationality (جنسية) for the gender (جنس).
_ENDING_OR_RELATED = f"(?:{_PRONOUN}|ا|ان|و|ين|ون|ات|يه|يان|يين|يون|يات)?"
_FEMININE = f"(?:ه|ات|تان|تين|ت{_PRONOUN})"
_SHORTEST_STEM = 3  # letters; anything shorter is found inside too many other words


@dataclass(frozen=True)
class Avoided:
    """A form to avoid, as plain words.

    Attributes:
        form: the word or words.
        language: the language that the form belongs to.
        reason: why, in the language of the person who reads the advice.
        suggestion: what to write instead, in the language of the form.
    """

    form: str
    language: str
    reason: str = ""
    suggestion: str = ""


def find_avoided(text: str, terms: Iterable[Avoided]) -> list[tuple[int, int, Avoided]]:
    """Return where forms to avoid stand in a plain text; of forms in one place, the longest."""
    hits: list[tuple[int, int, Avoided]] = []
    folded, places = _folded_with_places(text)
    for term in terms:
        if (pattern := _pattern(term.form, term.language)) is not None:
            hits += [
                (places[match.start()], places[match.end() - 1] + 1, term)
                for match in pattern.finditer(folded)
            ]
    found: list[tuple[int, int, Avoided]] = []
    reached = 0
    for start, end, term in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= reached:
            found.append((start, end, term))
            reached = end
    return found


def fold(text: str) -> str:
    """Return Arabic text in one spelling: hamza, final ya, ta marbuta, vowel signs, stretching."""
    return MARKS.sub("", text).translate(_FOLDED)


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """Return the text in one spelling, and for each of its letters the place in `text`."""
    kept = [place for place, letter in enumerate(text) if not MARKS.match(letter)]
    return "".join(text[place] for place in kept).translate(_FOLDED), kept


@lru_cache(maxsize=2048)
def _pattern(form: str, language: str) -> re.Pattern[str] | None:
    """Return what finds a form in folded text with its usual endings, as a word of its own."""
    words = re.findall(r"[\w'’]+", fold(form))
    if not words:
        return None
    if language == "ar":
        stems = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words]
        first, *others = stems
        pattern = _arabic_word(first, prefix=_PREFIX, ending=_ENDING_OR_RELATED)
        for word in others:
            pattern += r"\s+" + _arabic_word(word, prefix="(?:ال)?", ending=_ENDING)
    else:
        pattern = r"[\s-]+".join(re.escape(word).replace("’", "'") for word in words)
        pattern = re.sub("y$", "(?:y|ie)", pattern.replace("'", "['’]")) + "(?:s|es|['’]s)?"
    return re.compile(rf"(?<![\w'’]){pattern}(?!\w)", re.IGNORECASE)


def _arabic_word(stem: str, *, prefix: str, ending: str) -> str:
    if len(stem) < _SHORTEST_STEM:
        return re.escape(stem)
    if stem.endswith("ه"):
        return prefix + re.escape(stem[:-1]) + _FEMININE
    return prefix + re.escape(stem) + ending
