"""Reads the words to use and the words to avoid, as the content check and the editors need them."""

from django.utils.translation import get_language

from bilingual.avoided_words import Avoided
from bilingual.models import AvoidedForm


def avoided_forms(language: str | None = None) -> list[Avoided]:
    """Return the forms to avoid, by one query, with reasons in the language that is active.

    Args:
        language: only the forms of this language.
    """
    forms = AvoidedForm.objects.select_related("term")
    if language:
        forms = forms.filter(language=language)
    reader = "ar" if (get_language() or "").startswith("ar") else "en"
    return [
        Avoided(
            form=row.form,
            language=row.language,
            reason=getattr(row, f"reason_{reader}"),
            suggestion=row.suggestion or getattr(row.term, f"term_{row.language}"),
        )
        for row in forms
    ]
