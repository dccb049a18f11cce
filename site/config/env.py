"""Reads the environment that settings are made of, and says by name what is missing or wrong."""

import base64
import binascii
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()


def secret(name: str) -> str:
    """Return the secret called `name`.

    Raises:
        ImproperlyConfigured: it is unset or empty; no secret has a default.
    """
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. It is a secret and has no default; see .env.example."
        )
    return value


def secret_bytes(name: str, *, at_least: int) -> bytes:
    """Return the base64 secret called `name`, of `at_least` that many bytes.

    Raises:
        ImproperlyConfigured: it is unset, is not base64, or is too short.
    """
    try:
        value = base64.b64decode(secret(name), validate=True)
    except binascii.Error as error:
        raise ImproperlyConfigured(f"{name} is not valid base64.") from error
    if len(value) < at_least:
        raise ImproperlyConfigured(f"{name} is shorter than {at_least} bytes.")
    return value


def choice(name: str, *, choices: tuple[str, ...], default: str) -> str:
    """Return the value of `name`, one of `choices`.

    Raises:
        ImproperlyConfigured: it is something else.
    """
    value = env.str(name, default=default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of: {', '.join(choices)}.")
    return value


def database(url: str, *, data_dir: Path) -> dict:
    """Return Django's database settings for `url`, or for one SQLite file in `data_dir`."""
    config = environ.Env.db_url_config(url or f"sqlite:///{data_dir / 'sanad.sqlite3'}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            # A write lock from the start: no "database is locked" in mid-transaction (TRAPS E1).
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL, since a request for help that was confirmed must survive a power cut;
            # secure_delete, so that deleted rows are overwritten and not only forgotten.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
            ),
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config
