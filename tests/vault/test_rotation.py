"""Rotating the key ring: complete, resumable, beside a running site, past forged rows."""

import base64
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.http import HttpResponse

from tests.vault.test_rekeying import Kept, all_of
from vault import returns, storage
from vault.domain import records, rotation
from vault.models import Envelope, Grant, OpenReturn, OrganisationKey, SealedMessage, StaffKey

pytestmark = pytest.mark.django_db
OLD = settings.SEAL_KEYRING
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
BOTH = f"{NEW},{OLD}"
# Binary columns that hold no secret, or a digest; all others go through `vault.storage`.
OPEN = {
    (OrganisationKey, "public_key"),
    (StaffKey, "public_key"),
    (StaffKey, "salt"),
    (Envelope, "public_key"),
    (Envelope, "staff_public_key"),
    (Envelope, "return_public_key"),
    (Envelope, "return_lookup"),
    (OpenReturn, "token_digest"),
}
OURS = ("core", "bilingual", "vault", "demo", "home", "stories", "events", "resources", "support")


@pytest.fixture
def kept(db) -> Kept:
    return everything()


def everything() -> Kept:
    """Make rows of every kind that is sealed."""
    kept = Kept()
    returns.start(HttpResponse(), records.open_by_code(keys=kept.returns))
    return kept


def rotate(*arguments: str) -> tuple[str, str]:
    """Return what the command says, and what it complains about."""
    out, complaints = StringIO(), StringIO()
    call_command("rotate_keyring", *arguments, stdout=out, stderr=complaints)
    return out.getvalue(), complaints.getvalue()


def cells() -> dict[tuple, bytes]:
    return {
        (model, column, row.pk): bytes(getattr(row, column))
        for model, column in rotation.PROTECTED
        for row in model._base_manager.all()
    }


def ids() -> dict[str, int]:
    """Return how many cells name each key."""
    named: dict[str, int] = {}
    for blob in cells().values():
        key_id = blob[2 : 2 + blob[1]].decode()
        named[key_id] = named.get(key_id, 0) + 1
    return named


def test_no_binary_column_is_forgotten():
    binary = {
        (model, field.name)
        for label in OURS
        if apps.is_installed(label)
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.BinaryField)
    }
    assert len(rotation.PROTECTED) == len(set(rotation.PROTECTED))
    assert set(rotation.PROTECTED).isdisjoint(OPEN)
    assert binary == set(rotation.PROTECTED) | OPEN


def test_rows_of_every_column_are_wrapped_as_the_registry_says(kept):
    for model, column in rotation.PROTECTED:
        rows = list(model._base_manager.all())
        assert rows, f"no row of {model} to try"
        for row in rows:
            assert storage.reveal(row, column)


def test_everything_is_under_the_new_key_and_says_the_same(kept, settings):
    before, held = all_of(kept.opened_by(kept.people[0])), ids()
    assert list(held) == ["test"]
    settings.SEAL_KEYRING = BOTH
    rotate()
    assert ids() == {"new": held["test"]}
    settings.SEAL_KEYRING = NEW  # the old key is gone for good
    for person in kept.people:
        assert all_of(kept.opened_by(person)) == before
    assert records.open_by_code(keys=kept.returns) is not None
    assert storage.reveal(OpenReturn.objects.get(), "sealed_secret")


def test_second_run_changes_nothing(kept, settings):
    settings.SEAL_KEYRING = BOTH
    rotate()
    before = cells()
    rotate()
    assert cells() == before


def test_check_changes_nothing_and_fails_while_an_old_key_is_needed(kept, settings):
    settings.SEAL_KEYRING = BOTH
    before = cells()
    with pytest.raises(
        CommandError, match=f"{len(before)} sealed cells still need an old key"
    ) as e:
        rotate("--check")
    assert e.value.returncode == 1
    assert cells() == before
    rotate()
    printed, complaints = rotate("--check")
    assert "Nothing needs any key but new" in printed
    assert not complaints


def test_one_key_alone_has_nothing_to_do(kept):
    before = cells()
    assert "Other keys in the ring: none." in rotate()[0]
    assert cells() == before


@pytest.mark.parametrize("batch", [1, 2, 1000])
def test_batches_of_any_size_reach_every_row(kept, settings, monkeypatch, batch):
    monkeypatch.setattr(rotation, "BATCH", batch)
    settings.SEAL_KEYRING = BOTH
    rotate()
    assert list(ids()) == ["new"]


