"""Suggestions for the directory: read, taken over into a draft, declined or deleted."""

import logging
import re
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.core.validators import URLValidator, validate_email
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from resources.desk.pages import crumb, is_key, needs
from resources.domain import deciding
from resources.models import Phone, Service, ServiceSuggestion, ServiceText
from vault import unlock
from vault.crypto.errors import CryptoError
from vault.desk.pages import desk_page, with_next
from vault.domain import records
from vault.domain.keys import UnlockedKey
from vault.domain.messages import read_messages
from vault.selectors import living_key_of
from vault.unlock import StaffRequest

logger = logging.getLogger("sanad.resources")
PER_PAGE = 25
ICON = "comment"
_NUMBER = re.compile(r"\+?[0-9][0-9 ()\-.]{4,38}")


@require_http_methods(["GET", "HEAD"])
@needs("view_servicesuggestion")
def suggestions(request: StaffRequest) -> HttpResponse:
    """List suggestions: new ones first, or those of one state."""
    states = ServiceSuggestion.State
    show = request.GET.get("show", "")
    show = show if show in states.values else states.NEW.value
    rows = ServiceSuggestion.objects.filter(state=show).select_related("kind")
    return desk_page(
        request,
        "resources/desk/suggestions.html",
        title=_("Suggestions"),
        icon=ICON,
        page=Paginator(rows, PER_PAGE).get_page(request.GET.get("p")),
        states=[
            {"name": name, "label": label, "is_current": name == show}
            for name, label in states.choices
        ],
        query=f"show={show}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs("view_servicesuggestion")
def suggestion(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a suggestion; how to reach who made it only to whose key opens that.

    It is opened by a press of its own, since every opening is written down.
    """
    row = get_object_or_404(
        ServiceSuggestion.objects.select_related("kind", "contact", "service"), pk=pk
    )
    key = unlock.current(request)
    contact, problem = "", ""
    if request.method == "POST" and row.contact is not None:
        if key is None:
            return HttpResponseRedirect(_unlock_address(request))
        contact, problem = _open(row, key)
    return desk_page(
        request,
        "resources/desk/suggestion.html",
        title=row.name,
        icon=ICON,
        crumbs=crumb("suggestions", _("Suggestions")),
        row=row,
        contact=contact,
        problem=problem,
        is_unlocked=key is not None,
        has_key=key is not None or living_key_of(request.user) is not None,
        may_change=request.user.has_perm("resources.change_servicesuggestion"),
        may_delete=request.user.has_perm("resources.delete_servicesuggestion"),
        may_take=request.user.has_perm("resources.add_service"),
        is_new=row.state == ServiceSuggestion.State.NEW,
        here=reverse("directory:suggestion", args=[row.pk]),
    )


@require_http_methods(["POST"])
@needs("change_servicesuggestion")
def decline(request: StaffRequest, pk: int) -> HttpResponse:
    """Decline a suggestion."""
    deciding.decline(suggestion=pk)
    messages.success(request, _("It was declined, and is deleted in 30 days."))
    return HttpResponseRedirect(reverse("directory:suggestions"))


@require_http_methods(["GET", "HEAD", "POST"])
@needs("delete_servicesuggestion")
def delete(request: StaffRequest, pk: int) -> HttpResponse:
    """Delete a suggestion, after asking."""
    row = get_object_or_404(ServiceSuggestion, pk=pk)
    if request.method == "POST":
        deciding.delete_suggestion(suggestion=row.pk)
        messages.success(request, _("The suggestion was deleted."))
        return HttpResponseRedirect(reverse("directory:suggestions"))
    back = reverse("directory:suggestion", args=[row.pk])
    return desk_page(
        request,
        "resources/desk/suggestion_delete.html",
        title=_("Delete this suggestion"),
        icon="bin",
        crumbs=(*crumb("suggestions", _("Suggestions")), (back, row.name)),
        row=row,
        back=back,
    )


def suggested(request: HttpRequest) -> ServiceSuggestion | None:
    """Return the suggestion that a new service is made of, if the address names one."""
    asked = request.GET.get("suggestion", "")
    if not is_key(asked):
        return None
    if not request.user.has_perm("resources.change_servicesuggestion"):
        return None
    return ServiceSuggestion.objects.filter(pk=asked, state=ServiceSuggestion.State.NEW).first()


def draft_of(row: ServiceSuggestion) -> Service:
    """Return an unsaved service with what a suggestion says, as far as it can be told apart."""
    language = row.language if row.language in {"ar", "en"} else "ar"
    service = Service(is_published=False)
    service.texts = [ServiceText(language=language, name=row.name, description=row.description)]
    if row.kind is not None:
        service.kinds = [row.kind]
    for word in row.reach.split():
        if _is_valid(validate_email, word):
            service.email = word
        elif _is_valid(URLValidator(schemes=["https", "http"]), word):
            service.url = word
    number = _NUMBER.search(row.reach)
    if number:
        service.phones = [Phone(number=number[0].strip())]
    return service


def _is_valid(validator: Callable[[str], None], text: str) -> bool:
    try:
        validator(text)
    except ValidationError:
        return False
    return True


def _open(row: ServiceSuggestion, key: UnlockedKey) -> tuple[str, str]:
    """Return the contact, or the reason why it cannot be shown."""
    try:
        record = records.open_by_grant(envelope=row.contact, key=key)
        payloads = [message.payload for message in read_messages(record=record)]
    except records.NoGrant:
        return "", _("Your key does not open this contact. It was sealed to other keepers.")
    except CryptoError:
        logger.error("the contact of a suggestion was forged, moved or cut; it is not shown")
        return "", _("This contact was damaged, and cannot be shown.")
    said = [str(payload["contact"]) for payload in payloads if payload.get("contact")]
    return "\n".join(said), "" if said else _("No contact was left.")


def _unlock_address(request: StaffRequest) -> str:
    return with_next(reverse("vault_desk:unlock"), request.path)
