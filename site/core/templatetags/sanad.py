"""Template tags that every page may use."""

from datetime import date

from django import template
from django.utils import formats
from django.utils.text import slugify

register = template.Library()


@register.simple_tag
def fresh_anchors() -> set[str]:
    """Return where the anchors of a page's body are collected, so that each stays the only one."""
    return set()


@register.simple_tag(takes_context=True)
def heading_id(context: template.Context, text: str) -> str:
    """Return an anchor for a heading that works in Arabic too (TRAPS B7).

    The prefix keeps it apart from the template's own ids, such as `main`; a heading that stands
    twice in a body gets a number.
    """
    anchor = f"s-{slugify(text, allow_unicode=True)}"
    taken = context.get("anchors")
    if taken is None:
        return anchor
    number, unique = 1, anchor
    while unique in taken:
        number += 1
        unique = f"{anchor}-{number}"
    taken.add(unique)
    return unique


@register.simple_tag
def local_date(value: date | None) -> str:
    """Return `value` as the active language writes a date, or nothing."""
    return formats.date_format(value, "DATE_FORMAT") if value else ""
