"""Keeps how a visitor may be reached: one sealed part, replaced when they change it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from support import tasks
from support.domain.history import record_event
from support.domain.locking import RequestGone, lock_request
from support.models import HelpRequest, RequestEvent
from vault.crypto.errors import CryptoError
from vault.domain import clock
from vault.domain.opened import OpenedRecord
from vault.domain.parts import put_part, read_part
from vault.models import Envelope

PART = "contact"
NOTHING_SAID: dict[str, Any] = {"contact": "", "safe_hours": "", "may_leave_message": False}

__all__ = ["RequestGone", "change_contact", "keep_contact", "read_contact", "split_contact"]


def split_contact(payload: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a form says apart from the terms of contact, and these terms."""
    words = {name: value for name, value in payload.items() if name not in NOTHING_SAID}
    return words, {name: payload.get(name, blank) for name, blank in NOTHING_SAID.items()}


def keep_contact(*, envelope: Envelope, terms: Mapping[str, Any], now: datetime) -> None:
    """Seal the terms of a new request, also where nothing was said: a row tells nothing then.

    Args:
        envelope: the record.
        terms: `contact`, `safe_hours` and `may_leave_message`.
        now: when they were given.
    """
    payload = {**NOTHING_SAID, **terms, "changed_at": None}
    put_part(envelope=envelope, name=PART, payload=payload, staff_only=False, now=now)


def read_contact(*, record: OpenedRecord) -> dict[str, Any]:
    """Return the terms that hold now; `changed_at` is the ISO date of the last change, or none.

    Raises:
        vault.crypto.errors.CryptoError: the row was forged, moved or cut.
    """
    return {**NOTHING_SAID, "changed_at": None, **(read_part(record=record, name=PART) or {})}


def change_contact(*, record: OpenedRecord, terms: Mapping[str, Any]) -> bool:
    """Replace the terms of contact, so that the old ones are gone; return whether they differ.

    Staff are told, since somebody may have noted down the old ones. It is no message: whether the
    request needs an answer stays as it was.

    Args:
        record: opened by its code.
        terms: `contact`, `safe_hours` and `may_leave_message`; empty for "only on this site".

    Raises:
        RequestGone: it was deleted in the meantime.
    """
    new = {name: terms[name] for name in NOTHING_SAID}
    with transaction.atomic():
        request = lock_request(record.envelope.pk)
        if _holds(record, new):
            return False
        now = clock.now()
        payload = {**new, "changed_at": now.date().isoformat()}
        put_part(envelope=record.envelope, name=PART, payload=payload, staff_only=False, now=now)
        record_event(request=request, kind=RequestEvent.Kind.CONTACT_CHANGED)
        if request.status != HelpRequest.Status.CLOSED:
            tasks.tell_about_new_message(request)
    return True


def _holds(record: OpenedRecord, terms: Mapping[str, Any]) -> bool:
    try:
        held = read_contact(record=record)
    except CryptoError:
        return False  # whatever was done to the row, the visitor's new words replace it
    return all(held[name] == value for name, value in terms.items())
