"""New keys for a record: everything in it moves, and what was copied before opens nothing new."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from django.db import connection
from django.http import HttpResponse

from tests.factories.vault import UserFactory, make_staff_key, unlocked
from vault import storage
from vault.crypto import compartments, errors, org_key
from vault.crypto import envelope as sealing
from vault.domain import files, keys, parts, records, rekeying
from vault.domain.messages import Direction, append_message, read_messages
from vault.models import (
    AccessLogEntry,
    Envelope,
    Grant,
    OpenReturn,
    OrganisationKey,
    SealedFile,
    SealedMessage,
    SealedPart,
    StaffKey,
)
from vault.returns import start

pytestmark = pytest.mark.django_db
PICTURES = [b"RIFFone" * 500, b"RIFFtwo" * 40_000]
WORDS = [
    (Direction.FROM_VISITOR, "سرّ"),
    (Direction.FROM_STAFF, "an answer"),
    (Direction.NOTE, "a note among staff"),
]


class Kept:
    """A record with something of every kind in it, and everybody who can open it."""

    def __init__(self) -> None:
        self.organisation = keys.create_organisation_key()
        self.people = [make_staff_key(user=UserFactory()) for _ in range(3)]
        self.code = records.code_for_form(nonce=secrets.token_bytes(32), content={})
        self.returns = records.stretch_code(typed=self.code)
        made = records.seal_record(
            kind="request",
            keys=self.returns,
            payload={"body": WORDS[0][1]},
            holders=self.people,
            now=records.now(),
        )
        self.envelope = made.envelope
        for direction, body in WORDS[1:]:
            say(self.envelope, body, direction)
        for message in self.envelope.messages.exclude(direction=Direction.FROM_STAFF):
            files.append_files(message=message, pictures=PICTURES)
        for name, staff_only in (("contact", False), ("draft|1", True)):
            parts.put_part(
                envelope=self.envelope,
                name=name,
                payload={"text": name},
                staff_only=staff_only,
                now=records.now(),
            )

    def opened_by(self, person: StaffKey) -> records.OpenedRecord:
        envelope = Envelope.objects.get(pk=self.envelope.pk)
        return records.open_by_grant(envelope=envelope, key=unlocked(person.user))

    def rekey(self, *keep: StaffKey) -> records.OpenedRecord:
        return rekeying.rekey_record(record=self.opened_by(keep[0]), keep=keep)


@pytest.fixture
def kept(db) -> Kept:
    return Kept()


def say(envelope: Envelope, body: str, direction: str) -> SealedMessage:
    return append_message(
        envelope=envelope, direction=direction, payload={"body": body}, now=records.now()
    )


def all_of(record: records.OpenedRecord) -> tuple:
    """Return everything that somebody who opened the record reads."""
    names = ["contact"] if record.root is None else ["contact", "draft|1"]
    shown = SealedFile.objects.filter(envelope=record.envelope).order_by(
        "message__number", "number"
    )
    if record.root is None:
        shown = shown.exclude(message__direction=Direction.NOTE)
    return (
        [(each.direction, each.payload["body"]) for each in read_messages(record=record)],
        [parts.read_part(record=record, name=name) for name in names],
        [files.read_file(record=record, file_id=file.pk) for file in shown],
    )


def in_the_open() -> list[list[tuple]]:
    """Return what the rows of a record say besides what is sealed."""
    return [
        list(SealedMessage.objects.order_by("pk").values_list("pk", "number", "sent_at")),
        list(SealedPart.objects.order_by("pk").values_list("pk", "name", "saved_at")),
        list(SealedFile.objects.order_by("pk").values_list("pk", "message", "number")),
        list(Envelope.objects.values_list("pk", "return_lookup", "return_public_key")),
    ]


def sealed_cells() -> dict[tuple, bytes]:
    """Return every sealed cell without its outer layer: what a stolen key ring leaves."""
    cells = {}
    for model in (SealedMessage, SealedPart, SealedFile):
        for row in model.objects.all():
            cells[model, row.pk] = storage.reveal(row, "sealed")
    return cells


def test_those_who_are_kept_read_all_of_it_and_nobody_else(kept):
    leaving, *staying = kept.people
    theirs = unlocked(leaving.user)
    before, rows = all_of(kept.opened_by(staying[0])), in_the_open()
    assert [body for _direction, body in before[0]] == [body for _direction, body in WORDS]
    fresh = kept.rekey(*staying)
    for record in (fresh, *(kept.opened_by(person) for person in staying)):
        assert all_of(record) == before
    assert in_the_open() == rows
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=kept.envelope, key=theirs)
    holders = Grant.objects.values_list("staff_key", "organisation_key__is_current")
    assert set(holders) == {(staying[0].pk, None), (staying[1].pk, None), (None, True)}


def test_return_code_works_unchanged_and_still_leads_to_no_note(kept):
    before = all_of(records.open_by_code(keys=kept.returns))
    assert len(before[0]) == 2
    kept.rekey(*kept.people[1:])
    record = records.open_by_code(keys=kept.returns)
    assert all_of(record) == before
    with pytest.raises(ValueError, match="staff's alone"):
        parts.read_part(record=record, name="draft|1")


def test_organisation_opens_it_with_its_present_key(kept):
    kept.rekey(*kept.people[1:])
    opened = records.open_by_organisation(
        envelope=Envelope.objects.get(),
        organisation_secret=org_key.combine(kept.organisation.part_one, kept.organisation.part_two),
        operator="Rim",
    )
    assert all_of(opened) == all_of(kept.opened_by(kept.people[1]))


def test_old_grant_and_old_root_open_nothing_of_the_new_rows(kept):
    """The one who left kept a copy of the database, their passphrase and the key ring."""
    leaving, *staying = kept.people
    secret = unlocked(leaving.user).secret
    old = kept.opened_by(leaving)
    copied = Grant.objects.get(staff_key=leaving)
    copied_root = sealing.open_sealed_secret(
        holder_secret_key=secret,
        blob=storage.reveal(copied, "sealed_secret"),
        record=kept.envelope.pk.bytes,
    )
    assert copied_root == old.root
    before = sealed_cells()
    kept.rekey(*staying)
    after = sealed_cells()
    assert before.keys() == after.keys()
    assert len(after) == 3 + 2 + 4
    made = compartments.derive(root=old.root, record=kept.envelope.pk.bytes)
    for cell, blob in after.items():
        assert blob != before[cell]
        for pair in (made.conversation, made.staff):
            # The sealed box itself, whatever names it was sealed under.
            with pytest.raises(errors.CryptoError):
                sealing._unseal(pair.secret, blob[1:81])
    # Their grant, put back by somebody who has the ring: it leads to the old root, so to nothing.
    copied.save(force_insert=True)
    back = kept.opened_by(leaving)
    for read in (
        lambda: read_messages(record=back),
        lambda: parts.read_part(record=back, name="contact"),
        lambda: files.read_file(record=back, file_id=SealedFile.objects.first().pk),
    ):
        with pytest.raises(errors.CryptoError):
            read()
    with pytest.raises(records.NoGrant):
        records.grant_access(record=back, staff_key=make_staff_key(user=UserFactory()))
    with pytest.raises(records.NoGrant):
        rekeying.rekey_record(record=back, keep=[leaving])


def test_codes_open_in_a_browser_close(kept):
    start(HttpResponse(), records.open_by_code(keys=kept.returns))
    assert OpenReturn.objects.count() == 1
    stale = records.open_by_code(keys=kept.returns)
    kept.rekey(*kept.people)
    assert not OpenReturn.objects.exists()
    response = HttpResponse()
    start(response, stale)
    assert not OpenReturn.objects.exists()
    assert not response.cookies


def test_keys_that_ended_are_not_kept(kept):
    ended, *staying = kept.people
    record = kept.opened_by(staying[0])
    keys.revoke_staff_key(key=ended)
    rekeying.rekey_record(record=record, keep=kept.people)
    staff = Grant.objects.exclude(staff_key=None)
    assert set(staff.values_list("staff_key", flat=True)) == {each.pk for each in staying}


def test_nobody_to_keep_changes_nothing(kept):
    record, before = kept.opened_by(kept.people[0]), sealed_cells()
    for keep in ([], [kept.people[0]]):
        if keep:
            keys.revoke_staff_key(key=keep[0])
        with pytest.raises(records.NoKeyToSealTo):
            rekeying.rekey_record(record=record, keep=keep)
    assert sealed_cells() == before


def test_return_code_cannot_rekey(kept):
    with pytest.raises(records.NoGrant):
        rekeying.rekey_record(record=records.open_by_code(keys=kept.returns), keep=kept.people)


@pytest.mark.parametrize("model", [SealedMessage, SealedPart, SealedFile])
def test_forged_row_stops_it_whole(kept, model):
    row = model.objects.order_by("pk").last()
    record = kept.opened_by(kept.people[0])
    *begin, end = storage.reveal(row, "sealed")
    forged = storage.protect(row, "sealed", bytes([*begin, end ^ 1]))
    model.objects.filter(pk=row.pk).update(sealed=forged)
    before = sealed_cells(), list(Grant.objects.order_by("pk").values())
    with pytest.raises(errors.CryptoError):
        rekeying.rekey_record(record=record, keep=kept.people[1:])
    assert (sealed_cells(), list(Grant.objects.order_by("pk").values())) == before
    assert bytes(Envelope.objects.get().public_key) == bytes(record.envelope.public_key)


def test_what_is_written_afterwards_is_sealed_to_the_new_keys(kept):
    old = kept.opened_by(kept.people[0])
    stale = Envelope.objects.get()
    kept.rekey(*kept.people[1:])
    say(stale, "more", Direction.FROM_VISITOR)  # by a form that was opened before
    bodies = [each.payload["body"] for each in read_messages(record=kept.opened_by(kept.people[1]))]
    assert bodies[-1] == "more"
    with pytest.raises(errors.CryptoError):
        read_messages(record=old)


def test_opening_in_order_to_rekey_is_in_the_access_log_as_such(kept):
    person = kept.people[0]
    record = records.open_by_grant(
        envelope=kept.envelope, key=unlocked(person.user), means=AccessLogEntry.Means.REKEYED
    )
    rekeying.rekey_record(record=record, keep=kept.people)
    entries = AccessLogEntry.objects.values_list("envelope_id", "user", "means")
    assert list(entries) == [(kept.envelope.pk, person.user_id, "rekeyed")]


def test_opening_seals_to_the_organisations_new_key_and_off_the_old_one(kept):
    old = OrganisationKey.objects.get()
    keys.create_organisation_key(replace=True)
    new = OrganisationKey.objects.get(is_current=True)
    assert set(Grant.objects.filter(staff_key=None).values_list("organisation_key", flat=True)) == {
        old.pk
    }
    kept.opened_by(kept.people[0])
    held = Grant.objects.filter(staff_key=None)
    assert set(held.values_list("organisation_key", flat=True)) == {new.pk}


def test_organisations_key_is_not_replaced_by_chance(kept):
    with pytest.raises(keys.KeyExists):
        keys.create_organisation_key()
    assert OrganisationKey.objects.filter(is_current=True).count() == 1


@pytest.mark.django_db(transaction=True)
def test_message_that_arrives_meanwhile_waits_and_is_kept(transactional_db, monkeypatch):
    kept = Kept()
    rekeys, real = Event(), rekeying.reseal_messages

    def slow(**arguments) -> None:
        real(**arguments)
        rekeys.set()
        sleep(0.5)  # the message begins now, and has to wait

    monkeypatch.setattr(rekeying, "reseal_messages", slow)

    def send() -> SealedMessage:
        assert rekeys.wait(timeout=30)
        try:
            return say(kept.envelope, "meanwhile", Direction.FROM_VISITOR)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(send)
        kept.rekey(*kept.people[1:])
        assert sent.result(timeout=30).number == 4
    record = records.open_by_code(keys=kept.returns)
    assert [each.payload["body"] for each in read_messages(record=record)][-1] == "meanwhile"


@pytest.mark.django_db(transaction=True)
def test_two_who_rekey_at_once_leave_one_set_of_keys(transactional_db):
    kept = Kept()
    opened = [kept.opened_by(person) for person in kept.people[:2]]

    def rekey(record: records.OpenedRecord) -> object:
        try:
            return rekeying.rekey_record(record=record, keep=kept.people[:2])
        except records.NoGrant as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(rekey, opened))
    assert sorted(type(result).__name__ for result in results) == ["NoGrant", "OpenedRecord"]
    assert len(all_of(kept.opened_by(kept.people[0]))[0]) == 3
