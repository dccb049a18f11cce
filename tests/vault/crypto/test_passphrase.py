"""Passphrases: the right list, drawn evenly, and forgiving about how they are typed."""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.crypto import passphrase

LIST_SHA256 = "6d557f0693958fb5e650b68b5bee585eb82cf4da32965505c789e924743bc522"


def test_the_word_list_is_whole() -> None:
    words = passphrase.word_list()
    assert len(words) == len(set(words)) == 7776 == 6**5
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)?", word) for word in words)
    assert min(map(len, words)) == 3
    assert hashlib.sha256(passphrase._WORD_FILE.read_bytes()).hexdigest() == LIST_SHA256


def test_the_word_list_names_its_authors() -> None:
    readme = passphrase._WORD_FILE.with_name("README.md").read_text("utf-8")
    assert "Electronic Frontier Foundation" in readme
    assert "CC BY 3.0 US" in readme


@pytest.mark.parametrize("content", ["", "abacus\nabdomen\n", "abacus\n" * 7776])
def test_a_damaged_list_makes_no_passphrases(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "words.txt"
    damaged.write_text(content)
    monkeypatch.setattr(passphrase, "_WORD_FILE", damaged)
    passphrase.word_list.cache_clear()
    try:
        with pytest.raises(RuntimeError, match="damaged"):
            passphrase.generate()
    finally:
        passphrase.word_list.cache_clear()


def test_six_words_by_default_and_never_fewer() -> None:
    words = set(passphrase.word_list())
    made = [passphrase.generate().split(" ") for _ in range(200)]
    assert all(len(one) == 6 and words.issuperset(one) for one in made)
    assert len({tuple(one) for one in made}) == 200
    assert len({word for one in made for word in one}) > 1000
    assert len(passphrase.generate(8).split(" ")) == 8
    for fewer in (5, 0, -1):
        with pytest.raises(ValueError, match="at least"):
            passphrase.generate(fewer)


def test_words_come_from_the_system_randomness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secrets, "choice", lambda words: words[0])
    assert passphrase.generate() == " ".join(["abacus"] * 6)


@given(
    st.lists(st.sampled_from(passphrase.word_list()), min_size=6, max_size=8),
    st.lists(
        st.sampled_from([" ", "   ", "-", "–", "\u2011", " - ", "\n", "\u00a0", "\u3000", "\t"]),
        min_size=9,
        max_size=9,
    ),
    st.sampled_from([str.lower, str.upper, str.title]),
)
def test_case_spaces_and_hyphens_make_no_difference(words, between, case) -> None:  # type: ignore[no-untyped-def]
    plain = " ".join(words)
    typed = " \u200f" + "".join(case(word) + gap for word, gap in zip(words, between, strict=False))
    assert passphrase.normalise(typed) == passphrase.normalise(plain)


def test_different_words_stay_different() -> None:
    forms = {passphrase.normalise(word) for word in passphrase.word_list()}
    assert len(forms) == 7776
    assert passphrase.normalise("one two") != passphrase.normalise("onetwo")
    assert passphrase.normalise("one two") != passphrase.normalise("two one")


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = passphrase.normalise(text)
    assert passphrase.normalise(once) == once
