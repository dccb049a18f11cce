"""The report on links that lead nowhere: where they are, why, and what readers see instead."""

from collections.abc import Iterator, Mapping
from typing import Any

import django_filters
from django.db.models import F, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import ReferenceIndex
from wagtail.permissions import page_permission_policy

from bilingual.desk.freshness_columns import may_edit
from bilingual.desk.spreadsheets import ReadableCSV, no_formula
from bilingual.naming import language_name
from bilingual.selectors import links
from bilingual.selectors.freshness import language_codes
from bilingual.selectors.links import Reason

WORKS_ON_PAGES = ["add", "change", "publish"]
ROWS_AT_ONCE = 500


class LinkFilters(WagtailFilterSet):
    """What the report can be narrowed by."""

    reason = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Why"),
        choices=Reason.choices,
        method="by_reason",
        widget=CheckboxSelectMultiple,
    )
    language = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=lambda: [(code, language_name(code)) for code in language_codes()],
        field_name="source_language",
        empty_label=gettext_lazy("All"),
        widget=RadioSelect,
    )

    class Meta:
        model = ReferenceIndex
        fields: list[str] = []

    def by_reason(
        self, rows: QuerySet[ReferenceIndex], name: str, value: list[str]
    ) -> QuerySet[ReferenceIndex]:
        """Keep the chosen reasons; none chosen means all."""
        return rows.filter(reason__in=value) if value else rows


class LinkColumn(BaseColumn):
    """A cell from a template of ours, whose input is named `link`."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.cell_template_name = f"bilingual/links/cells/{name}.html"

    def get_cell_context_data(
        self, instance: ReferenceIndex, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Hand over the row, and whether the person may mend the link."""
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        return {**context, "link": instance, "may_edit": may_edit(instance.source, user)}


class LinksReport(ReadableCSV, ReportView):
    """Links of live pages that do not lead to their page in the reader's language."""

    page_title = gettext_lazy("Links that lead nowhere")
    header_icon = "link"
    template_name = "bilingual/links/report.html"
    results_template_name = "bilingual/links/report_results.html"
    index_url_name = "bilingual:links"
    index_results_url_name = "bilingual:links_results"
    permission_policy = page_permission_policy
    any_permission_required = WORKS_ON_PAGES
    filterset_class = LinkFilters
    table_classname = "listing languages-report"
    default_ordering = "source_title"
    is_searchable = True
    search_fields = ["source_title"]
    search_backend_name = None
    export_filename = "links"
    list_export = ["title", "language", "place", "target_title", "reason_label", "shown_label"]
    export_headings = {
        "title": gettext_lazy("Page"),
        "language": gettext_lazy("Language"),
        "place": gettext_lazy("Place"),
        "target_title": gettext_lazy("Leads to"),
        "reason_label": gettext_lazy("Why"),
        "shown_label": gettext_lazy("What readers see"),
    }

    @property
    def columns(self) -> list[BaseColumn]:
        """Made anew, since their labels are in the language of the person who asks."""
        return [
            LinkColumn("source", label=_("Page"), sort_key="source_title", classname="title"),
            LinkColumn("language", label=_("Language"), sort_key="source_language"),
            LinkColumn("place", label=_("Place")),
            LinkColumn("target", label=_("Leads to")),
            LinkColumn("reason", label=_("Why"), sort_key="reason"),
            LinkColumn("shown", label=_("What readers see")),
        ]

    def get_base_queryset(self) -> QuerySet[ReferenceIndex]:
        """Only what is on pages that the person may explore."""
        return links.on_pages_of(links.lost_links(), self.request.user)

    def get_filtered_queryset(self) -> QuerySet[ReferenceIndex]:
        """Filter once: Wagtail's would filter what is filtered already."""
        return self.get_queryset()

    def order_queryset(self, queryset: QuerySet[ReferenceIndex]) -> QuerySet[ReferenceIndex]:
        """Keep a page's links together, so that no row comes twice."""
        descending = self.ordering.startswith("-")
        key = F(self.ordering.removeprefix("-"))
        return queryset.order_by(
            key.desc() if descending else key.asc(), "source_title", "source_pk", "pk"
        )

    def paginate_queryset(self, queryset: QuerySet[ReferenceIndex], page_size: int) -> tuple:
        """Read in full only the rows that are shown."""
        paginator, page, shown, is_paginated = super().paginate_queryset(
            queryset.values_list("pk", flat=True), page_size
        )
        page.object_list = links.rows_of(list(shown), self.request.user)
        paginator.items_count_label = ngettext(
            "%(count)d link", "%(count)d links", paginator.count
        ) % {"count": paginator.count}
        return paginator, page, page.object_list, is_paginated

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell apart that there is no such link from that none is shown."""
        context = super().get_context_data(**kwargs)
        if not self.is_export:
            context["has_any"] = bool(context["object_list"]) or self.get_base_queryset().exists()
        return context

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        """Write all rows, some at a time."""
        return super().as_spreadsheet(self._for_export(queryset), spreadsheet_format)

    def get_heading(self, queryset: Any, field: str) -> str:
        """Return a column's heading."""
        return str(self.export_headings[field])

    def _for_export(self, queryset: QuerySet[ReferenceIndex]) -> Iterator[ReferenceIndex]:
        pks = list(queryset.values_list("pk", flat=True))
        for start in range(0, len(pks), ROWS_AT_ONCE):
            for row in links.rows_of(pks[start : start + ROWS_AT_ONCE], self.request.user):
                row.title = no_formula(row.source.title)
                row.language = language_name(row.source.locale.language_code)
                row.target_title = no_formula(row.target.title if row.target else "")
                yield row


class LinksMenuItem(MenuItem):
    """The report, in the menu of those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person may do anything with pages."""
        return page_permission_policy.user_has_any_permission(request.user, WORKS_ON_PAGES)


def reports_menu_item() -> MenuItem:
    """Return the report's place in the Reports menu."""
    return LinksMenuItem(
        gettext_lazy("Links that lead nowhere"),
        reverse("bilingual:links"),
        name="lost-links",
        icon_name="link",
        order=60,
    )


urlpatterns = [
    path("links/", LinksReport.as_view(), name="links"),
    path("links/results/", LinksReport.as_view(results_only=True), name="links_results"),
]