@pytest.mark.parametrize("forgery", ["changed", "moved", "cut", "empty", "another version"])
def test_forged_rows_are_named_and_left_and_stop_nothing(kept, settings, forgery):
    victim, other = SealedMessage.objects.order_by("number")[:2]
    blob = bytes(victim.sealed)
    victim.sealed = {
        "changed": blob[:-1] + bytes([blob[-1] ^ 1]),
        "moved": bytes(other.sealed),
        "cut": blob[:20],
        "empty": b"",
        "another version": b"\x09" + blob[1:],
    }[forgery]
    victim.save()
    settings.SEAL_KEYRING = BOTH
    printed, complaints = rotate()
    assert str(victim.pk) in complaints
    assert "vault_sealedmessage.sealed: 1 open under no key of the ring" in complaints
    assert "Nothing needs any key but new" in printed  # a forged row holds no key back
    others = {cell: blob for cell, blob in cells().items() if cell[2] != victim.pk}
    assert {blob[2:5] for blob in others.values()} == {b"new"}
    assert cells()[SealedMessage, "sealed", victim.pk] == bytes(victim.sealed)


def test_key_taken_out_too_early_is_told(kept, settings):
    settings.SEAL_KEYRING = NEW
    _printed, complaints = rotate("--check")
    assert f"vault_grant.sealed_secret: {Grant.objects.count()} open under no key" in complaints
    settings.SEAL_KEYRING = BOTH  # nothing was lost: put back, it can be used up properly
    rotate()
    assert list(ids()) == ["new"]


def test_row_that_changes_meanwhile_is_not_overwritten(kept, settings, monkeypatch):
    """Between reading a cell and writing it, somebody else writes it."""
    settings.SEAL_KEYRING = BOTH
    grant, real, done = Grant.objects.order_by("pk").first(), storage.protect, []

    def protect(row, column, blob):
        if isinstance(row, Grant) and row.pk == grant.pk and not done:
            done.append(1)
            settings.SEAL_KEYRING = OLD  # a process that was started with the old ring
            newer = real(row, column, b"newer")
            Grant.objects.filter(pk=row.pk).update(sealed_secret=newer)
            settings.SEAL_KEYRING = BOTH
        return real(row, column, blob)

    monkeypatch.setattr(storage, "protect", protect)
    rotate()
    grant.refresh_from_db()
    assert storage.reveal(grant, "sealed_secret") == b"newer"
    assert list(ids()) == ["new"]


def test_row_that_is_deleted_meanwhile_stays_deleted(kept, settings, monkeypatch):
    settings.SEAL_KEYRING = BOTH
    gone, real = SealedMessage.objects.order_by("pk").last(), storage.protect

    def protect(row, column, blob):
        SealedMessage.objects.filter(pk=gone.pk).delete()
        return real(row, column, blob)

    monkeypatch.setattr(storage, "protect", protect)
    rotate()
    assert not SealedMessage.objects.filter(pk=gone.pk).exists()
    assert list(ids()) == ["new"]


_KILLED_AFTER_FIVE = """
import os, signal
import django
django.setup()
from vault import storage
from vault.domain import rotation
real, done = storage.protect, []
def protect(row, column, blob):
    if len(done) == 5:
        os.kill(os.getpid(), signal.SIGKILL)
    done.append(1)
    return real(row, column, blob)
storage.protect = protect
from django.core.management import call_command
call_command("rotate_keyring")
"""


@pytest.mark.django_db(transaction=True)
def test_killed_halfway_it_is_simply_run_again(transactional_db):
    kept = everything()
    before, number = all_of(kept.opened_by(kept.people[0])), len(cells())
    killed = process(["-c", _KILLED_AFTER_FIVE])
    assert killed.returncode == -9
    assert ids() == {"new": 5, "test": number - 5}
    assert process(["manage.py", "rotate_keyring", "--check"]).returncode == 1
    again = process(["manage.py", "rotate_keyring"])
    assert again.returncode == 0, again.stderr
    assert ids() == {"new": number}
    assert process(["manage.py", "rotate_keyring", "--check"]).returncode == 0
    assert not {OLD.split(":")[1], NEW.split(":")[1]} & set(again.stdout.replace(",", " ").split())
    settings_before = settings.SEAL_KEYRING
    try:
        settings.SEAL_KEYRING = NEW
        assert all_of(kept.opened_by(kept.people[0])) == before
    finally:
        settings.SEAL_KEYRING = settings_before


def process(arguments: list[str]) -> subprocess.CompletedProcess:
    """Run Python as another process with both keys, on the database of this test."""
    root = Path(settings.BASE_DIR)
    environment = {
        **os.environ,
        "SEAL_KEYRING": BOTH,
        "DATABASE_URL": _address(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": f"{root / 'site'}{os.pathsep}{root}",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _address() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    who = quote(database["USER"]) + (
        f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else ""
    )
    return f"postgres://{who}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"
