"""Known answers: what was sealed with yesterday's code opens with today's, byte for byte.

A failure here means that stored data would be lost. Never make the vectors anew to please it: give
the changed format the next version byte and keep the reader of the old one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from vault.crypto import (
    compartments,
    envelope,
    org_key,
    padding,
    passphrase,
    return_code,
    session_box,
    staff_key,
)
from vault.crypto.outer import KeyRing

from .helpers import DATA, vectors

Vector = dict[str, Any]


def unhex(vector: Vector, *names: str) -> dict[str, bytes]:
    return {name: bytes.fromhex(vector[name]) for name in names}


def check_padding(vector: Vector) -> None:
    text = bytes.fromhex(vector["text"])
    padded = padding.pad(text)
    assert len(padded) == vector["padded_length"]
    assert padded[:16].hex() == vector["padded_start"]
    assert hashlib.sha256(padded).hexdigest() == vector["padded_sha256"]
    assert padding.unpad(padded) == text


def check_message(vector: Vector) -> None:
    opened = envelope.open_message(**unhex(vector, "secret_key", "blob", "record", "message"))
    assert opened.hex() == vector["plaintext"]


def check_file(vector: Vector) -> None:
    opened = envelope.open_file(**unhex(vector, "secret_key", "blob", "record", "file"))
    assert opened.hex() == vector["content"]


def check_grant(vector: Vector) -> None:
    opened = envelope.open_sealed_secret(**unhex(vector, "holder_secret_key", "blob", "record"))
    assert opened.hex() == vector["secret"]


def check_outer(vector: Vector) -> None:
    ring = KeyRing([(vector["key_id"], bytes.fromhex(vector["key"]))])
    blob = bytes.fromhex(vector["blob"])
    opened = ring.unwrap(column_path=vector["column_path"], blob=blob)
    assert opened.hex() == vector["content"]
    assert not ring.needs_rotation(blob)


def check_return_code(vector: Vector) -> None:
    assert return_code.code_from_nonce(**unhex(vector, "nonce", "pepper")) == vector["code"]
    assert return_code.format_code(vector["code"]) == vector["shown"]
    keys = return_code.derive(
        code=vector["shown"],
        **unhex(vector, "site_salt", "pepper"),
        opslimit=vector["opslimit"],
        memlimit=vector["memlimit"],
    )
    assert keys.lookup_id.hex() == vector["lookup_id"]
    assert keys.wrapping_key.hex() == vector["wrapping_key"]


def check_compartments(vector: Vector) -> None:
    made = compartments.derive(**unhex(vector, "root", "record"))
    assert made.conversation.secret.hex() == vector["conversation_secret"]
    assert made.conversation.public.hex() == vector["conversation_public"]
    assert made.staff.secret.hex() == vector["staff_secret"]
    assert made.staff.public.hex() == vector["staff_public"]


def check_staff_key(vector: Vector) -> None:
    material = staff_key.StaffKeyMaterial(
        **unhex(vector, "public_key", "salt", "wrapped_secret"),
        opslimit=vector["opslimit"],
        memlimit=vector["memlimit"],
    )
    opened = staff_key.unlock(passphrase=vector["passphrase"], material=material)
    assert opened.hex() == vector["secret"]


def check_session(vector: Vector) -> None:
    opened = session_box.open_for_session(**unhex(vector, "key", "blob", "context"))
    assert opened.hex() == vector["plaintext"]


def check_org_key(vector: Vector) -> None:
    secret = org_key.combine(vector["part_one"], vector["part_two"])
    assert secret.hex() == vector["secret"]
    public = envelope.public_key_of(secret_key=secret)
    assert public.hex() == vector["public_key"]
    assert org_key.fingerprint(public) == vector["fingerprint"]


def check_passphrase(vector: Vector) -> None:
    assert passphrase.normalise(vector["typed"]) == vector["normalised"]


CHECKS: dict[str, Callable[[Vector], None]] = {
    "padding_v1": check_padding,
    "message_v1": check_message,
    "file_v1": check_file,
    "grant_v1": check_grant,
    "outer_v1": check_outer,
    "return_code_v1": check_return_code,
    "compartments_v1": check_compartments,
    "staff_key_v1": check_staff_key,
    "session_v1": check_session,
    "org_key_v1": check_org_key,
    "passphrase_v1": check_passphrase,
}


@pytest.mark.parametrize("name", CHECKS)
def test_known_answers(name: str) -> None:
    for vector in vectors(name):
        CHECKS[name](vector)


def test_every_file_of_vectors_is_checked() -> None:
    assert {path.stem for path in DATA.glob("*.json")} == {*CHECKS, "hkdf_rfc5869"}


def test_every_stored_blob_begins_with_version_one() -> None:
    for name in CHECKS:
        for vector in vectors(name):
            for field in ("blob", "wrapped_secret"):
                assert vector.get(field, "01").startswith("01")
