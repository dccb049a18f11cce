"""Envelopes: one X25519 key pair per record, messages sealed to it, its secret sealed to holders.

Writing takes the public key only, so a visitor's later message needs nobody to unlock anything.

Layouts (lengths in bytes)::

    message  version 1 | content key in a sealed box 80 | nonce 24 | padded text n x 1024 | tag 16
    file     the same with a label of its own, in steps of 65,536 bytes
    grant    version 1 | sealed box of: label, record, secret, each behind 4 bytes of length

The message's associated data are version, label, record and message. A sealed box has no associated
data, so a grant carries its record inside: one moved to another record's row is refused.

Source: libsodium's sealed boxes, https://doc.libsodium.org/public-key_cryptography/sealed_boxes
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hmac import compare_digest

from nacl import bindings, exceptions

from . import aead
from .errors import CannotOpen
from .framing import (
    KEY_BYTES,
    associated_data,
    length_prefixed,
    require_length,
    require_name,
    strip_version,
    version_byte,
)
from .padding import FILE_STEP, MAX_FILE, pad, unpad

_MESSAGE = b"sanad/message"
_FILE = b"sanad/file"
_GRANT = b"sanad/grant"
_SEAL_BYTES = 48
_SEALED_KEY_BYTES = KEY_BYTES + _SEAL_BYTES


@dataclass(frozen=True, slots=True)
class KeyPair:
    """An X25519 key pair, 32 bytes each; the secret half stays out of ``repr``."""

    public: bytes
    secret: bytes = field(repr=False)


def new_key_pair() -> KeyPair:
    """Return a fresh random key pair."""
    public, secret = bindings.crypto_box_keypair()
    return KeyPair(public=public, secret=secret)


def public_key_of(*, secret_key: bytes) -> bytes:
    """Return the public key of a secret key, 32 bytes each; ``ValueError`` for another length."""
    require_length("the secret key", secret_key, KEY_BYTES)
    return bindings.crypto_scalarmult_base(secret_key)


def seal_message(*, public_key: bytes, plaintext: bytes, record: bytes, message: bytes) -> bytes:
    """Seal a text to an envelope.

    Arguments: the envelope's ``public_key`` (32 bytes); ``plaintext`` (up to 262,144 bytes);
    ``record`` and ``message``, the names under which it is stored (1 to 64 bytes each).
    Returns 121 bytes more than the padded text. Raises ``ValueError`` for a wrong length or an
    unusable public key.
    """
    require_name("record", record)
    require_name("message", message)
    padded = pad(plaintext)  # padded, so that length reveals nothing finer than the step
    return _seal_content(public_key, padded, associated_data(_MESSAGE, record, message))


def open_message(*, secret_key: bytes, blob: bytes, record: bytes, message: bytes) -> bytes:
    """Return the text that was sealed under these names.

    Raises ``UnknownVersion``; ``CannotOpen`` for a wrong key, another record's or message's blob,
    or one that was changed or cut; ``ValueError`` for a wrong length of the key or the names.
    """
    require_name("record", record)
    require_name("message", message)
    return unpad(_open_content(secret_key, blob, associated_data(_MESSAGE, record, message)))


def seal_file(*, public_key: bytes, content: bytes, record: bytes, file: bytes) -> bytes:
    """Seal a file to an envelope; like ``seal_message`` for up to 1,048,576 bytes.

    Returns 121 bytes more than the file padded to a multiple of 65,536 bytes.
    """
    require_name("record", record)
    require_name("file", file)
    padded = pad(content, step=FILE_STEP, most=MAX_FILE)
    return _seal_content(public_key, padded, associated_data(_FILE, record, file))


def open_file(*, secret_key: bytes, blob: bytes, record: bytes, file: bytes) -> bytes:
    """Return the file that was sealed under these names; raises what ``open_message`` does."""
    require_name("record", record)
    require_name("file", file)
    padded = _open_content(secret_key, blob, associated_data(_FILE, record, file))
    return unpad(padded, step=FILE_STEP, most=MAX_FILE)


def seal_secret_to(*, holder_public_key: bytes, secret: bytes, record: bytes) -> bytes:
    """Seal an envelope's secret key (32 bytes) to one holder: a grant for ``record``.

    Raises ``ValueError`` for a wrong length or an unusable public key.
    """
    require_name("record", record)
    require_length("the secret", secret, KEY_BYTES)
    return version_byte() + _seal(holder_public_key, length_prefixed(_GRANT, record, secret))


def open_sealed_secret(*, holder_secret_key: bytes, blob: bytes, record: bytes) -> bytes:
    """Return the envelope's secret key (32 bytes) from a grant for ``record``.

    Raises ``UnknownVersion``; ``CannotOpen`` for another holder's grant, another record's, or one
    that was changed or cut; ``ValueError`` for a wrong length of the key or the name.
    """
    require_name("record", record)
    opened = _unseal(holder_secret_key, strip_version(blob))
    secret = opened[-KEY_BYTES:]
    if not compare_digest(opened, length_prefixed(_GRANT, record, secret)):
        raise CannotOpen
    return secret


def _seal_content(public_key: bytes, padded: bytes, associated: bytes) -> bytes:
    content_key = aead.new_key()
    box = aead.encrypt(key=content_key, plaintext=padded, associated=associated)
    return version_byte() + _seal(public_key, content_key) + box


def _open_content(secret_key: bytes, blob: bytes, associated: bytes) -> bytes:
    body = strip_version(blob)
    content_key = _unseal(secret_key, body[:_SEALED_KEY_BYTES])
    if len(content_key) != KEY_BYTES:
        raise CannotOpen
    return aead.decrypt(key=content_key, box=body[_SEALED_KEY_BYTES:], associated=associated)


def _seal(public_key: bytes, plaintext: bytes) -> bytes:
    require_length("the public key", public_key, KEY_BYTES)
    try:
        return bindings.crypto_box_seal(plaintext, public_key)
    except exceptions.RuntimeError:
        # libsodium refuses points of low order, to which anybody could open.
        message = "the public key is not usable"
        raise ValueError(message) from None


def _unseal(secret_key: bytes, sealed: bytes) -> bytes:
    public_key = public_key_of(secret_key=secret_key)
    if len(sealed) < _SEAL_BYTES:
        raise CannotOpen
    try:
        return bindings.crypto_box_seal_open(sealed, public_key, secret_key)
    except exceptions.CryptoError:
        raise CannotOpen from None
