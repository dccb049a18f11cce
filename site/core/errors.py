"""Error pages in the reader's language, or in both where the address names none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_path


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with ways on; the address itself is not repeated."""
    return render(request, "404.html", {"knows_language": _knows_language(request)}, status=404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 without saying what is behind the door."""
    return render(request, "404.html", {"knows_language": _knows_language(request)}, status=403)


def _knows_language(request: HttpRequest) -> bool:
    return get_language_from_path(request.path_info) is not None
