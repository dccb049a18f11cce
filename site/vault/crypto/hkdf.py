"""HKDF with SHA-256: one key turned into several independent ones.

Source: RFC 5869, https://www.rfc-editor.org/rfc/rfc5869
"""

from __future__ import annotations

import hmac

HASH_BYTES = 32
MAX_OUTPUT = 255 * HASH_BYTES


def extract(*, salt: bytes, key_material: bytes) -> bytes:
    """Return the pseudorandom key, 32 bytes (RFC 5869, section 2.2)."""
    # The standard's default salt; HMAC pads an empty key to the same zero bytes.
    return hmac.digest(salt or bytes(HASH_BYTES), key_material, "sha256")


def expand(*, pseudorandom_key: bytes, info: bytes, length: int) -> bytes:
    """Return ``length`` bytes (1 to 8,160) for the purpose ``info`` (RFC 5869, section 2.3).

    Raises ``ValueError`` for a length outside that range or a key under 32 bytes.
    """
    if not 1 <= length <= MAX_OUTPUT:
        message = f"length must be 1 to {MAX_OUTPUT} bytes"
        raise ValueError(message)
    if len(pseudorandom_key) < HASH_BYTES:
        message = f"the pseudorandom key must be at least {HASH_BYTES} bytes"
        raise ValueError(message)
    output = block = b""
    counter = 0
    while len(output) < length:
        counter += 1
        block = hmac.digest(pseudorandom_key, block + info + bytes([counter]), "sha256")
        output += block
    return output[:length]
