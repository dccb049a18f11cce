"""Seals records to people's keys, opens them by grant or by return code, and deletes them."""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import anonymous_forms
from vault import storage
from vault.crypto import envelope as sealing
from vault.crypto import errors, return_code
from vault.domain.keys import UnlockedKey
from vault.models import AccessLogEntry, Envelope, Grant, OrganisationKey, SealedMessage, StaffKey
from vault.selectors import organisation_key

Direction = SealedMessage.Direction
_FORM_LIFETIME = anonymous_forms.LIFETIME.total_seconds()


class NoKeyToSealTo(Exception):
    """There is nobody whose key could open the record, so nothing was taken in."""


class AlreadySealed(Exception):
    """A record with this return code exists: the same form was sent twice."""


class AlreadySent(Exception):
    """The record holds this very message: the same form was sent twice."""


class NoGrant(Exception):
    """This key does not open this record."""


@dataclass(frozen=True)
class OpenedRecord:
    """A record whose private key is in memory, for one response."""

    envelope: Envelope
    secret: bytes = field(repr=False)


@dataclass(frozen=True)
class ReadMessage:
    """A message in the clear, for one response."""

    direction: str
    sent_at: datetime
    payload: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class ReturnKeys:
    """What a return code stands for: where the record is found, and what opens it."""

    lookup_id: bytes = field(repr=False)
    wrapping_key: bytes = field(repr=False)


def code_for_form(*, nonce: bytes, content: dict[str, Any]) -> str:
    """Return the 20-digit code that belongs to one form with one content.

    The same form with the same words always gets the same code, so that a form sent twice shows
    it again although the server keeps no code. With other words it is another code: whoever
    knows a form's token alone, because they had it first, learns no code from it.

    Args:
        nonce: the form's own, 32 bytes.
        content: all that the form says; anything that JSON can hold.
    """
    said = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    return return_code.code_from_nonce(
        nonce=hmac.digest(nonce, said, "sha256"), pepper=settings.RETURN_CODE_PEPPER
    )


def id_for_form(*, nonce: bytes, envelope: Envelope, body: str) -> UUID:
    """Return the id of the message that one form adds to one record.

    The same form sent twice is one message, and with other words another one; nothing is kept
    about the sender, since the nonce is stored nowhere and the id tells nothing without it.
    """
    context = envelope.pk.bytes + nonce + body.encode()
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"vault message id" + context, "sha256")
    return UUID(bytes=digest[:16], version=4)


def stretch_code(*, typed: str) -> ReturnKeys:
    """Derive the keys of a code as somebody typed it. Slow and memory-hungry by design.

    A malformed code costs the same and finds nothing.
    """
    opslimit, memlimit = settings.RETURN_CODE_COST
    keys, _well_formed = return_code.derive_or_dummy(
        typed,
        site_salt=_site_salt(),
        pepper=settings.RETURN_CODE_PEPPER,
        opslimit=opslimit,
        memlimit=memlimit,
    )
    return ReturnKeys(lookup_id=keys.lookup_id, wrapping_key=keys.wrapping_key)


def seal_record(
    *,
    kind: str,
    keys: ReturnKeys,
    payload: dict[str, Any],
    holders: Iterable[StaffKey],
    now: datetime,
) -> OpenedRecord:
    """Seal a new record with its first message, to `holders`, the organisation and a return code.

    Args:
        kind: which page shows it to the person who comes back.
        keys: from `stretch_code`, called before the transaction, since it is slow.
        payload: the first message; anything that JSON can hold.
        holders: the staff keys that may open it; at least one.
        now: when it was received.

    Raises:
        NoKeyToSealTo: no holder, or the organisation has no key.
        AlreadySealed: this code has a record.
    """
    organisation = organisation_key()
    holders = list(holders)
    if organisation is None or not holders:
        raise NoKeyToSealTo
    pair = sealing.new_key_pair()
    envelope = Envelope(kind=kind, public_key=pair.public, return_lookup=keys.lookup_id)
    wrapped = return_code.wrap_secret(
        wrapping_key=keys.wrapping_key, record=envelope.pk.bytes, secret=pair.secret
    )
    envelope.return_secret = storage.protect(envelope, "return_secret", wrapped)
    try:
        with transaction.atomic():
            envelope.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadySealed from error
    record = OpenedRecord(envelope=envelope, secret=pair.secret)
    with transaction.atomic():
        _grant(record, public_key=bytes(organisation.public_key), organisation_key=organisation)
        for key in holders:
            grant_access(record=record, staff_key=key)
        append_message(
            envelope=envelope, direction=Direction.FROM_VISITOR, payload=payload, now=now
        )
    return record


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
            public_key=bytes(locked.public_key),
            plaintext=json.dumps(payload, ensure_ascii=False).encode(),
            record=locked.pk.bytes,
            message=_message_context(message.pk, direction),
        )
        message.sealed = storage.protect(message, "sealed", blob)
        message.save(force_insert=True)
    return message


