"""The report on what somebody has to read again: why, who answers for it, and since when."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.forms import CheckboxSelectMultiple, Select
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import MultipleContentTypeFilter, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from bilingual.desk.freshness_columns import may_edit
from bilingual.desk.spreadsheets import ReadableCSV, no_formula
from bilingual.naming import language_name
from bilingual.selectors.freshness import visible_to
from resources.selectors import review
from resources.selectors.review import Reason

WORKS_ON_PAGES = ["add", "change", "publish"]
ROWS_AT_ONCE = 500
REPORT = "review:report"


def roles() -> list[tuple[str, str]]:
    """Return who answers for pages, each once."""
    found = review.reviewed_pages(today=timezone.localdate()).exclude(reviewed_by="")
    return [
        (name, name) for name in found.order_by().values_list("reviewed_by", flat=True).distinct()
    ]


class ReviewFilters(WagtailFilterSet):
    """What the report can be narrowed by."""

    reason = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Why"),
        choices=Reason.choices,
        method="by_reason",
        widget=CheckboxSelectMultiple,
    )
    reviewed_by = django_filters.ChoiceFilter(
        label=gettext_lazy("Who answers for it"),
        choices=roles,
        empty_label=gettext_lazy("All"),
        widget=Select,
    )
    content_type = MultipleContentTypeFilter(
        label=gettext_lazy("Type"),
        queryset=lambda request: ContentType.objects.filter(
            pk__in=[
                kind.pk
                for kind in ContentType.objects.get_for_models(*review.reviewed_models()).values()
            ]
        ),
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def by_reason(self, rows: QuerySet[Page], name: str, value: list[str]) -> QuerySet[Page]:
        """Keep what has one of the chosen reasons; none chosen means all."""
        return review.with_reason(rows, value, today=timezone.localdate())


class ReviewColumn(BaseColumn):
    """A cell from a template of ours, whose input is named `row`."""

    def __init__(self, name: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.cell_template_name = f"resources/desk/review/{name}.html"

    def get_cell_context_data(
        self, instance: Page, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Hand over the row, and whether the person may edit the page."""
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        return {**context, "row": instance, "may_edit": may_edit(instance, user)}


