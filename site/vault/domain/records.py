"""Seals records to people's keys, opens them by grant or by return code, and deletes them."""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import Exists

from core import anonymous_forms
from vault import storage
from vault.crypto import compartments, errors, return_code
from vault.crypto import envelope as sealing
from vault.domain.clock import now
from vault.domain.keys import UnlockedKey
from vault.domain.messages import Direction, append_message
from vault.domain.opened import OpenedRecord
from vault.models import AccessLogEntry, Envelope, Grant, OrganisationKey, StaffKey
from vault.selectors import organisation_key

logger = logging.getLogger("sanad.vault")
_FORM_LIFETIME = anonymous_forms.LIFETIME.total_seconds()


class NoKeyToSealTo(Exception):
    """There is nobody whose key could open the record, so nothing was taken in."""


class AlreadySealed(Exception):
    """A record with this return code exists: the same form was sent twice."""


class NoGrant(Exception):
    """This key does not open this record."""


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
    envelope = Envelope(
        kind=kind,
        return_lookup=keys.lookup_id,
        return_public_key=sealing.public_key_of(secret_key=keys.wrapping_key),
    )
    record = give_new_keys(envelope=envelope)
    try:
        with transaction.atomic():
            envelope.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadySealed from error
    with transaction.atomic():
        _grant(record, public_key=bytes(organisation.public_key), organisation_key=organisation)
        for key in {holder.pk: holder for holder in holders}.values():
            _grant(record, public_key=bytes(key.public_key), staff_key=key)
        append_message(
            envelope=envelope, direction=Direction.FROM_VISITOR, payload=payload, now=now
        )
    return record


def give_new_keys(*, envelope: Envelope) -> OpenedRecord:
    """Put fresh keys on an envelope, which the caller saves; what was sealed to others stays so."""
    root = sealing.new_key_pair().secret
    made = compartments.derive(root=root, record=envelope.pk.bytes)
    envelope.public_key = made.conversation.public
    envelope.staff_public_key = made.staff.public
    for_code = sealing.seal_secret_to(
        holder_public_key=bytes(envelope.return_public_key),
        secret=made.conversation.secret,
        record=envelope.pk.bytes,
    )
    envelope.return_secret = storage.protect(envelope, "return_secret", for_code)
    return OpenedRecord(envelope=envelope, secret=made.conversation.secret, root=root)


def open_by_code(*, keys: ReturnKeys) -> OpenedRecord | None:
    """Return the record that a code opens, or nothing; why it does not open is not told."""
    envelope = Envelope.objects.filter(return_lookup=keys.lookup_id).first()
    if envelope is None:
        return None
    try:
        secret = sealing.open_sealed_secret(
            holder_secret_key=keys.wrapping_key,
            blob=storage.reveal(envelope, "return_secret"),
            record=envelope.pk.bytes,
        )
    except errors.CryptoError:
        return None
    return OpenedRecord(envelope=envelope, secret=secret)


def open_by_grant(
    *, envelope: Envelope, key: UnlockedKey, means: str = AccessLogEntry.Means.GRANT
) -> OpenedRecord:
    """Open a record with a staff key, and write down who did.

    Where the organisation has got a new key since, the record is sealed to that one in passing.

    Args:
        envelope: the record.
        key: the staff key.
        means: what the access log says of it.

    Raises:
        NoGrant: the key holds no grant, or the grant was forged or moved here.
    """
    missing = OrganisationKey.objects.filter(is_current=True).exclude(grants__envelope=envelope)
    grant = (
        # With its record at one look: between two it might be deleted.
        Grant.objects.select_related("envelope")
        .filter(envelope=envelope, staff_key=key.staff_key, staff_key__revoked_at=None)
        .annotate(lacks_organisation=Exists(missing))
        .first()
    )
    if grant is None:
        raise NoGrant
    record = _open_grant(grant, holder_secret_key=key.secret)
    AccessLogEntry.objects.create(
        envelope_id=envelope.pk, user_id=key.staff_key.user_id, means=means
    )
    if grant.lacks_organisation:
        with suppress(NoGrant):  # re-keyed at this moment: then it is sealed to it already
            grant_organisation(record=record)
    return record


def open_by_organisation(
    *, envelope: Envelope, organisation_secret: bytes, operator: str
) -> OpenedRecord:
    """Open a record with the organisation's joined key, and write down who stood there.

    Args:
        envelope: the record.
        organisation_secret: from `vault.crypto.org_key.combine`.
        operator: who did it, in their own words.

    Raises:
        NoGrant: it is not sealed to this key, or the grant was forged or moved here.
    """
    public_key = sealing.public_key_of(secret_key=organisation_secret)
    grants = Grant.objects.select_related("envelope")
    grant = grants.filter(envelope=envelope, organisation_key__public_key=public_key).first()
    if grant is None:
        raise NoGrant
    record = _open_grant(grant, holder_secret_key=organisation_secret)
    AccessLogEntry.objects.create(
        envelope_id=envelope.pk, means=AccessLogEntry.Means.ORGANISATION, operator=operator
    )
    return record


