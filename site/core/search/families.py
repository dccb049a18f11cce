"""Finds the family of an Arabic word that the lists have, whatever is written together with it.

A light stemmer cannot know that بأطبائهم belongs to طبيب, nor يبتزونني to ابتزاز. Only words of the
lists are recognised, and only where exactly one of them is left, so that nothing is taken for
another word because of its first or last letters.
"""

from core.search import words

_PRONOUNS = ("ي", "ك", "ه", "ها", "نا", "كم", "كن", "كما", "هم", "هن", "هما")

# Before a noun: a conjunction, then a preposition, then the article, whose alef ل swallows. No bare
# ك: few write it, and كامل would be somebody's hope.
_ARTICLES = ("ال", "بال", "كال", "لل")
_BEFORE_NOUN = tuple(
    conjunction + rest for conjunction in ("", "و", "ف") for rest in ("", "ب", "ل", *_ARTICLES)
)
_WITH_ARTICLE = frozenset(
    conjunction + article for conjunction in ("", "و", "ف") for article in _ARTICLES
)
# Regular plurals, duals, and the endings of adjectives.
_REGULAR = frozenset({"", "ان", "ين", "ون", "ات", "تين", "تان", "ي", "يه", "يون", "يين", "يات"})
# What belongs to somebody, or stands in the accusative, has no article; before a pronoun the taa
# marbuta opens.
_WITHOUT_ARTICLE = _REGULAR | {
    "ا",
    *_PRONOUNS,
    *(ending + whom for ending in ("ات", "و", "ت") for whom in _PRONOUNS),
}
_SHORT_NOUN = 2  # letters: أم، حق. It takes no dual or plural ending, or أمان would be two mothers
_AFTER_SHORT_NOUN = frozenset({"", *_PRONOUNS}) - {"كن"}  # أمكن: it was possible
_AFTER_HE = frozenset({"", *_PRONOUNS})  # a last ه belongs to the word, or is an unopened taa

# Before a verb: conjunctions, the future, the dialects' present (ب) and future (ح، ه).
_BEFORE_VERB = ("", "و", "ف", "س", "ل", "ب", "ح", "ه", "وس", "فس", "ول", "فل", "وب", "وح")
_PERSONS = "ايتن"  # first letters of the present
_OBJECTS = ("", "ني", *_PRONOUNS[1:])
_WEAK = "ي"  # a last root letter that is swallowed by what follows: حكى، حكوا، حكت
_SWALLOWS_WEAK = ("و", "ت", "ين", "ي")


def _after_verb(*subjects: str) -> frozenset[str]:
    return frozenset(
        # The alef of وا is written only where nothing follows it.
        (subject if not whom or subject != "وا" else "و") + whom
        for subject in subjects
        for whom in _OBJECTS
    )


_AFTER_PAST = _after_verb("", "ت", "تي", "تم", "تو", "تن", "نا", "ن", "وا", "و", "ا")
_AFTER_PRESENT = _after_verb("", "ون", "و", "وا", "ين", "ي", "ان", "ا", "ن")
_LONGEST = max(map(len, _WITHOUT_ARTICLE | _AFTER_PAST | _AFTER_PRESENT))


def listed_stem(plain: str) -> str:
    """Return what a word of the lists is found by; nothing for any other word.

    Args:
        plain: one word of plain letters, as `folding.plain_letters` writes them.
    """
    return words.arabic_nouns().get(plain) or _noun_stem(plain) or _verb_stem(plain)


def _noun_stem(plain: str) -> str:
    nouns = words.arabic_nouns()
    for first, middle, end in _parts(plain, _BEFORE_NOUN):
        if not _fit(first, middle, end):
            continue
        if found := nouns.get(middle):
            return found
        # Before a pronoun the hamza of أصدقائي has a letter to sit on, which plain letters keep.
        if end in _PRONOUNS and middle[-2:] in {"اي", "او"} and middle[:-1] in nouns:
            return nouns[middle[:-1]]
        if end[:1] == "ت" and f"{middle}ه" in nouns:
            return nouns[f"{middle}ه"]
    return ""


def _fit(first: str, noun: str, end: str) -> bool:
    """Tell whether a noun is written so between what stands before it and an ending."""
    if end not in (_REGULAR if first in _WITH_ARTICLE else _WITHOUT_ARTICLE):
        return False
    if len(noun) <= _SHORT_NOUN:
        return end in _AFTER_SHORT_NOUN
    return end in _AFTER_HE if noun[-1] == "ه" else True


def _verb_stem(plain: str) -> str:
    past, present = words.arabic_verbs()
    for _first, middle, end in _parts(plain, _BEFORE_VERB):
        found = ""
        if end in _AFTER_PRESENT and middle[0] in _PERSONS:
            found = _of_verb(present, middle[1:], end)
        if end in _AFTER_PAST:
            found = found or _of_verb(past, middle, end)
        if found:
            return found
    return ""


def _of_verb(stems: dict[str, str], middle: str, end: str) -> str:
    if found := stems.get(middle):
        return found
    return stems.get(middle + _WEAK, "") if end.startswith(_SWALLOWS_WEAK) else ""


def _parts(plain: str, before: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Return each way to take a word apart into beginning, stem and end.

    The longest stems come first, and of equal ones those with the shortest end: الأمان has an
    article, and is no pain for two.
    """
    parts = [
        (first, plain[len(first) : length], plain[length:])
        for first in before
        if plain.startswith(first)
        for length in range(max(len(first) + _SHORT_NOUN, len(plain) - _LONGEST), len(plain) + 1)
    ]
    return sorted(parts, key=lambda part: (-len(part[1]), len(part[2])))
