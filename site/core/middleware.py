"""Gives each request its language and each response the headers that every page shares."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail_2fa.middleware import VerifyUserMiddleware

from core import views

GetResponse = Callable[[HttpRequest], HttpResponse]


class HealthMiddleware:
    """Answers the two questions of whoever watches the process, before anything else is asked.

    They come from the machine itself, under a name and over a plain connection that no page is
    served for.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.answers = {"/healthz/live": views.live, "/healthz/ready": views.ready}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answers.get(request.path_info)
        return answer(request) if answer else self.get_response(request)


class PathLanguageMiddleware:
    """Activates the language that the address names, and no other.

    No cookie and no Accept-Language is read for public pages: Tor Browser announces English for
    everybody, and a page must be the same for all who open its address. Only the admin's sign-in
    page follows the browser, until the person's own setting is known.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = translation.get_language_from_path(request.path_info)
        if language is None and request.path_info.startswith("/admin/"):
            language = translation.get_language_from_request(request)
        language = language or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
            if hasattr(response, "render") and not response.is_rendered:
                response.render()  # within the language, not after it
        response.headers.setdefault("Content-Language", language)
        return response


class ResponseHeadersMiddleware:
    """Keeps pages out of caches and other sites' windows."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # Neither the disk nor the Back button may keep what somebody read.
            response.headers["Cache-Control"] = "no-store"
        return response


class SecondFactorMiddleware(VerifyUserMiddleware):
    """Asks staff for their second factor; leaves readers, who carry no cookie, alone."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A process without the admin has no page to ask on; it opens nothing for staff either.
        if settings.SITE_ROLE == "public":
            return self.get_response(request)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        return super().__call__(request)
