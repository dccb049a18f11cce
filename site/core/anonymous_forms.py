"""Forms for people without a cookie: proof that a post came from our page, and one nonce per form.

Readers carry no cookie, so Django's CSRF cookie cannot be used. A post is taken when the browser
says `Sec-Fetch-Site: same-origin`; where it does not send that header, an `Origin` that is sent
must be ours, and the signed token of the form shows that it came from a page of ours (TRAPS E16).
The token's nonce also makes a form that is sent twice recognisable without anything being kept
about its sender, and its time tells how long the form was open (`core.weighing`).
"""

import base64
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.core import signing
from django.http import HttpRequest

TOKEN_FIELD = "form_token"  # noqa: S105 - the name of a form field
LIFETIME = timedelta(hours=12)  # long enough to write in pauses
NONCE_BYTES = 32
_SALT = "core.anonymous_forms"


class Verdict(Enum):
    """What `check` found."""

    GENUINE = "genuine"
    EXPIRED = "expired"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Check:
    """The verdict on a post; of a genuine form also its nonce, and how long it was open."""

    verdict: Verdict
    nonce: bytes | None = None
    age: timedelta = timedelta(0)


def issue_token() -> str:
    """Return a token for a form that is being shown: a signed time and a random nonce."""
    nonce = base64.urlsafe_b64encode(secrets.token_bytes(NONCE_BYTES)).decode()
    return signing.TimestampSigner(salt=_SALT).sign(nonce)


def check(request: HttpRequest) -> Check:
    """Judge a post by its `Sec-Fetch-Site` or `Origin` header and by its token.

    A browser that says that the post came from elsewhere is believed at once: anybody can fetch a
    token of their own and put it into a page that makes others post it. Without a genuine token
    the form has no nonce, so it is treated as expired: shown again with its text kept.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return Check(Verdict.FOREIGN)
    origin = request.headers.get("Origin")
    if site is None and origin is not None and origin != _own_origin(request):
        return Check(Verdict.FOREIGN)
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        token = request.POST.get(TOKEN_FIELD, "")
        encoded = signer.unsign(token, max_age=LIFETIME)
        nonce = base64.urlsafe_b64decode(encoded)
    except signing.SignatureExpired:
        return Check(Verdict.EXPIRED)
    except (signing.BadSignature, ValueError):
        # With the header we know that the page was ours; without it a bad token proves nothing.
        return Check(Verdict.EXPIRED if site or origin else Verdict.FOREIGN)
    if len(nonce) != NONCE_BYTES:
        return Check(Verdict.FOREIGN)
    return Check(Verdict.GENUINE, nonce, _age(token))


def _age(token: str) -> timedelta:
    # Called for a token whose signature was found good.
    _encoded, signed_at, _signature = token.rsplit(":", 2)
    return timedelta(seconds=time.time() - signing.b62_decode(signed_at))


def _own_origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
