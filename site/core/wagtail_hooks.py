"""Registers with Wagtail how rich text is shown, and the guides of the help menu."""

from django.http import HttpRequest
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.guide_views import urlpatterns
from core.guides import Guide, guides_for
from core.rich_text import PageLinkHandler


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, which it replaces
def link_into_the_reader_s_language(features: FeatureRegistry) -> None:
    """Let links inside text follow the language."""
    features.register_link_type(PageLinkHandler)


@hooks.register("register_admin_urls")
def guide_urls() -> list[URLPattern]:
    """Put the guides under `guides/`."""
    return urlpatterns


@hooks.register("register_guide")
def editors_guide() -> Guide:
    """Offer the guide on writing to those who work on pages."""
    return Guide("editors", _("Guide for editors"), user_has_any_page_permission, order=10)


@hooks.register("construct_help_menu", order=10)  # after the desk has emptied it for volunteers
def offer_guides(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Put the guides that are for this person before Wagtail's own help, which is in English.

    Wagtail's news go: their label stays in the language of whoever came first after a start.
    """
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new")]
    for place, guide in enumerate(guides_for(request.user)):
        menu_items.append(
            MenuItem(
                guide.label,
                reverse("guide", args=[guide.name]),
                name=f"guide-{guide.name}",
                icon_name="doc-full",
                order=place,
            )
        )
