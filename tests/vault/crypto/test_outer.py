"""The outer layer: cells open in their place only, keys rotate, and nothing is shown."""

from __future__ import annotations

import base64
import copy
import pickle
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings

from vault.crypto.errors import CannotOpen, UnknownVersion
from vault.crypto.outer import KeyRing, new_entry, path_of

from .helpers import assert_refuses_damage

KEY_A, KEY_B = bytes(range(32)), bytes(range(32, 64))
RING = KeyRing([("a", KEY_A), ("b", KEY_B)])
PATH = "vault_sealedmessage|body|17"


def b64(key: bytes) -> str:
    return base64.b64encode(key).decode()


def unwrap(blob: bytes) -> bytes:
    return RING.unwrap(column_path=PATH, blob=blob)


@given(st.binary(max_size=300))
def test_a_cell_opens_in_its_place(content: bytes) -> None:
    blob = RING.wrap(column_path=PATH, blob=content)
    assert len(blob) == 43 + len(content)
    assert blob[:3] == b"\x01\x01a"
    assert unwrap(blob) == content


@pytest.mark.parametrize(
    "path",
    [
        "vault_sealedmessage|body|18",
        "vault_sealedmessage|note|17",
        "vault_envelope|body|17",
        "vault_sealedmessage|body|1",
        "body|vault_sealedmessage|17",
    ],
)
def test_a_cell_moved_to_another_place_is_refused(path: str) -> None:
    blob = RING.wrap(column_path=PATH, blob=b"content")
    with pytest.raises(CannotOpen):
        RING.unwrap(column_path=path, blob=blob)


def test_a_damaged_cell_is_refused() -> None:
    assert_refuses_damage(RING.wrap(column_path=PATH, blob=b"content"), unwrap)
    long_id = KeyRing([("a-much-longer-id", KEY_A)])
    assert_refuses_damage(
        long_id.wrap(column_path=PATH, blob=b""),
        lambda blob: long_id.unwrap(column_path=PATH, blob=blob),
    )


def test_a_cell_relabelled_with_another_key_id_is_refused() -> None:
    blob = RING.wrap(column_path=PATH, blob=b"content")
    with pytest.raises(CannotOpen):
        unwrap(blob[:2] + b"b" + blob[3:])
    # Even where both ids had the same key, the id itself is authenticated.
    renamed = KeyRing([("b", KEY_A)])
    with pytest.raises(CannotOpen):
        renamed.unwrap(column_path=PATH, blob=blob[:2] + b"b" + blob[3:])


def test_the_documented_layout_is_what_opens() -> None:
    nonce = bytes(24)
    associated = b"\x01" + b"".join(
        struct.pack(">I", len(part)) + part for part in (b"sanad/outer", b"b", PATH.encode())
    )
    box = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(b"hand", associated, nonce, KEY_B)
    assert unwrap(b"\x01\x01b" + nonce + box) == b"hand"


def test_rotation_writes_with_the_first_key_and_reads_with_all() -> None:
    old_ring = KeyRing([("b", KEY_B)])
    old = old_ring.wrap(column_path=PATH, blob=b"content")
    assert not old_ring.needs_rotation(old)
    assert RING.needs_rotation(old)
    assert unwrap(old) == b"content"
    new = RING.wrap(column_path=PATH, blob=unwrap(old))
    assert not RING.needs_rotation(new)
    assert KeyRing([("a", KEY_A)]).unwrap(column_path=PATH, blob=new) == b"content"


def test_a_retired_key_opens_nothing() -> None:
    old = KeyRing([("b", KEY_B)]).wrap(column_path=PATH, blob=b"content")
    without = KeyRing([("a", KEY_A)])
    assert without.needs_rotation(old)
    with pytest.raises(CannotOpen):
        without.unwrap(column_path=PATH, blob=old)


def test_the_wrong_key_under_the_right_id_opens_nothing() -> None:
    blob = RING.wrap(column_path=PATH, blob=b"content")
    with pytest.raises(CannotOpen):
        KeyRing([("a", KEY_B)]).unwrap(column_path=PATH, blob=blob)


