"""The glossary that everybody may read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from resources.glossary import letters


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Show every public term in both languages, in the order of the reader's."""
    language = "ar" if (get_language() or "").startswith("ar") else "en"
    context = {"letters": letters(language), "language": language}
    return render(request, "resources/glossary/glossary.html", context)
