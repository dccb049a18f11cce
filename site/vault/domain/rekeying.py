"""Gives a record new keys, so that who held the old ones opens nothing of it any more."""

from collections.abc import Iterable

from django.db import transaction

from vault.domain import records
from vault.domain.files import reseal_files
from vault.domain.messages import reseal_messages
from vault.domain.opened import OpenedRecord
from vault.domain.parts import reseal_parts
from vault.models import Grant, OpenReturn, StaffKey
from vault.selectors import living_keys


def rekey_record(*, record: OpenedRecord, keep: Iterable[StaffKey]) -> OpenedRecord:
    """Seal all that a record holds anew, to fresh keys and to these holders alone.

    Ids, numbers and times stay, and the visitor's return code opens it as before. Codes that are
    open in a browser close: they hold the old key. What somebody read or copied before, they know.

    Args:
        record: opened by staff.
        keep: who shall go on opening it; keys that ended are passed over. The organisation's
            present key is always among the holders.

    Returns:
        The record under its new keys.

    Raises:
        vault.domain.records.NoGrant: a return code opened the record, or it was deleted or
            re-keyed since.
        vault.domain.records.NoKeyToSealTo: nobody of `keep` has a living key.
        vault.crypto.errors.CryptoError: something in it was forged, moved or cut; nothing changed.
    """
    with transaction.atomic():
        # Locked for all of it: a message that arrives meanwhile waits for the new public keys.
        envelope = records.lock_unchanged(record)
        holders = living_keys().filter(pk__in=[key.pk for key in keep])
        if not holders:
            raise records.NoKeyToSealTo
        fresh = records.give_new_keys(envelope=envelope)
        envelope.save(update_fields=["public_key", "staff_public_key", "return_secret"])
        reseal_messages(old=record, new=fresh)
        reseal_parts(old=record, new=fresh)
        reseal_files(old=record, new=fresh)
        Grant.objects.filter(envelope=envelope).delete()
        OpenReturn.objects.filter(envelope=envelope).delete()
        for key in holders:
            records.grant_access(record=fresh, staff_key=key)
        records.grant_organisation(record=fresh)
    return fresh
