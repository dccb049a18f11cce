"""Columns that show how a page stands in each language: in the report and in the page explorer."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.models import Page

from bilingual.naming import language_name
from bilingual.selectors import freshness


class OwnColumn(BaseColumn):
    """A cell from a template of ours, whose inputs are named `page` and `column`."""

    def __init__(self, name: str, *, template: str, **options: Any) -> None:
        super().__init__(name, **options)
        self.cell_template_name = f"bilingual/freshness/cells/{template}.html"

    def get_cell_context_data(
        self, instance: Page, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Hand over the row, and the request, which knows who may edit."""
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        return {**context, "page": instance, "may_edit": may_edit(instance, user)}


class LanguageColumn(OwnColumn):
    """What there is of a page in one language.

    Args:
        code: the language's code.
    """

    def __init__(self, code: str) -> None:
        super().__init__(
            f"in_{code}", template="language", label=language_name(code), sort_key=f"in_{code}"
        )
        self.code = code

    def get_cell_context_data(
        self, instance: Page, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Tell the original from the translation."""
        context = super().get_cell_context_data(instance, parent_context)
        is_original = instance.locale.language_code == self.code
        return {**context, "is_original": is_original}


class ExplorerColumn(BaseColumn):
    """The state of each listed page's translation, read for all rows in one query."""

    cell_template_name = "bilingual/freshness/cells/explorer.html"

    def get_cell_context_data(
        self, instance: Page, parent_context: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Read all rows at the first cell, and keep them with the table, which lasts as long."""
        table = parent_context["table"]
        if not hasattr(table, "language_rows"):
            table.language_rows = freshness.by_translation_key(
                row.translation_key for row in table.data
            )
        row = table.language_rows.get(instance.translation_key)
        context = super().get_cell_context_data(instance, parent_context)
        if row is None:
            return context
        target = freshness.other_language(row.locale.language_code)
        return {**context, "page": instance, "row": row, "target": language_name(target)}


def may_edit(page: Page, user: Any) -> bool:
    """Tell whether `user` may edit the page; no query after a request's first."""
    return page.permissions_for_user(user).can_edit()


def report_columns() -> list[BaseColumn]:
    """Return the columns of the report, in the reader's order: what, where, how far, since when."""
    return [
        OwnColumn("title", template="page", label=_("Page"), sort_key="title", classname="title"),
        OwnColumn("type", template="type", label=_("Type"), sort_key="content_type"),
        *(LanguageColumn(code) for code in freshness.language_codes()),
        OwnColumn("left", template="progress", label=_("Translated"), sort_key="left"),
        OwnColumn(
            "source_changed_at",
            template="changed",
            label=_("Original changed"),
            sort_key="source_changed_at",
        ),
        OwnColumn(
            "read_at", template="read", label=_("Read by a native speaker"), sort_key="read_at"
        ),
    ]


def show_in_explorer() -> None:
    """Add the column to every list of pages in the explorer.

    In place, since Wagtail's own view of the tree's root and those of each page type share this
    list; a page viewset of ours would be asked for some of them only.
    """
    columns = ExplorableIndexView.base_columns
    if not any(isinstance(column, ExplorerColumn) for column in columns):
        columns.append(ExplorerColumn("languages", label=_("Languages"), width="14%"))
