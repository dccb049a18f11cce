"""Leads from a page's old address to where it is now, if readers may go there."""

from urllib.parse import urlsplit

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.deprecation import MiddlewareMixin
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.selectors import open_to_all


class RedirectMiddleware(MiddlewareMixin):
    """Answers as Wagtail's own does, but follows no redirect to a page that is not public.

    Wagtail writes a redirect down when a draft's slug changes, too. Its answer would name the new
    address, in which the title can be read, of what is not published or no longer is.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Replace a 404 by the redirect from that path, the query string left behind."""
        if response.status_code != 404:
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        redirect = get_redirect(request, path)
        if redirect is None and path != (bare := urlsplit(path).path):
            redirect = get_redirect(request, bare)
        if redirect is None or not _leads_to_what_is_public(redirect) or not redirect.link:
            return response
        if redirect.is_permanent:
            return HttpResponsePermanentRedirect(redirect.link)
        return HttpResponseRedirect(redirect.link)


def _leads_to_what_is_public(redirect: Redirect) -> bool:
    page = redirect.redirect_page_id
    return page is None or open_to_all(Page.objects.live().filter(pk=page)).exists()
