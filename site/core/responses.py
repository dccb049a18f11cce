"""Answers that need other headers than a page to read."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse


def form_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send `same-origin` as referrer policy: under `no-referrer` browsers post `Origin: null`.

    The policy still tells other sites nothing (TRAPS E16).
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        return response

    return wrapped


def picture_response(content: bytes) -> HttpResponse:
    """Return a sealed picture in the clear, which neither a disk nor another page may keep.

    Args:
        content: a WebP file from `core.pictures.clean_picture`.
    """
    return HttpResponse(
        content,
        content_type="image/webp",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": 'inline; filename="picture.webp"',
            # Opened by itself it is a document of our site: one that can do nothing.
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        },
    )
