"""Argon2id: parameters within limits, one run at a time, and no queue shared between purposes."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from nacl import bindings

from vault.crypto import return_code, staff_key, stretching

from .helpers import CHEAP

SALT = bytes(16)
PEPPER = bytes(32)


def test_runs_of_one_purpose_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    running: list[int] = []
    most = 0

    def slow(*_arguments: object) -> bytes:
        nonlocal most
        running.append(1)
        most = max(most, len(running))
        time.sleep(0.02)
        running.pop()
        return bytes(32)

    monkeypatch.setattr(bindings, "crypto_pwhash_alg", slow)
    with ThreadPoolExecutor(6) as pool:
        tries = [
            pool.submit(return_code.derive_or_dummy, str(n), site_salt=SALT, pepper=PEPPER, **CHEAP)
            for n in range(6)
        ]
        for one in tries:
            one.result(timeout=10)
    assert most == 1


def test_a_flood_of_codes_keeps_no_volunteer_waiting() -> None:
    with return_code._one_at_a_time, ThreadPoolExecutor(1) as pool:
        made = pool.submit(staff_key.create, passphrase="six words", **CHEAP)
        assert made.result(timeout=20).opslimit == CHEAP["opslimit"]


@pytest.mark.parametrize(
    ("opslimit", "mebibytes"), [(1, 64), (0, 64), (-1, 64), (11, 64), (2, 7), (2, 513), (2, 65536)]
)
def test_parameters_outside_the_range_are_refused(opslimit: int, mebibytes: int) -> None:
    memlimit = mebibytes * stretching.MEBIBYTE
    assert not stretching.is_acceptable(opslimit=opslimit, memlimit=memlimit)
    with pytest.raises(ValueError, match="accepted range"):
        return_code.derive(
            code=return_code.generate(),
            site_salt=SALT,
            pepper=PEPPER,
            opslimit=opslimit,
            memlimit=memlimit,
        )
    with pytest.raises(ValueError, match="accepted range"):
        staff_key.create(passphrase="six words", opslimit=opslimit, memlimit=memlimit)


def test_the_salt_has_sixteen_bytes() -> None:
    with pytest.raises(ValueError, match="salt"):
        stretching.stretch(
            password=b"", salt=bytes(15), one_at_a_time=return_code._one_at_a_time, **CHEAP
        )
