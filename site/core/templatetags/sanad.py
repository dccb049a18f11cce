"""Template tags that every page may use."""

from datetime import date

from django import template
from django.utils import formats
from django.utils.text import slugify

register = template.Library()


@register.simple_tag
def heading_id(text: str) -> str:
    """Return an anchor for a heading that works in Arabic too (TRAPS B7)."""
    return slugify(text, allow_unicode=True) or "section"


@register.simple_tag
def local_date(value: date | None) -> str:
    """Return `value` as the active language writes a date, or nothing."""
    return formats.date_format(value, "DATE_FORMAT") if value else ""
