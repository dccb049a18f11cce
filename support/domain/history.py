"""Writes down what happens to a request, in the open and without its content."""

from collections.abc import Mapping

from support.models import HelpRequest, RequestEvent, VolunteerProfile
from vault.domain.clock import now


def record_event(
    *,
    request: HelpRequest,
    kind: str,
    actor: VolunteerProfile | None = None,
    target: VolunteerProfile | None = None,
    reason: str = "",
    facts: Mapping[str, object] | None = None,
) -> RequestEvent:
    """Add an event to a request's history.

    Args:
        request: the request; its history goes with it.
        kind: of `RequestEvent.Kind`.
        actor: who did it; nobody for a job or the visitor.
        target: whom it concerns.
        reason: a code, never free text: words belong into a sealed note.
        facts: plain values, no content.
    """
    return RequestEvent.objects.create(
        request=request,
        kind=kind,
        at=now(),
        actor=actor,
        target=target,
        reason=reason,
        facts=dict(facts or {}),
    )
