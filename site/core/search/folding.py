"""Folds words to what they have in common, so that a search finds them in another form.

Arabic words lose their vowel signs, the article and what is written together with it, and common
endings, in the manner of the light stemmers (Larkey, Ballesteros, Connell: Light Stemming for
Arabic Information Retrieval, 2007). It works for finding only: a stem is no word.
"""

import re
import unicodedata
from collections.abc import Callable

_WORD = re.compile(r"\w+")
_ARABIC = re.compile(r"[\u0621-\u064a]+")
_LETTERS = str.maketrans(
    {
        "ٱ": "ا",
        "ى": "ي",
        "ی": "ي",
        "ک": "ك",
        "ة": "ه",
        "ء": None,
        "ـ": None,
        **{chr(0x660 + digit): str(digit) for digit in range(10)},
        **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
    }
)
# Each with the number of letters that have to be left: what is shorter is a root with such letters.
_ARTICLES = [
    *[(article, 3) for article in ("وبال", "وكال", "فبال", "ولل", "فلل")],
    *[(article, 3) for article in ("وال", "فال", "بال", "كال", "لل")],
    ("ال", 2),
]
_ENDINGS = [
    *[(ending, 3) for ending in ("تهما", "تكما", "تهم", "تهن", "تكم", "تكن", "تها", "تنا")],
    *[(ending, 3) for ending in ("هما", "كما", "هم", "هن", "كم", "كن", "ها", "نا", "ات", "يه")],
    ("ان", 5),
    *[(ending, 4) for ending in ("ون", "ين")],
    *[(ending, 3) for ending in ("تي", "ته", "تك")],
    ("ك", 4),
    *[(ending, 3) for ending in ("ه", "ي")],
]
_CONJUNCTIONS = [(letter, 4) for letter in "وفبكل"]
_PARENTS = re.compile(r"والد(ه|ي|ين|ان|ات|يه|يها|يهم|ته|تي|تها|نا|هم|ها|ك|كم)?")  # no article


def fold(text: str) -> str:
    """Return the folded words of `text`, one space apart; folding them again changes nothing."""
    return " ".join(filter(None, map(fold_word, _WORD.findall(plain_letters(text)))))


def plain_letters(text: str) -> str:
    """Return `text` without vowel signs, accents and hamza, in small letters."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    marks_gone = (
        character
        for character in decomposed
        # Vowel signs and accents; invisible ones that steer direction and joining.
        if unicodedata.category(character) not in {"Mn", "Cf"}
    )
    return "".join(marks_gone).translate(_LETTERS)


def fold_word(word: str) -> str:
    """Return what one word of plain letters has in common with its other forms."""
    if not _ARABIC.fullmatch(word):
        return word
    while True:
        shorter = word if _PARENTS.fullmatch(word) else _without(word, _ARTICLES, str.startswith)
        shorter = _without(shorter, _ENDINGS, str.endswith)
        # A first letter last: it may belong to the root, of which the endings show the length.
        if shorter == word:
            shorter = _without(shorter, _CONJUNCTIONS, str.startswith)
        if shorter == word:
            return word
        word = shorter


def _without(word: str, parts: list[tuple[str, int]], is_at: Callable[[str, str], bool]) -> str:
    for part, left in parts:
        if is_at(word, part) and len(word) - len(part) >= left:
            return word[: -len(part)] if is_at is str.endswith else word[len(part) :]
    return word
