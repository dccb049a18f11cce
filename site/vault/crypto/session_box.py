"""Short-lived symmetric boxes: an unlocked key in a session, an open return, a form's token.

The key lives in a cookie or in the environment, the box elsewhere; either alone is useless.

Layout (lengths in bytes)::

    version 1 | nonce 24 | ciphertext n | tag 16        associated data: version, label, context

Not padded: the length of the content shows, so put only things of a fixed length in it.
"""

from __future__ import annotations

from . import aead
from .framing import associated_data, strip_version, version_byte

_LABEL = b"sanad/session"


def new_session_key() -> bytes:
    """Return a fresh random key of 32 bytes."""
    return aead.new_key()


def seal_for_session(*, key: bytes, plaintext: bytes, context: bytes) -> bytes:
    """Seal ``plaintext`` under ``key`` (32 bytes); the result is 41 bytes longer.

    ``context`` says what the box is for and whose it is (``b"unlock|" + user``, for instance); it
    opens under the same context only. Raises ``ValueError`` for an empty one or a bad key length.
    """
    return version_byte() + aead.encrypt(
        key=key, plaintext=plaintext, associated=_bound_to(context)
    )


def open_for_session(*, key: bytes, blob: bytes, context: bytes) -> bytes:
    """Return the content of a box.

    Raises ``UnknownVersion``; ``CannotOpen`` for a wrong key, another context, or a box that was
    changed or cut; ``ValueError`` for an empty context or a bad key length.
    """
    return aead.decrypt(key=key, box=strip_version(blob), associated=_bound_to(context))


def _bound_to(context: bytes) -> bytes:
    if not context:
        message = "a context is needed"
        raise ValueError(message)
    return associated_data(_LABEL, context)
