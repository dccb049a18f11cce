"""Finds return codes in what people write, so that the key to a record is not kept inside it."""

from collections.abc import Iterator

from vault.crypto.errors import MalformedCode
from vault.crypto.return_code import DIGITS, check_digit, normalise
from vault.crypto.typed_text import ascii_digits, without_separators

BLANK = "[…]"  # what stands where a code was

_DIGITS = frozenset("0123456789")


def find_return_code(text: str) -> tuple[int, int] | None:
    """Return where the first return code in `text` begins and ends, or nothing.

    Found is whatever the page for codes would take: foreign digits, with white space, dashes,
    dots and invisible marks between them, and a check digit that fits. One out of ten other
    numbers of twenty digits is found too.
    """
    return next(_codes(text), None)


def blank_return_codes(text: str) -> str:
    """Return `text` with `BLANK` in place of each return code."""
    parts, begin = [], 0
    for start, end in _codes(text):
        parts += [text[begin:start], BLANK]
        begin = end
    return "".join([*parts, text[begin:]])


def _codes(text: str) -> Iterator[tuple[int, int]]:
    plain = ascii_digits(text)
    for places in _runs(plain):
        digits, first = "".join(plain[place] for place in places), 0
        while first + DIGITS <= len(places):
            if _stands_alone(places, first) and _is_code(digits[first : first + DIGITS]):
                yield places[first], places[first + DIGITS - 1] + 1
                first += DIGITS
            else:
                first += 1


def _runs(plain: str) -> Iterator[list[int]]:
    """Yield the places of digits that only separators stand between."""
    places: list[int] = []
    for place, character in enumerate(plain):
        if character in _DIGITS:
            places.append(place)
        elif places and without_separators(character):
            yield places
            places = []
    yield places


def _stands_alone(places: list[int], first: int) -> bool:
    # A longer number without a gap is no code, but a code may stand beside another number.
    after = first + DIGITS
    return (first == 0 or places[first] - places[first - 1] > 1) and (
        after == len(places) or places[after] - places[after - 1] > 1
    )


def _is_code(digits: str) -> bool:
    if check_digit(digits) != "0":  # the quick half of `normalise`: a text may be long
        return False
    try:
        normalise(digits)
    except MalformedCode:
        return False
    return True
