"""Return codes: twenty digits with which a visitor comes back, and the keys made from them.

Nineteen random digits (63 bits) and a check digit. The server keeps neither the code nor anything
that opens with the database alone: Argon2id, a site salt and the environment's pepper stand between
the digits and the two keys, a look-up id to find the row and a private key to open it.

Check digit: Damm's totally anti-symmetric quasigroup of order 10, which finds every single wrong
digit and every swap of two neighbours. Source: H. M. Damm, "Total anti-symmetrische Quasigruppen",
doctoral thesis, Philipps-Universität Marburg, 2004.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from threading import Lock

from . import hkdf
from .errors import MalformedCode
from .framing import KEY_BYTES, length_prefixed, require_length
from .stretching import MEBIBYTE, SALT_BYTES, stretch
from .typed_text import ascii_digits, without_separators

DIGITS = 20
GROUP = 4
NONCE_BYTES = 32
MIN_PEPPER = 32
MIN_SITE_SALT = 16

OPSLIMIT = 2
MEMLIMIT = 64 * MEBIBYTE

_RANDOM_DIGITS = DIGITS - 1
_MAX_TYPED = 200
_ASCII_DIGITS = frozenset("0123456789")
_NOT_A_CODE = "no code"
"""Stretched in place of a malformed code. No code is spelled so: its look-up id finds nothing."""

_FROM_NONCE = b"sanad/return-code/from-nonce"
_SALT_PERSON = b"sanad/return/v1"
_LOOKUP = b"sanad/return-code/v1/look-up"
_WRAPPING = b"sanad/return-code/v1/wrapping"

_one_at_a_time = Lock()

_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


@dataclass(frozen=True, slots=True)
class DerivedKeys:
    """What a code becomes: 32 bytes to find a row, 32 independent bytes to open it.

    ``wrapping_key`` is the secret half of an X25519 pair. The record's key is sealed to the public
    half, so that it can be sealed anew (`vault.domain.rekeying`) by people without the code.
    """

    lookup_id: bytes
    wrapping_key: bytes = field(repr=False)


def check_digit(digits: str) -> str:
    """Return Damm's check digit for ASCII ``digits``; over a whole code it is ``"0"``."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return str(interim)


def code_from_nonce(*, nonce: bytes, pepper: bytes) -> str:
    """Return the code that belongs to a form's nonce, the same one every time.

    So a form that is sent twice shows one code. Arguments: ``nonce`` (32 bytes), ``pepper`` (at
    least 32 bytes, from the environment: without it nobody foretells a code from a form). Raises
    ``ValueError`` for a wrong length.
    """
    require_length("the nonce", nonce, NONCE_BYTES)
    _require_pepper(pepper)
    wide = hmac.digest(pepper, length_prefixed(_FROM_NONCE, nonce), "sha512")
    # 512 bits reduced to 63: the bias is below 2**-448.
    return _complete(int.from_bytes(wide, "big") % 10**_RANDOM_DIGITS)


def generate() -> str:
    """Return a fresh random code, 20 ASCII digits without spaces."""
    return _complete(secrets.randbelow(10**_RANDOM_DIGITS))


def format_code(code: str) -> str:
    """Return a code as shown to a person: five groups of four digits. Raises ``MalformedCode``."""
    digits = normalise(code)
    return " ".join(digits[start : start + GROUP] for start in range(0, DIGITS, GROUP))


def normalise(text: str) -> str:
    """Return the 20 ASCII digits of a code as somebody typed or pasted it.

    Takes ASCII, Arabic-Indic, Persian and full-width digits, and passes over white space, dashes,
    dots and bidirectional marks. Raises ``MalformedCode`` for anything else, for another number of
    digits, and for a check digit that does not fit.
    """
    if len(text) > _MAX_TYPED:
        raise MalformedCode
    digits = without_separators(ascii_digits(text))
    if len(digits) != DIGITS or not _ASCII_DIGITS.issuperset(digits):
        raise MalformedCode
    if check_digit(digits) != "0":
        raise MalformedCode
    return digits


def derive(
    *,
    code: str,
    site_salt: bytes,
    pepper: bytes,
    opslimit: int = OPSLIMIT,
    memlimit: int = MEMLIMIT,
) -> DerivedKeys:
    """Return the look-up id and the private key of a code.

    Arguments: ``code`` in any form that ``normalise`` takes; ``site_salt`` (at least 16 bytes, one
    for the site); ``pepper`` (at least 32 bytes, from the environment); ``opslimit`` passes over
    ``memlimit`` bytes of memory. Raises ``MalformedCode``, and ``ValueError`` for a wrong length or
    parameters outside the accepted range. Where a visitor typed the code, use ``derive_or_dummy``.
    """
    return _derive(normalise(code), site_salt, pepper, opslimit, memlimit)


def derive_or_dummy(
    text: str,
    *,
    site_salt: bytes,
    pepper: bytes,
    opslimit: int = OPSLIMIT,
    memlimit: int = MEMLIMIT,
) -> tuple[DerivedKeys, bool]:
    """Return the keys of what a visitor typed, and whether it was a code at all.

    Runs Argon2id exactly once either way, so that the time taken tells a malformed code from an
    unknown one no more than the answer does. Look the id up in both cases. Raises ``ValueError`` as
    ``derive`` does.
    """
    try:
        digits, is_code = normalise(text), True
    except MalformedCode:
        digits, is_code = _NOT_A_CODE, False
    return _derive(digits, site_salt, pepper, opslimit, memlimit), is_code


def _complete(number: int) -> str:
    digits = f"{number:0{_RANDOM_DIGITS}d}"
    return digits + check_digit(digits)


def _derive(
    text: str, site_salt: bytes, pepper: bytes, opslimit: int, memlimit: int
) -> DerivedKeys:
    _require_pepper(pepper)
    if len(site_salt) < MIN_SITE_SALT:
        message = f"the site salt must be at least {MIN_SITE_SALT} bytes"
        raise ValueError(message)
    salt = hashlib.blake2b(site_salt, digest_size=SALT_BYTES, person=_SALT_PERSON).digest()
    stretched = stretch(
        password=text.encode("ascii"),
        salt=salt,
        opslimit=opslimit,
        memlimit=memlimit,
        one_at_a_time=_one_at_a_time,
    )
    # The pepper comes last, so that a stolen database alone cannot even begin to guess.
    key = hkdf.extract(salt=pepper, key_material=stretched)
    return DerivedKeys(
        lookup_id=hkdf.expand(pseudorandom_key=key, info=_LOOKUP, length=KEY_BYTES),
        wrapping_key=hkdf.expand(pseudorandom_key=key, info=_WRAPPING, length=KEY_BYTES),
    )


def _require_pepper(pepper: bytes) -> None:
    if len(pepper) < MIN_PEPPER:
        message = f"the pepper must be at least {MIN_PEPPER} bytes"
        raise ValueError(message)
