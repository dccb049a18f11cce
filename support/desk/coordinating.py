"""What the pages of duty coordinators share."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from support.desk.visits import for_volunteers, title_of
from support.domain.batches import Batch
from support.models import HelpRequest, VolunteerProfile
from support.selectors import holding
from vault.unlock import StaffRequest

SHOWN = 50  # requests named in one list


def for_coordinators(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hand the view the coordinator's profile; for everybody else there is no such page."""

    @for_volunteers
    @wraps(view)
    def wrapped(request: StaffRequest, profile: VolunteerProfile, **kwargs) -> HttpResponse:
        if not profile.is_duty_coordinator:
            raise Http404
        return view(request, profile, **kwargs)

    return wrapped


def volunteer_or_404(profile_id: int) -> VolunteerProfile:
    found = VolunteerProfile.objects.select_related("user").filter(pk=profile_id).first()
    if found is None:
        raise Http404
    return found


def keys_crumb() -> tuple[str, str]:
    return reverse("support_desk:keys"), _("Keys of volunteers")


def named(rows, viewer: VolunteerProfile) -> dict:
    """Return those of `rows` that the viewer's key opens, by title, and how many more there are.

    Of what a coordinator cannot open, or was shut out of, not even the facets are shown.
    """
    mine = holding.mendable_by(viewer, rows).select_related("topic").order_by("received_at", "pk")
    total, named_total = rows.count(), mine.count()
    return {
        "rows": [link_to(row) for row in mine[:SHOWN]],
        "total": total,
        "beyond": max(named_total - SHOWN, 0),
        "unnamed": total - named_total,
    }


def link_to(row: HelpRequest) -> dict:
    return {
        "request": row,
        "title": title_of(row),
        "url": reverse("support_desk:request", args=[row.pk]),
    }


def after_of(request: StaffRequest) -> UUID | None:
    """Return where the last batch ended, as the form says; from the start if it says nonsense."""
    try:
        return UUID(request.POST.get("after", ""))
    except ValueError:
        return None


def course_of(request: StaffRequest, batch: Batch) -> dict:
    """Return how far several batches have come; the numbers are for show alone."""
    return {
        "done": _number(request, "done") + batch.done,
        "failed": _number(request, "failed") + batch.failed,
        "after": batch.after,
        "goes_on": batch.after is not None,
    }


def _number(request: StaffRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
