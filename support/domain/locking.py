"""Locks a request before its record, so that no two verbs wait for each other."""

from uuid import UUID

from support.models import HelpRequest, VolunteerProfile
from vault.domain.opened import OpenedRecord


class RequestGone(Exception):
    """It was deleted in the meantime."""


class AccessLost(RequestGone):
    """The person may not read it any more: to them it is gone."""


class RequestClosed(Exception):
    """It is closed: nothing can be added to its answers by staff."""


class RecordChanged(Exception):
    """The record was given a new key since it was opened; opened again, it can be passed on."""


def lock_request(envelope_id: UUID) -> HelpRequest:
    """Return the request of this record, locked until the transaction ends.

    Raises:
        RequestGone
    """
    # By the envelope, since the visitor's side knows only that.
    locked = HelpRequest.objects.select_for_update().filter(envelope_id=envelope_id).first()
    if locked is None:
        raise RequestGone
    return locked


def lock_for_reader(*, request: HelpRequest, reader: VolunteerProfile) -> HelpRequest:
    """Return the request, locked, if this person may still read it.

    Raises:
        RequestGone: it was deleted in the meantime.
        AccessLost: it was taken from them in the meantime.
    """
    locked = lock_request(request.envelope_id)
    if not locked.access.filter(profile=reader).exists():
        raise AccessLost
    return locked


def check_fresh(*, request: HelpRequest, record: OpenedRecord) -> None:
    """Refuse to pass on what was opened before the record got a new key.

    Raises:
        RecordChanged
    """
    # The locked row's own envelope, read after the lock.
    if bytes(request.envelope.public_key) != bytes(record.envelope.public_key):
        raise RecordChanged
