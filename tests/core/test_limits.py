"""Counting what comes in: by address without the address, by the day's secret, and never a no."""

import hashlib
import hmac
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import RequestFactory

from core import limits
from core.limits import Level

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Set the clock of the counts; noon to begin with."""

    def set_(when: datetime) -> None:
        monkeypatch.setattr(limits.timezone, "now", lambda: when)

    set_(NOON)
    return set_


def sent(address: str = "203.0.113.5", forwarded: str | None = None):
    """Return a post from `address`, with what proxies wrote."""
    meta = {"REMOTE_ADDR": address}
    if forwarded is not None:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded
    return RequestFactory().post("/", **meta)


def many(count: int, address: str = "203.0.113.5") -> list[Level]:
    return [limits.count(sent(address), form="help").level for _ in range(count)]


def test_one_address_is_free_ten_times_an_hour_and_then_costs():
    assert many(14) == [Level.NORMAL] * 10 + [Level.BUSY] * 4
    assert many(1, "203.0.113.6") == [Level.NORMAL]


def test_all_together_are_free_thirty_times_an_hour_and_then_cost():
    levels = [many(1, f"203.0.113.{number}")[0] for number in range(35)]
    assert levels == [Level.NORMAL] * 30 + [Level.BUSY] * 5


def test_one_address_cannot_use_up_what_is_free_for_all():
    many(100)
    assert many(10, "203.0.113.6") == [Level.NORMAL] * 10


def test_address_that_is_not_known_counts_with_all_others_only():
    assert many(31, "127.0.0.1") == [Level.NORMAL] * 30 + [Level.BUSY]


def test_looking_counts_nothing_and_sees_what_sending_would_meet():
    for _ in range(50):
        assert limits.look(sent(), form="help").level is Level.NORMAL
    many(10)
    assert limits.look(sent(), form="help").level is Level.BUSY
    assert limits.look(sent("203.0.113.6"), form="help").level is Level.NORMAL


def test_next_hour_begins_anew(clock):
    many(11)
    clock(NOON + timedelta(minutes=59, seconds=59))
    assert many(1) == [Level.BUSY]
    clock(NOON + timedelta(hours=1))
    assert many(1) == [Level.NORMAL]


def test_places_make_the_next_one_dearer_and_end_at_the_limit():
    many(11)
    prices = []
    while limits.take_place(form="help"):
        prices.append(limits.look(sent(), form="help").bits)
    assert len(prices) == limits.PLACES
    assert prices == sorted(prices)
    assert prices[0] == limits.LEAST_BITS
    assert prices[-1] == limits.MOST_BITS
    assert limits.look(sent(), form="help").level is Level.FLOOD
    assert not limits.take_place(form="help")


def test_flood_that_pays_nothing_makes_nothing_dearer_for_the_others():
    for number in range(10):
        many(40, f"203.0.113.{number}")
    rate = limits.look(sent("203.0.113.99"), form="help")
    assert (rate.level, rate.bits) == (Level.BUSY, limits.LEAST_BITS)


@pytest.fixture
def names(monkeypatch) -> list[str]:
    """The names of what is put into the cache."""
    found = []
    add = cache.add

    def noted(key, *args, **kwargs):
        found.append(key)
        return add(key, *args, **kwargs)

    monkeypatch.setattr(limits.cache, "add", noted)
    return found


def test_flood_from_countless_addresses_fills_no_cache(names):
    for number in range(2_000):
        limits.count(sent(f"2001:db8:{number:x}::1"), form="help")
    assert len(names) == 2 * limits.FREE_IN_ALL + 1


# The address


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "expected"),
    [
        ("203.0.113.5", None, 0, "203.0.113.5"),
        ("203.0.113.5", "198.51.100.1", 0, "203.0.113.5"),
        ("127.0.0.1", "198.51.100.1", 0, None),
        ("", None, 0, None),
        ("::1", None, 0, None),
        ("10.0.0.7", None, 0, None),
        ("172.18.0.1", None, 0, None),
        ("fd00::1", None, 0, None),
        ("::ffff:203.0.113.5", None, 0, "203.0.113.5"),
        ("::ffff:127.0.0.1", None, 0, None),
        ("127.0.0.1", "198.51.100.1", 1, "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1", 1, "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6,198.51.100.1 , 203.0.113.9", 2, "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1", 2, None),
        ("127.0.0.1", None, 1, None),
        ("127.0.0.1", "", 1, None),
        ("203.0.113.5", None, 1, None),
        ("127.0.0.1", "6.6.6.6, unknown", 1, None),
        ("127.0.0.1", "198.51.100.1:51234", 1, "198.51.100.1"),
        ("127.0.0.1", "[2001:db8::1]:443", 1, "2001:db8::1"),
        ("127.0.0.1", "2001:db8::1", 1, "2001:db8::1"),
        ("127.0.0.1", "192.168.1.4", 1, None),
        ("127.0.0.1", "x" * 100_000, 1, None),
    ],
)
def test_address_is_what_our_own_proxy_wrote_or_unknown(
    settings, remote, forwarded, proxies, expected
):
    settings.TRUSTED_PROXIES = proxies
    found = limits.client_address(sent(remote, forwarded))
    assert (None if found is None else str(found)) == expected


def test_sender_cannot_choose_another_address_in_front_of_the_proxys(settings):
    settings.TRUSTED_PROXIES = 1
    levels = [
        limits.count(sent("127.0.0.1", f"198.51.100.{number}, 203.0.113.5"), form="help").level
        for number in range(11)
    ]
    assert levels[-1] is Level.BUSY


def test_connection_of_the_sixth_version_counts_as_one_and_its_neighbour_as_another():
    levels = [
        limits.count(sent(f"2001:db8:1:2::{number:x}"), form="help").level
        for number in range(1, 12)
    ]
    assert levels[-1] is Level.BUSY
    assert limits.count(sent("2001:db8:1:3::1"), form="help").level is Level.NORMAL


# The secret


def secret() -> tuple[str, bytes]:
    return cache.get("core.limits.secret")


def test_secret_is_another_each_day_and_all_counts_go_with_it(clock, monkeypatch):
    # The same hour's number on both days: only the secret can tell the counts apart.
    monkeypatch.setattr(limits, "_HOUR", 10**12)
    monkeypatch.setattr(limits, "FREE_IN_ALL", 1_000)
    many(11)
    day, first = secret()
    assert day == "2026-03-10"
    clock(datetime(2026, 3, 10, 23, 59, 59, tzinfo=UTC))
    assert many(1) == [Level.BUSY]
    assert secret() == (day, first)
    clock(datetime(2026, 3, 11, 0, 0, 0, tzinfo=UTC))
    assert many(1) == [Level.NORMAL]
    day, second = secret()
    assert day == "2026-03-11"
    assert second != first
    assert len(second) == 32


def test_old_secret_is_forgotten_also_when_nobody_sends_any_more(clock):
    many(1)
    limits.forget()
    assert secret() is not None
    clock(NOON + timedelta(days=1))
    limits.forget()
    assert secret() is None
    limits.forget()


def test_secret_ends_with_the_day(clock, monkeypatch):
    kept = []
    monkeypatch.setattr(limits.cache, "add", lambda *args, timeout: kept.append(timeout))
    clock(datetime(2026, 3, 10, 23, 59, tzinfo=UTC))
    limits._secret()
    assert set(kept) == {60}


@pytest.mark.parametrize("proxies", [0, 1])
def test_cache_holds_neither_the_address_nor_a_digest_that_can_be_made_without_the_secret(
    settings, proxies, names
):
    settings.TRUSTED_PROXIES = proxies
    address = "198.51.100.77"
    limits.count(
        sent("127.0.0.1" if proxies else address, address if proxies else None), form="help"
    )
    packed = ip_address(address).packed
    (kept,) = [name.split(".")[4] for name in names if len(name) > 80]
    assert kept == hmac.digest(secret()[1], packed, "sha256").hex()
    plain = {address, packed.hex(), hashlib.sha256(packed).hexdigest()}
    keyed = hmac.digest(settings.SECRET_KEY.encode(), packed, "sha256").hex()
    for name in names:
        assert not any(form in name for form in {*plain, keyed})


def test_cache_that_keeps_nothing_refuses_nobody(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    assert limits.count(sent(), form="help").level in Level
    assert limits.look(sent(), form="help").level in Level
    assert limits.take_place(form="help") in {True, False}


# Many at once

COUNT = """
import os, sys; sys.path[:0] = ["site", "."]
import django; django.setup()
from django.test import RequestFactory
from core import limits
request = RequestFactory().post("/", REMOTE_ADDR="203.0.113.5")
go, start = os.pipe()
out = sys.stdout.fileno()
for _ in range(30):
    if os.fork() == 0:
        os.close(start)
        os.read(go, 1)  # ends when all are there
        for _ in range(4):
            os.write(out, limits.count(request, form="help").level.name.encode() + b"\\n")
        os._exit(0)
os.close(start)
for _ in range(30):
    os.wait()
"""


def test_thirty_processes_at_once_count_right():
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run(
        [sys.executable, "-c", COUNT],
        cwd=django_settings.BASE_DIR,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    levels = done.stdout.split()
    assert len(levels) == 120
    assert levels.count("NORMAL") == 10
