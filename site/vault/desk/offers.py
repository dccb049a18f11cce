"""A new passphrase on its way from the page that shows it to the form that takes it retyped.

It lies sealed in the page, and the key to that in the session: neither database nor log holds
the words, and nobody can send in words of their own choice.
"""

import base64

from vault.crypto import errors, passphrase, session_box
from vault.unlock import StaffRequest

_SESSION_KEY = "vault_passphrase_offer"
_PADDED_LENGTH = 80  # longer than any six words of the list, so that length tells nothing


def make(request: StaffRequest) -> tuple[str, str]:
    """Return new words, and what the form carries to bring them back."""
    stored = request.session.get(_SESSION_KEY)
    key = base64.b64decode(stored) if stored else session_box.new_session_key()
    # Kept if it was there: a page that is open in another tab stays good.
    request.session[_SESSION_KEY] = base64.b64encode(key).decode()
    words = passphrase.generate()
    box = session_box.seal_for_session(
        key=key, plaintext=words.ljust(_PADDED_LENGTH).encode(), context=_context(request)
    )
    return words, base64.urlsafe_b64encode(box).decode()


def read(request: StaffRequest, sealed: str) -> str | None:
    """Return the words that `make` sealed for this session, or nothing."""
    stored = request.session.get(_SESSION_KEY)
    if not stored:
        return None
    try:
        words = session_box.open_for_session(
            key=base64.b64decode(stored),
            blob=base64.urlsafe_b64decode(sealed),
            context=_context(request),
        )
    except (errors.CryptoError, ValueError):
        return None
    return words.decode().rstrip()


def forget(request: StaffRequest) -> None:
    """Void what this session was offered: words once lost must not become a key again."""
    request.session.pop(_SESSION_KEY, None)


def _context(request: StaffRequest) -> bytes:
    return b"passphrase-offer|" + str(request.user.pk).encode()
