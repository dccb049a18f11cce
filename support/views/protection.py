"""What is protected and what is not, in plain words, for whoever is about to write."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core import guides
from core.guides import Guide
from core.i18n import direction

THREAT_MODEL = Guide("threat-model", "", lambda _user: True)


@require_safe
def protection(request: HttpRequest) -> HttpResponse:
    """Show the threat model in the reader's language, or in English where it is not translated."""
    # Other guides are for staff, and images are served to them alone: no link leads there.
    text = guides.render(
        THREAT_MODEL,
        language=get_language() or guides.SOURCE_LANGUAGE,
        guide_url=lambda _name, _language: None,
        image_url=lambda name: name,
    )
    context = {"text": text, "dir": direction(text.language)}
    return render(request, "support/protection.html", context)