class ReviewReport(ReadableCSV, ReportView):
    """Live articles and facts that wait for somebody to read them again."""

    page_title = gettext_lazy("What to review")
    header_icon = "clipboard-list"
    template_name = "resources/desk/review/report.html"
    results_template_name = "resources/desk/review/report_results.html"
    index_url_name = REPORT
    index_results_url_name = "review:results"
    permission_policy = page_permission_policy
    any_permission_required = WORKS_ON_PAGES
    filterset_class = ReviewFilters
    table_classname = "listing languages-report"
    default_ordering = "-urgency"
    is_searchable = True
    search_fields = ["title"]
    search_backend_name = None
    export_filename = "review"
    list_export = [
        *("title", "language", "other_title", "type", "why", "reviewed_by", "last_reviewed"),
        *("review_by", "days_over", "dead_addresses"),
    ]
    export_headings = {
        "title": gettext_lazy("Page"),
        "language": gettext_lazy("Language"),
        "other_title": gettext_lazy("Title of the translation"),
        "type": gettext_lazy("Type"),
        "why": gettext_lazy("Why"),
        "reviewed_by": gettext_lazy("Who answers for it"),
        "last_reviewed": gettext_lazy("Last reviewed"),
        "review_by": gettext_lazy("Review by"),
        "days_over": gettext_lazy("Days over"),
        "dead_addresses": gettext_lazy("Sources that do not answer"),
    }

    @property
    def columns(self) -> list[BaseColumn]:
        """Made anew, since their labels are in the language of the person who asks."""
        return [
            ReviewColumn("title", label=_("Page"), sort_key="title", classname="title"),
            ReviewColumn("why", label=_("Why"), sort_key="urgency"),
            ReviewColumn("who", label=_("Who answers for it"), sort_key="reviewed_by"),
            ReviewColumn("last", label=_("Last reviewed"), sort_key="last_reviewed"),
            ReviewColumn("due", label=_("Review by"), sort_key="review_by"),
        ]

    @cached_property
    def today(self) -> Any:
        """The day, one for the whole answer."""
        return timezone.localdate()

    def get_base_queryset(self) -> QuerySet[Page]:
        """Only what the person may explore."""
        return visible_to(review.waiting(today=self.today), self.request.user)

    def get_filtered_queryset(self) -> QuerySet[Page]:
        """Filter once: Wagtail's would filter what is filtered already."""
        return self.get_queryset()

    def get_valid_orderings(self) -> list[str]:
        """Allow the urgency both ways."""
        return [*super().get_valid_orderings(), "urgency", "-urgency"]

    def order_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        """Sort empty days last, equal rows by the day they are due: so no row comes twice."""
        key = F(self.ordering.removeprefix("-"))
        order = key.desc if self.ordering.startswith("-") else key.asc
        return queryset.order_by(
            order(nulls_last=True), F("review_by").asc(nulls_last=True), "title", "pk"
        )

    @cached_property
    def numbers(self) -> dict[Reason | None, int]:
        """How many pages there are for each reason, before anything narrows the list."""
        return review.counts(self.get_base_queryset(), today=self.today)

    def get_paginator(self, queryset: QuerySet[Page], *args: Any, **kwargs: Any) -> Paginator:
        """Count all rows by their reasons, which are shown anyway, where nothing narrows them."""
        paginator = super().get_paginator(queryset, *args, **kwargs)
        if not (self.is_filtering or self.is_searching):
            paginator.count = self.numbers[None]
        return paginator

    def paginate_queryset(self, queryset: QuerySet[Page], page_size: int) -> tuple:
        """Read in full only the rows that are shown."""
        paginator, page, shown, is_paginated = super().paginate_queryset(
            queryset.values_list("pk", flat=True), page_size
        )
        page.object_list = review.rows_of(list(shown), today=self.today)
        return paginator, page, page.object_list, is_paginated

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many pages there are for each reason, to choose from."""
        context = super().get_context_data(**kwargs)
        if not self.is_export:
            chosen = self.request.GET.getlist("reason")
            context["counts"] = counted(self.numbers, chosen=chosen)
            context["all"] = self.numbers[None]
        return context

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        """Write all rows, some at a time."""
        return super().as_spreadsheet(self._for_export(queryset), spreadsheet_format)

    def get_heading(self, queryset: Any, field: str) -> str:
        """Return a column's heading."""
        return str(self.export_headings[field])

    def _for_export(self, queryset: QuerySet[Page]) -> Iterator[Page]:
        pks = list(queryset.values_list("pk", flat=True))
        for start in range(0, len(pks), ROWS_AT_ONCE):
            for row in review.rows_of(pks[start : start + ROWS_AT_ONCE], today=self.today):
                row.title = no_formula(row.title)
                row.other_title = no_formula(row.other.title if row.other else "")
                row.language = language_name(row.locale.language_code)
                row.type = row.page_type_display_name
                row.why = "; ".join(str(reason.label) for reason in row.reasons)
                row.reviewed_by = no_formula(row.reviewed_by or "")
                row.dead_addresses = no_formula(" ".join(dead.url for dead in row.dead_sources))
                yield row


def counted(numbers: Mapping[Any, int], *, chosen: list[str] | None = None) -> list[dict]:
    """Return each reason with its number and the address of its rows."""
    return [
        {
            "reason": reason,
            "number": numbers[reason],
            "url": f"{reverse(REPORT)}?reason={reason.value}",
            "is_chosen": chosen == [reason.value],
        }
        for reason in Reason
    ]


# What the hooks call


class ReviewMenuItem(MenuItem):
    """The report, in the menu of those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person may do anything with pages."""
        return page_permission_policy.user_has_any_permission(request.user, WORKS_ON_PAGES)


def reports_menu_item() -> MenuItem:
    """Return the report's place in the Reports menu."""
    return ReviewMenuItem(
        gettext_lazy("What to review"),
        reverse(REPORT),
        name="review",
        icon_name="clipboard-list",
        order=40,
    )


class ReviewPanel(Component):
    """Counts what waits to be read again, on the admin's home page."""

    name = "review"
    template_name = "resources/desk/review/home_panel.html"
    order = 115  # after what readers cannot read at all

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Count in one query."""
        today = timezone.localdate()
        rows = visible_to(review.waiting(today=today), parent_context["request"].user)
        numbers = review.counts(rows, today=today)
        return {
            "heading": _("What to review"),
            "counts": counted(numbers),
            "all": numbers[None],
            "report_url": reverse(REPORT),
        }


def add_home_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show what waits to those who work on pages."""
    if user_has_any_page_permission(request.user):
        panels.append(ReviewPanel())


urlpatterns = [
    path("", ReviewReport.as_view(), name="report"),
    path("results/", ReviewReport.as_view(results_only=True), name="results"),
]
