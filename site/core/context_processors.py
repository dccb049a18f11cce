"""Puts what surrounds every page into the template context."""

from django.http import HttpRequest

from core.chrome import Chrome


def chrome(request: HttpRequest) -> dict[str, Chrome]:
    """Return the lazily made surroundings of the page."""
    return {"chrome": Chrome(request)}
