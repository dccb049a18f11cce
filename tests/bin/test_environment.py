"""The environment's description: `.env.example` names exactly what the settings read."""

import re
from pathlib import Path

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
