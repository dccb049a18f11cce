"""Sealing, opening, sharing and deleting records: who can, and what a database writer cannot."""

import secrets
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories.vault import UserFactory, make_organisation_key, make_staff_key, unlocked
from vault import storage
from vault.crypto import envelope as sealing
from vault.crypto import errors, org_key
from vault.domain import keys, records
from vault.domain.messages import AlreadySent, Direction, append_message, id_for_form, read_messages
from vault.models import (
    AccessLogEntry,
    Envelope,
    Grant,
    OpenReturn,
    OrganisationKey,
    SealedMessage,
    StaffKey,
)

pytestmark = pytest.mark.django_db
PAYLOAD = {"body": "سرّ", "may_leave_message": True}
VISITOR, STAFF = Direction.FROM_VISITOR, Direction.FROM_STAFF


@pytest.fixture
def organisation(db):
    return make_organisation_key()


@pytest.fixture
def holders(organisation) -> list[StaffKey]:
    return [make_staff_key(user=UserFactory()) for _ in range(2)]


def keys_of(nonce: bytes) -> records.ReturnKeys:
    return records.stretch_code(typed=records.code_for_form(nonce=nonce, content={}))


def seal(holders, *, nonce: bytes | None = None, payload=None) -> records.OpenedRecord:
    return records.seal_record(
        kind="request",
        keys=keys_of(nonce or secrets.token_bytes(32)),
        payload=payload or PAYLOAD,
        holders=holders,
        now=records.now(),
    )


def say(envelope: Envelope, body: str, direction=VISITOR, **kwargs) -> SealedMessage:
    return append_message(
        envelope=envelope, direction=direction, payload={"body": body}, now=records.now(), **kwargs
    )


def bodies(record: records.OpenedRecord) -> list[str]:
    return [message.payload["body"] for message in read_messages(record=record)]


# Sealing


def test_record_is_sealed_to_its_holders_and_the_organisation_exactly(organisation, holders):
    make_staff_key(user=UserFactory())  # somebody who is not a holder
    record = seal(holders)
    grants = Grant.objects.filter(envelope=record.envelope)
    assert {(grant.staff_key, grant.organisation_key) for grant in grants} == {
        (holders[0], None),
        (holders[1], None),
        (None, organisation),
    }


def test_each_holder_opens_it_and_nobody_else(holders):
    record = seal(holders)
    stranger = make_staff_key(user=UserFactory())
    for key in holders:
        opened = records.open_by_grant(envelope=record.envelope, key=unlocked(key.user))
        assert read_messages(record=opened)[0].payload == PAYLOAD
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=record.envelope, key=unlocked(stranger.user))


def test_organisations_two_parts_open_it(db):
    made = keys.create_organisation_key()
    record = seal([make_staff_key(user=UserFactory())])
    grant = Grant.objects.exclude(organisation_key=None).get()
    secret = sealing.open_sealed_secret(
        holder_secret_key=org_key.combine(made.part_one, made.part_two),
        blob=storage.reveal(grant, "sealed_secret"),
        record=record.envelope.pk.bytes,
    )
    assert secret == record.root


def test_nothing_is_taken_in_without_a_key_to_seal_to(holders):
    with pytest.raises(records.NoKeyToSealTo):
        seal([])
    OrganisationKey.objects.update(is_current=False)
    with pytest.raises(records.NoKeyToSealTo):
        seal(holders)
    assert (Envelope.objects.count(), Grant.objects.count()) == (0, 0)


def test_one_code_is_one_record(holders):
    nonce = b"n" * 32
    seal(holders, nonce=nonce)
    with pytest.raises(records.AlreadySealed):
        seal(holders, nonce=nonce)
    counts = Envelope.objects.count(), SealedMessage.objects.count(), Grant.objects.count()
    assert counts == (1, 1, 3)


def test_length_of_a_short_message_shows_nothing(holders):
    seal(holders, payload={"body": "x"})
    seal(holders, payload={"body": "x" * 900})
    seal(holders, payload={"body": "ع" * 400})
    assert len({len(message.sealed) for message in SealedMessage.objects.all()}) == 1


# Opening


