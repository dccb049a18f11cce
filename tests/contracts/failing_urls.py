"""The site's addresses, and views that fail with what a visitor typed in their message."""

from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config import urls

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


def _typed(request: HttpRequest) -> str:
    return request.POST.get("text", request.GET.get("text", ""))


def fail(request: HttpRequest) -> HttpResponse:
    """Raise an error whose cause, context and note all hold the visitor's words."""
    try:
        try:
            raise KeyError(_typed(request))
        except KeyError as error:
            raise OperationalError(f"near {_typed(request)}: syntax error") from error
    except OperationalError as error:
        error.add_note(_typed(request))
        raise RuntimeError(_typed(request)) from error


def forbid(request: HttpRequest) -> HttpResponse:
    """Refuse, saying why to nobody but the log."""
    raise PermissionDenied(_typed(request))


def suspect(request: HttpRequest) -> HttpResponse:
    """Find the request suspicious."""
    raise SuspiciousOperation(_typed(request))


urlpatterns = [
    path("fails/", fail),
    *i18n_patterns(path("fails/", fail), path("forbidden/", forbid), path("suspicious/", suspect)),
    *urls.urlpatterns,
]
