"""The keepers' queue: what to ask after next, with one press for each answer."""

import re
from contextlib import suppress

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from resources.desk.pages import is_key, needs
from resources.domain import checking, reporting
from resources.models import Service, ServiceKind, ServiceReport
from resources.selectors import keeping
from resources.selectors.keeping import name_of
from vault.desk.pages import desk_page, next_url
from vault.unlock import StaffRequest

PER_PAGE = 25
ICON = "tasks"
_NOT_DIALLED = re.compile(r"[^0-9+*#]")
_LAST_ACT = "directory_last_act"
_SHOWS = {
    keeping.ALL: gettext_lazy("All"),
    keeping.FLAGGED: gettext_lazy("Reported as unsafe"),
    keeping.REPORTED: gettext_lazy("Reported"),
    keeping.DUE: gettext_lazy("Check is due"),
    keeping.SOON: gettext_lazy("Due soon"),
}


@require_http_methods(["GET", "HEAD"])
@needs("change_service")
def queue(request: StaffRequest) -> HttpResponse:
    """List what waits, the most pressing first."""
    today = timezone.localdate()
    show = request.GET.get("show", "")
    show = show if show in keeping.SHOWS else keeping.ALL
    kinds = list(ServiceKind.objects.filter(is_active=True))
    kind = request.GET.get("kind", "")
    kind = kind if kind in {row.code for row in kinds} else ""
    rows = keeping.for_cards(keeping.queue(today=today, show=show, kind=kind))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    counts = keeping.queue_counts(today=today)
    asked = {name: value for name, value in (("show", show), ("kind", kind)) if value}
    here = f"{reverse('directory:queue')}?{urlencode({**asked, 'p': page.number})}"
    latest = checking.latest_checks(services=[row.pk for row in page])
    may_see_reports = request.user.has_perm("resources.view_servicereport")
    return desk_page(
        request,
        "resources/desk/queue.html",
        title=_("What to check next"),
        icon=ICON,
        page=page,
        cards=[_card(row, latest.get(row.pk, 0), may_see_reports=may_see_reports) for row in page],
        shows=[
            {"name": name, "label": label, "count": counts[name], "is_current": name == show}
            for name, label in _SHOWS.items()
        ],
        kinds=kinds,
        kind=kind,
        show=show,
        query=urlencode(asked),
        methods=Service.Method.choices,
        here=here,
        last=_last_act(request),
        may_handle=request.user.has_perm("resources.change_servicereport"),
    )


@require_http_methods(["POST"])
@needs("change_service")
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """Take what a keeper found out: it is still right, it has changed, or it is closed."""
    method, found = request.POST.get("method", ""), request.POST.get("found", "")
    if method not in Service.Method.values or found not in {"right", "changed", "closed"}:
        messages.error(request, _("Choose how you checked it."))
        return _back(request)
    if found == "changed":
        # Written down when the form is saved, together with what had changed.
        edit = reverse("services:edit", args=[pk])
        return HttpResponseRedirect(f"{edit}?{urlencode({'checked': method})}")
    seen = request.POST.get("seen", "")
    try:
        act = checking.record_check(
            service=pk,
            method=method,
            user=request.user,
            today=timezone.localdate(),
            seen=int(seen) if is_key(seen) else -1,
            closed=found == "closed",
        )
    except checking.SomebodyWasQuicker:
        messages.warning(request, _("Somebody else has just checked this. Nothing was written."))
    except Service.DoesNotExist:
        messages.warning(request, _("This service is not here any more."))
    else:
        request.session[_LAST_ACT] = act.as_json()
    return _back(request)


@require_http_methods(["POST"])
@needs("change_servicereport")
def handle(request: StaffRequest, pk: int) -> HttpResponse:
    """Take down that somebody looked into the reports that they saw."""
    reports = [int(key) for key in request.POST.getlist("report") if is_key(key)]
    try:
        act = checking.handle_reports(service=pk, reports=reports, user=request.user)
    except checking.SomebodyWasQuicker:
        messages.warning(request, _("Somebody else has just looked into this."))
    except Service.DoesNotExist:
        messages.warning(request, _("This service is not here any more."))
    else:
        request.session[_LAST_ACT] = act.as_json()
    return _back(request)


@require_http_methods(["POST"])
@needs("change_servicereport")
def let_through(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the reports count that came in a rush, of those that this person saw."""
    reports = [int(key) for key in request.POST.getlist("report") if is_key(key)]
    try:
        is_flagged = reporting.let_through(service=pk, reports=reports)
    except Service.DoesNotExist:
        messages.warning(request, _("This service is not here any more."))
    else:
        if is_flagged:
            messages.success(request, _("They count now. Readers are warned of this entry."))
        else:
            messages.success(request, _("They count now."))
    return _back(request)


@require_http_methods(["POST"])
@needs("change_service")
def undo(request: StaffRequest) -> HttpResponse:
    """Take the last act of this person back."""
    kept = request.session.pop(_LAST_ACT, None)
    if kept is not None:
        try:
            checking.undo(act=checking.Act.from_json(kept))
            messages.success(request, _("That was taken back."))
        except (checking.SomebodyWasQuicker, Service.DoesNotExist):
            messages.warning(
                request, _("It could not be taken back: somebody has changed it since.")
            )
    return _back(request)


def _back(request: StaffRequest) -> HttpResponse:
    return HttpResponseRedirect(next_url(request) or reverse("directory:queue"))


def _card(row: Service, seen: int, *, may_see_reports: bool) -> dict:
    return {
        "service": row,
        "name": name_of(row),
        "organisation": name_of(row.organisation),
        "edit_url": reverse("services:edit", args=[row.pk]),
        "seen": seen,
        "why": _SHOWS[keeping.SHOWS[row.rank]],
        "is_pressing": row.needs_review,
        "reports": _reports(row.open_reports) if may_see_reports else [],
        "report_keys": [report.pk for report in row.open_reports] if may_see_reports else [],
        "has_held": may_see_reports and any(report.is_held for report in row.open_reports),
        "phones": [
            {"number": phone.number, "dialled": _NOT_DIALLED.sub("", phone.number)}
            for phone in row.phones.all()
        ],
    }


def _reports(reports: list[ServiceReport]) -> list[dict]:
    """Return each reason with how often it was given; what came in a rush counts apart."""
    found = []
    for reason, label in ServiceReport.Reason.choices:
        own = [report for report in reports if report.reason == reason]
        if own:
            held = sum(report.is_held for report in own)
            found.append({"label": label, "count": len(own), "held": held, "latest": own[0].day})
    return found


def _last_act(request: StaffRequest) -> dict | None:
    kept = request.session.get(_LAST_ACT)
    if kept is None:
        return None
    with suppress(Service.DoesNotExist, TypeError, KeyError):
        act = checking.Act.from_json(kept)
        row = Service.objects.prefetch_related("texts").get(pk=act.service)
        return {
            "name": name_of(row),
            "is_closed": act.check is not None and act.after["status"] == Service.Status.CLOSED,
            "is_reports": act.check is None,
            "next_check": row.next_check,
        }
    return None
