"""The state of both languages on the admin's home page."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from bilingual.naming import language_name
from bilingual.selectors import freshness
from bilingual.selectors.freshness import State

MOST_URGENT = 5
WAITING = (State.STALE, State.MISSING, State.IN_TRANSLATION)


class LanguagesPanel(Component):
    """Counts the pages in each state and names the few that need somebody first."""

    name = "languages"
    template_name = "bilingual/freshness/home_panel.html"
    order = 110  # after what waits for this person's own review

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Count in one query, and read the urgent rows in three."""
        user = parent_context["request"].user
        rows = freshness.visible_to(freshness.pairs(), user)
        numbers = freshness.counts(rows)
        # A draft that nobody sees can wait; what readers see, or cannot find, cannot.
        urgent = rows.filter(live=True, state__in=[State.STALE, State.MISSING])
        urgent = urgent.order_by("-state", "source_changed_at", "pk")
        waits = any(numbers[state] for state in WAITING)
        return {
            "heading": _("Languages"),
            "counts": [
                {"state": state, "number": numbers[state], "url": report_url(state)}
                for state in State
            ],
            "all": sum(numbers.values()),
            "waits": waits,
            "urgent": _shown(urgent) if waits else [],
            "report_url": reverse("bilingual:freshness"),
        }


def _shown(rows: QuerySet[Page]) -> list[Page]:
    first = freshness.rows_of(list(rows.values_list("pk", flat=True)[:MOST_URGENT]))
    for row in first:
        row.target = language_name(freshness.other_language(row.locale.language_code))
    return first


def report_url(state: State) -> str:
    """Return the report's address, narrowed to one state."""
    return f"{reverse('bilingual:freshness')}?state={state.value}"
