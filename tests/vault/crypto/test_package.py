"""Promises of the package as a whole: no framework, no talkative errors, no clock in a token."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import vault.crypto
from vault.crypto import errors, session_box

PACKAGE = Path(vault.crypto.__file__).parent

IMPORT_ALL = """
import importlib, json, pkgutil, sys
before = set(sys.modules)
import vault.crypto
for module in pkgutil.walk_packages(vault.crypto.__path__, "vault.crypto."):
    importlib.import_module(module.name)
roots = {name.partition(".")[0] for name in set(sys.modules) - before}
print(json.dumps([sorted(roots - sys.stdlib_module_names), sorted(
    name for name in sys.modules if name.startswith("vault"))]))
"""


def test_the_package_needs_nothing_but_the_standard_library_and_nacl() -> None:
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parents[1])}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    roots, modules = json.loads(done.stdout)
    assert set(roots) <= {"vault", "nacl", "cffi", "_cffi_backend", "_sodium"}
    assert {name for name in modules if not name.startswith("vault.crypto")} == {"vault"}
    written = {f"vault.crypto.{path.stem}" for path in PACKAGE.glob("*.py")}
    assert {*modules, "vault.crypto.__init__"} >= written


def test_every_module_is_on_the_map() -> None:
    documented = vault.crypto.__doc__ or ""
    for path in PACKAGE.glob("*.py"):
        if path.stem != "__init__":
            assert f"``{path.stem}``" in documented


def test_errors_are_fixed_sentences() -> None:
    assert str(errors.CannotOpen()) == "The sealed data cannot be opened."
    assert {errors.UnknownVersion, errors.CannotOpen, errors.MalformedCode} == set(
        errors.CryptoError.__subclasses__()
    )


def test_a_failed_opening_drags_no_cause_along() -> None:
    key = session_box.new_session_key()
    with pytest.raises(errors.CannotOpen) as caught:
        session_box.open_for_session(key=key, blob=b"\x01" + bytes(60), context=b"c")
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_e10_no_stored_format_is_a_fernet_token() -> None:
    """TRAPS E10: a Fernet token shows its time of creation and binds no associated data."""
    for path in PACKAGE.glob("*.py"):
        source = path.read_text("utf-8").lower()
        assert "fernet" not in source
        assert "import time" not in source
        assert "datetime" not in source
