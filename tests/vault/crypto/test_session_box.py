"""Session boxes: they open under their key and context, and for nothing else."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings

from vault.crypto.errors import CannotOpen
from vault.crypto.session_box import new_session_key, open_for_session, seal_for_session

from .helpers import assert_refuses_damage

KEY = bytes(range(32))
CONTEXT = b"unlock|7"
contexts = st.binary(min_size=1, max_size=100)


def unseal(blob: bytes) -> bytes:
    return open_for_session(key=KEY, blob=blob, context=CONTEXT)


@given(st.binary(max_size=200), contexts, contexts)
def test_a_box_opens_under_its_context_only(plaintext: bytes, context: bytes, other: bytes) -> None:
    blob = seal_for_session(key=KEY, plaintext=plaintext, context=context)
    assert blob[0] == 1
    assert len(blob) == 41 + len(plaintext)
    assert open_for_session(key=KEY, blob=blob, context=context) == plaintext
    if other != context:
        with pytest.raises(CannotOpen):
            open_for_session(key=KEY, blob=blob, context=other)


def test_a_damaged_box_is_refused() -> None:
    assert_refuses_damage(seal_for_session(key=KEY, plaintext=b"content", context=CONTEXT), unseal)


def test_another_key_opens_nothing() -> None:
    blob = seal_for_session(key=KEY, plaintext=b"content", context=CONTEXT)
    with pytest.raises(CannotOpen):
        open_for_session(key=new_session_key(), blob=blob, context=CONTEXT)


def test_the_documented_layout_is_what_opens() -> None:
    nonce = bytes(24)
    associated = b"\x01" + b"".join(
        struct.pack(">I", len(part)) + part for part in (b"sanad/session", CONTEXT)
    )
    box = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(b"hand", associated, nonce, KEY)
    assert unseal(b"\x01" + nonce + box) == b"hand"


def test_keys_are_fresh() -> None:
    keys = {new_session_key() for _ in range(50)}
    assert len(keys) == 50
    assert {len(key) for key in keys} == {32}


def test_mistakes_of_the_caller() -> None:
    with pytest.raises(ValueError, match="context"):
        seal_for_session(key=KEY, plaintext=b"", context=b"")
    with pytest.raises(ValueError, match="context"):
        open_for_session(key=KEY, blob=b"\x01" + bytes(40), context=b"")
    for length in (0, 31, 33):
        with pytest.raises(ValueError, match="the key"):
            seal_for_session(key=bytes(length), plaintext=b"", context=CONTEXT)
        with pytest.raises(ValueError, match="the key"):
            open_for_session(key=bytes(length), blob=b"\x01" + bytes(40), context=CONTEXT)
