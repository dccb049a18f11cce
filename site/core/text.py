"""Cleans text that strangers send, and refuses what only serves to deceive its reader."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Overrides and isolates reorder what a volunteer sees; the plain marks LRM, RLM and ALM are
# ordinary in Arabic typing and stay.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ALLOWED_CONTROLS = {"\n", "\t"}
# Not `Cn`: a sign that is newer than this Python is shown by the reader's device all the same.
_INVISIBLE = {"Zs", "Zl", "Zp", "Cc", "Cf", "Cs"}
# A telephone number as people write it: a plus before it, or groups that stand apart. A space on
# both sides of a dash makes it a span, such as `10 - 12`, which Arabic reads from the right.
_GROUP = r"\(?\d++\)?"  # possessive: a run of digits taken apart in each way would take for ever
_GROUPED = re.compile(
    rf"(?<![A-Za-z_\d])(?:\+{_GROUP}(?:[ ./-]?{_GROUP})*|{_GROUP}(?:[ ./-]{_GROUP})+)"
    r"(?![A-Za-z_\d])"
)
_SHORTEST_NUMBER = 6  # digits
_EMPTY_LETTERS = set("\u115f\u1160\u2800\u3164\uffa0")  # letters by class, but without a shape


def clean_text(value: str) -> str:
    """Return `value` in one normal form: NFC, `\\n` line ends, no invisible controls.

    Removes control characters, NULs and bidirectional overrides, which nobody types on purpose.
    """
    value = _BIDI_CONTROLS.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    value = "".join(
        character
        for character in value
        if character in _ALLOWED_CONTROLS or unicodedata.category(character) not in {"Cc", "Cs"}
    )
    # Last, since a letter and its mark may have had a control between them.
    return unicodedata.normalize("NFC", value).strip()


def with_numbers_in_order(value: str) -> str:
    """Return `value` with each telephone number isolated, so that its groups stand from the left.

    In Arabic text a browser lays `70 123 456` out as `456 123 70`: each group keeps its order, the
    groups do not (Unicode Standard Annex 9). For showing only; what is kept stays as it was typed.
    """

    def isolated(found: re.Match[str]) -> str:
        is_long = sum(map(str.isdecimal, found[0])) >= _SHORTEST_NUMBER
        return f"\u2066{found[0]}\u2069" if is_long else found[0]

    return _GROUPED.sub(isolated, value)


def is_blank(value: str) -> bool:
    """Tell whether text shows nothing: white space and invisible characters only."""
    return all(
        character in _EMPTY_LETTERS or unicodedata.category(character) in _INVISIBLE
        for character in value
    )


def validate_not_blank(value: str) -> None:
    """Refuse text that shows nothing."""
    if is_blank(value):
        raise ValidationError(_("Please write something here."), code="required")
