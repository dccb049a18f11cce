"""Reads the glossary for readers: all of it on its own page, and the words that one page uses."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString

from bilingual.avoided_words import fold
from bilingual.models import GlossaryTerm
from resources.glossary_marking import Forms, mark_first_uses

_OTHER = {"ar": "en", "en": "ar"}


@dataclass(frozen=True)
class Avoided:
    """A word that is not used here.

    Attributes:
        reason: why, in the language of the reader.
        suggestion: what is written instead, in the language of the word.
    """

    form: str
    language: str
    reason: str
    suggestion: str


@dataclass(frozen=True)
class Entry:
    """A term as the glossary shows it in one language.

    Attributes:
        anchor: the same in both languages.
        other_term: the term in the other language.
    """

    anchor: str
    term: str
    other_term: str
    other_language: str
    definition: str
    usage: str
    forms: list[str] = field(default_factory=list)
    avoided: list[Avoided] = field(default_factory=list)


@dataclass(frozen=True)
class Letter:
    """The terms under one letter."""

    letter: str
    entries: list[Entry]


def anchor(slug: str) -> str:
    """Return a term's anchor on the glossary's page."""
    return f"term-{slug}"


def letters(language: str) -> list[Letter]:
    """Return the public terms under their letters, in a language's order; two queries."""
    terms = GlossaryTerm.objects.filter(is_public=True).prefetch_related("avoided_forms")
    found = sorted(terms, key=lambda term: _sorted_by(term.term(language)))
    return [
        Letter(letter, [_entry(term, language) for term in some])
        for letter, some in groupby(found, key=lambda term: _letter(term.term(language)))
    ]


def _entry(term: GlossaryTerm, language: str) -> Entry:
    other = _OTHER[language]
    # Of the reader's own language first.
    rows = sorted(term.avoided_forms.all(), key=lambda row: row.language != language)
    return Entry(
        anchor=anchor(term.slug),
        term=term.term(language),
        other_term=term.term(other),
        other_language=other,
        definition=term.definition(language),
        usage=term.usage(language),
        forms=term.other_forms(language),
        avoided=[
            Avoided(
                form=row.form,
                language=row.language,
                reason=row.reason_ar if language == "ar" else row.reason_en,
                suggestion=row.suggestion or term.term(row.language),
            )
            for row in rows
        ],
    )


def _sorted_by(term: str) -> str:
    """Return what a term is sorted by: its letters, without the Arabic article."""
    plain = fold(term).casefold()
    return plain[2:] if plain.startswith("ال") and len(plain) > 4 else plain


def _letter(term: str) -> str:
    first = next((sign for sign in _sorted_by(term) if sign.isalpha()), "")
    return first.upper() or "#"


class Explanations:
    """The words of the glossary that one page uses; iterating gives them in the text's order.

    Why a link to a list at the end, and no other way to unfold a meaning: `details` may not stand
    inside a paragraph. `popover` opens nothing in a Tor Browser of 2024 or before, and a button
    without a target says nothing to a reader who prints the page. `title` is not there for fingers,
    and `abbr` is read by few screen readers. A link within the page works everywhere, with every
    setting of Tor Browser; `doc-glossref` and `doc-glossary` tell screen readers what it is; the
    way back is a link too. Where there are styles, the meaning that was asked for lies at the foot
    of the window (`:target`), so that the place in the text is not lost.

    Args:
        language: of the page.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self._used: dict[int, GlossaryTerm] = {}

    def __iter__(self):
        return iter(
            {
                "slug": term.slug,
                "anchor": anchor(term.slug),
                "term": term.term(self.language),
                "definition": term.definition(self.language),
            }
            for term in self._used.values()
        )

    def __len__(self) -> int:
        return len(self._used)

    def mark(self, html: str) -> str:
        """Return rich text in which each term that the page has not used yet leads to its meaning.

        The first call asks the database, once; the others do not.
        """
        return mark_first_uses(html, self._forms, self._open)

    @cached_property
    def _terms(self) -> dict[int, GlossaryTerm]:
        terms = GlossaryTerm.objects.filter(is_public=True, is_explained=True)
        return {term.pk: term for term in terms.exclude(**{f"definition_{self.language}": ""})}

    @cached_property
    def _forms(self) -> Forms:
        return Forms(
            (
                (form, key)
                for key, term in self._terms.items()
                for form in (term.term(self.language), *term.other_forms(self.language))
            ),
            language=self.language,
        )

    def _open(self, key: int) -> SafeString | None:
        if key in self._used:
            return None
        term = self._used[key] = self._terms[key]
        return format_html(
            'class="term" href="#word-{slug}" id="use-{slug}" role="doc-glossref"', slug=term.slug
        )
