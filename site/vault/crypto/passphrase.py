"""Passphrases: words drawn at random for a volunteer, who never has to invent a secret.

Six of 7,776 words are 77 bits. The words are the EFF's large list; README.md gives its licence.
"""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from pathlib import Path

from .typed_text import is_dash, is_invisible

WORDS = 6
LIST_LENGTH = 7776

_WORD_FILE = Path(__file__).with_name("words_en.txt")


@cache
def word_list() -> tuple[str, ...]:
    """Return the words; ``RuntimeError`` where the file is cut or holds a word twice."""
    words = tuple(_WORD_FILE.read_text(encoding="ascii").split())
    # A short list would go on making passphrases, only weak ones.
    if len(words) != LIST_LENGTH or len(set(words)) != LIST_LENGTH:
        message = "the word list is damaged"
        raise RuntimeError(message)
    return words


def generate(words: int = WORDS) -> str:
    """Return ``words`` random words separated by spaces; ``ValueError`` for fewer than six."""
    if words < WORDS:
        message = f"a passphrase has at least {WORDS} words"
        raise ValueError(message)
    return " ".join(secrets.choice(word_list()) for _ in range(words))


def normalise(text: str) -> str:
    """Return a passphrase in the one form that is stretched.

    Case, compatibility forms (NFKC), bidirectional marks, and whether words are parted by spaces,
    hyphens or line ends make no difference.
    """
    visible = "".join(character for character in text if not is_invisible(character))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())
    spaced = "".join(" " if is_dash(character) else character for character in folded)
    return " ".join(spaced.split())
