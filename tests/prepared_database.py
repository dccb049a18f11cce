"""Keeps a migrated SQLite database beside the tests, so that most runs need not migrate again.

The migrations of Wagtail and of everything else take longer than most test files. A copy stands for
exactly one set of migrations: its name is a digest of their contents. `migrate` still runs on every
copy, and has nothing left to do.
"""

import hashlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from django.apps import apps
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
_SHELF = ROOT / ".pytest_cache"


def can_be_prepared() -> bool:
    """Tell whether the tests' database is a file."""
    return connection.vendor == "sqlite"


def lay_out() -> None:
    """Put the prepared database where the tests look for theirs, if there is one."""
    prepared = _prepared()
    if prepared.exists():
        shutil.copyfile(prepared, _of_the_tests())


def put_aside() -> None:
    """Keep the migrated database for later runs; before the first test, so that it is empty."""
    prepared = _prepared()
    if prepared.exists():
        return
    _SHELF.mkdir(exist_ok=True)
    for outdated in _SHELF.glob("migrated-*.sqlite3"):
        outdated.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(dir=_SHELF)
    os.close(handle)
    with sqlite3.connect(_of_the_tests()) as source, sqlite3.connect(name) as target:
        source.backup(target)  # with what is still in the write-ahead log
    Path(name).replace(prepared)  # another process may have done the same


def _of_the_tests() -> Path:
    return Path(connection.settings_dict["TEST"]["NAME"])


def _prepared() -> Path:
    return _SHELF / f"migrated-{_digest()}.sqlite3"


def _digest() -> str:
    digest = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name):
        for path in sorted(Path(app.path, "migrations").glob("*.py")):
            digest.update(f"{app.name}/{path.name}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
