"""Mounts the key pages in the admin. No model of the vault is ever registered there."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from vault.selectors import holds_records


@hooks.register("register_admin_urls")
def key_urls() -> list[URLResolver]:
    """Put the key pages under `desk/`."""
    return [path("desk/", include("vault.desk.urls"))]


@hooks.register("before_delete_user")
def keep_holders(request: HttpRequest, user: User) -> HttpResponse | None:
    """Do not delete an account whose key opens records: that would take a way into them away."""
    return _refuse(request) if holds_records(users=[user]) else None


@hooks.register("before_bulk_action")
def keep_holders_among_many(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Hold the same for several accounts at once."""
    users = [user for user in objects if isinstance(user, User)]
    return _refuse(request) if action_type == "delete" and holds_records(users=users) else None


def _refuse(request: HttpRequest) -> HttpResponse:
    messages.error(
        request,
        _(
            "The key of this account opens requests for help, so it cannot be deleted. "
            "Make the account inactive: from then on its key opens nothing."
        ),
    )
    return HttpResponseRedirect(reverse("wagtailusers_users:index"))
