"""What templates of the admin say on the other languages of a page."""

from typing import Any

from django import template
from wagtail.models import Locale, Page, TranslatableMixin

from bilingual.naming import language_name
from bilingual.selectors.completeness import counterparts, lacking

register = template.Library()


@register.simple_tag
def other_languages(page: Page) -> list[dict[str, Any]]:
    """Return the other languages of a page with what lies below them."""
    return [
        {
            "page": other,
            "code": other.locale.language_code,
            "language": language_name(other.locale.language_code),
            "below": other.get_descendants().count(),
            "live_below": other.get_descendants().live().count(),
        }
        for other in counterparts(page).select_related("locale").specific()
    ]


@register.simple_tag
def not_yours(page: Page, user, right: str) -> list[Page]:
    """Return the other languages of a page for which `user` has not the right."""
    return lacking(page, user, right)


@register.simple_tag
def goes_along(instance: Any) -> list[Any]:
    """Return the other languages of a menu, a banner or the like; nothing for other rows."""
    if isinstance(instance, TranslatableMixin) and not isinstance(instance, Page):
        return list(instance.get_translations().select_related("locale"))
    return []


@register.filter
def named(locale: Locale) -> str:
    """Return a language's name in the language of the admin."""
    return language_name(locale.language_code)
