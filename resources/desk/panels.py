"""The directory on the admin's home page."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from resources.selectors import keeping


class DirectoryPanel(Component):
    """Tells keepers what waits."""

    name = "directory"
    template_name = "resources/desk/directory_panel.html"
    order = 60

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Count what waits: one query for services, one for suggestions."""
        user = parent_context["request"].user
        suggestions = 0
        if user.has_perm("resources.view_servicesuggestion"):
            suggestions = keeping.new_suggestions().count()
        return {
            "heading": _("Directory"),
            "suggestions": suggestions,
            **keeping.queue_counts(today=timezone.localdate()),
        }
