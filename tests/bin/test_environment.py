"""The environment's description: `.env.example` names exactly what the settings read."""

import base64
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READING = re.compile(
    r"""(?:env(?:\.\w+)?|secret|secret_bytes|choice|environ\.get)\(\s*["']([A-Z][A-Z0-9_]+)["']"""
)


def test_every_variable_that_is_read_is_described_and_no_other() -> None:
    sources = "".join(file.read_text() for file in (ROOT / "site" / "config").glob("*.py"))
    read = set(READING.findall(sources)) - {"DJANGO_SETTINGS_MODULE"}
    example = (ROOT / ".env.example").read_text()
    described = set(re.findall(r"(?m)^#?([A-Z0-9_]+)=", example))
    assert read == described


def test_no_secret_has_a_value_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text()
    secrets = re.findall(r"(?m)^#?(SE\w+_KEY\w*|RETURN\w+|S3_\w*KEY\w*)=(.*)$", example)
    assert len(secrets) >= 5
    assert {value for _, value in secrets} == {""}


@pytest.mark.parametrize("name", ["SECRET_KEY", "SEAL_KEYRING", "RETURN_CODE_PEPPER", "SITE_URL"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_secret_stops_the_start_with_its_name(name: str, value: str | None) -> None:
    assert line_of_a_start(**{name: value}).startswith(f"{name} is not set")


@pytest.mark.parametrize("value", ["garbage", "one:AAAA", "one:" + "?" * 44, ","])
def test_a_key_ring_that_cannot_be_used_stops_the_start_and_is_not_shown(value: str) -> None:
    line = line_of_a_start(SEAL_KEYRING=value)
    assert line.startswith("SEAL_KEYRING cannot be used: ")
    key = value.partition(":")[2]
    assert not key or key not in line


def line_of_a_start(**changes: str | None) -> str:
    """Return the one line that a start with these changes to a good environment ends with."""
    environment = {
        "PATH": os.environ["PATH"],
        "SITE_URL": "https://sanad.example",
        "SECRET_KEY": "s" * 60,
        "SEAL_KEYRING": "one:" + base64.b64encode(b"k" * 32).decode(),
        "RETURN_CODE_PEPPER": base64.b64encode(b"p" * 32).decode(),
        "DEMO": "1",  # not even the demo has defaults: bin/serve makes its secrets at random
        **changes,
    }
    finished = subprocess.run(
        [sys.executable, ROOT / "manage.py", "check"],
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert finished.returncode == 1
    (line,) = finished.stderr.splitlines()
    return line
