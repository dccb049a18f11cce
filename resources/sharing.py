"""Sends a page on without any third party: words to copy, plain text, and a leaflet to print."""

from urllib.parse import unquote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from core.models import BasePage
from core.selectors import open_to_all
from resources.plain_text import plain_text_of
from resources.qr import QrCode

TEXT, LEAFLET = "text/", "leaflet/"


class Shareable(RoutablePageMixin):
    """What a page type mixes in front of `BasePage` to be sent on.

    It takes `sections()` and `sources` for granted. A page that is discreet gives its neutral title
    and never its real one.
    """

    @property
    def address(self) -> str:
        """Where the page is, in full; empty while it is nowhere."""
        url = self.get_url()
        return settings.SITE_URL + url if url else ""

    @property
    def readable_address(self) -> str:
        """The same for somebody who types it: Arabic letters as letters."""
        return unquote(self.address)

    @property
    def text_to_share(self) -> str:
        """Words to send somebody, which name neither this group nor who sends them."""
        parts = [self.neutral_title, self.summary if self.has_preview else "", self.address]
        return "\n\n".join(part for part in parts if part)

    @property
    def leaflet_paragraphs(self) -> list[str]:
        """What a leaflet says beside the summary; page types that have something override it."""
        return []

    @property
    def neutral_title(self) -> str:
        """The title that others may see."""
        return self.document_title or gettext("Something to read")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer below a page only where everybody may read it.

        Raises:
            Http404: the page is a draft, or closed; Wagtail would ask to sign in.
        """
        if path_components and not open_to_all(Page.objects.live().filter(pk=self.pk)).exists():
            raise Http404
        return super().route(request, path_components)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Preview as every page of this site does; the mix-in knows one mode only."""
        return BasePage.serve_preview(self, request, mode_name)

    @path(TEXT, name="text")
    def text(self, request: HttpRequest) -> HttpResponse:
        """Answer with the page's words and sources alone."""
        return HttpResponse(
            as_text(self),
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex"},
        )

    @path(LEAFLET, name="leaflet")
    def leaflet(self, request: HttpRequest) -> HttpResponse:
        """Answer with a page to print on A5 paper, with the way to the whole text."""
        # Not our own context: a leaflet shows nothing related.
        context = BasePage.get_context(self, request)
        context["qr"] = QrCode(self.address)
        return TemplateResponse(request, "resources/leaflet.html", context)


def as_text(page: Page) -> str:
    """Return a page as plain text: title, parts with their headings, sources, address."""
    blocks = [page.neutral_title]
    for heading, html in page.sections():
        blocks += [heading, plain_text_of(html)]
    sources = list(page.sources.all())
    if sources:
        blocks.append(gettext("Sources"))
    blocks += [
        "\n".join(filter(None, [f"[{number}] {source.title}", *_details(source)]))
        for number, source in enumerate(sources, start=1)
    ]
    return "\n\n".join(block for block in [*blocks, page.address] if block) + "\n"


def _details(source) -> list[str]:
    return [" · ".join(filter(None, [source.publisher, source.published])), source.url, source.note]
