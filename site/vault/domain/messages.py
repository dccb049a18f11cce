"""Adds messages to a record and reads them: each sealed to the compartment it belongs to."""

import hmac
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from vault import storage
from vault.crypto import envelope as sealing
from vault.domain.opened import OpenedRecord
from vault.models import Envelope, SealedMessage

Direction = SealedMessage.Direction


class AlreadySent(Exception):
    """The record holds this very message: the same form was sent twice."""


@dataclass(frozen=True)
class ReadMessage:
    """A message in the clear, for one response."""

    id: UUID
    number: int
    direction: str
    sent_at: datetime
    payload: dict[str, Any] = field(repr=False)


def id_for_form(*, nonce: bytes, envelope: Envelope, body: str) -> UUID:
    """Return the id of the message that one form adds to one record.

    The same form sent twice is one message, and with other words another one; nothing is kept
    about the sender, since the nonce is stored nowhere and the id tells nothing without it.
    """
    context = envelope.pk.bytes + nonce + body.encode()
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"vault message id" + context, "sha256")
    return UUID(bytes=digest[:16], version=4)


def append_message(
    *,
    envelope: Envelope,
    direction: str,
    payload: dict[str, Any],
    now: datetime,
    message_id: UUID | None = None,
) -> SealedMessage:
    """Seal a further message. Needs no unlocked key: the record's public key is enough.

    Args:
        envelope: the record.
        direction: who wrote it.
        payload: anything that JSON can hold.
        now: when it was sent.
        message_id: the form's own, so that a form sent twice is one message; random if missing.

    Raises:
        AlreadySent: the record holds a message with this id.
    """
    with transaction.atomic():
        # Locks the record: numbers have no gap, and a deletion that races us wins or waits.
        locked = Envelope.objects.select_for_update().get(pk=envelope.pk)
        if message_id is not None and locked.messages.filter(pk=message_id).exists():
            raise AlreadySent
        message = SealedMessage(
            pk=message_id or uuid4(),
            envelope=locked,
            direction=direction,
            number=locked.messages.count() + 1,
            sent_at=now,
        )
        blob = sealing.seal_message(
            public_key=_public_key(locked, direction),
            plaintext=json.dumps(payload, ensure_ascii=False).encode(),
            record=locked.pk.bytes,
            message=_message_context(message.pk, direction),
        )
        message.sealed = storage.protect(message, "sealed", blob)
        message.save(force_insert=True)
    return message


def read_messages(*, record: OpenedRecord) -> list[ReadMessage]:
    """Return the record's messages in the clear, the oldest first.

    Staff's notes are among them only where the record was opened by staff.

    Raises:
        vault.crypto.errors.CryptoError: a row was forged, moved or cut.
    """
    secrets, messages = {False: record.secret}, record.envelope.messages.all()
    if record.root is None:
        messages = messages.exclude(direction=Direction.NOTE)
    else:
        secrets[True] = record.staff_secret
    return [
        ReadMessage(
            id=message.pk,
            number=message.number,
            direction=message.direction,
            sent_at=message.sent_at,
            payload=json.loads(
                sealing.open_message(
                    secret_key=secrets[message.direction == Direction.NOTE],
                    blob=storage.reveal(message, "sealed"),
                    record=record.envelope.pk.bytes,
                    message=_message_context(message.pk, message.direction),
                )
            ),
        )
        for message in messages
    ]


def reseal_messages(*, old: OpenedRecord, new: OpenedRecord) -> None:
    """Seal every message to a record's new keys. Call with the record locked.

    Raises:
        vault.crypto.errors.CryptoError: a row was forged, moved or cut.
    """
    secrets = {False: old.secret, True: old.staff_secret}
    for message in SealedMessage.objects.filter(envelope=new.envelope):
        names = {
            "record": new.envelope.pk.bytes,
            "message": _message_context(message.pk, message.direction),
        }
        plaintext = sealing.open_message(
            secret_key=secrets[message.direction == Direction.NOTE],
            blob=storage.reveal(message, "sealed"),
            **names,
        )
        public_key = _public_key(new.envelope, message.direction)
        blob = sealing.seal_message(public_key=public_key, plaintext=plaintext, **names)
        message.sealed = storage.protect(message, "sealed", blob)
        message.save(update_fields=["sealed"])


def _public_key(envelope: Envelope, direction: str) -> bytes:
    is_note = direction == Direction.NOTE
    return bytes(envelope.staff_public_key if is_note else envelope.public_key)


def _message_context(message_id: UUID, direction: str) -> bytes:
    # The direction is bound too: a database writer cannot pass a visitor's words off as staff's.
    return message_id.bytes + direction.encode()