def test_code_opens_its_own_record_only(holders):
    nonces = [secrets.token_bytes(32) for _ in range(3)]
    sealed = [seal(holders, nonce=nonce) for nonce in nonces]
    found = [records.open_by_code(keys=keys_of(nonce)) for nonce in nonces]
    assert [(one.envelope, one.secret, one.root) for one in found] == [
        (one.envelope, one.secret, None) for one in sealed
    ]
    assert records.open_by_code(keys=keys_of(b"z" * 32)) is None


def test_database_writer_who_swaps_a_codes_lock_opens_nothing(holders):
    nonces = [secrets.token_bytes(32) for _ in range(2)]
    first, second = (seal(holders, nonce=nonce).envelope for nonce in nonces)
    Envelope.objects.filter(pk=first.pk).update(return_secret=second.return_secret)
    assert records.open_by_code(keys=keys_of(nonces[0])) is None
    assert records.open_by_code(keys=keys_of(nonces[1])).envelope == second


def test_opening_is_written_down_and_a_refused_one_is_not(holders):
    record = seal(holders)
    stranger = make_staff_key(user=UserFactory())
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=record.envelope, key=unlocked(stranger.user))
    assert not AccessLogEntry.objects.exists()
    records.open_by_grant(envelope=record.envelope, key=unlocked(holders[0].user))
    entries = AccessLogEntry.objects.values_list("envelope_id", "user")
    assert list(entries) == [(record.envelope.pk, holders[0].user.pk)]


def test_revoked_key_opens_nothing(holders):
    record = seal(holders)
    key = unlocked(holders[0].user)
    keys.revoke_staff_key(key=key.staff_key)
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=record.envelope, key=key)


def test_grant_moved_to_another_record_opens_nothing(holders):
    mine, theirs = seal(holders[:1]), seal(holders[1:])
    grant = Grant.objects.get(envelope=mine.envelope, staff_key=holders[0])
    Grant.objects.filter(pk=grant.pk).update(envelope=theirs.envelope)
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=theirs.envelope, key=unlocked(holders[0].user))


def test_grant_handed_to_another_key_opens_nothing(holders):
    record = seal(holders[:1])
    thief = make_staff_key(user=UserFactory())
    Grant.objects.filter(staff_key=holders[0]).update(staff_key=thief)
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=record.envelope, key=unlocked(thief.user))


def test_further_holder_is_granted_once(holders):
    record = seal(holders[:1])
    for _ in range(2):
        records.grant_access(record=record, staff_key=holders[1])
    assert Grant.objects.filter(envelope=record.envelope, staff_key=holders[1]).count() == 1
    opened = records.open_by_grant(envelope=record.envelope, key=unlocked(holders[1].user))
    assert opened.secret == record.secret


# Messages


def test_messages_come_back_in_order_with_their_direction(holders):
    record = seal(holders, payload={"body": "one"})
    say(record.envelope, "two", STAFF)
    say(record.envelope, "three")
    read = read_messages(record=record)
    assert [(message.direction, message.payload["body"]) for message in read] == [
        ("visitor", "one"),
        ("staff", "two"),
        ("visitor", "three"),
    ]


