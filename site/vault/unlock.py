"""The unlocked desk: a staff key that stays usable for some minutes, in one browser.

The private key lies encrypted in the session; the key to it exists in a cookie only. So neither
the database with its sessions nor the browser alone opens anything.
"""

import base64
import time

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from vault.crypto import errors, session_box
from vault.domain.keys import UnlockedKey
from vault.models import StaffKey
from vault.selectors import living_keys


class StaffRequest(HttpRequest):
    """A request by somebody who signed in; the admin lets nobody else through."""

    user: User


_SESSION_KEY = "vault_unlock"
_REFRESH_SECONDS = 30  # no need to write the session more often than this


def start(request: StaffRequest, response: HttpResponse, key: UnlockedKey) -> None:
    """Keep `key` usable for this browser until it is locked or idle for too long."""
    session_key = session_box.new_session_key()
    box = session_box.seal_for_session(
        key=session_key, plaintext=key.secret, context=_context(request, key.staff_key)
    )
    request.session[_SESSION_KEY] = {
        "staff_key": str(key.staff_key.pk),
        "box": base64.b64encode(box).decode(),
        "used_at": int(time.time()),
    }
    response.set_cookie(
        settings.UNLOCK_COOKIE_NAME,
        base64.urlsafe_b64encode(session_key).decode(),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Strict",
    )


def current(request: StaffRequest) -> UnlockedKey | None:
    """Return the unlocked key of this browser, or nothing when the desk is locked."""
    state = request.session.get(_SESSION_KEY)
    cookie = request.COOKIES.get(settings.UNLOCK_COOKIE_NAME)
    if not state or not cookie:
        return None
    idle = time.time() - state["used_at"]
    staff_key = living_keys().filter(pk=state["staff_key"], user=request.user).first()
    if idle > settings.VAULT_IDLE_SECONDS or staff_key is None:
        del request.session[_SESSION_KEY]
        return None
    try:
        secret = session_box.open_for_session(
            key=base64.urlsafe_b64decode(cookie),
            blob=base64.b64decode(state["box"]),
            context=_context(request, staff_key),
        )
    except (errors.CryptoError, ValueError):
        return None
    if idle > _REFRESH_SECONDS:
        state["used_at"] = int(time.time())
        request.session.modified = True
    return UnlockedKey(staff_key=staff_key, secret=secret)


def end(request: StaffRequest, response: HttpResponse) -> None:
    """Lock the desk at once."""
    request.session.pop(_SESSION_KEY, None)
    response.delete_cookie(settings.UNLOCK_COOKIE_NAME, samesite="Strict")


def forget_idle() -> None:
    """Delete unlocked keys from sessions that were idle for too long, whoever left them.

    What locks by itself must also be gone from the disk, not only be refused.
    """
    oldest = time.time() - settings.VAULT_IDLE_SECONDS
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        data = session.get_decoded()
        if data.get(_SESSION_KEY, {}).get("used_at", oldest) < oldest:
            del data[_SESSION_KEY]
            session.session_data = Session.objects.encode(data)
            session.save(update_fields=["session_data"])


def _context(request: StaffRequest, staff_key: StaffKey) -> bytes:
    # The password's digest too: a changed password locks the desk, although its session goes on.
    return staff_key.pk.bytes + request.user.get_session_auth_hash().encode()
