"""Shows editors a page in its other language, or both languages beside one another."""

from csp.constants import SELF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.users.models import UserProfile

OTHER = "other"
BESIDE = "beside"
MODES = [
    ("", _("This language")),
    (OTHER, _("The other language")),
    (BESIDE, _("Both languages side by side")),
]


def framed(response: HttpResponse, *, language: str, holds_frames: bool = False) -> HttpResponse:
    """Let our admin show `response` in a frame; no other site may, and nothing else is relaxed."""
    response.headers["Content-Language"] = language
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}
    if holds_frames:
        response._csp_replace["frame-src"] = [SELF]
    return response


def serve(page: Page, request: HttpRequest, mode: str) -> HttpResponse:
    """Answer a preview that is not of the page alone.

    Args:
        page: what is edited, with changes that may not be saved yet.
        request: Wagtail's, made up for the preview, with the editor's own user.
        mode: `other` or `beside`; anything else shows the page alone.
    """
    if mode == OTHER:
        return _serve_other(page, request)
    if mode == BESIDE:
        return _serve_beside(page, request)
    return page.serve_preview(request, "")


def counterpart(page: Page, user) -> Page | None:
    """Return what `user` may see of the page in its other language: the latest draft, if it is
    theirs to edit or publish, and else what is live.
    """
    versions = Page.objects.filter(translation_key=page.translation_key)
    other = versions.exclude(locale_id=page.locale_id).order_by("locale_id").first()
    if other is None:
        return None
    permissions = other.permissions_for_user(user)
    if permissions.can_edit() or permissions.can_publish():
        return other.get_latest_revision_as_object()
    return other.specific if other.live else None


def _serve_other(page: Page, request: HttpRequest) -> HttpResponse:
    other = counterpart(page, request.user)
    if other is not None:
        return other.serve_preview(request, "")
    return _in_admin_language(request, "core/preview_missing.html", {"name": _other_name(page)})


def _serve_beside(page: Page, request: HttpRequest) -> HttpResponse:
    other = counterpart(page, request.user)
    is_draft = other is not None and (not other.live or other.has_unpublished_changes)
    code = page.locale.language_code
    context = {
        "own": {"code": code, "dir": _direction(code), "name": dict(settings.LANGUAGES)[code]},
        "name": _other_name(page),
        "other": other,
        "is_draft": is_draft,
        "mode": OTHER,
    }
    return _in_admin_language(request, "core/preview_beside.html", context)


def _other_name(page: Page) -> str:
    own = page.locale.language_code
    return next(name for code, name in settings.LANGUAGES if code != own)


def _direction(code: str) -> str:
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def _in_admin_language(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    # The made-up request has the page's address, so that the page's language is active here.
    language = get_language() or settings.LANGUAGE_CODE
    if request.user.is_authenticated:
        language = UserProfile.get_for_user(request.user).get_preferred_language()
    with override(language):
        context = {**context, "language": language, "dir": _direction(language)}
        response = render(request, template, context)
    return framed(response, language=language, holds_frames=True)
