"""A staff key: a volunteer's X25519 key pair, its secret half locked by the passphrase.

The passphrase is not the sign-in password, so a password reset by an administrator opens nothing.

Layout of the wrapped secret (lengths in bytes)::

    version 1 | nonce 24 | secret 32 | tag 16        associated data: version, label, public key
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hmac import compare_digest
from threading import Lock

from nacl.utils import random

from . import aead
from . import passphrase as passphrases
from .envelope import new_key_pair, public_key_of
from .errors import CannotOpen
from .framing import KEY_BYTES, associated_data, strip_version, version_byte
from .stretching import MEBIBYTE, SALT_BYTES, is_acceptable, stretch

OPSLIMIT = 4
MEMLIMIT = 128 * MEBIBYTE

_LABEL = b"sanad/staff-key"

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class StaffKeyMaterial:
    """What one row keeps: ``public_key`` 32 bytes, ``salt`` 16, ``wrapped_secret`` 73 bytes,
    ``opslimit`` in passes and ``memlimit`` in bytes of memory."""

    public_key: bytes
    salt: bytes
    opslimit: int
    memlimit: int
    wrapped_secret: bytes = field(repr=False)


def create(
    *, passphrase: str, opslimit: int = OPSLIMIT, memlimit: int = MEMLIMIT
) -> StaffKeyMaterial:
    """Make a new key pair and lock its secret with ``passphrase``.

    ``opslimit`` (2 to 10 passes) and ``memlimit`` (8 to 512 MiB, in bytes) are kept with the key,
    so that stronger defaults leave older keys readable. Raises ``ValueError`` for parameters
    outside that range or an empty passphrase.
    """
    if not passphrases.normalise(passphrase):
        message = "the passphrase is empty"
        raise ValueError(message)
    salt = random(SALT_BYTES)
    wrapping_key = _wrapping_key(passphrase, salt, opslimit, memlimit)
    pair = new_key_pair()
    wrapped = aead.encrypt(
        key=wrapping_key, plaintext=pair.secret, associated=associated_data(_LABEL, pair.public)
    )
    return StaffKeyMaterial(
        public_key=pair.public,
        salt=salt,
        opslimit=opslimit,
        memlimit=memlimit,
        wrapped_secret=version_byte() + wrapped,
    )


def unlock(*, passphrase: str, material: StaffKeyMaterial) -> bytes:
    """Return the secret key (32 bytes).

    Raises ``UnknownVersion``; ``CannotOpen`` for a wrong passphrase, a row that was changed, or
    parameters that we would never have written.
    """
    box = strip_version(material.wrapped_secret)
    # The row may have been written by somebody else: it must not choose our memory and time freely.
    if len(material.salt) != SALT_BYTES or not is_acceptable(
        opslimit=material.opslimit, memlimit=material.memlimit
    ):
        raise CannotOpen
    wrapping_key = _wrapping_key(passphrase, material.salt, material.opslimit, material.memlimit)
    secret = aead.decrypt(
        key=wrapping_key, box=box, associated=associated_data(_LABEL, material.public_key)
    )
    # Poly1305 does not commit to its key: a crafted box may open under several passphrases. That
    # its content also has this public key cannot be crafted.
    if len(secret) != KEY_BYTES or not compare_digest(
        public_key_of(secret_key=secret), material.public_key
    ):
        raise CannotOpen
    return secret


def _wrapping_key(passphrase: str, salt: bytes, opslimit: int, memlimit: int) -> bytes:
    return stretch(
        password=passphrases.normalise(passphrase).encode("utf-8"),
        salt=salt,
        opslimit=opslimit,
        memlimit=memlimit,
        one_at_a_time=_one_at_a_time,
    )
