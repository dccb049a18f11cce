"""Who opened which request, when and by which means: facets alone, for duty coordinators."""

from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from support.desk.coordinating import for_coordinators, link_to
from support.desk.visits import inbox_crumb
from support.models import HelpRequest, VolunteerProfile
from support.selectors.desk import request_open_to, requests_open_to
from vault.desk.pages import desk_page
from vault.models import AccessLogEntry
from vault.unlock import StaffRequest

_PER_PAGE = 50
ORGANISATION = "organisation"


@require_http_methods(["GET", "HEAD"])
@for_coordinators
def access_log(request: StaffRequest, profile: VolunteerProfile) -> HttpResponse:
    """List openings, the latest first; of all requests or of one, by all people or by one.

    Of a request that this coordinator's key does not open, not even the facets are shown.
    """
    only = _request_or_404(request)
    people = {str(row.pk): row for row in VolunteerProfile.objects.order_by("left_at", "pk")}
    person = request.GET.get("person", "")
    if person != ORGANISATION and person not in people:
        person = ""
    entries = _entries(only, people.get(person), is_organisation=person == ORGANISATION)
    page = Paginator(entries, _PER_PAGE).get_page(request.GET.get("p"))
    shown = {
        "request": str(only.pk) if only else "",
        "person": person,
    }
    return desk_page(
        request,
        "support/desk/access_log.html",
        title=_("Who opened which request"),
        icon="list-ul",
        crumbs=(inbox_crumb(),),
        page=page,
        rows=_rows(list(page), profile),
        only=link_to(only) if only else None,
        people=list(people.items()),
        person=person,
        organisation=ORGANISATION,
        query=urlencode({name: value for name, value in shown.items() if value}),
    )


def _request_or_404(request: StaffRequest) -> HelpRequest | None:
    asked = request.GET.get("request", "")
    if not asked:
        return None
    try:
        row = request_open_to(request.user, request_id=UUID(asked))
    except ValueError as error:
        raise Http404 from error
    if row is None:
        raise Http404
    return row


def _entries(
    only: HelpRequest | None, person: VolunteerProfile | None, *, is_organisation: bool
) -> QuerySet[AccessLogEntry]:
    entries = AccessLogEntry.objects.select_related("user__volunteer_profile")
    if only is not None:
        entries = entries.filter(envelope_id=only.envelope_id)
    if is_organisation:
        return entries.filter(means=AccessLogEntry.Means.ORGANISATION)
    return entries.filter(user=person.user_id) if person is not None else entries


def _rows(entries: list[AccessLogEntry], viewer: VolunteerProfile) -> list[dict]:
    envelopes = {entry.envelope_id for entry in entries}
    there = set(
        HelpRequest.objects.filter(envelope__in=envelopes).values_list("envelope_id", flat=True)
    )
    mine = {
        row.envelope_id: row
        for row in requests_open_to(viewer.user)
        .filter(envelope__in=envelopes)
        .select_related("topic")
    }
    rows = []
    for _same, group in groupby(entries, key=_opening):
        entry, *earlier = group  # each page that is looked at is an entry; neighbours are one line
        row = mine.get(entry.envelope_id)
        if row is not None:
            what = link_to(row)
        elif entry.envelope_id in there:
            what = {"title": _("A request that your key does not open"), "url": ""}
        else:
            what = {"title": _("A request that was deleted"), "url": ""}
        rows.append(
            {
                "entry": entry,
                "who": _who(entry),
                "what": what,
                "times": 1 + len(earlier),
                "first_at": earlier[-1].opened_at if earlier else entry.opened_at,
            }
        )
    return rows


def _opening(entry: AccessLogEntry) -> tuple:
    return entry.envelope_id, entry.user_id, entry.means, entry.operator


def _who(entry: AccessLogEntry) -> str:
    if entry.means == AccessLogEntry.Means.ORGANISATION:
        return entry.operator
    if entry.user is None:
        return _("An account that was deleted")
    profile = getattr(entry.user, "volunteer_profile", None)
    return profile.alias if profile is not None else entry.user.get_username()
