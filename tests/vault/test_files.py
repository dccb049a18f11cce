"""Pictures of a record: sealed like its words, and no row of them can be read, moved or forged."""

import secrets
from uuid import uuid4

import pytest

from tests.factories.vault import UserFactory, make_organisation_key, make_staff_key, unlocked
from tests.vault.every_table import every_value
from vault import storage
from vault.crypto import envelope as sealing
from vault.crypto.errors import CryptoError
from vault.domain import records
from vault.domain.files import NoFile, append_files, files_of, read_file, reseal_files
from vault.domain.messages import Direction, append_message
from vault.domain.opened import OpenedRecord
from vault.models import Envelope, SealedFile, SealedMessage

pytestmark = pytest.mark.django_db
CANARY = b"RIFF-canary-90ac-"
PICTURES = [CANARY + bytes([number]) * 500 for number in range(3)]


@pytest.fixture
def key(db):
    make_organisation_key()
    return make_staff_key(user=UserFactory())


def seal(key, *, nonce: bytes | None = None, pictures=()) -> OpenedRecord:
    code = records.code_for_form(nonce=nonce or secrets.token_bytes(32), content={})
    record = records.seal_record(
        kind="request",
        keys=records.stretch_code(typed=code),
        payload={"body": "one"},
        holders=[key],
        now=records.now(),
    )
    append_files(message=record.envelope.messages.get(), pictures=pictures)
    return record


def say(record: OpenedRecord, *pictures: bytes, direction=Direction.FROM_VISITOR) -> SealedMessage:
    message = append_message(
        envelope=record.envelope, direction=direction, payload={"body": "x"}, now=records.now()
    )
    append_files(message=message, pictures=pictures)
    return message


def by_code(record: OpenedRecord) -> OpenedRecord:
    """Return the record as a return code opens it."""
    return OpenedRecord(envelope=record.envelope, secret=record.secret)


def ids(record: OpenedRecord) -> list:
    listed = files_of(messages=record.envelope.messages.values_list("pk", flat=True))
    return [file_id for files in listed.values() for file_id in files]


def refused(record: OpenedRecord, file_id) -> bool:
    try:
        read_file(record=record, file_id=file_id)
    except (CryptoError, NoFile):
        return True
    return False


def test_pictures_come_back_in_their_order_to_each_side(key):
    record = seal(key, pictures=PICTURES)
    opened = records.open_by_grant(envelope=record.envelope, key=unlocked(key.user))
    for side in (record, opened, by_code(record)):
        assert [read_file(record=side, file_id=file_id) for file_id in ids(record)] == PICTURES


def test_each_message_has_its_own_pictures(key):
    record = seal(key, pictures=PICTURES[:1])
    without, second = say(record), say(record, *PICTURES[1:])
    other = seal(key, pictures=PICTURES)
    listed = files_of(messages=[message.pk for message in record.envelope.messages.all()])
    first = record.envelope.messages.get(number=1)
    assert {message: len(files) for message, files in listed.items()} == {
        first.pk: 1,
        second.pk: 2,
    }
    assert without.pk not in listed
    assert not {*ids(record)} & {*ids(other)}
    assert files_of(messages=[]) == {}


@pytest.mark.parametrize("messages", [1, 3])
def test_listing_takes_one_query(key, messages, django_assert_num_queries):
    record = seal(key, pictures=PICTURES)
    for _more in range(messages - 1):
        say(record, *PICTURES)
    pks = list(record.envelope.messages.values_list("pk", flat=True))
    with django_assert_num_queries(1):
        assert len(files_of(messages=pks)) == messages


def test_reading_a_picture_takes_one_query(key, django_assert_num_queries):
    record = seal(key, pictures=PICTURES)
    (file_id, *_others) = ids(record)
    with django_assert_num_queries(1):
        read_file(record=record, file_id=file_id)


def test_nothing_of_a_picture_is_in_the_database(key):
    record = seal(key, pictures=PICTURES)
    assert len(ids(record)) == 3
    assert [table for table, value in every_value() if CANARY in value] == []


def test_the_size_of_a_picture_shows_the_step_only(key):
    seal(key, pictures=[b"x", b"x" * 40_000, b"x" * 60_000])
    assert len({len(file.sealed) for file in SealedFile.objects.all()}) == 1


def test_pictures_of_a_note_are_staff_s_alone(key):
    record = seal(key)
    say(record, PICTURES[0], direction=Direction.NOTE)
    (file_id,) = ids(record)
    assert read_file(record=record, file_id=file_id) == PICTURES[0]
    with pytest.raises(NoFile):
        read_file(record=by_code(record), file_id=file_id)
    # And not for want of a check alone: the conversation's key does not open it.
    SealedMessage.objects.filter(direction=Direction.NOTE).update(direction=Direction.FROM_STAFF)
    with pytest.raises(CryptoError):
        read_file(record=by_code(record), file_id=file_id)


