"""HKDF against the vectors of RFC 5869, appendix A (those with SHA-256)."""

from __future__ import annotations

from typing import Any

import pytest

from vault.crypto import hkdf

from .helpers import vectors


@pytest.mark.parametrize("vector", vectors("hkdf_rfc5869"), ids=lambda vector: vector["name"])
def test_rfc_5869(vector: dict[str, Any]) -> None:
    salt, key_material, info, key, output = (
        bytes.fromhex(vector[name])
        for name in ("salt", "key_material", "info", "pseudorandom_key", "output")
    )
    assert hkdf.extract(salt=salt, key_material=key_material) == key
    assert hkdf.expand(pseudorandom_key=key, info=info, length=len(output)) == output


def test_limits() -> None:
    key = bytes(32)
    assert len(hkdf.expand(pseudorandom_key=key, info=b"", length=8160)) == 8160
    for length in (0, -1, 8161):
        with pytest.raises(ValueError, match="length"):
            hkdf.expand(pseudorandom_key=key, info=b"", length=length)
    with pytest.raises(ValueError, match="pseudorandom key"):
        hkdf.expand(pseudorandom_key=bytes(31), info=b"", length=32)
