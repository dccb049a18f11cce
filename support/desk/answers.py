"""Puts an answer that was thought through once into the one that somebody is writing."""

from support.models import HelpRequest
from support.selectors import templates


def offered(row: HelpRequest) -> list[dict]:
    """Return the templates that fit a request."""
    return [
        {"value": template.pk, "label": template.label} for template in templates.templates_for(row)
    ]


def with_template(typed: str, *, request: HelpRequest, chosen: str) -> str:
    """Return what was typed with a template behind it; an unknown one adds nothing.

    Args:
        typed: as it stands in the form.
        request: whose language the template is taken in.
        chosen: the template's key, as the form sent it.
    """
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 19):
        return typed
    template = templates.template_for(request, pk=int(chosen))
    if template is None:
        return typed
    language = templates.language_of(request)
    body = template.body_ar if language == "ar" else template.body_en
    pages = templates.addresses_of(template, language=language)
    links = [f"{title}\n{url}" for title, url in pages]
    return "\n\n".join(part for part in (typed.rstrip(), body.strip(), *links) if part)