def test_another_record_s_picture_is_not_there(key):
    mine, theirs = seal(key, pictures=PICTURES), seal(key, pictures=PICTURES)
    for file_id in [*ids(theirs), uuid4()]:
        with pytest.raises(NoFile):
            read_file(record=mine, file_id=file_id)


def test_another_record_s_key_opens_nothing(key):
    mine, theirs = seal(key, pictures=PICTURES), seal(key)
    stolen = OpenedRecord(envelope=mine.envelope, secret=theirs.secret, root=theirs.root)
    with pytest.raises(CryptoError):
        read_file(record=stolen, file_id=ids(mine)[0])


# What somebody who can write to the database, and has no key ring, cannot do


def test_two_pictures_cannot_be_swapped(key):
    record = seal(key, pictures=PICTURES)
    first, second, third = SealedFile.objects.order_by("number")
    SealedFile.objects.filter(pk=first.pk).update(sealed=second.sealed)
    assert refused(record, first.pk)
    assert read_file(record=record, file_id=third.pk) == PICTURES[2]


def test_a_picture_cannot_be_given_another_number(key):
    record = seal(key, pictures=PICTURES[:1])
    SealedFile.objects.update(number=2)
    assert refused(record, ids(record)[0])


def test_a_picture_cannot_be_moved_to_another_message(key):
    record = seal(key, pictures=PICTURES[:1])
    answer = say(record, direction=Direction.FROM_STAFF)
    SealedFile.objects.update(message=answer)
    assert refused(record, ids(record)[0])


def test_a_picture_cannot_be_moved_to_another_record(key):
    mine, theirs = seal(key, pictures=PICTURES[:1]), seal(key)
    message = theirs.envelope.messages.get()
    SealedFile.objects.update(message=message, envelope=theirs.envelope)
    assert refused(theirs, ids(theirs)[0])
    assert refused(mine, ids(theirs)[0])


def test_a_picture_cannot_be_given_another_id(key):
    record = seal(key, pictures=PICTURES[:1])
    SealedFile.objects.update(id=uuid4())
    assert refused(record, ids(record)[0])


def test_a_message_cannot_be_passed_off_as_a_picture(key):
    record = seal(key, pictures=PICTURES[:1])
    SealedFile.objects.update(sealed=record.envelope.messages.get().sealed)
    assert refused(record, ids(record)[0])


def test_a_picture_cannot_be_forged_or_cut(key):
    record = seal(key, pictures=PICTURES[:1])
    file = SealedFile.objects.get()
    # Everybody who reads the row knows the public key: without the key ring that is not enough.
    forged = sealing.seal_file(
        public_key=bytes(record.envelope.public_key),
        content=b"forged",
        record=record.envelope.pk.bytes,
        file=file.message_id.bytes + (1).to_bytes(4, "big"),
    )
    spoilt = [forged, bytes(file.sealed)[:-1], bytes(file.sealed) + b"\0", b"", b"\x01"]
    for blob in spoilt:
        SealedFile.objects.update(sealed=blob)
        assert refused(record, file.pk)


def test_the_names_hold_below_the_key_ring_too(key):
    # Somebody with the key ring and the database, but no staff key, moves what is inside.
    record = seal(key, pictures=PICTURES[:2])
    first, second = SealedFile.objects.order_by("number")
    moved = storage.protect(first, "sealed", storage.reveal(second, "sealed"))
    SealedFile.objects.filter(pk=first.pk).update(sealed=moved)
    with pytest.raises(CryptoError):
        read_file(record=record, file_id=first.pk)


# What goes, and what stays


def test_a_deleted_record_leaves_no_picture(key):
    gone, kept = seal(key, pictures=PICTURES), seal(key, pictures=PICTURES[:1])
    records.delete_record(envelope=gone.envelope)
    assert [file.message.envelope_id for file in SealedFile.objects.all()] == [kept.envelope.pk]
    assert read_file(record=kept, file_id=ids(kept)[0]) == PICTURES[0]


def test_pictures_are_sealed_to_the_keys_that_the_record_has_now(key):
    record = seal(key)
    envelope = Envelope.objects.get(pk=record.envelope.pk)
    stale = SealedMessage.objects.select_related("envelope").get(envelope=envelope)
    fresh = records.give_new_keys(envelope=envelope)
    envelope.save()
    append_files(message=stale, pictures=PICTURES[:1])
    assert read_file(record=fresh, file_id=ids(record)[0]) == PICTURES[0]
    assert refused(record, ids(record)[0])


def test_with_new_keys_the_old_ones_open_no_picture(key):
    record = seal(key, pictures=PICTURES)
    say(record, PICTURES[0], direction=Direction.NOTE)
    fresh = records.give_new_keys(envelope=Envelope.objects.get(pk=record.envelope.pk))
    reseal_files(old=record, new=fresh)
    assert [read_file(record=fresh, file_id=file_id) for file_id in ids(record)] == [
        *PICTURES,
        PICTURES[0],
    ]
    assert [refused(record, file_id) for file_id in ids(record)] == [True] * 4
