"""What somebody opens who took the database, the environment, or an older copy of either."""

from itertools import permutations

import pytest
from django.contrib.auth.models import User

from tests.factories.vault import PASSPHRASE, unlocked
from tests.vault.test_rekeying import Kept, all_of
from vault import storage
from vault.crypto import envelope as sealing
from vault.crypto import errors
from vault.domain import files, keys, parts, records, rekeying, rotation
from vault.domain.messages import Direction, read_messages
from vault.models import (
    Envelope,
    Grant,
    OpenReturn,
    SealedFile,
    SealedMessage,
    SealedPart,
    StaffKey,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(db) -> Kept:
    return Kept()


def ways_in(record: records.OpenedRecord):
    """Yield each way to read something of a record."""
    yield lambda: read_messages(record=record)
    yield lambda: parts.read_part(record=record, name="contact")
    yield lambda: parts.read_part(record=record, name="draft|1")
    for file in SealedFile.objects.all():
        yield lambda file=file: files.read_file(record=record, file_id=file.pk)


def test_all_tables_and_the_environment_open_nothing_without_a_passphrase(kept):
    """The seized server: every row, the key ring, the pepper, and nobody who talks."""
    secrets = [
        bytes(value)
        for model, column in rotation.PROTECTED
        for value in (storage.reveal(row, column) for row in model._base_manager.all())
    ]
    # Whatever 32 bytes lie bare in any cell under the ring: none is a key to anything.
    keys_found = {blob[at : at + 32] for blob in secrets for at in (0, 1, len(blob) - 32)}
    keys_found = {each for each in keys_found if len(each) == 32}
    keys_found |= {
        bytes(getattr(row, column))
        for row in Envelope.objects.all()
        for column in ("public_key", "staff_public_key", "return_public_key", "return_lookup")
    }
    assert keys_found
    for key in keys_found:
        for grant in Grant.objects.all():
            with pytest.raises(errors.CryptoError):
                sealing.open_sealed_secret(
                    holder_secret_key=key,
                    blob=storage.reveal(grant, "sealed_secret"),
                    record=kept.envelope.pk.bytes,
                )
        record = records.OpenedRecord(envelope=kept.envelope, secret=key, root=key)
        for read in ways_in(record):
            with pytest.raises((errors.CryptoError, ValueError)):
                read()


def test_new_password_and_a_lost_passphrase_open_nothing(kept):
    person = kept.people[0]
    user = User.objects.get(pk=person.user_id)
    user.set_password("set by an administrator")
    user.save()
    for words in ("set by an administrator", "", PASSPHRASE.rsplit(" ", 1)[0], PASSPHRASE[1:]):
        with pytest.raises(keys.WrongPassphrase):
            keys.unlock_staff_key(key=person, passphrase_text=words)
    keys.revoke_staff_key(key=person)
    new = keys.create_staff_key(user=user, passphrase_text=PASSPHRASE)
    with pytest.raises(records.NoGrant):
        records.open_by_grant(
            envelope=kept.envelope,
            key=keys.unlock_staff_key(key=new, passphrase_text=PASSPHRASE),
        )


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (SealedMessage, "sealed"),
        (SealedPart, "sealed"),
        (SealedFile, "sealed"),
        (Grant, "sealed_secret"),
    ],
)
@pytest.mark.parametrize("has_ring", [False, True], ids=["database only", "with the ring"])
def test_cells_swapped_between_rows_are_refused(kept, model, column, has_ring):
    """Within one record and across two: same table, same column, another row."""
    second = records.seal_record(
        kind="request",
        keys=records.stretch_code(typed=records.code_for_form(nonce=b"2" * 32, content={})),
        payload={"body": "another"},
        holders=kept.people,
        now=records.now(),
    )
    assert second.envelope != kept.envelope
    rows = list(model._base_manager.order_by("pk"))
    if model is Grant:
        rows = [row for row in rows if row.staff_key_id]  # whose keys are at hand
    theirs = [row for row in rows if row.envelope_id != kept.envelope.pk][:1]
    rows = [row for row in rows if row.envelope_id == kept.envelope.pk][:2] + theirs
    for one, two in permutations(rows, 2):
        blob = bytes(getattr(two, column))
        if has_ring:
            blob = storage.protect(one, column, storage.reveal(two, column))
        model._base_manager.filter(pk=one.pk).update(**{column: blob})
        assert is_refused(model, one.pk)
        model._base_manager.filter(pk=one.pk).update(**{column: bytes(getattr(one, column))})
        assert not is_refused(model, one.pk)


