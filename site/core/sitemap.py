"""The sitemap: every public page in every language, each naming its counterparts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.i18n import alternates
from core.selectors import open_to_all

HOME_DEPTH = 2  # the children of the root, which itself is no page

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)
# Each gives the paths, by language, of what is there to be found and is no page.
_sources: list[Callable[[], Iterable[Mapping[str, str]]]] = []


def register(source: Callable[[], Iterable[Mapping[str, str]]]) -> None:
    """Have the sitemap list what `source` gives; apps call this when they are ready."""
    if source not in _sources:
        _sources.append(source)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the pages. Wagtail's own sitemap has the default language only (TRAPS B9)."""
    pages = (
        open_to_all(Page.objects.live())
        .filter(depth__gte=HOME_DEPTH)
        .select_related("locale")
        .order_by("path")
        .only("url_path", "translation_key", "locale__language_code", "last_published_at", "depth")
    )
    versions: dict[object, dict[str, tuple[str, Page]]] = defaultdict(dict)
    for page in pages:
        path = page.get_url(request)
        if path:
            url = settings.SITE_URL + path
            versions[page.translation_key][page.locale.language_code] = (url, page)
    entries = []
    for languages in versions.values():
        urls = {code: url for code, (url, _page) in sorted(languages.items())}
        for url, page in languages.values():
            # As the page's own head says it: search engines drop what is not said on both sides.
            links = alternates(urls, is_home=page.depth == HOME_DEPTH)
            entries.append(_entry(url, page.last_published_at, links))
    for paths in (paths for source in _sources for paths in source()):
        urls = {code: settings.SITE_URL + path for code, path in sorted(paths.items())}
        links = alternates(urls, is_home=False)
        entries += [_entry(url, None, links) for url in urls.values()]
    return HttpResponse(_HEAD + "".join(entries) + "</urlset>\n", content_type="application/xml")


def _entry(url: str, day: date | None, links: dict[str, str]) -> str:
    parts = [f"<url><loc>{escape(url)}</loc>"]
    if day:
        # The day alone: the hour would tell when somebody is at work here.
        parts.append(f"<lastmod>{day:%Y-%m-%d}</lastmod>")
    parts += [
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(other)}/>'
        for code, other in links.items()
    ]
    return "".join(parts) + "</url>\n"
