"""The inbox: which requests wait, by their facets alone; and a volunteer's own pause."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from support.desk.durations import overdue_in_words
from support.desk.filters import Filters
from support.desk.visits import ICON, card_of, for_volunteers
from support.domain import volunteering
from support.models import HelpRequest, VolunteerProfile
from support.selectors import inbox as inboxes
from support.selectors.desk import requests_open_to
from support.selectors.lateness import Clock, clock
from vault import unlock
from vault.desk.pages import desk_page
from vault.selectors import living_key_of
from vault.unlock import StaffRequest

PER_PAGE = 25


@require_http_methods(["GET", "HEAD"])
@for_volunteers
def inbox(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """List the requests that this person may know of, by their facets alone."""
    filters, time = Filters.read(request.GET.dict()), clock(now=timezone.now())
    counts = inboxes.counts(profile, filters.wanted, clock=time)
    page = _page(
        Paginator(inboxes.ids(profile, filters.wanted, clock=time), PER_PAGE),
        count=counts.show[filters.wanted.show],
        number=request.GET.get("p"),
    )
    here = f"{reverse('support_desk:inbox')}?{filters.query}"
    return desk_page(
        request,
        "support/desk/inbox.html",
        title=_("Help desk"),
        icon=ICON,
        page=page,
        cards=[inbox_card(row, profile, time) for row in inboxes.rows(profile, page.object_list)],
        filters=filters,
        states=filters.states(counts, with_held=profile.is_duty_coordinator),
        ages=filters.ages(counts),
        chips=filters.chips(),
        selects=filters.selects(counts),
        views=list(profile.saved_views.all()),
        has_any=bool(page.paginator.count) or requests_open_to(request.user).exists(),
        select=request.GET.get("select", ""),
        is_pile=filters.wanted.show == inboxes.HELD and profile.is_duty_coordinator,
        has_keys=_wants_keys(request),
        profile=profile,
        **_lock_state(request, here),
    )


@require_http_methods(["POST"])
@for_volunteers
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


def inbox_card(row: HelpRequest, profile: VolunteerProfile, time: Clock) -> dict:
    """Return what the inbox shows of one of its rows."""
    late = time.overdue_by(row)
    return {
        **card_of(row, profile),
        "overdue": overdue_in_words(late) if late is not None else "",
        "is_unread": row.has_unread,
        "may_hand_over": row.may_read or profile.is_duty_coordinator,
    }


def _page(paginator: Paginator, *, count: int, number: str | None) -> Page:
    """Return a page; one that is not there is the last one, and nonsense is the first."""
    paginator.count = count  # known already: one query less
    return paginator.get_page(number)


def _wants_keys(request: StaffRequest) -> bool:
    """Tell whether single keys may act: people can turn that off in Wagtail's account page."""
    settings = getattr(request.user, "wagtail_userprofile", None)
    return settings is None or settings.keyboard_shortcuts


def _lock_state(request: StaffRequest, here: str) -> dict:
    is_unlocked = unlock.current(request) is not None
    return {
        "is_unlocked": is_unlocked,
        "has_key": is_unlocked or living_key_of(request.user) is not None,
        "here": here,
    }