def is_refused(model, pk) -> bool:
    """Tell whether a cell's own reader refuses it, with the right key in hand."""
    row = model._base_manager.get(pk=pk)
    if model is Grant:
        return _grant_is_refused(row)
    holder = Grant.objects.filter(envelope=row.envelope, staff_key__isnull=False).first()
    record = records.open_by_grant(envelope=row.envelope, key=unlocked(holder.staff_key.user))
    try:
        if model is SealedMessage:
            read_messages(record=record)
        elif model is SealedPart:
            parts.read_part(record=record, name=row.name)
        else:
            files.read_file(record=record, file_id=row.pk)
    except errors.CryptoError:
        return True
    return False


def _grant_is_refused(grant: Grant) -> bool:
    try:
        records.open_by_grant(envelope=grant.envelope, key=unlocked(grant.staff_key.user))
    except records.NoGrant:
        return True
    return False


def test_message_turned_round_is_refused(kept):
    """A visitor's words as staff's, a note as an answer that the visitor reads."""
    for direction in Direction.values:
        for message in SealedMessage.objects.exclude(direction=direction):
            before = message.direction
            SealedMessage.objects.filter(pk=message.pk).update(direction=direction)
            with pytest.raises(errors.CryptoError):
                read_messages(record=kept.opened_by(kept.people[0]))
            SealedMessage.objects.filter(pk=message.pk).update(direction=before)
    assert len(read_messages(record=kept.opened_by(kept.people[0]))) == 3


def test_draft_made_out_to_be_the_visitors_is_refused(kept):
    SealedPart.objects.filter(name="draft|1").update(is_staff_only=False)
    for record in (kept.opened_by(kept.people[0]), records.open_by_code(keys=kept.returns)):
        with pytest.raises(errors.CryptoError):
            parts.read_part(record=record, name="draft|1")


def test_cell_of_another_column_is_refused(kept):
    """All sealed columns against each other, with their own outer layer and a forged one."""
    cells = [
        (model._base_manager.first(), column)
        for model, column in rotation.PROTECTED
        if model is not OpenReturn
    ]
    for (one, to), (two, of) in permutations(cells, 2):
        setattr(one, to, bytes(getattr(two, of)))
        with pytest.raises(errors.CryptoError):
            storage.reveal(one, to)
        one.refresh_from_db()


# An older copy of the database, put back


def dump() -> list[tuple]:
    """Return every row of the vault, as a backup would."""
    models = (Envelope, SealedMessage, SealedPart, SealedFile, Grant)
    return [(model, list(model._base_manager.values())) for model in models]


def restore(rows: list[tuple], *, staff_keys: list[dict]) -> None:
    Grant.objects.all().delete()
    Envelope.objects.all().delete()
    for values in staff_keys:
        StaffKey.objects.filter(pk=values["id"]).update(revoked_at=values["revoked_at"])
    for model, dumped in rows:
        model._base_manager.bulk_create(model(**values) for values in dumped)


def test_restored_copy_is_whole_and_is_again_what_it_was(kept):
    """An older copy brings back old keys, old grants, and so the holders of that day."""
    leaving, *staying = kept.people
    before = all_of(kept.opened_by(leaving))
    rows, old_keys = dump(), list(StaffKey.objects.values())
    theirs = kept.opened_by(leaving)
    keys.revoke_staff_key(key=leaving)
    kept.rekey(*staying)
    for read in ways_in(theirs):
        with pytest.raises(errors.CryptoError):
            read()
    restore(rows, staff_keys=old_keys)
    # This is why the guide says: end their key and re-key again, right after putting it back.
    assert all_of(kept.opened_by(leaving)) == before
    assert records.open_by_code(keys=kept.returns) is not None
    leaving.refresh_from_db()
    keys.revoke_staff_key(key=leaving)
    record = kept.opened_by(staying[0])
    rekeying.rekey_record(record=record, keep=kept.people)
    for read in ways_in(theirs):
        with pytest.raises(errors.CryptoError):
            read()
    assert all_of(kept.opened_by(staying[0])) == before


def test_parts_of_an_older_copy_do_not_mix_with_newer_rows(kept):
    """Only the grants put back, or only the messages: neither opens the other."""
    staying = kept.people[1:]
    rows = dict(dump())
    kept.rekey(*staying)
    Grant.objects.all().delete()
    Grant.objects.bulk_create(Grant(**values) for values in rows[Grant])
    for person in kept.people:
        with pytest.raises(errors.CryptoError):
            read_messages(record=kept.opened_by(person))


def test_copy_from_before_a_rotation_needs_the_key_that_was_removed(kept, settings):
    rows, staff_keys = dump(), list(StaffKey.objects.values())
    settings.SEAL_KEYRING = "new:" + "A" * 43 + "="
    restore(rows, staff_keys=staff_keys)
    with pytest.raises(keys.WrongPassphrase):
        kept.opened_by(kept.people[0])
    settings.SEAL_KEYRING += ",test:a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s="
    assert len(all_of(kept.opened_by(kept.people[0]))[0]) == 3
