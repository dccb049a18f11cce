"""Lists of words that no rule can know: stop words, irregular forms, verbs, synonyms.

Each list is a text file in this folder, which says where its words come from and which of them
belong there; a line that begins with `#` is a remark.

- `stop_<language>.txt`: words that say nothing of what a text is about, any number in a line.
- `plurals_ar.txt`, `forms_en.txt`: forms of one word in a line, as broken plurals are; the first is
  the one that the others are found by.
- `verbs_ar.txt`: a verb in a line, as past stems = present stems = nouns.
- `synonyms.txt`: what means the same, in one line, with `=` between; each may be several words, of
  either language. Terms of the glossary need not be here: they are asked for in the database.
"""

from functools import lru_cache
from pathlib import Path

from core.search.folding import plain_letters

FOLDER = Path(__file__).parent


@lru_cache(maxsize=4)
def stop_words(language: str) -> frozenset[str]:
    """Return the stop words of a language, in plain letters; none for a language without a list."""
    return frozenset(
        plain_letters(word).replace("’", "'")
        for line in _lines(f"stop_{language}.txt")
        for word in line.split()
    )


@lru_cache(maxsize=1)
def arabic_nouns() -> dict[str, str]:
    """Return what each noun of the lists is found by, of plurals and of verbs, in plain letters."""
    lines = [line.split() for line in _lines("plurals_ar.txt")]
    lines += [nouns.split() for _past, _present, nouns in _verbs()]
    found: dict[str, str] = {}
    for line in lines:
        plain = [plain_letters(word) for word in line]
        # A word that an earlier line has brings its whole line into that family.
        stem = next((found[word] for word in plain if word in found), plain[0])
        for word in plain:
            found.setdefault(word, stem)
    return found


@lru_cache(maxsize=1)
def arabic_verbs() -> tuple[dict[str, str], dict[str, str]]:
    """Return the word that each stem of a verb is found by: of the past, and of the present."""
    nouns_of = arabic_nouns()
    past: dict[str, str] = {}
    present: dict[str, str] = {}
    for pasts, presents, nouns in _verbs():
        stem = nouns_of[plain_letters(nouns.split()[0])]
        for known, written in ((past, pasts), (present, presents)):
            for word in written.split():
                known.setdefault(plain_letters(word), stem)
    return past, present


@lru_cache(maxsize=1)
def irregular_english() -> dict[str, str]:
    """Return the word that each irregular form is found by."""
    return {
        form: first
        for first, *forms in (line.casefold().split() for line in _lines("forms_en.txt"))
        for form in forms
    }


@lru_cache(maxsize=1)
def synonyms() -> list[list[str]]:
    """Return groups of phrases that mean the same."""
    return [[part.strip() for part in line.split("=")] for line in _lines("synonyms.txt")]


def _verbs() -> list[list[str]]:
    return [line.split("=") for line in _lines("verbs_ar.txt")]


def _lines(name: str) -> list[str]:
    path = FOLDER / name
    if not path.exists():
        return []
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
