"""Reads what one person may see of requests, how far they have read, and who else is at work."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from support.models import HelpRequest, ReadMark, VolunteerProfile
from support.selectors.desk import requests_open_to
from vault.models import SealedMessage, SealedPart

DRAFTS = "draft|"


@dataclass(frozen=True)
class KeptDraft:
    """That somebody has an unsent answer, and since when it stands as it does."""

    profile: int
    kept_at: datetime


def with_may_read(
    requests: QuerySet[HelpRequest], profile: VolunteerProfile
) -> QuerySet[HelpRequest]:
    """Annotate `may_read`: whether this person may open a request without stepping in."""
    return requests.annotate(may_read=Exists(profile.access.filter(request=OuterRef("pk"))))


def with_unread(
    requests: QuerySet[HelpRequest], profile: VolunteerProfile
) -> QuerySet[HelpRequest]:
    """Annotate `has_unread`: whether a request holds a message that this person has not seen."""
    seen = ReadMark.objects.filter(request__envelope=OuterRef("envelope"), profile=profile)
    beyond = SealedMessage.objects.filter(
        envelope=OuterRef("envelope"),
        number__gt=Coalesce(Subquery(seen.values("number")[:1]), Value(0)),
    )
    return requests.annotate(has_unread=Exists(beyond))


def request_open_to(profile: VolunteerProfile, *, request_id: UUID) -> HelpRequest | None:
    """Return the request, with `may_read`, if this person may know of it; else nothing."""
    requests = with_may_read(requests_open_to(profile.user).filter(pk=request_id), profile)
    return requests.select_related(
        "envelope", "topic", "region", "language", "assigned_to", "backup"
    ).first()


def read_up_to(request: HelpRequest, profile: VolunteerProfile) -> int:
    """Return the number of the last message that this person has seen, or 0."""
    mark = request.read_marks.filter(profile=profile).values_list("number", flat=True).first()
    return mark or 0


def last_number(request: HelpRequest) -> int:
    """Return the number of the last message; they are numbered from 1 without a gap."""
    return SealedMessage.objects.filter(envelope=request.envelope_id).count()


def draft_name(profile: VolunteerProfile) -> str:
    """Return the name under which a person's draft stands in each record."""
    return f"{DRAFTS}{profile.pk}"


def drafts(request: HelpRequest) -> list[KeptDraft]:
    """Return whose unsent answers a request holds; not what they say."""
    rows = SealedPart.objects.filter(envelope=request.envelope_id, name__startswith=DRAFTS)
    return [
        KeptDraft(profile=int(name.removeprefix(DRAFTS)), kept_at=saved_at)
        for name, saved_at in rows.order_by("name").values_list("name", "saved_at")
    ]


def readers(request: HelpRequest) -> set[int]:
    """Return the keys of the profiles that may read a request without stepping in."""
    return set(request.access.values_list("profile", flat=True))


def names() -> dict[int, str]:
    """Return the alias of every volunteer, in the language that is active now."""
    return {profile.pk: profile.alias for profile in VolunteerProfile.objects.all()}
