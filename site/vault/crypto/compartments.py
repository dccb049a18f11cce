"""The two compartments of a record, whose keys are made from one root secret.

Grants seal the root, so that staff open both. The return code leads to the conversation's key
alone: what staff note among themselves does not open with it, since HKDF cannot be run backwards.

Layout: HKDF-SHA-256 of the root (32 bytes), the record as salt and a label per compartment as info,
gives the secret half of an X25519 pair (32 bytes).
"""

from __future__ import annotations

from dataclasses import dataclass

from . import hkdf
from .envelope import KeyPair, public_key_of
from .framing import KEY_BYTES, require_length, require_name

_CONVERSATION = b"sanad/compartment/v1/conversation"
_STAFF = b"sanad/compartment/v1/staff"


@dataclass(frozen=True, slots=True)
class Compartments:
    """``conversation`` is the visitor's and staff's, ``staff`` is for notes and drafts."""

    conversation: KeyPair
    staff: KeyPair


def derive(*, root: bytes, record: bytes) -> Compartments:
    """Return the key pairs of a record's compartments.

    Arguments: ``root`` (32 random bytes, one for each record); ``record``, its name (1 to 64
    bytes). Raises ``ValueError`` for a wrong length.
    """
    require_length("the root secret", root, KEY_BYTES)
    require_name("record", record)
    key = hkdf.extract(salt=record, key_material=root)
    return Compartments(conversation=_pair(key, _CONVERSATION), staff=_pair(key, _STAFF))


def _pair(key: bytes, info: bytes) -> KeyPair:
    secret = hkdf.expand(pseudorandom_key=key, info=info, length=KEY_BYTES)
    return KeyPair(public=public_key_of(secret_key=secret), secret=secret)
