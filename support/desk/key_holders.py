"""Who has a key, what is to be granted again, and which requests too few could open."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from support.desk.coordinating import (
    after_of,
    course_of,
    for_coordinators,
    keys_crumb,
    named,
    volunteer_or_404,
)
from support.desk.visits import inbox_crumb, to_unlock
from support.domain import regranting
from support.models import VolunteerProfile
from support.selectors import holding
from vault import unlock
from vault.desk.pages import desk_page
from vault.selectors import LEAST_HOLDERS, living_key_of, organisation_key
from vault.unlock import StaffRequest

ICON = "key"


@require_http_methods(["GET", "HEAD"])
@for_coordinators
def keys_page(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """List who has a key, who has none, and what is to be done about it."""
    states = holding.key_states()
    return desk_page(
        request,
        "support/desk/keys.html",
        title=_("Keys of volunteers"),
        icon=ICON,
        crumbs=(inbox_crumb(),),
        here_now=[state for state in states if state.profile.left_at is None],
        gone=[state for state in states if state.profile.left_at is not None],
        in_danger=holding.requests_in_danger().count(),
        organisation=organisation_key(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def regrant_page(
    request: StaffRequest, profile: VolunteerProfile, *, profile_id: int
) -> HttpResponse:
    """Let somebody's new key open what was theirs, some requests at a time."""
    target = volunteer_or_404(profile_id)
    if target.left_at is not None:
        raise Http404
    course = None
    if request.method == "POST":
        key = unlock.current(request)
        if key is None:
            return to_unlock(reverse("support_desk:regrant", args=[profile_id]))
        batch = regranting.grant_again(
            profile=target, actor=profile, key=key, after=after_of(request)
        )
        course = course_of(request, batch)
    return desk_page(
        request,
        "support/desk/regrant.html",
        title=_("Grant again what %(name)s held") % {"name": target.alias},
        icon=ICON,
        crumbs=(inbox_crumb(), keys_crumb()),
        target=target,
        has_key=living_key_of(target.user) is not None,
        todo=named(holding.requests_to_grant_again(target), profile),
        course=course,
        back=reverse("support_desk:keys"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def in_danger_page(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """List the requests that too few could open, and let all coordinators open them."""
    course = None
    if request.method == "POST":
        key = unlock.current(request)
        if key is None:
            return to_unlock(reverse("support_desk:in_danger"))
        batch = regranting.add_holders(actor=profile, key=key, after=after_of(request))
        course = course_of(request, batch)
    return desk_page(
        request,
        "support/desk/in_danger.html",
        title=_("Requests that too few can open"),
        icon="warning",
        crumbs=(inbox_crumb(), keys_crumb()),
        todo=named(holding.requests_in_danger(), profile),
        least=LEAST_HOLDERS,
        course=course,
        back=reverse("support_desk:keys"),
    )
