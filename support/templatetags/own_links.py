"""Shows addresses of our own site in staff's answers as links."""

from django import template
from django.conf import settings

from support.rules import own_links

register = template.Library()


@register.filter
def linked_pieces(text: str) -> list[own_links.Piece]:
    """Return plain text in pieces, each with the path it leads to, if it is an address of ours."""
    return own_links.pieces(text, origin=settings.SITE_URL)
