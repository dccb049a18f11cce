"""The desk on the admin's home page."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from support.selectors import desk as inboxes
from vault.selectors import living_key_of


class HelpDeskPanel(Component):
    """Tells a volunteer how many requests need an answer."""

    name = "help_desk"
    template_name = "support/desk/home_panel.html"
    order = 50  # before Wagtail's own

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Count in one query, and see in another whether they could open anything at all."""
        user = parent_context["request"].user
        return {
            "heading": _("Help desk"),
            "has_key": living_key_of(user) is not None,
            **inboxes.waiting_counts(user),
        }
