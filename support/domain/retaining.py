"""Keeps requests no longer than was promised on the form, and warns before an open one goes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from support import tasks
from support.domain.conversing import RequestGone, lock_request
from support.domain.counting import count
from support.domain.history import record_event
from support.models import HelpRequest, RequestEvent, Tally, VolunteerProfile
from support.rules import retention
from support.rules.retention import Step, Windows
from support.selectors import keeping
from vault.domain import records
from vault.domain.clock import now as now_to_the_minute
from vault.domain.erasing import erase_freed_rows


def warn_and_purge(*, now: datetime) -> tuple[int, int]:
    """Do what is due: warn of requests in which nobody writes, delete those whose time is over.

    Each request is looked at and acted on under its own lock, so that somebody who writes at this
    moment keeps theirs, and a second worker does nothing twice.

    Args:
        now: the time.

    Returns:
        How many were warned of and how many were deleted.

    Raises:
        ExceptionGroup: what went wrong with single requests, after all others had their turn.
    """
    windows = keeping.windows()
    warned = purged = 0
    failures: list[Exception] = []
    for envelope_id in keeping.possibly_due(now=now, windows=windows):
        try:
            step = _take_step(envelope_id, now, windows)
        except Exception as error:  # one broken row must not keep what others wrote for ever
            failures.append(error)
            continue
        warned += step is Step.WARN
        purged += step is Step.PURGE
    if warned:
        tasks.tell_coordinators()
    if purged:
        erase_freed_rows()
    if failures:
        raise ExceptionGroup("requests whose time could not be looked at", failures)
    return warned, purged


def keep_for_longer(*, request: HelpRequest, actor: VolunteerProfile) -> None:
    """Begin the silence of an open request anew, since somebody decided that it is needed.

    Args:
        request: an open request.
        actor: the coordinator who decided.

    Raises:
        support.domain.conversing.RequestGone: it was deleted in the meantime.
    """
    with transaction.atomic():
        locked = lock_request(request.envelope_id)
        locked.kept_at, locked.warned_at = now_to_the_minute(), None
        locked.save(update_fields=["kept_at", "warned_at"])
        record_event(request=locked, kind=RequestEvent.Kind.KEPT, actor=actor)


@transaction.atomic
def _take_step(envelope_id: UUID, now: datetime, windows: Windows) -> Step:
    try:
        locked = lock_request(envelope_id)
    except RequestGone:
        return Step.NOTHING
    step = retention.step_due(keeping.lifetime_of(locked), now=now, windows=windows)
    if step is Step.WARN:
        locked.warned_at = now.replace(second=0, microsecond=0)
        locked.save(update_fields=["warned_at"])
        record_event(request=locked, kind=RequestEvent.Kind.WARNED)
    elif step is Step.PURGE:
        count(what=Tally.What.PURGED, request=locked)
        records.delete_record(envelope=locked.envelope)
    return step
