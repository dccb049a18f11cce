"""Error pages in the reader's language, or in both where the address names none."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path

from core import fallback

BOTH = "ar, en"


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with ways on, such as the page in another language; the address itself is not
    repeated."""
    return _closed_door(request, status=404, offers=fallback.offers(request))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 without saying what is behind the door."""
    return _closed_door(request, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400 in both languages: nothing of a request that cannot be read is trusted."""
    return _bare("400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form of the admin that was open for too long; Django's own page has styles
    inside, is English, and speaks of cookies and referrers."""
    return _bare("403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 in both languages, without a context or a database that may be what failed."""
    return _bare("500.html", status=500)


def _closed_door(
    request: HttpRequest, *, status: int, offers: list[fallback.Offer] | None = None
) -> HttpResponse:
    # What is not here, or may not be seen, has no version in another language but those offered.
    request.resolver_match = request.served_page = None
    request.offered_urls = {offer.code: offer.url for offer in offers or []}
    knows_language = get_language_from_path(request.path_info) is not None
    context = {"knows_language": knows_language, "offers": offers or []}
    response = render(request, "404.html", context, status=status)
    if not knows_language:
        response.headers["Content-Language"] = BOTH
    return response


def _bare(template: str, *, status: int) -> HttpResponse:
    html = render_to_string(template, {"chrome": {"exit_url": settings.EXIT_URL}})
    return HttpResponse(html, status=status, headers={"Content-Language": BOTH})
