"""The desk on the admin's home page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from support import selectors


class HelpDeskPanel(Component):
    """Tells a volunteer how many requests need an answer."""

    name = "help_desk"
    template_name = "support/desk/home_panel.html"
    order = 50  # before Wagtail's own

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Count in one query."""
        by_status = selectors.inbox_counts(parent_context["request"].user)
        waiting = sum(by_status.get(status, 0) for status in selectors.NEEDS_ANSWER)
        return {"heading": _("Help desk"), "waiting": waiting}
