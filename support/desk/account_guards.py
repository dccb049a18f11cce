"""Keeps accounts alive in Wagtail's own pages while requests depend on their keys."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from support.models import VolunteerProfile
from support.selectors import holding


@hooks.register("before_edit_user")
def keep_needed_account(request: HttpRequest, user: User) -> HttpResponse | None:
    """Do not make an account inactive without which too few could open a request."""
    ends = request.method == "POST" and user.is_active and not request.POST.get("is_active")
    # One's own form has no such field: nobody locks themselves out there.
    if not ends or user == request.user:
        return None
    return _refuse(request) if _are_needed([user]) else None


@hooks.register("before_delete_user")
def keep_needed_account_from_deletion(request: HttpRequest, user: User) -> HttpResponse | None:
    """Hold the same where an account is deleted."""
    return _refuse(request) if _are_needed([user]) else None


@hooks.register("before_bulk_action")
def keep_needed_accounts(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Hold the same for several accounts at once: together, they may be all that is left."""
    users = [each for each in objects if isinstance(each, User)]
    ends = action_type == "delete" or (
        action_type == "set_active_state" and request.POST.get("mark_as_active") != "True"
    )
    return _refuse(request) if ends and users and _are_needed(users) else None


def _are_needed(users: list[User]) -> bool:
    people = list(VolunteerProfile.objects.filter(user__in=users, left_at=None))
    if not people:
        return False
    return holding.requests_short_without(people).exists() or holding.are_last_coordinators(people)


def _refuse(request: HttpRequest) -> HttpResponse:
    messages.error(
        request,
        _(
            "Requests for help depend on the key of this account. A coordinator first lets others "
            "open them: under “Keys of volunteers”, with “Leaves”."
        ),
    )
    return HttpResponseRedirect(reverse("wagtailusers_users:index"))
