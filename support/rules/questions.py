"""Decides which questions somebody is asked, given what they answered so far."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

SHORT, LONG, ONE, MANY, YES_NO = "short", "long", "one", "many", "yes_no"
OF_CHOICES = frozenset({ONE, MANY})
CONDITIONS = frozenset({ONE, MANY, YES_NO})  # whose answers a later question may wait for
YES, NO = "yes", "no"

Words = dict[str, str]  # by language: `ar` and `en`
Given = Mapping[str, Sequence[str]]  # what was answered, by the question's code


@dataclass(frozen=True)
class Offered:
    """An answer to choose.

    Attributes:
        code: stays the same, whatever the wording.
        words: its wording in each language.
    """

    code: str
    words: Words


@dataclass(frozen=True)
class Item:
    """A question as it is asked.

    Attributes:
        code: stays the same, whatever the wording.
        topic: the code of the kind of help that it belongs to.
        kind: one of this module's five.
        words, help: its wording and its explanation in each language.
        is_required: whether it must be answered.
        choices: what may be chosen, if it is a question of choices.
        shown_after, shown_answer: the code of the question, and the answer to it, that it waits
            for; empty where it is always asked.
        is_withdrawn: whether it was asked, and is not on offer any more.
    """

    code: str
    topic: str
    kind: str
    words: Words
    help: Words
    is_required: bool = False
    choices: tuple[Offered, ...] = ()
    shown_after: str = ""
    shown_answer: str = ""
    is_withdrawn: bool = False


def visible(items: Sequence[Item], given: Given) -> list[Item]:
    """Return the questions whose condition is met, in their order.

    A question that waits for one that is not asked itself is not asked either, nor is one that
    waits for itself by a detour.
    """
    by_code = {item.code: item for item in items}
    return [item for item in items if _is_met(item, by_code, given, frozenset())]


def _is_met(item: Item, by_code: Mapping[str, Item], given: Given, passed: frozenset[str]) -> bool:
    if not item.shown_after:
        return True
    before = by_code.get(item.shown_after)
    if before is None or item.code in passed:
        return False
    if item.shown_answer not in given.get(before.code, ()):
        return False
    return _is_met(before, by_code, given, passed | {item.code})


def loops(code: str, shown_after: str, conditions: Mapping[str, str]) -> bool:
    """Tell whether a question would wait for itself.

    Args:
        code: the question's.
        shown_after: the code of the one that it is to wait for; may be empty.
        conditions: for each question that waits, the code of the one that it waits for.
    """
    passed = {code}
    while shown_after:
        if shown_after in passed:
            return True
        passed.add(shown_after)
        shown_after = conditions.get(shown_after, "")
    return False


def with_withdrawn(
    offered: Sequence[Item],
    asked: Iterable[Item],
    given: Given,
    *,
    topic: str,
    topics: Collection[str],
) -> list[Item]:
    """Return what is on offer for a topic, and what was answered before it was withdrawn.

    What somebody answered is theirs to send, even if the question went out of use while they
    wrote. What they answered for another kind of help, which is still on offer, is left behind:
    they chose otherwise themselves.

    Args:
        offered: the questions of the chosen topic.
        asked: what this form has shown so far, as it was worded then.
        given: the answers so far.
        topic: the code of the chosen topic.
        topics: the codes of all topics on offer.
    """
    known = {item.code for item in offered}
    withdrawn = [
        replace(item, is_withdrawn=True, is_required=False)
        for item in asked
        if item.code not in known
        and any(given.get(item.code, ()))
        and (item.topic == topic or item.topic not in topics)
    ]
    return [*offered, *withdrawn]


def is_to_be_asked(item: Item, *, asked: Iterable[Item], given: Given, is_last_step: bool) -> bool:
    """Tell whether a visible question still has to be put before somebody goes on.

    A question that appears while somebody is about to send is asked only if it must be answered.
    One that need not be is asked where it follows an answer, or where no question was asked yet.

    Args:
        item: the question, visible.
        asked: what this form has shown so far.
        given: the answers so far.
        is_last_step: whether the form is being sent.
    """
    shown = list(asked)
    if item.is_withdrawn or any(given.get(item.code, ())):
        return False
    if any(before.code == item.code for before in shown):
        return False
    if item.is_required:
        return True
    is_first = not any(before.topic == item.topic for before in shown)
    return not is_last_step and (is_first or bool(item.shown_after))


def said(answers: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """Return answers as what was chosen and typed alone: without the wording of the questions,
    and in an order that does not depend on them.

    Args:
        answers: as they are sealed.
    """
    return sorted([answer["code"], answer["value"]] for answer in answers)


def to_plain(items: Iterable[Item]) -> list[list[Any]]:
    """Return questions as lists that JSON can hold; `from_plain` reads them."""
    return [
        [
            item.code,
            item.topic,
            item.kind,
            item.words,
            item.is_required,
            [[choice.code, choice.words] for choice in item.choices],
            item.shown_after,
            item.shown_answer,
        ]
        for item in items
    ]


def from_plain(rows: Iterable[list[Any]]) -> list[Item]:
    """Return the questions that `to_plain` wrote; their explanations are not among it."""
    return [
        Item(
            code=code,
            topic=topic,
            kind=kind,
            words=words,
            help={},
            is_required=is_required,
            choices=tuple(Offered(code=choice, words=said) for choice, said in choices),
            shown_after=shown_after,
            shown_answer=shown_answer,
        )
        for code, topic, kind, words, is_required, choices, shown_after, shown_answer in rows
    ]
