"""Coming back: a return code that is open in one visitor's browser, for some minutes.

The only cookie that a visitor ever gets. The database holds the record's private key encrypted
under that cookie's value, of which it has a digest only.
"""

import base64
import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from vault import storage
from vault.crypto import errors, session_box
from vault.domain.records import OpenedRecord
from vault.models import Envelope, OpenReturn

_pages: dict[str, str] = {}


def register(*, kind: str, url_name: str) -> None:
    """Say which page shows records of `kind` to the person who came back.

    Apps above the vault call this when they are ready; the vault knows none of them.
    """
    _pages[kind] = url_name


def page_of(record: OpenedRecord) -> str:
    """Return the address of the page that shows `record`."""
    return reverse(_pages[record.envelope.kind])


def start(response: HttpResponse, record: OpenedRecord) -> None:
    """Keep `record` open for the browser that gets `response`, unless it was just deleted."""
    token = secrets.token_bytes(32)
    row = OpenReturn(token_digest=_digest(token), envelope=record.envelope, used_at=timezone.now())
    box = session_box.seal_for_session(
        key=_box_key(token), plaintext=record.secret, context=record.envelope.pk.bytes
    )
    row.sealed_secret = storage.protect(row, "sealed_secret", box)
    try:
        with transaction.atomic():
            # Locked, since the database may check the reference only when all is done.
            locked = Envelope.objects.select_for_update().get(pk=record.envelope.pk)
            if bytes(locked.public_key) != bytes(record.envelope.public_key):
                return  # re-keyed at this very moment: the code opens it when it is typed again
            row.save(force_insert=True)
    except Envelope.DoesNotExist:
        return  # deleted at this very moment: there is nothing to come back to
    response.set_cookie(
        settings.RETURN_COOKIE_NAME,
        base64.urlsafe_b64encode(token).decode(),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )


def current(request: HttpRequest, *, kind: str) -> OpenedRecord | None:
    """Return the record of `kind` that is open in this browser, or nothing when none is."""
    token = _token(request)
    if token is None:
        return None
    row = (
        OpenReturn.objects.select_related("envelope")
        .filter(token_digest=_digest(token), used_at__gt=_oldest(), envelope__kind=kind)
        .first()
    )
    if row is None:
        return None
    try:
        secret = session_box.open_for_session(
            key=_box_key(token),
            blob=storage.reveal(row, "sealed_secret"),
            context=row.envelope_id.bytes,
        )
    except errors.CryptoError:
        return None
    OpenReturn.objects.filter(pk=row.pk).update(used_at=timezone.now())
    return OpenedRecord(envelope=row.envelope, secret=secret)


def end(request: HttpRequest, response: HttpResponse) -> None:
    """Close the code in this browser: the row and the cookie go."""
    token = _token(request)
    if token is not None:
        OpenReturn.objects.filter(token_digest=_digest(token)).delete()
    response.delete_cookie(settings.RETURN_COOKIE_NAME, samesite="Strict")
    # Pages that the browser still holds in memory would show again at Back, also without scripts.
    response["Clear-Site-Data"] = '"cache"'


def delete_idle() -> int:
    """Delete what was left open for too long; return how many."""
    deleted, _by_model = OpenReturn.objects.filter(used_at__lte=_oldest()).delete()
    return deleted


def _oldest():
    return timezone.now() - timedelta(seconds=settings.VAULT_IDLE_SECONDS)


def _token(request: HttpRequest) -> bytes | None:
    try:
        token = base64.urlsafe_b64decode(request.COOKIES.get(settings.RETURN_COOKIE_NAME, ""))
    except ValueError:
        return None
    return token if len(token) == 32 else None


def _digest(token: bytes) -> bytes:
    return hashlib.blake2b(token, digest_size=32, person=b"open-return-id").digest()


def _box_key(token: bytes) -> bytes:
    return hashlib.blake2b(token, digest_size=32, person=b"open-return-key").digest()
