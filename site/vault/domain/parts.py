"""Keeps sealed texts of a record that are replaced, not added to: terms of contact, drafts."""

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from vault import storage
from vault.crypto import envelope as sealing
from vault.domain.opened import OpenedRecord
from vault.models import Envelope, SealedPart


def put_part(
    *, envelope: Envelope, name: str, payload: dict[str, Any], staff_only: bool, now: datetime
) -> None:
    """Seal a text under a name; what stood there before is overwritten.

    Needs no unlocked key: the record's public keys are enough.

    Args:
        envelope: the record.
        name: up to 40 ASCII characters.
        payload: anything that JSON can hold.
        staff_only: whether the return code must not open it.
        now: when it was written.
    """
    with transaction.atomic():
        # Locks the record: two writers make one row, and a deletion that races us wins or waits.
        locked = Envelope.objects.select_for_update().get(pk=envelope.pk)
        part = locked.parts.filter(name=name).first() or SealedPart(envelope=locked, name=name)
        part.is_staff_only, part.saved_at = staff_only, now
        blob = sealing.seal_message(
            public_key=bytes(locked.staff_public_key if staff_only else locked.public_key),
            plaintext=json.dumps(payload, ensure_ascii=False).encode(),
            record=locked.pk.bytes,
            message=_context(part),
        )
        part.sealed = storage.protect(part, "sealed", blob)
        part.save()


def read_part(*, record: OpenedRecord, name: str) -> dict[str, Any] | None:
    """Return the text that stands under a name, or nothing.

    Raises:
        vault.crypto.errors.CryptoError: the row was forged, moved or cut.
        ValueError: it is staff's, and a return code opened the record.
    """
    part = record.envelope.parts.filter(name=name).first()
    if part is None:
        return None
    opened = sealing.open_message(
        secret_key=record.staff_secret if part.is_staff_only else record.secret,
        blob=storage.reveal(part, "sealed"),
        record=record.envelope.pk.bytes,
        message=_context(part),
    )
    payload: dict[str, Any] = json.loads(opened)
    return payload


def delete_part(*, envelope: Envelope, name: str) -> None:
    """Delete the text that stands under a name, if one does."""
    SealedPart.objects.filter(envelope=envelope, name=name).delete()


def reseal_parts(*, old: OpenedRecord, new: OpenedRecord) -> None:
    """Seal every part to a record's new keys. Call with the record locked.

    Raises:
        vault.crypto.errors.CryptoError: a row was forged, moved or cut.
    """
    envelope = new.envelope
    for part in SealedPart.objects.filter(envelope=envelope):
        names = {"record": envelope.pk.bytes, "message": _context(part)}
        plaintext = sealing.open_message(
            secret_key=old.staff_secret if part.is_staff_only else old.secret,
            blob=storage.reveal(part, "sealed"),
            **names,
        )
        public_key = envelope.staff_public_key if part.is_staff_only else envelope.public_key
        blob = sealing.seal_message(public_key=bytes(public_key), plaintext=plaintext, **names)
        part.sealed = storage.protect(part, "sealed", blob)
        part.save(update_fields=["sealed"])


def _context(part: SealedPart) -> bytes:
    # Neither another name nor another compartment can be put on it.
    return b"part|%d|%s" % (part.is_staff_only, part.name.encode("ascii"))
