"""Which questions are asked, given the answers so far: no database, no form."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from support.rules.questions import (
    Item,
    Offered,
    from_plain,
    is_to_be_asked,
    loops,
    said,
    to_plain,
    visible,
    with_withdrawn,
)


def item(code: str, **fields) -> Item:
    """Return a question with two answers, worded with its code."""
    choices = tuple(Offered(code=choice, words={"ar": "ج", "en": choice}) for choice in "ab")
    words = {"ar": "سؤال", "en": code}
    return Item(code=code, topic="t", kind="one", words=words, help={}, choices=choices, **fields)


def codes(items) -> list[str]:
    return [found.code for found in items]


FIRST = item("first")
SECOND = item("second", shown_after="first", shown_answer="a")
THIRD = item("third", shown_after="second", shown_answer="b")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["first"]),
        ({"first": ["b"]}, ["first"]),
        ({"first": ["a"]}, ["first", "second"]),
        ({"first": ["b", "a"]}, ["first", "second"]),
        ({"first": ["a"], "second": ["b"]}, ["first", "second", "third"]),
        # The middle one is not asked, so what was once answered to it opens nothing.
        ({"first": ["b"], "second": ["b"]}, ["first"]),
        ({"second": ["b"]}, ["first"]),
    ],
)
def test_question_is_asked_while_its_condition_is_met(given, expected):
    assert codes(visible([FIRST, SECOND, THIRD], given)) == expected
    backwards = visible([THIRD, SECOND, FIRST], given)
    assert codes(backwards) == expected[::-1]  # in the order it was given, whatever waits for what


def test_question_that_waits_for_one_that_is_gone_is_not_asked():
    assert visible([SECOND], {"first": ["a"]}) == []


def test_questions_that_wait_for_each_other_are_not_asked_and_end():
    ring = [
        item("x", shown_after="y", shown_answer="a"),
        item("y", shown_after="x", shown_answer="a"),
        item("z", shown_after="z", shown_answer="a"),
    ]
    assert visible(ring, {code: ["a"] for code in "xyz"}) == []


@pytest.mark.parametrize(
    ("code", "after", "expected"),
    [("a", "b", True), ("a", "c", True), ("c", "a", False), ("a", "a", True), ("d", "", False)],
)
def test_loop_is_found_by_any_detour(code, after, expected):
    assert loops(code, after, {"b": "a", "c": "b"}) is expected


@for_all(
    st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef"), max_size=6),
    st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("yn"), max_size=2)),
)
def test_what_is_asked_was_always_answered_for(waits, given):
    items = [
        item(code, shown_after=waits.get(code, ""), shown_answer="y" if code in waits else "")
        for code in "abcdef"
    ]
    asked = set(codes(visible(items, given)))
    for found in items:
        before = found.shown_after
        met = not before or (before in asked and "y" in given.get(before, []))
        is_in_ring = loops(found.code, before, waits)
        assert (found.code in asked) is (met and not is_in_ring)


def test_answer_outlives_its_question_only_where_the_visitor_did_not_leave_it_behind():
    kept, left, empty = item("kept"), replace(item("left"), topic="other"), item("empty")
    orphan = replace(item("orphan"), topic="closed")
    given = {"kept": ["a"], "left": ["a"], "orphan": ["a"], "first": ["a"]}
    asked = [FIRST, kept, left, empty, orphan]
    found = with_withdrawn([FIRST], asked, given, topic="t", topics={"t", "other"})
    assert codes(found) == ["first", "kept", "orphan"]
    assert [one.is_withdrawn for one in found] == [False, True, True]


def test_withdrawn_question_is_required_of_nobody():
    found = with_withdrawn([], [item("x", is_required=True)], {"x": ["a"]}, topic="t", topics={"t"})
    assert [one.is_required for one in found] == [False]


@pytest.mark.parametrize(
    ("question", "asked", "given", "is_last_step", "expected"),
    [
        (FIRST, [], {}, False, True),
        (FIRST, [], {}, True, False),  # optional: nobody is held up at the door
        (replace(FIRST, is_required=True), [], {}, True, True),
        (replace(FIRST, is_required=True), [FIRST], {}, True, False),  # once
        (replace(FIRST, is_required=True), [], {"first": ["a"]}, True, False),
        (FIRST, [item("other")], {}, False, False),  # added meanwhile, optional
        (SECOND, [FIRST], {"first": ["a"]}, False, True),  # follows an answer
        (SECOND, [FIRST], {"first": ["a"]}, True, False),
        (replace(FIRST, is_withdrawn=True), [], {}, False, False),
    ],
)
def test_question_is_put_to_somebody_once(question, asked, given, is_last_step, expected):
    found = is_to_be_asked(question, asked=asked, given=given, is_last_step=is_last_step)
    assert found is expected


def test_what_was_asked_survives_its_way_through_the_page():
    items = [FIRST, SECOND, item("x", is_required=True)]
    assert from_plain(to_plain(items)) == items


def test_what_was_said_does_not_depend_on_wording_or_order():
    one = {"code": "x", "value": ["a", "b"], "question": {"en": "old"}}
    two = {"code": "a", "value": "text", "question": {"en": "old"}}
    assert said([one, two]) == said([two, {**one, "question": {"en": "new"}}])
    assert said([one]) != said([{**one, "value": ["a"]}])
