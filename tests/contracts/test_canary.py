"""What a visitor writes, and where they come from, is found nowhere: canaries are sent and sought.

The whole way is walked over HTTP and through the public verbs. Then every table, the raw files of
the database, the logs, the mail and the data folder with its cache and media are searched, for each
encoding in which the words might have been put by.
"""

import base64
import io
import json
import logging
import secrets
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection

from core.logs import PrivateFormatter
from support.domain import conversing, drafting, noting
from support.models import HelpRequest, VolunteerProfile
from tests.factories.support import open_form as make_open_form
from tests.factories.vault import PASSPHRASE, unlocked
from tests.support.queue import run_queue
from tests.support.visitor import SAME_ORIGIN, Visitor, code, hidden, soup, token
from vault.domain.messages import read_messages

AGENT = "CanaryAgent-8H3/1.0"
REFERER = "https://canary-referer-2j7.example/path"
QUERY = "canary-query-4d9"
ADDRESS = "203.0.113.77"
FORWARDED = "198.51.100.23"
TRACES = [AGENT, REFERER, "canary-referer-2j7", QUERY, ADDRESS, FORWARDED]


def canary(name: str) -> str:
    """Return words in both scripts, since the two take different ways through encodings."""
    arabic = "".join(secrets.choice("عصفورتغذجخ") for _ in range(12))
    return f"canary-{name}-{secrets.token_hex(8)} {arabic}"


@dataclass
class Canaries:
    """What is written in one test; new each time, for a log of a database remembers the last."""

    body: str = field(default_factory=lambda: canary("body"))
    contact: str = field(default_factory=lambda: canary("contact"))
    hours: str = field(default_factory=lambda: canary("hours"))
    again: str = field(default_factory=lambda: canary("again"))
    reply: str = field(default_factory=lambda: canary("reply"))
    draft: str = field(default_factory=lambda: canary("draft"))
    note: str = field(default_factory=lambda: canary("note"))
    moved: str = field(default_factory=lambda: canary("moved"))


def disguises(text: str) -> set[bytes]:
    """Return the bytes by which `text` would be recognised, however it was put by."""
    raw = text.encode()
    found = {
        raw,
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        raw.hex().encode(),
        raw.hex().upper().encode(),
        json.dumps(text)[1:-1].encode(),
        json.dumps(json.dumps(text)[1:-1])[1:-1].encode(),
        quote(text).encode(),
        quote_plus(text).encode(),
        repr(raw)[2:-1].encode(),
    }
    for before in range(3):
        # What stands before and after in the same three bytes changes the outermost letters.
        inner = slice(4 if before else 0, -4)
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            found.add(encode(b"\0" * before + raw)[inner])
    return found


def everything(log: str) -> list[tuple[str, bytes]]:
    """Return all that was kept anywhere, as named pieces of bytes."""
    return [*_tables(), *_files(), *_mail(), ("log", log.encode())]


def _tables() -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                yield from ((table, _bytes(value)) for value in row)


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False).encode()
    return str(value).encode()


def _files() -> Iterator[tuple[str, bytes]]:
    # The data folder holds cache and media, and SQLite's file with its write-ahead log.
    for path in Path(settings.DATA_DIR).rglob("*"):
        yield "name of a file", str(path).encode()
        if path.is_file():
            data = path.read_bytes()
            yield path.name, data
            if path.suffix == ".djcache":  # packed by Django, so nothing would be seen in it
                yield "cache", zlib.decompress(data[data.index(b"x\x9c") :])


def _mail() -> Iterator[tuple[str, bytes]]:
    for message in mail.outbox:
        yield "mail", message.message().as_bytes()
        yield "mail", f"{message.subject}\n{message.body}\n{message.recipients()}".encode()


def places_of(text: str, kept: list[tuple[str, bytes]]) -> set[str]:
    """Return where `text`, or a single word of it, is found in any disguise."""
    forms = {form for words in {text, *text.split()} for form in disguises(words)}
    return {name for name, data in kept if any(form in data for form in forms)}


