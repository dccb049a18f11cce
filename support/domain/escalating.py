"""Passes on what nobody opens in time: to the backup, to the coordinators, and then an alarm.

A job does this, which holds no key: it only says who of those that hold one may read a request
now. Each step is taken under the request's lock, so that of two workers one finds nothing due.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from support import tasks
from support.domain import access, routing
from support.domain.counting import count
from support.domain.history import record_event
from support.models import HelpRequest, RequestAccess, RequestEvent, Tally, VolunteerProfile
from support.rules.clock import Calendar
from support.rules.escalation import (
    Due,
    Step,
    Waiting,
    is_reminder_due,
    steps_due,
    take_step,
)
from support.selectors import roster, waiting
from support.selectors.desk import NEEDS_ANSWER

Kind = RequestEvent.Kind
logger = logging.getLogger("sanad.support")


@dataclass(frozen=True)
class Now:
    """The time at which a job runs, and what the group decided about time."""

    at: datetime
    calendar: Calendar
    hours: dict[str, int]


def escalate_all(*, now: datetime) -> None:
    """Take every step that is due on any request, each exactly once and in order.

    Args:
        now: aware.
    """
    moment = _moment(now)
    # All are looked at before any is changed: SQLite reads no rows on while it writes others.
    # As if nobody stood by: whether a backup can still open it is seen under the lock, and without
    # one the steps come sooner.
    late = [
        request.pk for request in waiting.unopened() if _steps(request, moment, has_backup=False)
    ]
    unanswered = [
        request.pk for request in waiting.opened_unanswered() if _is_reminder_due(request, moment)
    ]
    for act, request_ids in ((escalate, late), (remind, unanswered)):
        for request_id in request_ids:
            try:
                act(request_id=request_id, moment=moment)
            except Exception:  # whatever it is, the next one must not wait for it
                logger.exception("a step of a request could not be taken")


@transaction.atomic
def escalate(*, request_id: UUID, moment: Now) -> None:
    """Take the steps that are due on one request.

    Args:
        request_id: the request's key; it may be gone by now.
        moment: when, and what the group decided.
    """
    request = _lock(waiting.unopened(), request_id)
    if request is None:
        return
    able = set(roster.holders(request).exclude(exclusions__request=request))
    backup = request.backup if request.backup in able else None
    due = _steps(request, moment, has_backup=backup is not None)
    if not due:
        return
    before = after = _waiting(request, moment, has_backup=backup is not None)
    for step in due:
        _TAKE[step.step](request, backup)
        after = take_step(after, step, now=moment.at, calendar=moment.calendar)
    if after != before:
        request.step, request.alarmed_on = after.step, after.alarmed_on
        request.save(update_fields=["step", "alarmed_on"])


def acknowledge(*, request: HelpRequest, profile: VolunteerProfile | None, now: datetime) -> None:
    """Note that somebody opened a request that waits: its clock stops; twice changes nothing.

    Call in the transaction of the opening.

    Args:
        request: the request.
        profile: who opened it.
        now: to the minute.
    """
    # Where two open it at once, one is first.
    if not waiting.unopened().filter(pk=request.pk).update(acknowledged_at=now):
        return
    request.acknowledged_at = now
    record_event(request=request, kind=Kind.ACKNOWLEDGED, actor=profile)
    moment = _moment(now)
    promised = waiting.open_by(request, hours=moment.hours, calendar=moment.calendar)
    in_time = now <= promised
    what = Tally.What.ACKNOWLEDGED_IN_TIME if in_time else Tally.What.ACKNOWLEDGED_LATE
    count(what=what, request=request)


def restart_clock(*, request: HelpRequest, now: datetime) -> None:
    """Begin to wait anew, since the visitor wrote again. Call before the status changes.

    A clock that runs goes on: who writes again while nobody has opened the request must not
    wait longer for it.

    Args:
        request: the request, locked, with the status it had until now.
        now: to the minute.
    """
    if request.status not in NEEDS_ANSWER or request.acknowledged_at is not None:
        routing.wait_anew(request=request, now=now)


def _moment(now: datetime) -> Now:
    return Now(at=now, calendar=waiting.organisation_calendar(), hours=waiting.hours())


def _lock(requests: QuerySet[HelpRequest], request_id: UUID) -> HelpRequest | None:
    return requests.select_for_update().filter(pk=request_id).first()


def _waiting(request: HelpRequest, moment: Now, *, has_backup: bool) -> Waiting:
    return waiting.waiting(request, hours=moment.hours, has_backup=has_backup)


def _steps(request: HelpRequest, moment: Now, *, has_backup: bool) -> list[Due]:
    return steps_due(
        _waiting(request, moment, has_backup=has_backup),
        now=moment.at,
        calendar=moment.calendar,
    )


def _ask_backup(request: HelpRequest, backup: VolunteerProfile | None) -> None:
    if backup is not None:
        _let_read(request, [backup], Step.BACKUP)


def _ask_coordinators(request: HelpRequest, _backup: VolunteerProfile | None) -> None:
    _let_read(request, routing.coordinators_of(request), Step.COORDINATORS)


def _raise_alarm(request: HelpRequest, _backup: VolunteerProfile | None) -> None:
    # They may not have been asked before: whoever had it may have been deleted since.
    access.widen_access(
        request=request,
        profiles=routing.coordinators_of(request),
        why=RequestAccess.Why.ESCALATED,
    )
    record_event(request=request, kind=Kind.ALARMED)
    if request.is_held:
        # No alarm for what may be a machine's; but whoever may look through it hears of it.
        tasks.tell(profiles=routing.coordinators_of(request), urgency=routing.urgency_of(request))
    else:
        tasks.raise_alarm(kind="unopened")


_TAKE: dict[Step, Callable[[HelpRequest, VolunteerProfile | None], None]] = {
    Step.BACKUP: _ask_backup,
    Step.COORDINATORS: _ask_coordinators,
    Step.ALARM: _raise_alarm,
}


def _let_read(request: HelpRequest, profiles: list[VolunteerProfile], step: Step) -> None:
    access.widen_access(request=request, profiles=profiles, why=RequestAccess.Why.ESCALATED)
    record_event(
        request=request,
        kind=Kind.ESCALATED,
        target=profiles[0] if step == Step.BACKUP else None,
        reason=step.name.lower(),
    )
    tasks.tell(profiles=profiles, urgency=routing.urgency_of(request))


def _is_reminder_due(request: HelpRequest, moment: Now) -> bool:
    since = request.unanswered_since or request.received_at
    one = replace(_waiting(request, moment, has_backup=True), since=since)
    return is_reminder_due(one, now=moment.at, calendar=moment.calendar)


@transaction.atomic
def remind(*, request_id: UUID, moment: Now) -> None:
    """Tell the coordinators, and whoever has it, of a request that was opened, not answered.

    Args:
        request_id: the request's key; it may be gone by now.
        moment: when, and what the group decided.
    """
    request = _lock(waiting.opened_unanswered(), request_id)
    if request is None or not _is_reminder_due(request, moment):
        return
    request.alarmed_on = moment.calendar.day_of(moment.at)
    request.save(update_fields=["alarmed_on"])
    able = set(roster.holders(request).exclude(exclusions__request=request))
    own = [profile for profile in (request.assigned_to,) if profile in able]
    tasks.tell(
        profiles=[*own, *routing.coordinators_of(request)], urgency=routing.urgency_of(request)
    )
