"""Asks, before something is taken down, whether it goes down in both languages, and does so."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import Page, ReferenceIndex

from bilingual.domain.following import check_move, this_language_only
from bilingual.rules import RightMissing
from bilingual.selectors.completeness import counterparts, lacking

RIGHTS = {"unpublish": "can_unpublish", "delete": "can_delete", "move": "can_move"}


def _one_language_alone(request: HttpRequest, page: Page, right: str) -> bool:
    """Tell whether it was asked for, or is all that the person may do."""
    if request.method != "POST" or not counterparts(page).exists():
        return False
    return request.POST.get("languages") == "this" or bool(lacking(page, request.user, right))


def before_unpublish_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Take one language down alone where that was chosen; both is what Wagtail's view does."""
    if not _one_language_alone(request, page, "can_unpublish"):
        return None
    with this_language_only():
        UnpublishPageAction(
            page,
            user=request.user,
            include_descendants=bool(request.POST.get("include_descendants")),
        ).execute(skip_permission_checks=True)
    text = _("“%(title)s” was unpublished in this language only.")
    messages.success(request, text % {"title": page.get_admin_display_title()})
    return _back(request, page.get_parent())


def before_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Delete one language alone where that was chosen; both is what Wagtail's view does."""
    if not _one_language_alone(request, page, "can_delete"):
        return None
    if ReferenceIndex.get_references_to(page).group_by_source_object().is_protected:
        return None  # Wagtail's view refuses it
    if not type_to_delete_confirmation(request):
        return None
    parent, title = page.get_parent(), page.get_admin_display_title()
    with this_language_only():
        DeletePageAction(page, user=request.user).execute(skip_permission_checks=True)
    messages.success(
        request, _("“%(title)s” was deleted in this language only.") % {"title": title}
    )
    return _back(request, parent)


def before_move_page(request: HttpRequest, page: Page, destination: Page) -> None:
    """Refuse already on the page that asks what the other language could not follow.

    Raises:
        Refusal: it could not, or may not.
    """
    check_move(page, destination)
    for other in lacking(page, request.user, "can_move"):
        raise RightMissing(title=other.get_admin_display_title(), page=page)


def before_bulk_action(request: HttpRequest, action: str, objects, view) -> HttpResponse | None:
    """Refuse to do to many pages at once what may not follow to their other languages."""
    right = RIGHTS.get(action)
    if right is None or view.model is not Page:
        return None
    for page in objects:
        for other in lacking(page, request.user, right):
            raise RightMissing(title=other.get_admin_display_title(), page=page)
    return None


def _back(request: HttpRequest, parent: Page) -> HttpResponse:
    next_url = get_valid_next_url_from_request(request)
    return redirect(next_url) if next_url else redirect("wagtailadmin_explore", parent.pk)
