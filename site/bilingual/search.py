"""Lets a search find by the glossary: the respectful words for those that hurt, and other forms."""

from collections.abc import Iterator

from bilingual.models import AvoidedForm, GlossaryTerm
from core.search.synonyms import Synonyms, register_synonyms

# What is too short for the stems to be the same: شاذ and شاذين.
_ENDINGS = ("ة", "ات", "ون", "ين", "ان")


def register() -> None:
    """Make the glossary known to the search."""
    register_synonyms(synonyms)


def synonyms(language: str) -> Iterator[Synonyms]:
    """Return what stands for what, for words of a language; two queries.

    A term leads to its other forms and to the other language, whose words some type.
    """
    if language not in {"ar", "en"}:
        return
    other = "en" if language == "ar" else "ar"
    for term in GlossaryTerm.objects.order_by("pk"):
        own = [term.term(language), *term.other_forms(language)]
        yield Synonyms(words=own, to=[*own, term.term(other), *term.other_forms(other)])
    forms = AvoidedForm.objects.filter(language=language).select_related("term").order_by("pk")
    for row in forms:
        yield Synonyms(
            words=_with_endings(row.form) if language == "ar" else [row.form],
            to=[
                row.suggestion or row.term.term(language),
                row.term.term(language),
                row.term.term(other),
            ],
            are_avoided=True,
        )


def _with_endings(form: str) -> list[str]:
    first, _space, rest = form.partition(" ")
    return [form, *(f"{first}{ending} {rest}".rstrip() for ending in _ENDINGS)]
