"""The desk: which requests wait, one request read, answered, shared with others and closed."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from support import selectors
from support.desk import wording
from support.desk.forms import ReplyForm, ShareForm
from support.domain import conversing, sharing, volunteering
from support.models import HelpRequest, VolunteerProfile
from vault import unlock
from vault.crypto.errors import CryptoError
from vault.desk.forms import UnlockForm
from vault.desk.pages import desk_page, with_next
from vault.domain import records
from vault.domain.keys import UnlockedKey
from vault.selectors import LEAST_HOLDERS, living_key_of, organisation_holds
from vault.unlock import StaffRequest

logger = logging.getLogger("sanad.support")

_PER_PAGE = 25
_ICON = "mail"
_Status = HelpRequest.Status
# What the inbox can show, by the value in its address.
_FILTERS = {
    "open": tuple(status for status in _Status.values if status != _Status.CLOSED),
    "needs-answer": selectors.NEEDS_ANSWER,
    "answered": (_Status.ANSWERED,),
    "closed": (_Status.CLOSED,),
}


@dataclass(frozen=True)
class _Visit:
    """One request for help in the hands of one volunteer who may open it."""

    http: StaffRequest
    profile: VolunteerProfile
    help_request: HelpRequest

    @property
    def address(self) -> str:
        return reverse("support_desk:request", args=[self.help_request.pk])


def _for_volunteers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the person's profile; for everybody else there is no such page."""

    @wraps(view)
    def wrapped(request: StaffRequest, **kwargs) -> HttpResponse:
        profile = selectors.profile_of(request.user)
        if profile is None:
            raise Http404
        return view(request, profile, **kwargs)

    return wrapped


