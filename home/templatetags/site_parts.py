"""Gives templates what editors keep up around every page."""

from django import template

from core.chrome import Chrome
from home import site_parts as parts

register = template.Library()


@register.simple_tag
def site_parts(chrome: Chrome) -> parts.SiteParts:
    """Return menus, banners and the foot of the page for the page of `chrome`."""
    return parts.site_parts(chrome)