def grant_access(*, record: OpenedRecord, staff_key: StaffKey) -> None:
    """Let one more person open the record; a second time changes nothing.

    Args:
        record: opened by staff: a return code cannot pass on what it does not open.
        staff_key: whom to seal it to.

    Raises:
        NoGrant: a return code opened the record, or it was deleted or re-keyed since.
    """
    with transaction.atomic():
        lock_unchanged(record)
        if not Grant.objects.filter(envelope=record.envelope, staff_key=staff_key).exists():
            _grant(record, public_key=bytes(staff_key.public_key), staff_key=staff_key)


def grant_organisation(*, record: OpenedRecord) -> None:
    """Seal the record to the organisation's current key, and no longer to an earlier one.

    Raises:
        NoGrant: a return code opened the record, or it was deleted or re-keyed since.
    """
    with transaction.atomic():
        lock_unchanged(record)
        organisation = organisation_key()
        held = Grant.objects.filter(envelope=record.envelope, staff_key=None)
        if organisation is None or held.filter(organisation_key=organisation).exists():
            return
        _grant(record, public_key=bytes(organisation.public_key), organisation_key=organisation)
        held.exclude(organisation_key=organisation).delete()


def revoke_access(*, envelope: Envelope, staff_keys: Iterable[StaffKey]) -> None:
    """Take the grants of these keys away; whoever opened the record knows what they read."""
    Grant.objects.filter(envelope=envelope, staff_key__in=staff_keys).delete()


def delete_record(*, envelope: Envelope) -> None:
    """Delete a record with its messages, grants and open codes, at once and for good.

    An app whose own row stands for the record locks that row first, as for any other change.
    """
    with transaction.atomic():
        # Locked before Django collects what goes: a message that is just being added is seen.
        locked = Envelope.objects.select_for_update().filter(pk=envelope.pk).first()
        if locked is not None:
            locked.delete()
            _remember_deletion(bytes(locked.return_lookup))


def was_deleted(*, keys: ReturnKeys) -> bool:
    """Tell whether the record of this code was deleted while its form may still be sent again.

    Known for as long as a form is good, and in the cache only: a browser that goes back and
    repeats the form must not bring back what somebody wanted gone.
    """
    try:
        return bool(cache.get(_deleted_key(keys.lookup_id), default=False))
    except Exception:  # the cache is away: nothing new may be lost over what was deleted
        logger.exception("whether a record was deleted could not be looked up")
        return False


def lock_unchanged(record: OpenedRecord) -> Envelope:
    """Return the record's row, locked; refuse keys that it does not have any more.

    Somebody may re-key or delete it between another's opening and granting: what is out of date
    must not be sealed to anybody. Call in a transaction.

    Raises:
        NoGrant: a return code opened the record, or it was deleted or re-keyed since.
    """
    locked = Envelope.objects.select_for_update().filter(pk=record.envelope.pk).first()
    public_key = sealing.public_key_of(secret_key=record.secret)
    if locked is None or record.root is None or bytes(locked.public_key) != public_key:
        raise NoGrant
    return locked


def _grant(
    record: OpenedRecord, *, public_key: bytes, **holder: StaffKey | OrganisationKey
) -> None:
    if record.root is None:
        raise NoGrant
    grant = Grant(envelope=record.envelope, granted_at=now(), **holder)
    sealed = sealing.seal_secret_to(
        holder_public_key=public_key, secret=record.root, record=record.envelope.pk.bytes
    )
    grant.sealed_secret = storage.protect(grant, "sealed_secret", sealed)
    grant.save(force_insert=True)


def _open_grant(grant: Grant, *, holder_secret_key: bytes) -> OpenedRecord:
    envelope = grant.envelope
    try:
        root = sealing.open_sealed_secret(
            holder_secret_key=holder_secret_key,
            blob=storage.reveal(grant, "sealed_secret"),
            record=envelope.pk.bytes,
        )
    except errors.CryptoError as error:
        raise NoGrant from error
    made = compartments.derive(root=root, record=envelope.pk.bytes)
    return OpenedRecord(envelope=envelope, secret=made.conversation.secret, root=root)


def _remember_deletion(lookup_id: bytes) -> None:
    try:
        cache.set(_deleted_key(lookup_id), True, timeout=_FORM_LIFETIME)
    except Exception:  # the cache is away, or the disk is full: what is to go must go all the same
        logger.exception("that a record was deleted could not be remembered")


def _deleted_key(lookup_id: bytes) -> str:
    return f"vault.deleted.{hashlib.blake2b(lookup_id, digest_size=16).hexdigest()}"


def _site_salt() -> bytes:
    # One salt for the site: a code must be found without knowing whose it is.
    return hashlib.blake2b(
        settings.RETURN_CODE_PEPPER, digest_size=16, person=b"return-code-salt"
    ).digest()
