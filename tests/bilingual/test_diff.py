"""The word-level difference: nothing is lost, words stay whole, both scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual import diff
from bilingual.diff import similarity, word_diff

WORDS = st.lists(
    st.sampled_from(["help", "مساعدة", "<b>", "</b>", "حُقُوق", "don't", ",", ".", " ", "\n", "&"]),
    max_size=30,
).map("".join)


@given(old=WORDS, new=WORDS)
def test_both_texts_can_be_put_together_again(old, new):
    pieces = word_diff(old, new)
    assert "".join(text for operation, text in pieces if operation != "added") == old
    assert "".join(text for operation, text in pieces if operation != "removed") == new
    assert all(text for _operation, text in pieces)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("same", "same", [("same", "same")]),
        ("", "new", [("added", "new")]),
        ("old", "", [("removed", "old")]),
        (
            "We help every day.",
            "We help each day.",
            [("same", "We help "), ("removed", "every"), ("added", "each"), ("same", " day.")],
        ),
        ("A cat.", "A cat and dog.", [("same", "A cat"), ("added", " and dog"), ("same", ".")]),
        (
            "one red house",
            "one blue boat",
            [("same", "one "), ("removed", "red house"), ("added", "blue boat")],
        ),
        (
            "عن حُقُوق الناس",
            "عن حقوق الناس",
            [("same", "عن "), ("removed", "حُقُوق"), ("added", "حقوق"), ("same", " الناس")],
        ),
    ],
)
def test_words_stay_whole(old, new, expected):
    assert word_diff(old, new) == expected


def test_a_tag_is_never_cut():
    pieces = word_diff('See <a id="a1">this</a>.', 'See <a id="a2">this</a>.')
    assert ("removed", '<a id="a1">') in pieces
    assert ("added", '<a id="a2">') in pieces


def test_a_huge_text_is_compared_at_its_ends(monkeypatch):
    monkeypatch.setattr(diff, "_TOO_MANY_PAIRS", 10)
    assert word_diff("a b c d e f", "a b x y e f") == [
        ("same", "a b "),
        ("removed", "c d"),
        ("added", "x y"),
        ("same", " e f"),
    ]


def test_similarity_knows_a_correction_from_another_sentence():
    assert similarity("We help every day.", "We help every day.") == 1.0
    assert similarity("We help evry day.", "We help every day.") >= 0.6
    assert similarity("Contact", "Contacts") >= 0.6
    assert similarity("We help every day.", "Bring warm clothes and water.") < 0.4
    assert similarity("", "Something") == 0.0