@pytest.fixture
def log(caplog) -> Iterator[io.StringIO]:
    """All that is logged from DEBUG on, as production's formatter writes it."""
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    handler.setFormatter(PrivateFormatter())
    logging.getLogger().addHandler(handler)
    for name in ("", "django", "django.request", "sanad", "django_tasks"):
        caplog.set_level(logging.DEBUG, logger=name)
    yield output
    logging.getLogger().removeHandler(handler)


def walk(opened, said: Canaries) -> tuple[Visitor, list[str]]:
    """Go the whole way as visitor and volunteer, with traces in every request.

    Returns the visitor, and what else must not be kept: code, cookie, tokens.
    """
    visitor = Visitor(headers={**SAME_ORIGIN, "X-Forwarded-For": FORWARDED})
    visitor.client.defaults |= {
        "REMOTE_ADDR": ADDRESS,
        "HTTP_USER_AGENT": AGENT,
        "HTTP_REFERER": REFERER,
        "HTTP_X_FORWARDED_FOR": FORWARDED,
    }
    visitor.get(f"support/?q={QUERY}")
    assert visitor.get(f"nowhere/{QUERY}/?q={QUERY}").status_code == 404
    answers = visitor.answers(
        opened,
        body=said.body,
        contact=said.contact,
        safe_hours=said.hours,
        may_leave_message="yes",
    )
    visitor.post(f"support/?q={QUERY}", {**answers, "topic": said.body, "step": "review"})
    visitor.post("support/", {**answers, "step": "review"})
    visitor.post("support/", {**answers, "step": "edit"})
    visitor.post("support/", {**answers, "step": "send"}, headers={"Sec-Fetch-Site": "cross-site"})
    visitor.code = code(visitor.send(answers))
    visitor.send(answers)
    run_queue()

    request = HelpRequest.objects.get()
    record = conversing.open_request(request=request, key=unlocked(request.assigned_to.user))
    assert read_messages(record=record)[0].payload["body"] == said.body
    author = request.assigned_to
    drafting.keep_draft(request=request, author=author, body=said.draft)
    assert drafting.read_draft(record=record, author=author).body == said.draft
    noting.add_note(request=request, author=author, body=said.note)
    assert said.note in [message.payload["body"] for message in read_messages(record=record)]
    conversing.answer_request(request=request, body=said.reply, alias=author.alias_en)
    drafting.keep_draft(request=request, author=author, body=said.draft)

    visitor.come_back(f"0000 {QUERY}")
    response = visitor.come_back(visitor.code)
    page = visitor.client.get(response["Location"])
    shown = soup(page).main.get_text()
    assert all(text in shown for text in (said.body, said.reply, said.contact, said.hours))
    data = {"form_token": token(page), "conversation": hidden(page, name="conversation")}
    for _ in range(2):
        visitor.post(f"support/conversation/?q={QUERY}", {**data, "body": said.again})
    assert said.again in visitor.get("support/conversation/").content.decode()
    page = visitor.get("support/conversation/contact/")
    terms = {"contact": said.moved, "safe_hours": "", "may_leave_message": "yes"}
    visitor.post("support/conversation/contact/", {**terms, **fields_of(page)})
    shown = soup(visitor.get("support/conversation/")).main.get_text()
    assert said.moved in shown
    for hidden_from_them in (said.contact, said.draft, said.note):
        assert hidden_from_them not in shown
    run_queue()
    return visitor, [
        visitor.code,
        " ".join(visitor.code[n : n + 4] for n in range(0, 20, 4)),
        visitor.client.cookies[settings.RETURN_COOKIE_NAME].value,
        answers["form_token"],
        data["form_token"],
        PASSPHRASE,
    ]


def fields_of(page) -> dict[str, str]:
    return {name: hidden(page, name=name) for name in ("form_token", "conversation")}


