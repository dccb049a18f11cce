"""Mounts the directory in the admin of those who keep it."""

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from core.guides import Guide
from resources.desk import review_hooks  # noqa: F401 - registers the reports on reviews
from resources.desk.directory import Directory
from resources.desk.directory_choosers import OrganisationChooserViewSet, ServiceChooserViewSet
from resources.desk.panels import DirectoryPanel


@hooks.register("register_admin_viewset")
def directory() -> list:
    """Let keepers edit organisations, services and the terms that describe them.

    Choosers are there for everybody who edits: a list of all services is never sent.
    """
    return [
        ServiceChooserViewSet(),
        OrganisationChooserViewSet(),
        Directory(),
    ]


@hooks.register("register_admin_urls")
def directory_urls() -> list[URLResolver]:
    """Put the keepers' own pages under `directory/`."""
    return [path("directory/", include("resources.desk.urls"))]


@hooks.register("construct_homepage_panels")
def add_directory_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Tell keepers on the admin's home page what waits."""
    if request.user.has_perm("resources.change_service"):
        panels.append(DirectoryPanel())


@hooks.register("register_guide")
def keepers_guide() -> Guide:
    """Offer the guide on the directory to those who keep it."""

    def is_for(user: AbstractBaseUser) -> bool:
        return user.has_perm("resources.change_service")

    return Guide("directory", _("Guide for keepers of the directory"), is_for, order=25)