def open_by_code(*, keys: ReturnKeys) -> OpenedRecord | None:
    """Return the record that a code opens, or nothing; why it does not open is not told."""
    envelope = Envelope.objects.filter(return_lookup=keys.lookup_id).first()
    if envelope is None:
        return None
    try:
        secret = return_code.unwrap_secret(
            wrapping_key=keys.wrapping_key,
            record=envelope.pk.bytes,
            blob=storage.reveal(envelope, "return_secret"),
        )
    except errors.CryptoError:
        return None
    return OpenedRecord(envelope=envelope, secret=secret)


def open_by_grant(*, envelope: Envelope, key: UnlockedKey) -> OpenedRecord:
    """Open a record with a staff key, and write down who did.

    Raises:
        NoGrant: the key holds no grant, or the grant was forged or moved here.
    """
    grant = Grant.objects.filter(
        envelope=envelope, staff_key=key.staff_key, staff_key__revoked_at=None
    ).first()
    if grant is None:
        raise NoGrant
    try:
        secret = sealing.open_sealed_secret(
            holder_secret_key=key.secret,
            blob=storage.reveal(grant, "sealed_secret"),
            record=envelope.pk.bytes,
        )
    except errors.CryptoError as error:
        raise NoGrant from error
    AccessLogEntry.objects.create(envelope_id=envelope.pk, user_id=key.staff_key.user_id)
    return OpenedRecord(envelope=envelope, secret=secret)


def read_messages(*, record: OpenedRecord) -> list[ReadMessage]:
    """Return the record's messages in the clear, the oldest first.

    Raises:
        vault.crypto.errors.CryptoError: a row was forged, moved or cut.
    """
    return [
        ReadMessage(
            direction=message.direction,
            sent_at=message.sent_at,
            payload=json.loads(
                sealing.open_message(
                    secret_key=record.secret,
                    blob=storage.reveal(message, "sealed"),
                    record=record.envelope.pk.bytes,
                    message=_message_context(message.pk, message.direction),
                )
            ),
        )
        for message in record.envelope.messages.all()
    ]


def grant_access(*, record: OpenedRecord, staff_key: StaffKey) -> None:
    """Let one more person open the record; a second time changes nothing."""
    if not Grant.objects.filter(envelope=record.envelope, staff_key=staff_key).exists():
        _grant(record, public_key=bytes(staff_key.public_key), staff_key=staff_key)


def delete_record(*, envelope: Envelope) -> None:
    """Delete a record with its messages, grants and open codes, at once and for good.

    An app whose own row stands for the record locks that row first, as for any other change.
    """
    with transaction.atomic():
        # Locked before Django collects what goes: a message that is just being added is seen.
        locked = Envelope.objects.select_for_update().filter(pk=envelope.pk).first()
        if locked is not None:
            locked.delete()
            cache.set(_deleted_key(bytes(locked.return_lookup)), True, timeout=_FORM_LIFETIME)


def was_deleted(*, keys: ReturnKeys) -> bool:
    """Tell whether the record of this code was deleted while its form may still be sent again.

    Known for as long as a form is good, and in the cache only: a browser that goes back and
    repeats the form must not bring back what somebody wanted gone.
    """
    return bool(cache.get(_deleted_key(keys.lookup_id), default=False))


def _grant(
    record: OpenedRecord, *, public_key: bytes, **holder: StaffKey | OrganisationKey
) -> None:
    grant = Grant(envelope=record.envelope, granted_at=now(), **holder)
    sealed = sealing.seal_secret_to(
        holder_public_key=public_key, secret=record.secret, record=record.envelope.pk.bytes
    )
    grant.sealed_secret = storage.protect(grant, "sealed_secret", sealed)
    grant.save(force_insert=True)


def _deleted_key(lookup_id: bytes) -> str:
    return f"vault.deleted.{hashlib.blake2b(lookup_id, digest_size=16).hexdigest()}"


def _message_context(message_id: UUID, direction: str) -> bytes:
    # The direction is bound too: a database writer cannot pass a visitor's words off as staff's.
    return message_id.bytes + direction.encode()


def _site_salt() -> bytes:
    # One salt for the site: a code must be found without knowing whose it is.
    return hashlib.blake2b(
        settings.RETURN_CODE_PEPPER, digest_size=16, person=b"return-code-salt"
    ).digest()


def now() -> datetime:
    """Return the time to the minute: seconds would tie a record to a network log."""
    return timezone.now().replace(second=0, microsecond=0)
