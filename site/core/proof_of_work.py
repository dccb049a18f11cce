"""A small sum that a browser does while a person reads, as the price of sending when many send.

The sum: find a number that, written behind the ticket's challenge, gives a SHA-256 digest that
begins with so many zero bits. After A. Back, "Hashcash: a denial of service counter-measure", 2002.
Without scripts, time spent on the form is worth the same. One payment is good for one form with one
content.
"""

import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.core.cache import cache
from django.http import QueryDict

from core.anonymous_forms import LIFETIME

TICKET_FIELD = "form_ticket"
WORK_FIELD = "form_work"
TICKET_LIFETIME = timedelta(hours=1)  # so that none are hoarded while they are cheap
WAIT = timedelta(minutes=10)  # a form that was open for so long has paid with time
_SALT = "core.proof_of_work"
_CHALLENGE_LETTERS = 32
_MOST_DIGITS = 16


@dataclass(frozen=True)
class Ticket:
    """What a page gives the browser to work on.

    Attributes:
        text: signed, comes back with the form.
        challenge: what the number is written behind; 32 letters and digits, so that all fits into
            one block of SHA-256.
        bits: how many leading zero bits the digest must have.
    """

    text: str
    challenge: str
    bits: int


def issue_ticket(*, nonce: bytes, bits: int) -> Ticket:
    """Return the ticket of a form.

    Args:
        nonce: the form's own, so that a ticket is good for no other form.
        bits: the price at this moment.
    """
    text = signing.TimestampSigner(salt=_SALT).sign(f"{bits}.{_digest(nonce)}")
    return Ticket(text=text, challenge=_challenge(text), bits=bits)


def is_done(data: QueryDict, *, nonce: bytes) -> bool:
    """Tell whether the form with this nonce came with its ticket and with the sum done."""
    text, number = data.get(TICKET_FIELD, ""), data.get(WORK_FIELD, "")
    if not number.isascii() or not number.isdigit() or len(number) > _MOST_DIGITS:
        return False
    try:
        said = signing.TimestampSigner(salt=_SALT).unsign(text, max_age=TICKET_LIFETIME)
    except signing.BadSignature:
        return False
    bits, _, owner = said.partition(".")
    if owner != _digest(nonce):
        return False
    return _zero_bits(_challenge(text) + number) >= int(bits)


def has_waited(age: timedelta) -> bool:
    """Tell whether a form of this age has paid with time."""
    return age >= WAIT


def minutes_to_wait(age: timedelta) -> int:
    """Return how many minutes are missing until a form of this age has paid, rounded up."""
    return max(0, -((age - WAIT) // timedelta(minutes=1)))


def spend(*, nonce: bytes, content: dict) -> bool:
    """Use up the payment of a form; tell whether it was still there for this content.

    The same form with the same words may come twice, as after a double click, and is one request.
    With other words it is another request, which has not been paid. What is kept tells nothing of
    either: it is made with the nonce, which is stored nowhere.

    Args:
        nonce: the form's own.
        content: all that the form says; anything that JSON can hold.
    """
    said = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    mine = hmac.digest(nonce, b"core.proof_of_work" + said, "sha256")
    key = f"core.proof_of_work.{_digest(nonce)}"
    cache.add(key, mine, timeout=LIFETIME.total_seconds())
    return cache.get(key) == mine


def _digest(nonce: bytes) -> str:
    return hashlib.blake2b(nonce, digest_size=16, person=b"proof-of-work").hexdigest()


def _challenge(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_CHALLENGE_LETTERS]


def _zero_bits(text: str) -> int:
    digest = hashlib.sha256(text.encode()).digest()
    return 8 * len(digest) - int.from_bytes(digest, "big").bit_length()
