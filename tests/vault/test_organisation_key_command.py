"""`manage.py create_organisation_key`: two parts, shown once, kept nowhere."""

import base64
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.factories import support
from tests.vault.every_table import every_value
from vault import storage
from vault.crypto import compartments, envelope, org_key
from vault.models import Grant, OrganisationKey

pytestmark = pytest.mark.django_db

COMMAND = "create_organisation_key"
PART = re.compile(r"^Part (\d) of 2.*?^Fingerprint of the key: (.*?)$\n\n(.*?)^-", re.M | re.S)


def run(*arguments: str) -> str:
    """Return what the command prints."""
    out = StringIO()
    call_command(COMMAND, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def parts(printed: str) -> list[tuple[str, str, str]]:
    """Return number, fingerprint and text of each part, as a person reads them off the screen."""
    return PART.findall(printed)


def test_prints_two_parts_that_are_the_private_half():
    (first, second) = parts(run("--no-input"))
    key = OrganisationKey.objects.get(is_current=True)
    assert [first[0], second[0]] == ["1", "2"]
    assert {first[1], second[1]} == {key.fingerprint}
    assert [org_key.check_part(part[2]) for part in (first, second)] == [1, 2]
    secret = org_key.combine(first[2], second[2])
    assert envelope.public_key_of(secret_key=secret) == bytes(key.public_key)


def test_parts_stand_in_lines_that_one_can_copy():
    for _, _, text in parts(run("--no-input")):
        lines = text.strip("\n").split("\n")
        assert [len(line.split()) for line in lines] == [4, 4, 4, 4]
        assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}", group) for group in text.split())


def test_each_part_is_shown_once():
    printed = run("--no-input")
    squeezed = "".join(printed.split())
    for _, _, text in parts(printed):
        assert squeezed.count("".join(text.split())) == 1


def test_printed_key_opens_a_request(db):
    """The day when everybody else is gone."""
    (first, second) = parts(run("--no-input"))
    for _ in range(2):
        support.make_volunteer(is_duty_coordinator=True)
    topic = support.TopicFactory()
    request = support.submit_request(
        nonce=b"n" * 32,
        topic=topic,
        region=None,
        language=support.make_language("ar"),
        urgency="now",
        payload={"body": "x"},
    ).request
    grant = Grant.objects.get(envelope=request.envelope, organisation_key__isnull=False)
    secret = envelope.open_sealed_secret(
        holder_secret_key=org_key.combine(first[2], second[2]),
        blob=storage.reveal(grant, "sealed_secret"),
        record=request.envelope.pk.bytes,
    )
    made = compartments.derive(root=secret, record=request.envelope.pk.bytes)
    assert made.conversation.public == bytes(request.envelope.public_key)


def test_database_and_disk_hold_the_public_half_only():
    before = _files()
    (first, second) = parts(run("--no-input"))
    secret = org_key.combine(first[2], second[2])
    needles = [secret, base64.b64encode(secret), secret.hex().encode()]
    for part in (first, second):
        squeezed = "".join(part[2].split())
        needles += [squeezed.encode(), " ".join(part[2].split()).encode()]
    for table, value in every_value():
        assert not any(needle in value for needle in needles), table
    for path in _files():
        assert not any(needle in path.read_bytes() for needle in needles), path
    assert {path.name for path in _files() - before} <= {"test.sqlite3-wal", "test.sqlite3-shm"}


def _files() -> set[Path]:
    return {path for path in Path(settings.DATA_DIR).rglob("*") if path.is_file()}


def test_second_key_is_refused_and_shows_nothing():
    run("--no-input")
    key = OrganisationKey.objects.get()
    with pytest.raises(CommandError, match=re.escape(key.fingerprint)):
        run("--no-input")
    assert OrganisationKey.objects.count() == 1


def test_key_made_by_somebody_else_meanwhile_is_refused_in_words(monkeypatch):
    def meanwhile(prompt: str) -> str:
        run("--no-input")
        return "yes"

    monkeypatch.setattr("builtins.input", meanwhile)
    with pytest.raises(CommandError, match="The organisation has a key"):
        run()
    assert OrganisationKey.objects.count() == 1


@pytest.mark.parametrize("answer", ["", "no", "y", "yes please"])
def test_anything_but_yes_makes_no_key(monkeypatch, answer):
    monkeypatch.setattr("builtins.input", lambda prompt: answer)
    with pytest.raises(CommandError, match="No key was made"):
        run()
    assert not OrganisationKey.objects.exists()


def test_nobody_at_the_keyboard_makes_no_key(monkeypatch):
    def closed(prompt: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", closed)
    with pytest.raises(CommandError, match="No key was made"):
        run()
    assert not OrganisationKey.objects.exists()


def test_yes_after_the_explanation_makes_it(monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt: " Yes ")
    printed = run()
    assert "Two people each take one part" in printed
    assert len(parts(printed)) == 2
