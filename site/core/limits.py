"""Counts the forms that come in without a trace of who sends them, and refuses none for it.

Counts are kept in the cache alone, by the hour. A sender's address is kept nowhere: it is put
through HMAC under a random secret that only the cache holds and that is thrown away each UTC day,
and all counts of that day with it. Each kind of form has counts of its own, so that a flood of one
makes no other dearer. The answer is a level. It decides what a request costs and whether it is
looked through first, never whether it is taken in (TRAPS E15).
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

FREE_FROM_ONE_ADDRESS = 10  # sent in an hour, before a further one costs something
FREE_IN_ALL = 30
PLACES = 60  # requests an hour that are passed on at once; the others are looked through first
LEAST_BITS, MOST_BITS = 13, 19  # of work: a tenth of a second, and some seconds, on a cheap phone

_HOUR = 3600  # seconds
_SECRET = "core.limits.secret"  # noqa: S105 - where it lies in the cache
# Whoever seems to come from one of these stands behind a proxy that nobody told us of.
_OUR_OWN_NETWORKS = [
    ip_network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::/127",
        "fc00::/7",
        "fe80::/10",
    )
]


class Level(IntEnum):
    """What the rate asks for: nothing, a cost, or patience."""

    NORMAL = 0
    BUSY = 1
    FLOOD = 2


@dataclass(frozen=True)
class Rate:
    """How much comes in at this hour.

    Attributes:
        level: what that asks for.
        bits: what a request costs now, in leading zero bits of a proof of work.
    """

    level: Level
    bits: int


QUIET = Rate(Level.NORMAL, LEAST_BITS)


def look(request: HttpRequest, *, form: str) -> Rate:
    """Return the rate that the sender of `request` meets, without counting anything.

    Args:
        request: what leads to the form's last page.
        form: a name for this kind of form.
    """
    hour = _Hour(form)
    is_busy = hour.in_all.is_full() or hour.of(request).is_full()
    return hour.rate(is_busy=is_busy)


def count(request: HttpRequest, *, form: str) -> Rate:
    """Count one form that was sent, and return the rate that it met.

    Args:
        request: what sends it.
        form: a name for this kind of form.
    """
    hour = _Hour(form)
    # Where all together are many already, one address more or less says nothing: that bounds what
    # a flood from countless addresses writes into the cache. And whoever had their share takes
    # nothing from what is free for all.
    is_busy = hour.in_all.is_full() or not hour.of(request).take() or not hour.in_all.take()
    return hour.rate(is_busy=is_busy)


def take_place(*, form: str) -> bool:
    """Take one of this hour's places for what is passed on at once, if one is left."""
    return _Hour(form).places.take()


def forget() -> None:
    """Throw away the secret of a day that is over, and with it what its counts belonged to."""
    kept = cache.get(_SECRET)
    if kept is not None and kept[0] != _today():
        cache.delete(_SECRET)


def client_address(request: HttpRequest) -> IPv4Address | IPv6Address | None:
    """Return the sender's address for this one moment; nothing where it is not known.

    It is that of the connection. Behind `TRUSTED_PROXIES` of our own it is what the outermost of
    them wrote into `X-Forwarded-For`, counted from the right, where no sender can write. Behind a
    proxy that nobody told us of, everybody would have one address: then it is not known.
    """
    proxies = settings.TRUSTED_PROXIES
    if proxies:
        chain = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        said = chain[-proxies] if len(chain) >= proxies else ""
    else:
        said = request.META.get("REMOTE_ADDR", "")
    address = _parse(said)
    if address is None or any(address in network for network in _OUR_OWN_NETWORKS):
        return None
    return address


class _Slots:
    """A count up to `size`, as entries in the cache that are taken one by one.

    Adding an entry is atomic in each kind of cache that we use, adding up a number is not.
    """

    def __init__(self, name: str, size: int) -> None:
        self.keys = [f"core.limits.{name}.{number}" for number in range(size)]

    def taken(self) -> int:
        return len(cache.get_many(self.keys))

    def is_full(self) -> bool:
        return self.taken() >= len(self.keys)

    def take(self) -> bool:
        present = cache.get_many(self.keys)
        return any(cache.add(key, 1, timeout=_HOUR) for key in self.keys if key not in present)


class _Unknown:
    """Stands for the count of an address that is not known: it is never full."""

    def is_full(self) -> bool:
        return False

    def take(self) -> bool:
        return True


class _Hour:
    """The counts of the present hour for one kind of form."""

    def __init__(self, form: str) -> None:
        self.form = form
        now = timezone.now()
        self.number = int(now.timestamp()) // _HOUR
        self.in_all = self._slots("sent", FREE_IN_ALL)
        self.places = self._slots("places", PLACES)

    def of(self, request: HttpRequest) -> "_Slots | _Unknown":
        address = client_address(request)
        if address is None:
            return _Unknown()
        digest = hmac.digest(_secret(), _block(address), "sha256").hex()
        return self._slots(digest, FREE_FROM_ONE_ADDRESS)

    def rate(self, *, is_busy: bool) -> Rate:
        taken = self.places.taken() if is_busy else 0
        # Only what was passed on makes the next one dearer: a flood that pays nothing must not
        # raise the price for those who do.
        bits = LEAST_BITS + (MOST_BITS - LEAST_BITS) * taken // PLACES
        if taken >= PLACES:
            return Rate(Level.FLOOD, bits)
        return Rate(Level.BUSY if is_busy else Level.NORMAL, bits)

    def _slots(self, name: str, size: int) -> _Slots:
        return _Slots(f"{self.form}.{self.number}.{name}", size)


def _parse(said: str) -> IPv4Address | IPv6Address | None:
    said = said.strip()
    if said.startswith("["):  # some proxies write [2001:db8::1]:443
        said = said[1:].partition("]")[0]
    elif said.count(":") == 1:  # and some 192.0.2.1:443
        said = said.partition(":")[0]
    try:
        address = ip_address(said)
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address


def _block(address: IPv4Address | IPv6Address) -> bytes:
    # A connection at home has 2**64 addresses of the sixth version: they count as one.
    return address.packed[:8] if address.version == 6 else address.packed


def _secret() -> bytes:
    # One entry whatever the day, so that the old secret is written over and not left in a file.
    today = _today()
    kept = cache.get(_SECRET)
    if kept is not None and kept[0] != today:
        cache.delete(_SECRET)
        kept = None
    if kept is None:
        cache.add(_SECRET, (today, secrets.token_bytes(32)), timeout=_seconds_left_of_today())
        kept = cache.get(_SECRET)  # which may be what another process added
    # A cache that keeps nothing counts nothing; that refuses nobody either.
    return kept[1] if kept is not None else secrets.token_bytes(32)


def _today() -> str:
    return timezone.now().astimezone(UTC).date().isoformat()


def _seconds_left_of_today() -> float:
    now = timezone.now().astimezone(UTC)
    midnight = datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=1)
    return (midnight - now).total_seconds()
