"""Keeps uploaded files where no address leads to, readable by nobody else, and not for long."""

import hashlib
import os
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from resources.domain.importing.reading import MOST_BYTES
from resources.domain.importing.refusals import Failure, Unreadable

KEPT = timedelta(days=1)


def folder() -> Path:
    """Return the folder, which is made where it is missing."""
    path = Path(settings.DATA_DIR) / "imports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(run: UUID) -> Path:
    """Return where the file of a run lies, or would lie."""
    return folder() / str(run)


def keep(run: UUID, chunks: Iterable[bytes]) -> str:
    """Write a file for a run, with the mode 0600 from its first byte, and return its digest.

    Raises:
        Unreadable: it is too large.
    """
    digest, size = hashlib.sha256(), 0
    path = path_of(run)
    # `x`: never into a file, or a link, that somebody else has put there.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > MOST_BYTES:
                    raise Unreadable(Failure.TOO_LARGE)
                digest.update(chunk)
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def hand_on(run: UUID, to: UUID) -> None:
    """Give the file of one run to another.

    Raises:
        FileNotFoundError: it is not here any more.
    """
    path_of(run).rename(path_of(to))


def is_there(run: UUID) -> bool:
    """Tell whether the file of a run is still here."""
    return path_of(run).exists()


def check(run: UUID, *, digest: str) -> Path:
    """Return the path of a run's file, if it is still the one that was given.

    Raises:
        Unreadable: it is gone, or another one.
    """
    path = path_of(run)
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise Unreadable(Failure.GONE) from error
    if found != digest:
        raise Unreadable(Failure.CHANGED)
    return path


def forget(run: UUID) -> None:
    """Delete the file of a run."""
    path_of(run).unlink(missing_ok=True)


def forget_old() -> int:
    """Delete files that have lain here for a day, and return how many those were."""
    oldest = time.time() - KEPT.total_seconds()
    old = [path for path in folder().iterdir() if path.stat().st_mtime < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
