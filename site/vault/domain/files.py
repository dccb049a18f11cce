"""Keeps the pictures of a message: sealed to the compartment that the message belongs to."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from vault import storage
from vault.crypto import envelope as sealing
from vault.domain.messages import Direction
from vault.domain.opened import OpenedRecord
from vault.models import Envelope, SealedFile, SealedMessage


class NoFile(Exception):
    """This record holds no such file, or the one who opened it may not see it."""


def append_files(*, message: SealedMessage, pictures: Sequence[bytes]) -> None:
    """Seal the pictures of a message. Needs no unlocked key: a public key is enough.

    Args:
        message: one that was just added, in the same transaction.
        pictures: from `core.pictures.clean_picture`, in the order in which they are shown.
    """
    if not pictures:
        return
    with transaction.atomic():
        # The keys as they are now: a record that was just given new ones is not sealed to the old.
        envelope = Envelope.objects.select_for_update().get(pk=message.envelope_id)
        for number, content in enumerate(pictures, start=1):
            file = SealedFile(envelope=envelope, message=message, number=number)
            file.sealed = storage.protect(file, "sealed", _seal(file, content, envelope))
            file.save(force_insert=True)


def files_of(*, messages: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Return the ids of the files of each message that has any, in their order; one query.

    Args:
        messages: the ids of messages of a record that the caller opened.
    """
    found: dict[UUID, list[UUID]] = {}
    rows = SealedFile.objects.filter(message__in=list(messages)).order_by("message", "number")
    for file_id, message_id in rows.values_list("pk", "message_id"):
        found.setdefault(message_id, []).append(file_id)
    return found


def read_file(*, record: OpenedRecord, file_id: UUID) -> bytes:
    """Return one file in the clear, for one response.

    Raises:
        NoFile: the record has no such file, or it is staff's and a return code opened the record.
        vault.crypto.errors.CryptoError: the row was forged, moved or cut.
    """
    file = (
        SealedFile.objects.select_related("message")
        .defer("message__sealed")
        .filter(pk=file_id, message__envelope=record.envelope)
        .first()
    )
    if file is None:
        raise NoFile
    if file.message.direction == Direction.NOTE and record.root is None:
        raise NoFile
    return _open(file, record=record)


def reseal_files(*, old: OpenedRecord, new: OpenedRecord) -> None:
    """Seal every file to a record's new keys. Call with the record locked.

    Raises:
        vault.crypto.errors.CryptoError: a row was forged, moved or cut.
    """
    files = SealedFile.objects.select_related("message").defer("message__sealed")
    # One by one: a record may hold more than a process should have in memory at once. The ids come
    # first, since a cursor over rows that are being changed may come by one of them twice.
    for pk in list(files.filter(message__envelope=new.envelope).values_list("pk", flat=True)):
        file = files.get(pk=pk)
        content = _open(file, record=old)
        file.sealed = storage.protect(file, "sealed", _seal(file, content, new.envelope))
        file.save(update_fields=["sealed"])


def _seal(file: SealedFile, content: bytes, envelope: Envelope) -> bytes:
    is_note = file.message.direction == Direction.NOTE
    return sealing.seal_file(
        public_key=bytes(envelope.staff_public_key if is_note else envelope.public_key),
        content=content,
        record=envelope.pk.bytes,
        file=_context(file),
    )


def _open(file: SealedFile, *, record: OpenedRecord) -> bytes:
    is_note = file.message.direction == Direction.NOTE
    return sealing.open_file(
        secret_key=record.staff_secret if is_note else record.secret,
        blob=storage.reveal(file, "sealed"),
        record=record.envelope.pk.bytes,
        file=_context(file),
    )


def _context(file: SealedFile) -> bytes:
    # Neither another message nor another place among its pictures can be put on it.
    return file.message_id.bytes + file.number.to_bytes(4, "big")
