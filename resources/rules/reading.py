"""How long a text takes to read."""

import re
from math import ceil

# Words a minute, read aloud by adults: Trauzettel-Klosinski and Dietz, Investigative Ophthalmology
# & Visual Science 53 (2012), 5452, table 3: https://doi.org/10.1167/iovs.11-8284. Who reads
# silently is quicker and who is tired slower; Arabic says more in one word than English does.
WORDS_PER_MINUTE = {"ar": 138, "en": 228}

_WORD = re.compile(r"\w[\w'’\u064b-\u0652-]*")


def count_words(text: str) -> int:
    """Return how many words a plain text has."""
    return len(_WORD.findall(text))


def minutes_to_read(words: int, *, language: str) -> int:
    """Return the minutes that a text takes, rounded up; never less than one.

    Args:
        words: how many the text has.
        language: the code of its language.
    """
    return max(1, ceil(words / WORDS_PER_MINUTE.get(language, WORDS_PER_MINUTE["en"])))
