"""Reads requests as the desk may see them: those only that a person's key opens."""

from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet

from support.models import HelpRequest, VolunteerProfile
from support.selectors import roster
from vault.selectors import envelopes_open_to

NEEDS_ANSWER = (HelpRequest.Status.NEW, HelpRequest.Status.WAITING)


def profile_of(user: User) -> VolunteerProfile | None:
    """Return `user`'s profile as a volunteer, if they are one and have not left."""
    profile = getattr(user, "volunteer_profile", None)
    return profile if profile is not None and profile.left_at is None else None


def requests_open_to(user: User) -> QuerySet[HelpRequest]:
    """Return the requests that a living grant opens to `user`, but for those they were shut out of.

    Rights count for nothing here: a superuser without a grant is shown nothing.
    """
    return HelpRequest.objects.filter(envelope__in=envelopes_open_to(user)).exclude(
        exclusions__profile__user=user
    )


def request_open_to(user: User, *, request_id: UUID) -> HelpRequest | None:
    """Return the request if `user` may know of it; else nothing, as if there were none."""
    return (
        requests_open_to(user)
        .select_related("topic", "region", "language", "assigned_to", "backup", "envelope")
        .filter(pk=request_id)
        .first()
    )


def waiting_counts(user: User) -> dict[str, int]:
    """Return how many requests need an answer, how many of them urgently, and how many are held.

    One query. What is held for review counts as held alone.
    """
    waiting = Q(status__in=NEEDS_ANSWER, is_held=False)
    return requests_open_to(user).aggregate(
        waiting=Count("pk", filter=waiting),
        urgent=Count("pk", filter=waiting & Q(urgency=HelpRequest.Urgency.NOW)),
        held=Count("pk", filter=Q(is_held=True) & ~Q(status=HelpRequest.Status.CLOSED)),
    )


def possible_followers() -> QuerySet[VolunteerProfile]:
    """Return the volunteers with a living key, who could take requests over, with `open_load`."""
    return roster.volunteers().prefetch_related(None).filter(has_key=True, left_at=None)
