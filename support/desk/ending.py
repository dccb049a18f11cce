"""Which open requests are deleted soon, and keeping one for longer; for coordinators."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from support.desk.visits import ICON, card_of, for_volunteers, inbox_crumb, visit_or_404
from support.domain import retaining
from support.domain.locking import RequestGone
from support.models import VolunteerProfile
from support.rules.retention import goes_at
from support.selectors import keeping
from vault.desk.pages import desk_page
from vault.unlock import StaffRequest

_PER_PAGE = 25


@require_http_methods(["GET", "HEAD"])
@for_volunteers
def ending_page(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """List what goes soon, by facets alone. There is no such page for who coordinates nothing."""
    if not profile.is_duty_coordinator:
        raise Http404
    windows = keeping.windows()
    page = Paginator(keeping.ending(request.user), _PER_PAGE).get_page(request.GET.get("p"))
    cards = [
        {
            **card_of(row, profile),
            "goes_at": goes_at(keeping.lifetime_of(row), windows=windows),
            "keep_url": reverse("support_desk:keep", args=[row.pk]),
        }
        for row in page
    ]
    return desk_page(
        request,
        "support/desk/ending.html",
        title=_("Deleted soon"),
        icon=ICON,
        crumbs=(inbox_crumb(),),
        page=page,
        cards=cards,
        silent_days=windows.silent,
    )


@require_http_methods(["POST"])
@for_volunteers
def keep(request: StaffRequest, profile: VolunteerProfile, *, request_id: UUID) -> HttpResponse:
    """Keep one request for longer."""
    visit = visit_or_404(request, profile, request_id)
    if not profile.is_duty_coordinator:
        raise Http404
    try:
        retaining.keep_for_longer(request=visit.help_request, actor=profile)
    except RequestGone as error:
        raise Http404 from error
    days = keeping.windows().silent
    messages.success(
        request,
        ngettext(
            "The request is kept for %(days)s more day.",
            "The request is kept for %(days)s more days.",
            days,
        )
        % {"days": days},
    )
    return HttpResponseRedirect(reverse("support_desk:ending"))
