"""Reads which requests are near the end of their time."""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import F, Q, QuerySet

from support.models import HelpRequest
from support.rules.retention import Lifetime, Windows
from support.selectors.desk import requests_open_to
from support.selectors.offer import policy


def windows() -> Windows:
    """Return for how long the group keeps requests."""
    row = policy()
    return Windows(closed=row.closed_days, silent=row.silent_days, warning=row.warning_days)


def lifetime_of(request: HelpRequest) -> Lifetime:
    """Return the times that decide how long a request is kept."""
    signs = [request.last_message_at, *([request.kept_at] if request.kept_at else [])]
    return Lifetime(
        last_sign=max(signs),
        closed_at=None if request.is_open else request.closed_at,
        warned_at=request.warned_at,
    )


def possibly_due(*, now: datetime, windows: Windows) -> list[UUID]:
    """Return the records of requests with which something may be due now, the oldest first."""
    closed_before = now - timedelta(days=windows.closed)
    silent_since = now - timedelta(days=windows.silent - windows.warning)
    is_open = ~Q(status=HelpRequest.Status.CLOSED)
    rows = HelpRequest.objects.filter(
        Q(~is_open, closed_at__lte=closed_before)
        | Q(is_open, _is_before("kept_at", silent_since), last_message_at__lte=silent_since)
    )
    return list(rows.order_by("last_message_at", "pk").values_list("envelope_id", flat=True))


def ending(user: User) -> QuerySet[HelpRequest]:
    """Return the open requests that `user` may open and that are deleted soon, if nothing is said.

    Those of whom coordinators were warned, the one that goes first at the top.
    """
    return (
        requests_open_to(user)
        .exclude(status=HelpRequest.Status.CLOSED)
        .filter(
            Q(kept_at=None) | Q(warned_at__gte=F("kept_at")),
            warned_at__gte=F("last_message_at"),
        )
        .select_related("topic", "region", "language", "assigned_to", "backup")
        .order_by("warned_at", "last_message_at", "pk")
    )


def _is_before(field: str, moment: datetime) -> Q:
    return Q(**{field: None}) | Q(**{f"{field}__lte": moment})
