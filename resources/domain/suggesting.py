"""Takes in suggestions for the directory, and seals how to reach whoever makes one."""

import hmac
import secrets
from datetime import date

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from resources.models import ServiceKind, ServiceSuggestion
from vault.domain import records
from vault.models import Envelope, StaffKey
from vault.selectors import living_keys, organisation_key

KIND = "suggestion"
PERMISSION = "resources.change_servicesuggestion"
_BACKEND = "core.auth.StaffBackend"


class NobodyToSealTo(Exception):
    """Nobody could open the contact, so nothing was taken in."""


def keepers_keys() -> QuerySet[StaffKey]:
    """Return the living keys of those who keep suggestions.

    Whoever merely administers the server is not among them, whatever Django lets them do.
    """
    keepers = get_user_model().objects.with_perm(
        PERMISSION, include_superusers=False, backend=_BACKEND
    )
    return living_keys().filter(user__in=keepers)


def is_contact_offered() -> bool:
    """Tell whether a contact could be sealed to somebody who reads it, and to the organisation."""
    return organisation_key() is not None and keepers_keys().exists()


def suggest_service(
    *,
    name: str,
    kind: ServiceKind | None,
    description: str,
    reach: str,
    contact: str,
    language: str,
    nonce: bytes,
    today: date,
    is_held: bool = False,
) -> ServiceSuggestion | None:
    """Take a suggestion in; the same form with the same words is one suggestion.

    Args:
        name, kind, description, reach: of the service; kept in the open, for keepers alone.
        contact: how to reach whoever suggests it; empty, or sealed to the keepers who have a key
            and to the organisation. No return code leads to it.
        language: of the form.
        nonce: the form's own; kept as a digest alone.
        today: the day; no hour is kept.
        is_held: whether it came in a rush (`core.weighing`).

    Returns:
        The suggestion, or nothing if this form was sent before.

    Raises:
        NobodyToSealTo: there is a contact, and nobody could open it.
    """
    with transaction.atomic():
        suggestion = ServiceSuggestion(
            name=name,
            kind=kind,
            description=description,
            reach=reach,
            language=language,
            day=today,
            is_held=is_held,
            nonce_hash=_digest(nonce, name, description, reach, contact),
        )
        try:
            with transaction.atomic():
                suggestion.save(force_insert=True)
        except IntegrityError:
            return None
        if contact:
            suggestion.contact = _seal(contact)
            suggestion.save(update_fields=["contact"])
    return suggestion


def _seal(contact: str) -> Envelope:
    # The keys of a code that was never made: nobody comes back to a suggestion.
    keys = records.ReturnKeys(
        lookup_id=secrets.token_bytes(32), wrapping_key=secrets.token_bytes(32)
    )
    try:
        record = records.seal_record(
            kind=KIND,
            keys=keys,
            payload={"contact": contact},
            holders=keepers_keys(),
            now=records.now(),
        )
    except records.NoKeyToSealTo as error:
        raise NobodyToSealTo from error
    return record.envelope


def _digest(nonce: bytes, *words: str) -> str:
    said = b"suggestion of a service" + nonce + "\0".join(words).encode()
    return hmac.digest(settings.SECRET_KEY.encode(), said, "sha256").hex()
