"""XChaCha20-Poly1305 under a 32-byte key, each time with a fresh random nonce.

Source: draft-irtf-cfrg-xchacha, as in libsodium's ``crypto_aead_xchacha20poly1305_ietf``.
The 24-byte nonce is long enough to be drawn at random for any number of messages under one key.
"""

from __future__ import annotations

from nacl import bindings, exceptions
from nacl.utils import random

from .errors import CannotOpen
from .framing import KEY_BYTES, require_length

NONCE_BYTES = 24
TAG_BYTES = 16
OVERHEAD = NONCE_BYTES + TAG_BYTES
"""A box is this many bytes longer than its plaintext."""


def new_key() -> bytes:
    """Return a fresh random key of 32 bytes."""
    return random(KEY_BYTES)


def encrypt(*, key: bytes, plaintext: bytes, associated: bytes) -> bytes:
    """Return nonce (24 bytes), ciphertext, tag (16 bytes); ``ValueError`` for a bad key length."""
    require_length("the key", key, KEY_BYTES)
    # Drawn here and nowhere else: a nonce that a caller could choose is one it could repeat.
    nonce = random(NONCE_BYTES)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        plaintext, associated, nonce, key
    )


def decrypt(*, key: bytes, box: bytes, associated: bytes) -> bytes:
    """Return the plaintext of a box made by ``encrypt``; ``CannotOpen`` for anything else."""
    require_length("the key", key, KEY_BYTES)
    if len(box) < OVERHEAD:
        raise CannotOpen
    nonce, ciphertext = box[:NONCE_BYTES], box[NONCE_BYTES:]
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            ciphertext, associated, nonce, key
        )
    except exceptions.CryptoError:
        raise CannotOpen from None
