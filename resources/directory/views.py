"""The directory of services for readers: the list, the printed list, a service, an organisation."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.chrome import Chrome
from core.i18n import LanguageLink, alternates
from resources.directory.filters import GROUP_LABELS, SWITCH_LABELS, filters, wanted_by
from resources.directory.json_ld import of_service
from resources.rules.freshness import FRESH_DAYS
from resources.rules.wanted import Wanted
from resources.selectors import directory, directory_entries
from resources.selectors.directory_facets import facets, loosened

PER_PAGE = 12
PRINT_LIMIT = 200  # a list to take along, not a book


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """List the services that the address asks for, those first that are easiest to get."""
    today = timezone.localdate()
    wanted, has_unknown = wanted_by(request)
    counts = facets(wanted, today=today)
    found = directory.in_order(directory.chosen(directory.listed(), wanted, today=today))
    paginator = Paginator(found, PER_PAGE)
    paginator.count = counts.total  # counted together with the filters
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "filters": filters(wanted, counts, has_unknown=has_unknown),
        "wanted": wanted,
        "query": wanted.query(),
        "total": counts.total,
        "page_obj": page,
        "entries": directory_entries.entries(page.object_list, today=today),
        "links": _links_with(request, wanted),
        "is_filtered": bool(request.GET),
        "fresh_days": FRESH_DAYS,
        "ways_out": [] if counts.total else _ways_out(wanted, today=today),
    }
    return render(request, "resources/directory/services.html", context)


@require_safe
def services_print(request: HttpRequest) -> HttpResponse:
    """List the same services compactly, to be printed and taken along.

    What was reported as unsafe is left out: paper does not change any more.
    """
    today = timezone.localdate()
    wanted, has_unknown = wanted_by(request)
    found = directory.in_order(directory.chosen(directory.offered(), wanted, today=today))
    rows = directory_entries.detailed(found[: PRINT_LIMIT + 1], today=today)
    context = {
        "filters": filters(wanted, facets(wanted, today=today), has_unknown=has_unknown),
        "rows": rows[:PRINT_LIMIT],
        "limit": PRINT_LIMIT if len(rows) > PRINT_LIMIT else 0,
        "query": wanted.query(),
        "links": _links_with(request, wanted),
        "today": today,
    }
    return render(request, "resources/directory/print.html", context)


@require_safe
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a service; a closed one says so and where to look instead.

    Raises:
        Http404: there is none that readers may open.
    """
    found = directory_entries.service(slug=slug, today=timezone.localdate())
    if found is None:
        raise Http404
    entry, details = found
    organisation_path = (
        reverse("resources:organisation", args=[entry.organisation.slug])
        if entry.organisation
        else ""
    )
    context = {
        "entry": entry,
        "details": details,
        "alternates": _alternates(request, entry.languages),
        "structured_data": of_service(
            entry,
            details,
            url=settings.SITE_URL + request.path,
            organisation_url=settings.SITE_URL + organisation_path,
        ),
    }
    return render(request, "resources/directory/service.html", context)


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an organisation with its services.

    Raises:
        Http404: there is none that readers may open.
    """
    entry = directory_entries.organisation(slug=slug)
    if entry is None:
        raise Http404
    context = {
        "entry": entry,
        "services": directory_entries.services_of(slug=slug, today=timezone.localdate()),
        "alternates": _alternates(request, entry.languages),
    }
    return render(request, "resources/directory/organisation.html", context)


def _links_with(request: HttpRequest, wanted: Wanted) -> list[LanguageLink]:
    """Return the other languages' addresses with the same filters."""
    query = wanted.query()
    return [
        replace(link, url=f"{link.url}?{query}") if link.url and query else link
        for link in Chrome(request).language_links
    ]


def _alternates(request: HttpRequest, languages: Iterable[str]) -> dict[str, str]:
    """Return what `hreflang` says: only of languages in which somebody described the row."""
    urls = {
        code: settings.SITE_URL + translate_url(request.path, code)
        for code, _name in settings.LANGUAGES
        if code in set(languages)
    }
    return alternates(urls, is_home=False)


def _ways_out(wanted: Wanted, *, today: date) -> list[dict[str, object]]:
    if not wanted:
        return []
    labels = {**GROUP_LABELS, **SWITCH_LABELS}
    return [
        {"label": labels[name], "count": count, "query": wanted.without(name).query()}
        for name, count in loosened(wanted, today=today)
    ]