@pytest.mark.django_db(transaction=True)
def test_canaries_are_found_nowhere(log, caplog):
    opened = make_open_form()
    said = Canaries()
    visitor, keys = walk(opened, said)
    kept = everything(log.getvalue())
    assert len(mail.outbox) == 2
    names = {name for name, _data in kept}
    assert {"vault_sealedmessage", "support_helprequest", "log", "mail"} <= names
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"]).name
        assert {database, f"{database}-wal"} <= names
    for text in vars(said).values():
        assert places_of(text, kept) == set()
        assert text not in caplog.text
        assert text.split()[0] not in caplog.text
    for text in TRACES:
        assert places_of(text, kept) == set()
    for text in keys:
        # Whole, since single words of a passphrase or four digits occur by chance.
        assert {name for name, data in kept if any(d in data for d in disguises(text))} == set()

    # The same search finds the same words once somebody stores them unsealed.
    VolunteerProfile.objects.filter(pk=opened.coordinator.pk).update(alias_ar=said.body[:60])
    planted = places_of(said.body, everything(log.getvalue()))
    assert "support_volunteerprofile" in planted
    if connection.vendor == "sqlite":
        assert any(name.endswith("-wal") for name in planted)

    visitor.post("support/conversation/delete/", {})
    page = visitor.get("support/conversation/delete/")
    data = {"form_token": token(page), "conversation": hidden(page, name="conversation")}
    assert visitor.post("support/conversation/delete/", data).status_code == 200
    assert not HelpRequest.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_canaries_are_found_nowhere_when_sending_breaks(log, monkeypatch):
    """A fault's message may quote what was typed; the log says class and place only."""

    def fail(**kwargs):
        raise RuntimeError(f"could not store {kwargs['payload']}")

    opened = make_open_form()
    said = Canaries()
    visitor = Visitor()
    answers = visitor.answers(opened, body=said.body, contact=said.contact, safe_hours=said.hours)
    monkeypatch.setattr("support.domain.submitting.records.seal_record", fail)
    assert visitor.send(answers).status_code == 503
    kept = everything(log.getvalue())
    assert "RuntimeError" in log.getvalue()
    for text in vars(said).values():
        assert places_of(text, kept) == set()


@pytest.mark.django_db(transaction=True)
def test_search_finds_what_lies_open_in_each_place(log):
    """A search that finds nothing proves something only if it finds what is there."""
    planted = canary("planted")
    opened = make_open_form()
    VolunteerProfile.objects.filter(pk=opened.coordinator.pk).update(alias_ar=planted)
    logging.getLogger("sanad.support").debug("%s", planted)
    cache.set("planted", {"inside": [planted]})
    mail.EmailMessage("x", planted, to=["a@staff.example"]).send()
    note = Path(settings.MEDIA_ROOT, "note.bin")
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_bytes(b"xx" + base64.b64encode(b"a" + planted.encode() + b"b"))
    named = note.with_name(planted.split()[0])
    named.touch()
    try:
        found = places_of(planted, everything(log.getvalue()))
    finally:
        cache.delete("planted")
        note.unlink()
        named.unlink()
    expected = {
        "support_volunteerprofile",
        "log",
        "cache",
        "mail",
        "note.bin",
        "name of a file",
    }
    if connection.vendor == "sqlite":
        assert any(name.endswith("-wal") for name in found)
        found = {name for name in found if not name.startswith("test")}
    assert found == expected


@pytest.mark.parametrize(
    "encode",
    [
        str.encode,
        lambda text: text.encode("utf-16-le"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("utf-16"),
        lambda text: text.encode().hex().encode(),
        lambda text: json.dumps({"a": text}).encode(),
        lambda text: json.dumps({"a": json.dumps([text])}).encode(),
        lambda text: quote_plus(f"q={text}").encode(),
        lambda text: repr(text.encode()).encode(),
        *(
            lambda text, before=before: base64.b64encode(b"x" * before + text.encode() + b"yz")
            for before in range(4)
        ),
    ],
)
def test_search_sees_through_each_disguise(encode: Callable[[str], bytes]):
    text = canary("hidden")
    data = b"\x00before" + encode(text) + b"after\xff"
    assert places_of(text, [("here", data), ("there", b"nothing")]) == {"here"}
