"""One request in the hands of one volunteer, and what every page about requests shares."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from support.desk import wording
from support.models import HelpRequest, VolunteerProfile
from support.selectors import desk as inboxes
from support.selectors import reading
from vault import unlock
from vault.desk.forms import UnlockForm
from vault.desk.pages import with_next
from vault.domain.keys import UnlockedKey
from vault.unlock import StaffRequest

ICON = "mail"


@dataclass(frozen=True)
class Visit:
    """One request for help in the hands of one volunteer who may know of it.

    Attributes:
        may_read: whether they may open it, or would have to step in first.
    """

    http: StaffRequest
    profile: VolunteerProfile
    help_request: HelpRequest
    may_read: bool

    @property
    def address(self) -> str:
        return reverse("support_desk:request", args=[self.help_request.pk])

    @property
    def crumbs(self) -> tuple[tuple[str, str], ...]:
        """The way to a page behind the request's own."""
        return (inbox_crumb(), (self.address, title_of(self.help_request)))

    def to(self, name: str) -> str:
        """Return the address of one of the request's further pages."""
        return reverse(f"support_desk:{name}", args=[self.help_request.pk])


def for_volunteers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the person's profile; for everybody else there is no such page."""

    @wraps(view)
    def wrapped(request: StaffRequest, **kwargs) -> HttpResponse:
        profile = inboxes.profile_of(request.user)
        if profile is None:
            raise Http404
        return view(request, profile, **kwargs)

    return wrapped


def for_holders(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the visit of somebody who may know of the request; else there is no page."""

    @for_volunteers
    @wraps(view)
    def wrapped(
        request: StaffRequest, profile: VolunteerProfile, *, request_id: UUID, **kwargs
    ) -> HttpResponse:
        return view(visit_or_404(request, profile, request_id), **kwargs)

    return wrapped


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """As `for_holders`; whoever would have to step in first is led to where they can."""

    @for_holders
    @wraps(view)
    def wrapped(visit: Visit, **kwargs) -> HttpResponse:
        if not visit.may_read:
            return HttpResponseRedirect(visit.address)
        return view(visit, **kwargs)

    return wrapped


def visit_or_404(request: StaffRequest, profile: VolunteerProfile, request_id: UUID) -> Visit:
    row = reading.request_open_to(profile, request_id=request_id)
    if row is None:
        raise Http404
    return Visit(http=request, profile=profile, help_request=row, may_read=row.may_read)


def with_key(
    visit: Visit,
    *,
    act: Callable[[UnlockedKey], HttpResponse],
    ask: Callable[[UnlockForm], HttpResponse],
) -> HttpResponse:
    """Act with the unlocked key; if the desk locked itself, ask for the passphrase first.

    In the same form, so that what somebody was writing waits in the page, nowhere else.
    """
    key = unlock.current(visit.http)
    if key is not None:
        return act(key)
    typed = visit.http.POST if "passphrase" in visit.http.POST else None
    form = UnlockForm(typed, user=visit.http.user)
    if not form.is_valid() or form.key is None:
        return ask(form)
    response = act(form.key)
    unlock.start(visit.http, response, form.key)
    return response


def to_unlock(address: str) -> HttpResponse:
    return HttpResponseRedirect(with_next(reverse("vault_desk:unlock"), address))


def card_of(row: HelpRequest, profile: VolunteerProfile) -> dict:
    """Return what may be shown of a request without opening it."""
    return {
        "request": row,
        "url": reverse("support_desk:request", args=[row.pk]),
        "title": title_of(row),
        "status": wording.STATUS[row.status],
        "urgency": wording.URGENCY[row.urgency],
        "needs_answer": row.status in inboxes.NEEDS_ANSWER,
        "is_urgent": row.urgency == HelpRequest.Urgency.NOW,
        "role": role_of(row, profile),
    }


def title_of(row: HelpRequest) -> str:
    return row.topic.label if row.topic else _("Topic no longer in use")


def role_of(row: HelpRequest, profile: VolunteerProfile) -> str:
    if row.assigned_to == profile:
        return _("You answer")
    if row.backup == profile:
        return _("You stand by")
    if row.assigned_to is None:
        return _("The coordinators answer")
    return _("%(name)s answers") % {"name": row.assigned_to.alias}


def inbox_crumb() -> tuple[str, str]:
    return reverse("support_desk:inbox"), _("Help desk")
