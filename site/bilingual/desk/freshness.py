"""The report on how pages stand in both languages, and what of it the admin shows elsewhere."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from bilingual.desk.freshness_columns import report_columns
from bilingual.desk.freshness_filters import FreshnessFilters
from bilingual.desk.freshness_page import (
    PageLanguages,
    says_the_same,
    sign_off,
    withdraw_sign_off,
)
from bilingual.desk.freshness_panel import LanguagesPanel
from bilingual.domain import signing
from bilingual.naming import language_name
from bilingual.selectors import freshness
from bilingual.selectors.freshness import State

WORKS_ON_PAGES = ["add", "change", "publish"]
ROWS_AT_ONCE = 500
BYTE_ORDER_MARK = "\ufeff".encode()  # without it Excel shows Arabic as garbage
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class FreshnessReport(ReportView):
    """For each page and each language: missing, in translation, old, or current."""

    page_title = gettext_lazy("Languages")
    header_icon = "globe"
    results_template_name = "bilingual/freshness/report_results.html"
    template_name = "bilingual/freshness/report.html"
    index_url_name = "bilingual:freshness"
    index_results_url_name = "bilingual:freshness_results"
    permission_policy = page_permission_policy
    any_permission_required = WORKS_ON_PAGES
    filterset_class = FreshnessFilters
    table_classname = "listing languages-report"
    default_ordering = "-state"
    is_searchable = True
    search_fields = ["title", "other_title"]
    search_backend_name = None  # what it knows of a page does not include its other language
    export_filename = "languages"
    list_export = [
        *("title", "original_language", "type", "translated_into", "state_label"),
        *("other_title", "done", "total", "source_changed_at", "read_by_name", "read_at"),
    ]
    export_headings = {
        "title": gettext_lazy("Page"),
        "original_language": gettext_lazy("Original language"),
        "type": gettext_lazy("Type"),
        "translated_into": gettext_lazy("Translated into"),
        "state_label": gettext_lazy("State"),
        "other_title": gettext_lazy("Title of the translation"),
        "done": gettext_lazy("Passages translated"),
        "total": gettext_lazy("Passages"),
        "source_changed_at": gettext_lazy("Original changed"),
        "read_by_name": gettext_lazy("Read by"),
        "read_at": gettext_lazy("Read on"),
    }

    @property
    def columns(self) -> list:
        """Made anew, since their labels are in the language of the person who asks."""
        return report_columns()

    def get_base_queryset(self) -> QuerySet[Page]:
        """Only what the person may explore."""
        return freshness.visible_to(freshness.pairs(), self.request.user)

    def get_filtered_queryset(self) -> QuerySet[Page]:
        """Filter once: Wagtail's would filter what is filtered already."""
        return self.get_queryset()

    def get_valid_orderings(self) -> list[str]:
        """Allow the state beside what the columns are sorted by."""
        return [*super().get_valid_orderings(), "state", "-state"]

    def order_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        """Sort empty dates last and equal rows by title, so that no row comes twice."""
        descending = self.ordering.startswith("-")
        key = self.ordering.removeprefix("-")
        if key.startswith("in_"):
            expression = _state_in(key.removeprefix("in_"))
        else:
            expression = F({"content_type": "content_type__model"}.get(key, key))
        order = expression.desc if descending else expression.asc
        return queryset.order_by(order(nulls_last=True), "title", "pk")

    @cached_property
    def numbers(self) -> dict[State, int]:
        """How many pages there are in each state, before anything narrows the list."""
        return freshness.counts(self.get_base_queryset())

    def get_paginator(self, queryset: QuerySet[Page], *args: Any, **kwargs: Any) -> Paginator:
        """Count all rows by their states, which are shown anyway, where nothing narrows them."""
        paginator = super().get_paginator(queryset, *args, **kwargs)
        if not (self.is_filtering or self.is_searching):
            paginator.count = sum(self.numbers.values())
        return paginator

    def paginate_queryset(self, queryset: QuerySet[Page], page_size: int) -> tuple:
        """Read in full only the rows that are shown."""
        paginator, page, shown, is_paginated = super().paginate_queryset(
            queryset.values_list("pk", flat=True), page_size
        )
        page.object_list = freshness.rows_of(list(shown))
        return paginator, page, page.object_list, is_paginated

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many pages there are in each state, to choose from."""
        context = super().get_context_data(**kwargs)
        if not self.is_export:
            chosen = self.request.GET.getlist("state")
            context["states"] = [
                {"state": state, "number": number, "is_chosen": chosen == [state.value]}
                for state, number in self.numbers.items()
            ]
            context["all"] = sum(self.numbers.values())
        return context

    def as_spreadsheet(self, queryset: QuerySet[Page], spreadsheet_format: str) -> HttpResponse:
        """Write all rows, some at a time, with what a spreadsheet needs to name."""
        return super().as_spreadsheet(_for_export(queryset), spreadsheet_format)

    def get_heading(self, queryset: Any, field: str) -> str:
        """Return a column's heading."""
        return str(self.export_headings[field])

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """Begin with a mark that says how the letters are written."""
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)


