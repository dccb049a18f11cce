"""The report on addresses of sources and services: which answer, and how far the asking is."""

from collections.abc import Iterator, Mapping
from typing import Any

import django_filters
from django.conf import settings
from django.contrib import messages
from django.db.models import F, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from bilingual.desk.spreadsheets import ReadableCSV, no_formula
from resources.desk.review import WORKS_ON_PAGES, ReviewMenuItem
from resources.domain.link_checking import FAILURES_THAT_COUNT, ask_again
from resources.models import CheckedLink, LinkCheckRun
from resources.selectors import link_rows

ROWS_AT_ONCE = 500
REPORT = "review:links"


class LinkFilters(WagtailFilterSet):
    """What the report can be narrowed by."""

    verdict = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("State"),
        choices=CheckedLink.Verdict.choices,
        method="by_verdict",
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = CheckedLink
        fields: list[str] = []

    def by_verdict(
        self, rows: QuerySet[CheckedLink], name: str, value: list[str]
    ) -> QuerySet[CheckedLink]:
        """Keep the chosen states; none chosen means all."""
        return rows.filter(verdict__in=value) if value else rows


class LinkColumn(BaseColumn):
    """A cell from a template of ours, whose input is named `link`."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.cell_template_name = f"resources/desk/review/links/{name}.html"

    def get_cell_context_data(
        self, instance: CheckedLink, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Hand over the row, and what a form in it needs."""
        context = super().get_cell_context_data(instance, parent_context)
        return {
            **context,
            "link": instance,
            "csrf_token": parent_context.get("csrf_token"),
            "is_on": settings.LINK_CHECKER,
            "needed": FAILURES_THAT_COUNT,
        }


class LinksReport(ReadableCSV, ReportView):
    """Every address that is asked, what is wrong with it first."""

    page_title = gettext_lazy("Addresses of sources and services")
    header_icon = "link-external"
    template_name = "resources/desk/review/links/report.html"
    results_template_name = "resources/desk/review/links/report_results.html"
    index_url_name = REPORT
    index_results_url_name = "review:links_results"
    permission_policy = page_permission_policy
    any_permission_required = WORKS_ON_PAGES
    filterset_class = LinkFilters
    table_classname = "listing languages-report"
    default_ordering = "-trouble"
    is_searchable = True
    search_fields = ["url"]
    search_backend_name = None
    export_filename = "addresses"
    list_export = ["url", "state", "status", "failures", "moved_to", "checked_at", "named_by"]
    export_headings = {
        "url": gettext_lazy("Address"),
        "state": gettext_lazy("State"),
        "status": gettext_lazy("HTTP status"),
        "failures": gettext_lazy("Failures in a row"),
        "moved_to": gettext_lazy("Moved to"),
        "checked_at": gettext_lazy("Asked at"),
        "named_by": gettext_lazy("Where it stands"),
    }

    @property
    def columns(self) -> list[BaseColumn]:
        """Made anew, since their labels are in the language of the person who asks."""
        return [
            LinkColumn("address", label=_("Address"), sort_key="url", classname="title"),
            LinkColumn("state", label=_("State"), sort_key="trouble"),
            LinkColumn("asked", label=_("Asked at"), sort_key="checked_at"),
            LinkColumn("named", label=_("Where it stands")),
            LinkColumn("again", label=_("Ask again")),
        ]

    def get_base_queryset(self) -> QuerySet[CheckedLink]:
        """All addresses: each stands on a public page."""
        return link_rows.checked_links()

    def get_filtered_queryset(self) -> QuerySet[CheckedLink]:
        """Filter once: Wagtail's would filter what is filtered already."""
        return self.get_queryset()

    def get_valid_orderings(self) -> list[str]:
        """Allow the trouble both ways."""
        return [*super().get_valid_orderings(), "trouble", "-trouble"]

    def order_queryset(self, queryset: QuerySet[CheckedLink]) -> QuerySet[CheckedLink]:
        """Sort what was never asked last, and equal rows by their address."""
        key = F(self.ordering.removeprefix("-"))
        order = key.desc if self.ordering.startswith("-") else key.asc
        return queryset.order_by(order(nulls_last=True), "url")

    def paginate_queryset(self, queryset: QuerySet[CheckedLink], page_size: int) -> tuple:
        """Say where only the rows that are shown stand."""
        paginator, page, shown, is_paginated = super().paginate_queryset(queryset, page_size)
        page.object_list = link_rows.with_places(list(shown))
        paginator.items_count_label = ngettext(
            "%(count)d address", "%(count)d addresses", paginator.count
        ) % {"count": paginator.count}
        return paginator, page, page.object_list, is_paginated

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how far the asking is."""
        context = super().get_context_data(**kwargs)
        if not self.is_export:
            context["run"] = LinkCheckRun.objects.first()
            context["is_on"] = settings.LINK_CHECKER
            context["has_any"] = bool(context["object_list"]) or CheckedLink.objects.exists()
        return context

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        """Write all rows, some at a time."""
        return super().as_spreadsheet(_for_export(queryset), spreadsheet_format)

    def get_heading(self, queryset: Any, field: str) -> str:
        """Return a column's heading."""
        return str(self.export_headings[field])


def _for_export(queryset: QuerySet[CheckedLink]) -> Iterator[CheckedLink]:
    pks = list(queryset.values_list("pk", flat=True))
    for start in range(0, len(pks), ROWS_AT_ONCE):
        some = pks[start : start + ROWS_AT_ONCE]
        found = CheckedLink.objects.in_bulk(some)
        for row in link_rows.with_places([found[pk] for pk in some if pk in found]):
            row.url = no_formula(row.url)
            row.moved_to = no_formula(row.moved_to)
            row.state = row.get_verdict_display()
            row.named_by = no_formula("; ".join(place.title for place in row.places))
            yield row


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Put one address, or all, first in the worker's queue."""
    if not page_permission_policy.user_has_any_permission(request.user, WORKS_ON_PAGES):
        return permission_denied(request)
    if not settings.LINK_CHECKER:
        messages.error(request, _("The link checker is switched off on this server."))
        return redirect(REPORT)
    number = ask_again(url=request.POST.get("url") or None)
    if number:
        messages.success(
            request,
            ngettext(
                "%(count)d address is asked again within minutes.",
                "%(count)d addresses are asked again, one after the other.",
                number,
            )
            % {"count": number},
        )
    else:
        messages.info(request, _("This address stands nowhere any more."))
    return redirect(REPORT)


def reports_menu_item() -> MenuItem:
    """Return the report's place in the Reports menu."""
    return ReviewMenuItem(
        gettext_lazy("Addresses of sources"),
        reverse(REPORT),
        name="addresses",
        icon_name="link-external",
        order=45,
    )


urlpatterns = [
    path("links/", LinksReport.as_view(), name="links"),
    path("links/results/", LinksReport.as_view(results_only=True), name="links_results"),
    path("links/again/", again, name="ask_again"),
]
