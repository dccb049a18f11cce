"""The review pile, for coordinators: what came in a rush is a person's, or a machine's."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from support.desk.bulk import back_to_inbox, chosen_ids
from support.desk.filters import to_query
from support.desk.visits import ICON, for_volunteers, inbox_crumb
from support.domain import reviewing
from support.domain.locking import RequestGone
from support.models import HelpRequest, VolunteerProfile
from support.selectors import inbox as inboxes
from vault.desk.pages import desk_page
from vault.unlock import StaffRequest

_PILE = inboxes.Wanted(show=inboxes.HELD)


@require_http_methods(["POST"])
@for_volunteers
def release(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """Take what was ticked out of the pile."""
    number = _each(
        _ticked(request, profile),
        lambda row: reviewing.release_request(request=row, actor=profile),
    )
    if number:
        words = ngettext(
            "%(number)d request was taken out of the review pile. Its time begins now.",
            "%(number)d requests were taken out of the review pile. Their time begins now.",
            number,
        )
        messages.success(request, words % {"number": number})
    else:
        messages.warning(request, _("Tick at least one request."))
    return back_to_inbox(request.POST.get("query", ""))


@require_http_methods(["POST"])
@for_volunteers
def delete(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """Ask whether to delete what was ticked as machine-made, and delete it."""
    rows = _ticked(request, profile)
    query = request.POST.get("query", "") or to_query(_PILE)
    if not rows:
        messages.warning(request, _("Tick at least one request."))
        return back_to_inbox(query)
    if request.POST.get("is_confirmed") != "yes":
        return _ask(request, rows, query)
    number = _each(rows, lambda row: reviewing.delete_as_machine_made(request=row))
    words = ngettext("%(number)d request was deleted.", "%(number)d requests were deleted.", number)
    messages.success(request, words % {"number": number})
    left = len(rows) - number
    if left:
        words = ngettext(
            "%(number)d request was left: somebody took it out of the pile or answered it.",
            "%(number)d requests were left: somebody took them out of the pile or answered them.",
            left,
        )
        messages.warning(request, words % {"number": left})
    return back_to_inbox(query)


def _ask(request: StaffRequest, rows: list[HelpRequest], query: str) -> HttpResponse:
    words = ngettext(
        "Delete %(number)d request as machine-made?",
        "Delete %(number)d requests as machine-made?",
        len(rows),
    )
    return desk_page(
        request,
        "support/desk/pile_delete.html",
        title=words % {"number": len(rows)},
        icon=ICON,
        crumbs=(inbox_crumb(),),
        rows=rows,
        query=query,
        back=back_to_inbox(query).url,
    )


def _ticked(request: StaffRequest, profile: VolunteerProfile) -> list[HelpRequest]:
    """Return the held requests that the form names. Only coordinators have a pile."""
    if not profile.is_duty_coordinator:
        raise Http404
    rows = inboxes.held(profile).filter(pk__in=chosen_ids(request))
    return list(rows.select_related("topic", "envelope"))


def _each(rows: Iterable[HelpRequest], act: Callable[[HelpRequest], None]) -> int:
    """Do something to each row, and return how many it could be done to."""
    number = 0
    for row in rows:
        try:
            act(row)
        except (RequestGone, reviewing.NotHeld):
            continue
        number += 1
    return number