def _state_in(code: str) -> Case:
    """Sort by the state in one language; its originals come last, whichever way."""
    return Case(When(locale__language_code=code, then=Value(None)), default=F("state"))


def _for_export(queryset: QuerySet[Page]) -> Iterator[Page]:
    pks = list(queryset.values_list("pk", flat=True))
    for start in range(0, len(pks), ROWS_AT_ONCE):
        for row in freshness.rows_of(pks[start : start + ROWS_AT_ONCE]):
            code = row.locale.language_code
            state = getattr(row.other, "language_state", None)
            row.title = _no_formula(row.title)
            row.other_title = _no_formula(row.other_title or "")
            row.original_language = language_name(code)
            row.translated_into = language_name(freshness.other_language(code))
            row.type = row.page_type_display_name
            row.state_label = State(row.state).label
            row.read_by_name = _no_formula(_name(state.read_by) if state else "")
            yield row


def _no_formula(text: str) -> str:
    """Keep a spreadsheet from computing what somebody wrote as a title."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def _name(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


# What the hooks call


class LanguagesMenuItem(MenuItem):
    """The report, in the menu of those who work on pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person may do anything with pages."""
        return page_permission_policy.user_has_any_permission(request.user, WORKS_ON_PAGES)


def reports_menu_item() -> MenuItem:
    """Return the report's place in the Reports menu."""
    return LanguagesMenuItem(
        gettext_lazy("Languages"),
        reverse("bilingual:freshness"),
        name="languages",
        icon_name="globe",
        order=50,
    )


def hide_localize_report(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Take wagtail-localize's report away: it calls old translations up to date (TRAPS B3)."""
    hidden = reverse("wagtail_localize:translations_report")
    menu_items[:] = [item for item in menu_items if getattr(item, "url", None) != hidden]


def add_home_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show the state of both languages to those who work on pages."""
    if user_has_any_page_permission(request.user):
        panels.append(LanguagesPanel())


def header_button(page: Page, user: Any, **context: Any) -> Iterator[Button]:
    """Lead from a page, in the editor and the explorer, to its languages."""
    if page.depth > 1:
        yield Button(
            _("Languages"),
            reverse("bilingual:differences", args=[page.pk]),
            icon_name="globe",
            priority=62,
        )


def register_log_actions(actions: LogActionRegistry) -> None:
    """Name the sign-off in a page's history."""
    actions.register_action(
        signing.SIGNED_OFF,
        gettext_lazy("Read by a native speaker"),
        gettext_lazy("A native speaker has read the published text"),
    )
    actions.register_action(
        signing.WITHDRAWN,
        gettext_lazy("Reading taken back"),
        gettext_lazy("The note that a native speaker has read it was taken back"),
    )


urlpatterns = [
    path("", FreshnessReport.as_view(), name="freshness"),
    path("results/", FreshnessReport.as_view(results_only=True), name="freshness_results"),
    path("page/<int:pk>/", PageLanguages.as_view(), name="differences"),
    path("page/<int:pk>/same/", says_the_same, name="says_the_same"),
    path("page/<int:pk>/sign-off/", sign_off, name="sign_off"),
    path("page/<int:pk>/sign-off/withdraw/", withdraw_sign_off, name="withdraw_sign_off"),
]
