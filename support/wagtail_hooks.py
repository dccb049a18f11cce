"""Mounts the desk in the admin: menu, addresses, home panel and settings."""

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from core.guides import Guide
from support.desk import account_guards  # noqa: F401 - its hooks register themselves
from support.desk.panels import HelpDeskPanel
from support.desk.viewsets import HelpDeskSettings
from support.selectors.desk import profile_of


class HelpDeskMenuItem(MenuItem):
    """The desk in the menu of those who have one."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person is a volunteer."""
        return profile_of(request.user) is not None


@hooks.register("register_admin_menu_item")
def help_desk_menu_item() -> MenuItem:
    """Put the desk first: somebody waits there."""
    return HelpDeskMenuItem(
        _("Help desk"), reverse("support_desk:inbox"), name="desk", icon_name="mail", order=50
    )


class KeysMenuItem(MenuItem):
    """The keys of volunteers, for those who look after them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person is a duty coordinator."""
        profile = profile_of(request.user)
        return profile is not None and profile.is_duty_coordinator


@hooks.register("register_admin_menu_item")
def keys_menu_item() -> MenuItem:
    """Put the keys beside the desk."""
    return KeysMenuItem(
        _("Keys of volunteers"),
        reverse("support_desk:keys"),
        name="keys",
        icon_name="key",
        order=60,
    )


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLResolver]:
    """Put the desk under `desk/`."""
    return [path("desk/", include("support.desk.urls"))]


@hooks.register("construct_homepage_panels")
def add_home_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Tell volunteers on the admin's home page what waits."""
    if profile_of(request.user) is not None:
        panels.append(HelpDeskPanel())


@hooks.register("construct_reports_menu")
@hooks.register("construct_help_menu")
def hide_from_volunteers(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Show reports on pages, and help with them, to those only who work on pages."""
    if not user_has_any_page_permission(request.user):
        menu_items.clear()


@hooks.register("register_admin_viewset")
def help_desk_settings() -> HelpDeskSettings:
    """Let coordinators edit what the form and routing use."""
    return HelpDeskSettings()


@hooks.register("register_guide")
def volunteers_guide() -> Guide:
    """Offer the guide on answering to those who answer, and to those who look after them."""
    return Guide(
        "volunteers",
        _("Guide for volunteers"),
        lambda user: (
            profile_of(user) is not None or user.has_perm("support.change_volunteerprofile")
        ),
        order=30,
    )


@hooks.register("register_guide")
def coordinators_guide() -> Guide:
    """Offer the guide on settings and keys to those who look after them."""

    def is_for(user: AbstractBaseUser) -> bool:
        profile = profile_of(user)
        on_duty = profile is not None and profile.is_duty_coordinator
        return on_duty or user.has_perm("support.change_volunteerprofile")

    return Guide("coordinators", _("Guide for coordinators"), is_for, order=40)
