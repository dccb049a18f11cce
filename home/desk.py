"""What editors see in the admin of menus, banners and the foot of the page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import (
    BooleanColumn,
    Column,
    DateColumn,
    LiveStatusTagColumn,
    UpdatedAtColumn,
)
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from home.models import Banner, Footer, Menu


class _SitePartViewSet(SnippetViewSet):
    # A copy would be a second version of the same language.
    copy_view_enabled = False
    list_per_page = 50


class MenuViewSet(_SitePartViewSet):
    """The links at the top and at the foot of every page."""

    model = Menu
    icon = "list-ul"
    list_display = [
        "shown_at",  # its own name would be in the language of whoever saved it last
        Column("language", label=_("Language")),
        LiveStatusTagColumn(label=_("Status")),
        UpdatedAtColumn(label=_("Updated")),
    ]


class BannerViewSet(_SitePartViewSet):
    """What is said above the content while it matters."""

    model = Banner
    icon = "info-circle"
    list_display = [
        "__str__",
        Column("language", label=_("Language")),
        LiveStatusTagColumn(label=_("Status")),
        Column("get_tone_display", label=_("Kind")),
        BooleanColumn("only_home", label=_("Only home")),
        DateColumn("shown_from", label=_("Shown from")),
        DateColumn("shown_until", label=_("Shown until")),
    ]
    list_filter = ["tone", "only_home"]


class FooterViewSet(_SitePartViewSet):
    """What the foot of every page says."""

    model = Footer
    icon = "arrow-down-big"
    list_display = [
        "__str__",
        Column("language", label=_("Language")),
        LiveStatusTagColumn(label=_("Status")),
        UpdatedAtColumn(label=_("Updated")),
    ]


class SitePartsGroup(SnippetViewSetGroup):
    """The menu of what stands around every page."""

    items = (MenuViewSet, BannerViewSet, FooterViewSet)
    menu_label = _("Site")
    menu_name = "site"
    menu_icon = "desktop"
    menu_order = 300