@require_http_methods(["GET", "HEAD"])
@_for_volunteers
def inbox(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """List the requests that this person may open, by their facets alone."""
    shown = request.GET.get("show", "open")
    if shown not in _FILTERS:
        shown = "open"
    by_status = selectors.inbox_counts(request.user)
    counts = {
        name: sum(by_status.get(status, 0) for status in statuses)
        for name, statuses in _FILTERS.items()
    }
    rows = selectors.inbox(request.user, statuses=_FILTERS[shown])
    paginator = Paginator(rows, _PER_PAGE)
    paginator.count = counts[shown]  # known already: one query less
    page = paginator.get_page(request.GET.get("p"))
    return desk_page(
        request,
        "support/desk/inbox.html",
        title=_("Help desk"),
        icon=_ICON,
        page=page,
        cards=[_card(row, profile) for row in page],
        shown=shown,
        filters=_filter_links(counts),
        has_any=any(by_status.values()),
        profile=profile,
        **_lock_state(request),
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@_for_volunteers
def request_page(
    request: StaffRequest, profile: VolunteerProfile, *, request_id: UUID
) -> HttpResponse:
    """Show one request to somebody who holds a grant for it, and take their answer.

    Without a grant the answer is that of a missing page, locked or not.
    """
    visit = _visit_or_404(request, profile, request_id)
    if request.method == "POST":
        return _reply(visit)
    key = unlock.current(request)
    if key is None:
        return _to_unlock(visit.address)
    return _conversation(visit, key, ReplyForm(request=visit.help_request))


@require_http_methods(["GET", "HEAD", "POST"])
@_for_volunteers
def close_page(
    request: StaffRequest, profile: VolunteerProfile, *, request_id: UUID
) -> HttpResponse:
    """Ask whether to close a request, and close it."""
    visit = _visit_or_404(request, profile, request_id)
    if unlock.current(request) is None:
        return _to_unlock(reverse("support_desk:close", args=[request_id]))
    if request.method == "POST":
        try:
            conversing.close_request(request=visit.help_request)
        except conversing.RequestGone as error:
            raise Http404 from error
        messages.success(request, _("The request is closed."))
        return HttpResponseRedirect(reverse("support_desk:inbox"))
    return desk_page(
        request,
        "support/desk/close.html",
        title=_("Close this request?"),
        icon=_ICON,
        crumbs=(_inbox_crumb(), (visit.address, _title(visit.help_request))),
        back=visit.address,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@_for_volunteers
def share_page(
    request: StaffRequest, profile: VolunteerProfile, *, request_id: UUID
) -> HttpResponse:
    """Let somebody else open a request. There is no such page for who coordinates nothing."""
    visit = _visit_or_404(request, profile, request_id)
    if not profile.is_duty_coordinator:
        raise Http404
    key = unlock.current(request)
    if key is None:
        return _to_unlock(visit.address)
    if request.method != "POST":
        return HttpResponseRedirect(visit.address)  # the form stands there
    form = ShareForm(request.POST, request=visit.help_request)
    if not form.is_valid():
        return _conversation(visit, key, ReplyForm(request=visit.help_request), form)
    return _share(visit, key, form)


@require_http_methods(["POST"])
@_for_volunteers
def availability(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """Let the person take new requests, or pause. Their own profile only."""
    is_available = request.POST.get("is_available") == "yes"
    volunteering.set_availability(profile=profile, is_available=is_available)
    messages.success(
        request,
        _("You take new requests again.")
        if is_available
        else _("You are paused: no new requests come to you. Those you have stay with you."),
    )
    return HttpResponseRedirect(reverse("support_desk:inbox"))


def _reply(visit: _Visit) -> HttpResponse:
    form = ReplyForm(visit.http.POST, request=visit.help_request)
    key = unlock.current(visit.http)
    if key is not None:
        return _send(visit, key, form)
    # The desk locked itself while somebody was writing: the text waits in the page, nowhere else.
    unlock_form = UnlockForm(
        visit.http.POST if "passphrase" in visit.http.POST else None, user=visit.http.user
    )
    if not unlock_form.is_valid():
        return _locked_while_writing(visit, form, unlock_form)
    response = _send(visit, unlock_form.key, form)
    unlock.start(visit.http, response, unlock_form.key)
    return response


def _send(visit: _Visit, key: UnlockedKey, form: ReplyForm) -> HttpResponse:
    if not form.is_valid():
        return _conversation(visit, key, form)
    in_arabic = visit.help_request.language == "ar"
    try:
        conversing.answer_request(
            request=visit.help_request,
            body=form.cleaned_data["body"],
            alias=visit.profile.alias_ar if in_arabic else visit.profile.alias_en,
            message_id=form.message_id,
        )
    except conversing.RequestGone as error:
        raise Http404 from error
    except conversing.RequestClosed:
        form.add_error(
            "body",
            _(
                "The request was closed while you were writing, so your answer was not sent. "
                "Copy it if you need it."
            ),
        )
        visit.help_request.refresh_from_db()
        return _conversation(visit, key, form)
    messages.success(
        visit.http, _("Your answer is sealed. The person reads it when they come back.")
    )
    return HttpResponseRedirect(visit.address)


def _share(visit: _Visit, key: UnlockedKey, form: ShareForm) -> HttpResponse:
    try:
        sharing.share_request(
            request=visit.help_request,
            record=_open_or_404(visit, key),
            profile=form.profile,
            takes_over=form.cleaned_data["takes_over"],
        )
    except conversing.RequestGone as error:
        raise Http404 from error
    except sharing.NoLivingKey:
        # Ended while the form was open; the fresh one does not offer them.
        messages.error(visit.http, _("This person has no key any more, so nothing was changed."))
    else:
        messages.success(
            visit.http, _("%(name)s can open this request now.") % {"name": form.profile.alias}
        )
    return HttpResponseRedirect(visit.address)


def _open_or_404(visit: _Visit, key: UnlockedKey) -> records.OpenedRecord:
    try:
        return conversing.open_request(request=visit.help_request, key=key)
    except records.NoGrant as error:
        raise Http404 from error


def _conversation(
    visit: _Visit, key: UnlockedKey, form: ReplyForm, share_form: ShareForm | None = None
) -> HttpResponse:
    record = _open_or_404(visit, key)
    try:
        conversation = records.read_messages(record=record)
    except CryptoError:
        logger.error("a message of a request was forged, moved or cut; nothing of it is shown")
        conversation = []
    row = visit.help_request
    return desk_page(
        visit.http,
        "support/desk/request.html",
        title=_title(row),
        icon=_ICON,
        crumbs=(_inbox_crumb(),),
        card=_card(row, visit.profile),
        reason=wording.reason_in_words(row.routing_reason),
        conversation=conversation,
        form=form,
        here=visit.address,
        inbox_url=reverse("support_desk:inbox"),
        close_url=reverse("support_desk:close", args=[row.pk]),
        idle_seconds=settings.VAULT_IDLE_SECONDS,
        is_unlocked=True,
        sharing=_sharing(visit, share_form) if visit.profile.is_duty_coordinator else None,
    )


def _sharing(visit: _Visit, form: ShareForm | None) -> dict:
    """Return who can open the request, and the form that lets somebody else."""
    row = visit.help_request
    holders = [profile.alias for profile in selectors.holders(row)]
    return {
        "holders": holders,
        "organisation_holds": organisation_holds(row.envelope_id),
        "too_few": len(holders) < LEAST_HOLDERS,
        "form": form or ShareForm(request=row),
        "url": reverse("support_desk:share", args=[row.pk]),
    }


def _locked_while_writing(visit: _Visit, form: ReplyForm, unlock_form: UnlockForm) -> HttpResponse:
    return desk_page(
        visit.http,
        "support/desk/locked_while_writing.html",
        title=_("The desk locked itself"),
        icon="lock",
        crumbs=(_inbox_crumb(),),
        form=form,
        unlock_form=unlock_form,
        here=visit.address,
    )


def _visit_or_404(request: StaffRequest, profile: VolunteerProfile, request_id: UUID) -> _Visit:
    help_request = selectors.request_open_to(request.user, request_id=request_id)
    if help_request is None:
        raise Http404
    return _Visit(http=request, profile=profile, help_request=help_request)


def _to_unlock(address: str) -> HttpResponse:
    return HttpResponseRedirect(with_next(reverse("vault_desk:unlock"), address))


def _lock_state(request: StaffRequest) -> dict:
    is_unlocked = unlock.current(request) is not None
    return {
        "is_unlocked": is_unlocked,
        "has_key": is_unlocked or living_key_of(request.user) is not None,
        "here": reverse("support_desk:inbox"),
    }


def _card(row: HelpRequest, profile: VolunteerProfile) -> dict:
    """Return what may be shown of a request without opening it."""
    return {
        "request": row,
        "url": reverse("support_desk:request", args=[row.pk]),
        "title": _title(row),
        "status": wording.STATUS[row.status],
        "urgency": wording.URGENCY[row.urgency],
        "needs_answer": row.status in selectors.NEEDS_ANSWER,
        "is_urgent": row.urgency == HelpRequest.Urgency.NOW,
        "role": _role(row, profile),
    }


def _title(row: HelpRequest) -> str:
    return row.topic.label if row.topic else _("Topic no longer in use")


def _role(row: HelpRequest, profile: VolunteerProfile) -> str:
    if row.assigned_to == profile:
        return _("You answer")
    if row.backup == profile:
        return _("You stand by")
    if row.assigned_to is None:
        return _("The coordinators answer")
    return _("%(name)s answers") % {"name": row.assigned_to.alias}


def _filter_links(counts: dict[str, int]) -> list[dict]:
    labels = {
        "open": _("Open"),
        "needs-answer": _("Needs an answer"),
        "answered": _("Answered"),
        "closed": _("Closed"),
    }
    return [{"name": name, "label": labels[name], "count": count} for name, count in counts.items()]


def _inbox_crumb() -> tuple[str, str]:
    return reverse("support_desk:inbox"), _("Help desk")