@pytest.mark.parametrize(
    "blob", [b"", b"\x01", b"\x01\x00", b"\x01\x05ab", b"\x01\x01A", b"\x01\x11" + b"a" * 17]
)
def test_a_header_that_is_cut_or_malformed_is_refused(blob: bytes) -> None:
    with pytest.raises(CannotOpen):
        RING.needs_rotation(blob)
    with pytest.raises(CannotOpen):
        unwrap(blob)


def test_needs_rotation_refuses_an_unknown_version() -> None:
    with pytest.raises(UnknownVersion):
        RING.needs_rotation(b"\x02\x01a")


def test_from_text_reads_the_environment() -> None:
    ring = KeyRing.from_text(f" 2026-a:{b64(KEY_A)}, b:{b64(KEY_B)} ")
    assert ring.active_id == "2026-a"
    assert ring.ids == ("2026-a", "b")
    blob = ring.wrap(column_path=PATH, blob=b"content")
    assert KeyRing([("2026-a", KEY_A)]).unwrap(column_path=PATH, blob=blob) == b"content"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "entry 1"),
        (b64(KEY_A), "entry 1"),
        (f"a:{b64(KEY_A)},", "entry 2"),
        (f"A:{b64(KEY_A)}", "entry 1"),
        (f":{b64(KEY_A)}", "entry 1"),
        (f"a b:{b64(KEY_A)}", "entry 1"),
        (f"{'x' * 17}:{b64(KEY_A)}", "entry 1"),
        (f"{b64(KEY_A)}:a", "entry 1"),
        (f"old:{b64(KEY_A)},old:{b64(KEY_B)}", "'old' appears twice"),
        (f"one:{b64(KEY_A)},two:{b64(KEY_A)}", "'two' has the same key"),
        (f"short:{b64(KEY_A[:31])}", "'short' must be exactly 32"),
        (f"long:{b64(KEY_A + KEY_B)}", "'long' must be exactly 32"),
        (f"none:{''}", "'none' must be exactly 32"),
        (f"odd:{b64(KEY_A)[:-2]}", "'odd' is not valid base64"),
        (f"odd:{b64(KEY_A)[:-3]}*==", "'odd' is not valid base64"),
        ("odd:ключ", "'odd' is not valid base64"),
    ],
)
def test_a_wrong_key_ring_is_named_by_id_and_never_by_key(text: str, told: str) -> None:
    with pytest.raises(ValueError, match="key ring") as caught:
        KeyRing.from_text(text)
    message = str(caught.value)
    assert told in message
    for key in (KEY_A, KEY_B):
        assert b64(key)[:8] not in message
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_a_key_ring_needs_a_key() -> None:
    with pytest.raises(ValueError, match="at least one"):
        KeyRing([])


def test_a_key_ring_neither_changes_nor_shows_nor_travels() -> None:
    assert repr(RING) == "<KeyRing a, b>"
    assert str(RING) == "<KeyRing a, b>"
    with pytest.raises(AttributeError):
        RING._keys = {}
    with pytest.raises(AttributeError):
        RING.active = "b"
    with pytest.raises(AttributeError):
        del RING._keys
    with pytest.raises(TypeError):
        pickle.dumps(RING)
    with pytest.raises(TypeError):
        copy.copy(RING)


@pytest.mark.parametrize("path", ["", "table", "table|column", "t|c|", "|c|1", "t||1", "t|c|1|2"])
def test_a_malformed_path_is_a_mistake_of_the_caller(path: str) -> None:
    with pytest.raises(ValueError, match="column path"):
        RING.wrap(column_path=path, blob=b"")
    with pytest.raises(ValueError, match="column path"):
        RING.unwrap(column_path=path, blob=RING.wrap(column_path=PATH, blob=b""))


def test_paths_are_built_from_their_parts() -> None:
    assert path_of(table="vault_sealedmessage", column="body", pk=17) == PATH
    for parts in [("", "c", 1), ("t", "", 1), ("t", "c", ""), ("t|c", "d", 1), ("t", "c", "1|2")]:
        with pytest.raises(ValueError, match="column path"):
            path_of(table=parts[0], column=parts[1], pk=parts[2])


def test_a_new_entry_is_ready_for_a_key_ring() -> None:
    one, two = new_entry(key_id="a"), new_entry(key_id="b")
    assert KeyRing.from_text(f"{one},{two}").ids == ("a", "b")
    with pytest.raises(ValueError, match="entry 1"):
        new_entry(key_id="Not an id")
