"""The menu of the directory: what waits, what there is, what comes in, and its terms."""

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from resources.desk.directory_services import OrganisationViewSet, ServiceViewSet
from resources.desk.directory_terms import (
    AudienceViewSet,
    ServiceKindViewSet,
    SpokenLanguageViewSet,
)


class RightMenuItem(MenuItem):
    """A page in the menu of those who hold a right of `resources`."""

    def __init__(self, right: str, *args, **kwargs) -> None:
        self.right = f"resources.{right}"
        super().__init__(*args, **kwargs)

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether this person holds the right."""
        return request.user.has_perm(self.right)


class Directory(ModelViewSetGroup):
    """What keepers of the directory work on."""

    items = (
        ServiceViewSet,
        OrganisationViewSet,
        ServiceKindViewSet,
        AudienceViewSet,
        SpokenLanguageViewSet,
    )
    menu_label = _("Directory")
    menu_name = "directory"
    menu_icon = "list-ul"
    menu_order = 250

    def get_submenu_items(self) -> list[MenuItem]:
        """Put what waits before the lists, and what comes in behind services."""
        pages = [
            ("change_service", _("What to check next"), "queue", "tasks", -1),
            ("view_servicesuggestion", _("Suggestions"), "suggestions", "comment", 2),
            ("view_directoryimport", _("Import and export"), "imports", "upload", 2),
        ]
        return [
            *super().get_submenu_items(),
            *(
                RightMenuItem(
                    right,
                    label,
                    reverse_lazy(f"directory:{name}"),
                    name=f"keeping-{name}",
                    icon_name=icon,
                    order=order,
                )
                for right, label, name, icon, order in pages
            ),
        ]
