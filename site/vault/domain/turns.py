"""Lets only so many return codes be tried at one moment on this machine.

A try costs memory and time by design. Without a bound, a hundred at once would take every process
of the web server, and nobody could sign in. Whoever comes while all turns are taken is asked to
come back in a minute, whatever they typed. No count is kept of anybody: the next free turn is for
whoever is there.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

_LOOK_EVERY = 0.05  # seconds


class NoTurn(Exception):
    """All turns are taken, and so are the places to wait for one."""


@contextmanager
def turn() -> Iterator[None]:
    """Hold one of the machine's turns; wait shortly for one, if there is a place to wait.

    Raises:
        NoTurn
    """
    with _first_free("turn", settings.CODE_TURNS) as file:
        if file is not None:
            yield
            return
    with _first_free("place", settings.CODE_PLACES_TO_WAIT) as place:
        end = time.monotonic() + settings.CODE_WAIT_SECONDS
        while place is not None and time.monotonic() < end:
            time.sleep(_LOOK_EVERY)
            with _first_free("turn", settings.CODE_TURNS) as file:
                if file is not None:
                    yield
                    return
    raise NoTurn


@contextmanager
def _first_free(name: str, count: int) -> Iterator[IO[bytes] | None]:
    """Hold a lock that the system takes back itself, should the process die."""
    folder = Path(settings.DATA_DIR) / "turns"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in range(count):
        file = (folder / f"{name}-{number}").open("wb")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # somebody else has it
            file.close()
            continue
        with file:
            yield file
        return
    yield None
