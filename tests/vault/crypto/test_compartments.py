"""The two keys of a record: apart from each other, and each other record's are others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.crypto import compartments
from vault.crypto.envelope import public_key_of

from .helpers import OTHER_RECORD, RECORD

ROOT = bytes(range(32))
secrets = st.binary(min_size=32, max_size=32)


@given(root=secrets, other=secrets)
def test_every_key_is_its_own(root: bytes, other: bytes) -> None:
    made = [
        compartments.derive(root=one, record=record)
        for one in {root, other}
        for record in (RECORD, OTHER_RECORD)
    ]
    keys = {pair.secret for pairs in made for pair in (pairs.conversation, pairs.staff)}
    assert len(keys) == 2 * len(made)
    assert not keys & {root, other}


def test_the_halves_belong_together() -> None:
    made = compartments.derive(root=ROOT, record=RECORD)
    for pair in (made.conversation, made.staff):
        assert public_key_of(secret_key=pair.secret) == pair.public
        assert pair.secret.hex() not in repr(made)


def test_wrong_lengths_are_mistakes_of_the_caller() -> None:
    for length in (0, 31, 33):
        with pytest.raises(ValueError, match="root"):
            compartments.derive(root=bytes(length), record=RECORD)
    with pytest.raises(ValueError, match="record"):
        compartments.derive(root=ROOT, record=b"")
