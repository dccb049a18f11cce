"""What coordinators decide about requests that came in a rush: a person's, or a machine's.

Both are decided one by one under a lock, so that of two coordinators one decides.
"""

from django.db import transaction

from support import tasks
from support.domain.history import record_event
from support.domain.locking import lock_request
from support.models import HelpRequest, RequestEvent, VolunteerProfile
from support.rules.escalation import Step
from vault.domain import records

Status = HelpRequest.Status


class NotHeld(Exception):
    """It is in the review pile no more, or somebody has answered it."""


def release_request(*, request: HelpRequest, actor: VolunteerProfile) -> None:
    """Take a request out of the review pile; a second time changes nothing.

    Its clock begins now, and whoever it was routed to is told: until now nobody was.

    Args:
        request: the request.
        actor: the coordinator.

    Raises:
        support.domain.locking.RequestGone: it was deleted in the meantime.
    """
    with transaction.atomic():
        locked = lock_request(request.envelope_id)
        if not locked.is_held:
            return
        locked.is_held = False
        changed = ["is_held"]
        is_waiting = locked.status in (Status.NEW, Status.WAITING)
        if is_waiting:
            # Who looked through the pile has opened it; whoever shall answer has not.
            locked.waiting_since, locked.acknowledged_at = records.now(), None
            locked.step = Step.PRIMARY if locked.assigned_to_id else Step.COORDINATORS
            locked.alarmed_on = None
            changed += ["waiting_since", "acknowledged_at", "step", "alarmed_on"]
        locked.save(update_fields=changed)
        record_event(request=locked, kind=RequestEvent.Kind.RELEASED, actor=actor)
        if is_waiting:
            tasks.tell_about_new_request(locked)


def take_out(*, request: HelpRequest, actor: VolunteerProfile | None) -> None:
    """Take a request out of the review pile because somebody deals with it as with a person's.

    Else what its visitor writes next would be mailed to nobody, and could be deleted unread.

    Args:
        request: the request, locked.
        actor: who answers, closes or hands it over.
    """
    if request.is_held:
        request.is_held = False
        request.save(update_fields=["is_held"])
        record_event(request=request, kind=RequestEvent.Kind.RELEASED, actor=actor)


def delete_as_machine_made(*, request: HelpRequest) -> None:
    """Delete a held request as what no person sent, at once and for good.

    It is counted neither as purged by time nor as deleted by its visitor, being neither.

    Args:
        request: the request.

    Raises:
        support.domain.locking.RequestGone: it was deleted in the meantime.
        NotHeld: it was taken out of the pile, closed or answered in the meantime.
    """
    with transaction.atomic():
        locked = lock_request(request.envelope_id)
        if not locked.is_held or locked.status not in (Status.NEW, Status.WAITING):
            raise NotHeld
        records.delete_record(envelope=locked.envelope)
