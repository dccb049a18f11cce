"""Reads answers to begin with, and where the pages lie that they point to."""

from collections.abc import Sequence

from django.db.models import Q
from wagtail.models import Page

from support.models import AnswerTemplate, HelpRequest


def language_of(request: HelpRequest) -> str:
    """Return the language of the answer's template: Arabic, or English for all others."""
    return "ar" if request.language_id == "ar" else "en"


def templates_for(request: HelpRequest) -> Sequence[AnswerTemplate]:
    """Return the templates in use that fit the request's topic, with or without others."""
    fits = Q(topics=None)
    if request.topic_id is not None:
        fits |= Q(topics=request.topic_id)
    return list(AnswerTemplate.objects.filter(fits, is_active=True).distinct())


def template_for(request: HelpRequest, *, pk: int) -> AnswerTemplate | None:
    """Return one of `templates_for`."""
    return next((template for template in templates_for(request) if template.pk == pk), None)


def addresses_of(template: AnswerTemplate, *, language: str) -> list[tuple[str, str]]:
    """Return title and full address of each page that a template points to, in its order.

    In the language of the answer, whatever the page was chosen in (TRAPS B12). What is not live
    in that language, or not for everybody to read, is left out.

    Args:
        template: whose links.
        language: of the answer.
    """
    keys = [link.page.translation_key for link in template.links.select_related("page")]
    pages = Page.objects.filter(translation_key__in=keys, locale__language_code=language)
    live = {page.translation_key: page for page in pages.live().public()}
    found = [live[key] for key in keys if key in live]
    return [(page.title, url) for page in found if (url := page.full_url)]