def test_message_with_an_id_is_added_once(holders):
    record = seal(holders, payload={"body": "one"})
    own = uuid4()
    assert say(record.envelope, "two", message_id=own).pk == own
    with pytest.raises(AlreadySent):
        say(record.envelope, "two", message_id=own)
    say(record.envelope, "three")
    assert bodies(record) == ["one", "two", "three"]
    assert list(SealedMessage.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_id_of_a_forms_message_is_its_own(holders):
    first, second = seal(holders).envelope, seal(holders).envelope
    nonces = [b"a" * 32, b"b" * 32]
    ids = {
        id_for_form(nonce=nonce, envelope=envelope, body=body)
        for nonce in nonces
        for envelope in (first, second)
        for body in ("x", "y")
    }
    assert len(ids) == 8
    again = id_for_form(nonce=nonces[0], envelope=first, body="x")
    assert again in ids


@pytest.mark.parametrize(
    "tamper",
    [
        lambda a, b: {"sealed": b.sealed},
        lambda a, b: {"direction": STAFF},
        lambda a, b: {"sealed": a.sealed[:-1]},
        lambda a, b: {"sealed": b""},
        lambda a, b: {"sealed": bytes([a.sealed[0] ^ 1]) + bytes(a.sealed[1:])},
    ],
    ids=["swapped", "words put into staff's mouth", "cut", "emptied", "unknown version"],
)
def test_tampered_message_is_refused(holders, tamper):
    record = seal(holders, payload={"body": "one"})
    say(record.envelope, "two")
    first, second = SealedMessage.objects.order_by("number")
    SealedMessage.objects.filter(pk=first.pk).update(**tamper(first, second))
    with pytest.raises(errors.CryptoError):
        read_messages(record=record)


def test_message_moved_to_another_record_is_refused(holders):
    mine, theirs = seal(holders), seal(holders)
    extra = say(mine.envelope, "two")
    SealedMessage.objects.filter(pk=extra.pk).update(envelope=theirs.envelope)
    with pytest.raises(errors.CryptoError):
        read_messages(record=theirs)


def test_environment_without_the_ring_opens_nothing(holders, settings):
    nonce = secrets.token_bytes(32)
    seal(holders, nonce=nonce)
    settings.SEAL_KEYRING = "test:" + "A" * 43 + "="
    assert records.open_by_code(keys=keys_of(nonce)) is None
    settings.SEAL_KEYRING = "other:" + "A" * 43 + "="
    assert records.open_by_code(keys=keys_of(nonce)) is None


# Deleting


def test_deletion_takes_everything_of_one_record_and_nothing_of_another(holders):
    gone, stays = seal(holders), seal(holders)
    for record in (gone, stays):
        say(record.envelope, "more")
        OpenReturn.objects.create(
            token_digest=secrets.token_bytes(32),
            envelope=record.envelope,
            sealed_secret=b"x",
            used_at=timezone.now(),
        )
    records.open_by_grant(envelope=gone.envelope, key=unlocked(holders[0].user))
    records.delete_record(envelope=gone.envelope)
    records.delete_record(envelope=gone.envelope)  # a second time changes nothing
    assert list(Envelope.objects.all()) == [stays.envelope]
    for model in (SealedMessage, Grant, OpenReturn):
        assert set(model.objects.values_list("envelope", flat=True)) == {stays.envelope.pk}
    # Who opened what stays on record, under a number that leads nowhere.
    assert AccessLogEntry.objects.get().envelope_id == gone.envelope.pk


def test_account_with_grants_is_not_deleted_by_accident(holders):
    seal(holders)
    with pytest.raises(Exception, match="protected"):
        holders[0].user.delete()
    assert Grant.objects.filter(staff_key=holders[0]).exists()


def test_nothing_secret_is_in_a_repr(holders):
    record = seal(holders)
    (message,) = read_messages(record=record)
    shown = repr([record, message, unlocked(holders[0].user), keys_of(b"q" * 32)])
    assert PAYLOAD["body"] not in shown
    assert repr(record.secret)[2:-1] not in shown


def test_time_of_arrival_is_told_to_the_minute():
    assert (records.now().second, records.now().microsecond) == (0, 0)


def test_rows_of_a_new_record_tell_its_time_to_the_minute(holders):
    record = seal(holders)
    times = [
        *record.envelope.grants.values_list("granted_at", flat=True),
        *record.envelope.messages.values_list("sent_at", flat=True),
    ]
    assert len(times) == 4
    assert {(time.second, time.microsecond) for time in times} == {(0, 0)}


def test_record_that_goes_while_somebody_opens_it_is_gone_or_was_there(holders):
    """Between finding the grant and reading its record: no third thing may come of it."""
    envelope, key = seal(holders).envelope, unlocked(holders[0].user)

    def delete_after_the_grant_was_found(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if 'FROM "vault_grant"' in sql and sql.startswith("SELECT") and not gone:
            gone.append(True)
            records.delete_record(envelope=envelope)
        return result

    gone: list[bool] = []
    with connection.execute_wrapper(delete_after_the_grant_was_found):
        record = records.open_by_grant(envelope=envelope, key=key)
    assert gone
    assert read_messages(record=record) == []
    with pytest.raises(records.NoGrant):
        records.open_by_grant(envelope=envelope, key=key)
