"""Argon2id: making a guess at a code or a passphrase cost memory and time.

Source: RFC 9106, as in libsodium's ``crypto_pwhash`` (``ALG_ARGON2ID13``, one lane).
"""

from __future__ import annotations

from threading import Lock

from nacl import bindings

SALT_BYTES = 16
OUTPUT_BYTES = 32
MEBIBYTE = 1024 * 1024

MIN_OPSLIMIT, MAX_OPSLIMIT = 2, 10
"""Accepted passes over the memory."""

MIN_MEMLIMIT, MAX_MEMLIMIT = 8 * MEBIBYTE, 512 * MEBIBYTE
"""Accepted memory in bytes."""


def is_acceptable(*, opslimit: int, memlimit: int) -> bool:
    """Tell whether the parameters are neither worthless nor able to exhaust the machine."""
    return MIN_OPSLIMIT <= opslimit <= MAX_OPSLIMIT and MIN_MEMLIMIT <= memlimit <= MAX_MEMLIMIT


def stretch(
    *, password: bytes, salt: bytes, opslimit: int, memlimit: int, one_at_a_time: Lock
) -> bytes:
    """Return 32 bytes made from ``password`` with Argon2id.

    Arguments: ``salt`` (16 bytes), ``opslimit`` (passes), ``memlimit`` (bytes of memory) and the
    lock that holds this purpose to one run at a time in the process: libsodium lets go of the
    interpreter's lock, so ten threads would otherwise take ten times the memory. The lock is the
    caller's own, so that a flood of visitors' codes never keeps a volunteer from unlocking.
    Raises ``ValueError`` for a wrong salt or parameters outside the accepted range.
    """
    if len(salt) != SALT_BYTES:
        message = f"the salt must be exactly {SALT_BYTES} bytes"
        raise ValueError(message)
    if not is_acceptable(opslimit=opslimit, memlimit=memlimit):
        message = "the Argon2id parameters are outside the accepted range"
        raise ValueError(message)
    with one_at_a_time:
        return bindings.crypto_pwhash_alg(
            OUTPUT_BYTES,
            password,
            salt,
            opslimit,
            memlimit,
            bindings.crypto_pwhash_ALG_ARGON2ID13,
        )
