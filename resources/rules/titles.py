"""Whether a title says what it should not: people remember titles, and a myth in one as true."""

import re
import unicodedata

_WORD = re.compile(r"\w+")
_ENOUGH = 3  # words; shorter titles are names of subjects


def repeats_the_myth(title: str, myth: str) -> bool:
    """Tell whether a title is the myth, a piece of it, or holds all of it.

    Compares whole words, however they are written. A title that denies the myth in its own words
    has one word more inside, and passes.
    """
    one, other = _words(title), _words(myth)
    if one == other:
        return bool(one)
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _ENOUGH and _stands_in(shorter, longer)


def _stands_in(part: list[str], whole: list[str]) -> bool:
    size = len(part)
    return any(whole[at : at + size] == part for at in range(len(whole) - size + 1))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    # Without vowel signs, hamza on its carrier, and the stretching of letters.
    letters = (sign for sign in plain if unicodedata.category(sign) not in {"Mn", "Cf"})
    return _WORD.findall("".join(letters).replace("\u0640", "").replace("'", "").replace("’", ""))
