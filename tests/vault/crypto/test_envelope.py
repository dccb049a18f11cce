"""Envelopes and grants: they open for the right key, record and message, and for nothing else."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings

from vault.crypto import envelope
from vault.crypto.errors import CannotOpen, UnknownVersion
from vault.crypto.framing import associated_data, length_prefixed
from vault.crypto.padding import FILE_STEP, MAX_FILE, MAX_PLAINTEXT, pad, padded_length

from .helpers import MESSAGE, OTHER_MESSAGE, OTHER_RECORD, RECORD, assert_refuses_damage

PAIR = envelope.new_key_pair()
OTHER = envelope.new_key_pair()
names = st.binary(min_size=1, max_size=64)


def seal(plaintext: bytes = b"text", record: bytes = RECORD, message: bytes = MESSAGE) -> bytes:
    return envelope.seal_message(
        public_key=PAIR.public, plaintext=plaintext, record=record, message=message
    )


def unseal(
    blob: bytes, *, key: bytes = PAIR.secret, record: bytes = RECORD, message: bytes = MESSAGE
) -> bytes:
    return envelope.open_message(secret_key=key, blob=blob, record=record, message=message)


def grant(record: bytes = RECORD) -> bytes:
    return envelope.seal_secret_to(
        holder_public_key=PAIR.public, secret=OTHER.secret, record=record
    )


def open_grant(blob: bytes, *, key: bytes = PAIR.secret, record: bytes = RECORD) -> bytes:
    return envelope.open_sealed_secret(holder_secret_key=key, blob=blob, record=record)


@given(st.binary(max_size=3000), names, names)
def test_a_message_opens_under_its_names(plaintext: bytes, record: bytes, message: bytes) -> None:
    blob = seal(plaintext, record, message)
    assert blob[0] == 1
    assert len(blob) == 121 + len(pad(plaintext))
    assert unseal(blob, record=record, message=message) == plaintext


@given(names, names, names, names)
def test_a_message_opens_under_no_other_names(
    record: bytes, message: bytes, other_record: bytes, other_message: bytes
) -> None:
    blob = seal(b"text", record, message)
    if (record, message) != (other_record, other_message):
        with pytest.raises(CannotOpen):
            unseal(blob, record=other_record, message=other_message)


def test_a_message_moved_to_another_row_is_refused() -> None:
    blob = seal()
    for record, message in [
        (OTHER_RECORD, MESSAGE),
        (RECORD, OTHER_MESSAGE),
        (MESSAGE, RECORD),
        (RECORD + MESSAGE[:1], MESSAGE[1:]),  # the boundary between the names holds too
    ]:
        with pytest.raises(CannotOpen):
            unseal(blob, record=record, message=message)


def test_a_damaged_message_is_refused() -> None:
    assert_refuses_damage(seal(), unseal)


def test_another_key_opens_neither_a_message_nor_a_grant() -> None:
    with pytest.raises(CannotOpen):
        unseal(seal(), key=OTHER.secret)
    with pytest.raises(CannotOpen):
        open_grant(grant(), key=OTHER.secret)


def test_two_sealings_of_one_text_share_nothing_but_the_version() -> None:
    one, two = seal(), seal()
    assert one != two
    assert one[1:33] != two[1:33]  # the sealed box's one-time public key
    assert one[81:105] != two[81:105]  # the nonce
    assert one[105:] != two[105:]


def test_length_shows_the_step_only() -> None:
    assert {len(seal(b"x" * n)) for n in (0, 1, 500, 1020)} == {1145}
    assert len(seal(b"x" * 1021)) == 2169


def test_a_sealed_message_shows_neither_its_text_nor_its_names() -> None:
    blob = seal(b"a text to look for")
    for visible in (b"look for", RECORD, MESSAGE, PAIR.public):
        assert visible not in blob


def test_the_documented_layout_is_what_opens() -> None:
    content_key, nonce = bytes(range(32)), bytes(range(24))
    associated = b"\x01" + b"".join(
        struct.pack(">I", len(part)) + part for part in (b"sanad/message", RECORD, MESSAGE)
    )
    padded = (struct.pack(">I", 4) + b"hand").ljust(1024, b"\0")
    box = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        padded, associated, nonce, content_key
    )
    blob = b"\x01" + bindings.crypto_box_seal(content_key, PAIR.public) + nonce + box
    assert unseal(blob) == b"hand"


def test_a_content_key_of_another_length_is_refused() -> None:
    # Sealed by somebody who knows the public key, as everybody may.
    for length in (0, 31, 33):
        sealed = bindings.crypto_box_seal(bytes(length), PAIR.public)
        for rest in (b"", bytes(100)):
            with pytest.raises(CannotOpen):
                unseal(b"\x01" + sealed + rest)


def test_padding_forged_by_a_writer_is_refused() -> None:
    content_key, nonce = bytes(32), bytes(24)
    box = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        b"not padded", associated_data(b"sanad/message", RECORD, MESSAGE), nonce, content_key
    )
    with pytest.raises(CannotOpen):
        unseal(b"\x01" + bindings.crypto_box_seal(content_key, PAIR.public) + nonce + box)


def test_a_grant_gives_the_secret_of_its_record() -> None:
    blob = grant()
    assert blob[0] == 1
    assert len(blob) == 120
    assert open_grant(blob) == OTHER.secret


def test_a_grant_moved_to_another_record_is_refused() -> None:
    with pytest.raises(CannotOpen):
        open_grant(grant(), record=OTHER_RECORD)
    with pytest.raises(CannotOpen):
        open_grant(grant(), record=RECORD[:-1])


def test_a_damaged_grant_is_refused() -> None:
    assert_refuses_damage(grant(), open_grant)


@pytest.mark.parametrize(
    "inside",
    [
        b"",
        OTHER.secret,
        RECORD + OTHER.secret,
        length_prefixed(b"sanad/other", RECORD, OTHER.secret),
        length_prefixed(b"sanad/grant", RECORD, OTHER.secret[:-1]),
        length_prefixed(b"sanad/grant", RECORD, OTHER.secret + b"\0"),
        length_prefixed(b"sanad/grant", RECORD, b"", OTHER.secret),
        b"\0" + length_prefixed(b"sanad/grant", RECORD, OTHER.secret),
    ],
    ids=range(8),  # the keys are random, and the names of tests must not be
)
def test_a_grant_with_other_content_is_refused(inside: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_grant(b"\x01" + bindings.crypto_box_seal(inside, PAIR.public))


def test_a_message_is_no_grant_and_a_grant_no_message() -> None:
    with pytest.raises(CannotOpen):
        open_grant(seal())
    with pytest.raises(CannotOpen):
        unseal(grant())


def test_key_pairs_are_fresh_and_match() -> None:
    pairs = [envelope.new_key_pair() for _ in range(20)]
    assert len({pair.secret for pair in pairs}) == 20
    for pair in pairs:
        assert envelope.public_key_of(secret_key=pair.secret) == pair.public


def test_the_secret_half_is_not_printed() -> None:
    assert repr(PAIR.secret) not in repr(PAIR)
    assert "secret" not in repr(PAIR)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_keys_of_a_wrong_length_are_mistakes_of_the_caller(length: int) -> None:
    key = bytes(length)
    with pytest.raises(ValueError, match="public key"):
        envelope.seal_message(public_key=key, plaintext=b"", record=RECORD, message=MESSAGE)
    with pytest.raises(ValueError, match="secret key"):
        unseal(seal(), key=key)
    with pytest.raises(ValueError, match="public key"):
        envelope.seal_secret_to(holder_public_key=key, secret=OTHER.secret, record=RECORD)
    with pytest.raises(ValueError, match="the secret"):
        envelope.seal_secret_to(holder_public_key=PAIR.public, secret=key, record=RECORD)
    with pytest.raises(ValueError, match="secret key"):
        open_grant(grant(), key=key)


@pytest.mark.parametrize("name", [b"", b"x" * 65])
def test_names_have_a_sensible_length(name: bytes) -> None:
    with pytest.raises(ValueError, match="record"):
        seal(record=name)
    with pytest.raises(ValueError, match="message"):
        seal(message=name)
    with pytest.raises(ValueError, match="record"):
        grant(record=name)


@pytest.mark.parametrize("low_order", [bytes(32), b"\x01" + bytes(31)])
def test_a_public_key_to_which_anybody_could_open_is_refused(low_order: bytes) -> None:
    with pytest.raises(ValueError, match="not usable"):
        envelope.seal_message(public_key=low_order, plaintext=b"", record=RECORD, message=MESSAGE)


def test_a_text_over_the_limit_is_refused() -> None:
    assert unseal(seal(b"x" * MAX_PLAINTEXT)) == b"x" * MAX_PLAINTEXT
    with pytest.raises(ValueError, match="at most"):
        seal(b"x" * (MAX_PLAINTEXT + 1))


# Files


FILE, OTHER_FILE = MESSAGE + bytes(4), MESSAGE + b"\0\0\0\1"


def seal_file(content: bytes = b"picture", *, record: bytes = RECORD, file: bytes = FILE) -> bytes:
    return envelope.seal_file(public_key=PAIR.public, content=content, record=record, file=file)


def open_file(blob: bytes, *, key: bytes = PAIR.secret, record: bytes = RECORD, file=FILE) -> bytes:
    return envelope.open_file(secret_key=key, blob=blob, record=record, file=file)


@pytest.mark.parametrize("length", [0, 1, FILE_STEP - 4, FILE_STEP - 3, MAX_FILE])
def test_a_file_opens_under_its_names_and_no_others(length: int) -> None:
    content = bytes(range(256)) * (length // 256) + bytes(length % 256)
    blob = seal_file(content)
    assert blob[0] == 1
    assert len(blob) == 121 + padded_length(length, step=FILE_STEP)
    assert open_file(blob) == content
    for names in ({"record": OTHER_RECORD}, {"file": OTHER_FILE}, {"key": OTHER.secret}):
        with pytest.raises(CannotOpen):
            open_file(blob, **names)


def test_the_length_of_a_file_shows_the_step_only() -> None:
    assert {len(seal_file(bytes(n))) for n in (0, 1, 30_000, FILE_STEP - 4)} == {FILE_STEP + 121}
    assert len(seal_file(bytes(FILE_STEP - 3))) == 2 * FILE_STEP + 121


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        seal_file(bytes(MAX_FILE + 1))


def test_a_damaged_file_is_refused() -> None:
    blob = seal_file()
    places = [*range(130), *range(130, len(blob), 4_999), len(blob) - 1]
    for place in places[1:]:
        damaged = blob[:place] + bytes([blob[place] ^ 1]) + blob[place + 1 :]
        for spoilt in (damaged, blob[:place]):
            with pytest.raises(CannotOpen):
                open_file(spoilt)
    for changed in (blob + b"\0", b""):
        with pytest.raises(CannotOpen):
            open_file(changed)
    with pytest.raises(UnknownVersion):
        open_file(b"\x02" + blob[1:])


def test_a_message_is_no_file_and_a_file_no_message() -> None:
    # Neither under the same names, nor where the padding would do for both.
    with pytest.raises(CannotOpen):
        open_file(seal(bytes(FILE_STEP - 4), message=FILE))
    with pytest.raises(CannotOpen):
        unseal(seal_file(), message=FILE)


@pytest.mark.parametrize("name", [b"", b"x" * 65])
def test_names_of_files_have_a_sensible_length(name: bytes) -> None:
    for names in ({"record": name}, {"file": name}):
        with pytest.raises(ValueError, match="1 to 64"):
            seal_file(**names)
        with pytest.raises(ValueError, match="1 to 64"):
            open_file(seal_file(), **names)
