"""The organisation's key: its secret half is printed once, in two parts for two people.

The parts are XOR shares: one alone is 32 random bytes. Each prints as 64 signs of Crockford's
base32 (no I, L, O, U), sixteen groups of four, of these bytes::

    version 1 | part number 1 | pair 3 | share 32 | checksum 3

``pair`` begins the hash of the public key, so that halves of two different keys are told apart.

Source of the alphabet: D. Crockford, https://www.crockford.com/base32.html
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from nacl.utils import random

from .envelope import new_key_pair, public_key_of
from .errors import MalformedCode, UnknownVersion
from .framing import KEY_BYTES, VERSION, require_length
from .typed_text import ascii_digits, without_separators

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {sign: value for value, sign in enumerate(_ALPHABET)}
_LOOKALIKES = str.maketrans("ILO", "110")
_GROUP = 4

_PAIR_BYTES = 3
_CHECKSUM_BYTES = 3
_FINGERPRINT_BYTES = 10
_PART_BYTES = 2 + _PAIR_BYTES + KEY_BYTES + _CHECKSUM_BYTES
_PART_SIGNS = _PART_BYTES * 8 // 5
_MAX_TYPED = 400


class OrganisationKey(NamedTuple):
    """The public key (32 bytes) to keep, and the two parts to print and forget."""

    public_key: bytes
    part_one: str
    part_two: str

    def __repr__(self) -> str:
        return "<OrganisationKey>"


class _Part(NamedTuple):
    number: int
    pair: bytes
    share: bytes


def create() -> OrganisationKey:
    """Make the organisation's key pair and split its secret in two printable parts."""
    pair = new_key_pair()
    mask = random(KEY_BYTES)
    return OrganisationKey(
        public_key=pair.public,
        part_one=_print_part(_Part(1, _pair_of(pair.public), mask)),
        part_two=_print_part(_Part(2, _pair_of(pair.public), _xor(mask, pair.secret))),
    )


def check_part(text: str) -> int:
    """Return 1 or 2 for a part that was typed correctly, so that a typo is found at once.

    Raises ``MalformedCode`` for a typo and ``UnknownVersion`` for a part of a later format.
    """
    return _read_part(text).number


def combine(part_one: str, part_two: str) -> bytes:
    """Return the secret key (32 bytes) from its two parts, in either order.

    Case, spaces, dashes and the look-alikes I, L and O do not matter. Raises ``MalformedCode`` for
    a typo, for the same part twice and for parts of two different keys, and ``UnknownVersion``.
    """
    one, two = _read_part(part_one), _read_part(part_two)
    if one.number == two.number:
        raise MalformedCode("The same part was given twice.")
    secret = _xor(one.share, two.share)
    # The last check is on the result itself: whatever combines has to be the key that was printed.
    if one.pair != two.pair or _pair_of(public_key_of(secret_key=secret)) != one.pair:
        raise MalformedCode("The two parts do not belong to one key.")
    return secret


def fingerprint(public_key: bytes) -> str:
    """Return 80 bits of the key's hash as four groups of four signs, to compare by eye or voice.

    Raises ``ValueError`` unless ``public_key`` has 32 bytes.
    """
    require_length("the public key", public_key, KEY_BYTES)
    return _print_bytes(_hash(b"finger", public_key, _FINGERPRINT_BYTES))


def _print_part(part: _Part) -> str:
    body = bytes([VERSION, part.number]) + part.pair + part.share
    return _print_bytes(body + _hash(b"checksum", body, _CHECKSUM_BYTES))


def _read_part(text: str) -> _Part:
    if len(text) > _MAX_TYPED:
        raise MalformedCode
    signs = without_separators(ascii_digits(text)).upper().translate(_LOOKALIKES)
    if len(signs) != _PART_SIGNS or not _VALUES.keys() >= set(signs):
        raise MalformedCode
    number = 0
    for sign in signs:
        number = number << 5 | _VALUES[sign]
    payload = number.to_bytes(_PART_BYTES, "big")
    body, checksum = payload[:-_CHECKSUM_BYTES], payload[-_CHECKSUM_BYTES:]
    # Before the version: a mistyped first sign is a typo, not a format of the future.
    if checksum != _hash(b"checksum", body, _CHECKSUM_BYTES):
        raise MalformedCode
    if body[0] != VERSION:
        raise UnknownVersion
    if body[1] not in (1, 2):
        raise MalformedCode
    return _Part(body[1], body[2 : 2 + _PAIR_BYTES], body[2 + _PAIR_BYTES :])


def _print_bytes(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    signs = "".join(_ALPHABET[number >> shift & 31] for shift in range(len(data) * 8 - 5, -1, -5))
    return " ".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def _pair_of(public_key: bytes) -> bytes:
    return _hash(b"pair", public_key, _PAIR_BYTES)


def _hash(purpose: bytes, data: bytes, length: int) -> bytes:
    return hashlib.blake2b(data, digest_size=length, person=b"sanad/" + purpose).digest()


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
