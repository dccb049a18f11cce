"""Writes the known-answer vectors of every vault format that has none yet.

Run once per format, from the root of the repository::

    PYTHONPATH=site python tests/data/vault/make_vectors.py

A file that exists is never touched: the vectors are the proof that data sealed years ago still
opens. A changed format gets a new version byte and a new file (``message_v2.json``), and the old
file stays for as long as anything may still be stored in the old format.

Every key here is the hash of a word and protects nothing.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

from vault.crypto import (
    compartments,
    envelope,
    org_key,
    outer,
    padding,
    passphrase,
    return_code,
    session_box,
    staff_key,
)
from vault.crypto.stretching import MEBIBYTE

FOLDER = Path(__file__).parent

Vectors = list[dict[str, object]]

TEXTS = {
    "empty": b"",
    "arabic": "أحتاج إلى مساعدة قانونية في أقرب وقت.".encode(),
    "full step": b"x" * 1020,
    "next step": b"x" * 1021,
}


def key(word: str, length: int = 32) -> bytes:
    """Return ``length`` bytes (up to 64) made from a word."""
    return hashlib.sha512(word.encode()).digest()[:length]


def padding_v1() -> Vectors:
    return [
        {
            "text": text.hex(),
            "padded_length": len(padding.pad(text)),
            "padded_sha256": hashlib.sha256(padding.pad(text)).hexdigest(),
            "padded_start": padding.pad(text)[:16].hex(),
        }
        for text in TEXTS.values()
    ]


def message_v1() -> Vectors:
    secret = key("envelope")
    record, message = key("record", 16), key("message", 16)
    return [
        {
            "secret_key": secret.hex(),
            "record": record.hex(),
            "message": message.hex(),
            "plaintext": text.hex(),
            "blob": envelope.seal_message(
                public_key=envelope.public_key_of(secret_key=secret),
                plaintext=text,
                record=record,
                message=message,
            ).hex(),
        }
        for text in TEXTS.values()
    ]


def file_v1() -> Vectors:
    secret = key("envelope")
    record, file = key("record", 16), key("file", 20)
    return [
        {
            "secret_key": secret.hex(),
            "record": record.hex(),
            "file": file.hex(),
            "content": content.hex(),
            "blob": envelope.seal_file(
                public_key=envelope.public_key_of(secret_key=secret),
                content=content,
                record=record,
                file=file,
            ).hex(),
        }
        for content in (TEXTS["arabic"],)
    ]


def grant_v1() -> Vectors:
    holder, record, secret = key("holder"), key("record", 16), key("envelope")
    blob = envelope.seal_secret_to(
        holder_public_key=envelope.public_key_of(secret_key=holder), secret=secret, record=record
    )
    return [
        {
            "holder_secret_key": holder.hex(),
            "record": record.hex(),
            "secret": secret.hex(),
            "blob": blob.hex(),
        }
    ]


def outer_v1() -> Vectors:
    entries = [("2026-a", key("ring a")), ("b", key("ring b"))]
    path = "vault_sealedmessage|body|7f3e"
    return [
        {
            "key_id": key_id,
            "key": ring_key.hex(),
            "column_path": path,
            "content": TEXTS["arabic"].hex(),
            "blob": outer.KeyRing([(key_id, ring_key)])
            .wrap(column_path=path, blob=TEXTS["arabic"])
            .hex(),
        }
        for key_id, ring_key in entries
    ]


def return_code_v1() -> Vectors:
    pepper, site_salt = key("pepper", 48), key("site salt", 16)
    vectors: Vectors = []
    for word, opslimit, mebibytes in (("first", 2, 64), ("second", 2, 8), ("third", 3, 16)):
        nonce = key(word)
        code = return_code.code_from_nonce(nonce=nonce, pepper=pepper)
        memlimit = mebibytes * MEBIBYTE
        keys = return_code.derive(
            code=code, site_salt=site_salt, pepper=pepper, opslimit=opslimit, memlimit=memlimit
        )
        vectors.append(
            {
                "nonce": nonce.hex(),
                "pepper": pepper.hex(),
                "site_salt": site_salt.hex(),
                "opslimit": opslimit,
                "memlimit": memlimit,
                "code": code,
                "shown": return_code.format_code(code),
                "lookup_id": keys.lookup_id.hex(),
                "wrapping_key": keys.wrapping_key.hex(),
            }
        )
    return vectors


def compartments_v1() -> Vectors:
    root, record = key("root"), key("record", 16)
    made = compartments.derive(root=root, record=record)
    return [
        {
            "root": root.hex(),
            "record": record.hex(),
            "conversation_secret": made.conversation.secret.hex(),
            "conversation_public": made.conversation.public.hex(),
            "staff_secret": made.staff.secret.hex(),
            "staff_public": made.staff.public.hex(),
        }
    ]


def staff_key_v1() -> Vectors:
    words = "abacus drop-down felt-tip yo-yo zoology zoom"
    vectors: Vectors = []
    for opslimit, mebibytes in ((4, 128), (2, 8)):
        material = staff_key.create(
            passphrase=words, opslimit=opslimit, memlimit=mebibytes * MEBIBYTE
        )
        vectors.append(
            {
                "passphrase": words,
                "public_key": material.public_key.hex(),
                "salt": material.salt.hex(),
                "opslimit": material.opslimit,
                "memlimit": material.memlimit,
                "wrapped_secret": material.wrapped_secret.hex(),
                "secret": staff_key.unlock(passphrase=words, material=material).hex(),
            }
        )
    return vectors


def session_v1() -> Vectors:
    session_key, context = key("session"), b"unlock|42"
    blob = session_box.seal_for_session(key=session_key, plaintext=key("staff"), context=context)
    return [
        {
            "key": session_key.hex(),
            "context": context.hex(),
            "plaintext": key("staff").hex(),
            "blob": blob.hex(),
        }
    ]


def org_key_v1() -> Vectors:
    made = org_key.create()
    return [
        {
            "part_one": made.part_one,
            "part_two": made.part_two,
            "secret": org_key.combine(made.part_one, made.part_two).hex(),
            "public_key": made.public_key.hex(),
            "fingerprint": org_key.fingerprint(made.public_key),
        }
    ]


def passphrase_v1() -> Vectors:
    typed = [
        "abacus drop-down felt-tip yo-yo zoology zoom",
        "  ABACUS drop down\tfelt–tip  Yo-Yo\nzoology-zoom ",
        "\u200fabacus\u00a0drop\u2010down felt\u2011tip yo-yo zoology ｚｏｏｍ",
    ]
    return [{"typed": text, "normalised": passphrase.normalise(text)} for text in typed]


MAKERS: dict[str, Callable[[], Vectors]] = {
    maker.__name__: maker
    for maker in (
        padding_v1,
        message_v1,
        file_v1,
        grant_v1,
        outer_v1,
        return_code_v1,
        compartments_v1,
        staff_key_v1,
        session_v1,
        org_key_v1,
        passphrase_v1,
    )
}


def main() -> None:
    for name, make in MAKERS.items():
        path = FOLDER / f"{name}.json"
        if path.exists():
            sys.stdout.write(f"kept    {path.name}\n")
            continue
        path.write_text(
            json.dumps(make(), indent=2, ensure_ascii=True) + "\n", encoding="utf-8", newline="\n"
        )
        sys.stdout.write(f"written {path.name}\n")


if __name__ == "__main__":
    main()
