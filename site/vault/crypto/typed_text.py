"""What people type round a code: foreign digits, separators, and marks that nobody sees."""

from __future__ import annotations

import unicodedata

_DIGITS = {
    ord(digit): str(value)
    for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９")
    for value, digit in enumerate(digits)
}

_DASHES = frozenset("_−\u00ad\u0640")
"""Dash-like signs outside Unicode's dash class: low line, minus, soft hyphen, Arabic tatweel."""

_DOTS = frozenset(".·•․。．｡\u06d4")
"""Full stops and middle dots of the scripts in which a code may be dictated."""

_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff"  # zero-width spaces and joiners
    "\u061c\u200e\u200f"  # Arabic letter mark, left-to-right and right-to-left marks
    "\u202a\u202b\u202c\u202d\u202e"  # embeddings and overrides
    "\u2066\u2067\u2068\u2069"  # isolates
)
"""Marks that come along when a code is copied out of a page with two directions."""


def ascii_digits(text: str) -> str:
    """Return ``text`` with Arabic-Indic, Persian and full-width digits as ASCII digits."""
    return text.translate(_DIGITS)


def is_dash(character: str) -> bool:
    """Tell whether one character is a hyphen, dash, minus or tatweel."""
    return character in _DASHES or unicodedata.category(character) == "Pd"


def is_invisible(character: str) -> bool:
    """Tell whether one character is a bidirectional or zero-width mark."""
    return character in _INVISIBLE


def without_separators(text: str) -> str:
    """Return ``text`` without white space, dashes, dots and invisible marks."""
    return "".join(
        character
        for character in text
        if not (
            character.isspace()
            or character in _DOTS
            or is_invisible(character)
            or is_dash(character)
        )
    )
