"""Somebody who keeps the directory, in a browser."""

from importlib import import_module

from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.test import Client

from tests.factories.vault import UserFactory

KEEPERS = "Directory keepers"


def keeper(*, without: tuple[str, ...] = (), language: str = "en") -> Client:
    """Return the browser of a member of the keepers' group; `client.user` is who it is.

    Args:
        without: rights of `resources` that this one does not have.
        language: of their admin.
    """
    import_module("home.migrations.0004_groups").create_groups(apps, None)
    import_module("resources.migrations.0003_first_terms").grant_rights(apps, None)
    import_module("resources.migrations.0003_first_terms").create_terms(apps, None)
    user = UserFactory()
    held = Group.objects.get(name=KEEPERS).permissions.exclude(codename__in=without)
    user.user_permissions.set(held)
    client = Client()
    client.user = user
    client.force_login(user, backend="core.auth.StaffBackend")
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(user)
    profile.preferred_language = language
    profile.save()
    return client


def give(client: Client, *rights: str) -> None:
    """Give somebody further rights of `resources`."""
    client.user.user_permissions.add(*Permission.objects.filter(codename__in=rights))


def soup(response) -> BeautifulSoup:
    """Parse a page."""
    return BeautifulSoup(response.content, "html.parser")
