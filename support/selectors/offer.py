"""Reads what the form offers: terms, questions, who helps now, the group's times, and whether it
is open."""

from django.db.models import Exists, Prefetch, QuerySet

from core.vocabulary import Region
from support.models import (
    AnswerLanguage,
    Choice,
    HelpPolicy,
    Question,
    Topic,
    UrgencyLevel,
)
from support.rules.questions import OF_CHOICES, Item, Offered, Words
from support.selectors.roster import keys_with_a_desk
from vault.models import OrganisationKey
from vault.selectors import LEAST_HOLDERS


def topics() -> QuerySet[Topic]:
    """Return the topics on offer."""
    return Topic.objects.filter(is_active=True)


def regions() -> QuerySet[Region]:
    """Return the regions on offer."""
    return Region.objects.filter(is_active=True)


def languages() -> QuerySet[AnswerLanguage]:
    """Return the languages on offer."""
    return AnswerLanguage.objects.filter(is_active=True)


def urgencies() -> QuerySet[UrgencyLevel]:
    """Return the levels of urgency with their wording."""
    return UrgencyLevel.objects.all()


def questions(*, topic: str) -> list[Item]:
    """Return what a topic asks, in its order. Always two queries.

    A question of choices without any choice left cannot be answered, so it is not asked.

    Args:
        topic: the code of a topic.
    """
    rows = (
        Question.objects.filter(topic__code=topic, topic__is_active=True, is_active=True)
        .select_related("shown_after")
        .prefetch_related(Prefetch("choices", Choice.objects.filter(is_active=True)))
    )
    items = [_item(row, topic) for row in rows]
    return [item for item in items if item.choices or item.kind not in OF_CHOICES]


def _item(row: Question, topic: str) -> Item:
    return Item(
        code=row.code,
        topic=topic,
        kind=row.kind,
        words=_both(row, "label"),
        help=_both(row, "help"),
        is_required=row.is_required,
        choices=tuple(
            Offered(code=choice.code, words=_both(choice, "label"))
            for choice in row.choices.all()
            if row.kind in OF_CHOICES
        ),
        shown_after=row.shown_after.code if row.shown_after else "",
        shown_answer=row.shown_answer,
    )


def _both(row: Question | Choice, field: str) -> Words:
    return {language: getattr(row, f"{field}_{language}") for language in ("ar", "en")}


def policy() -> HelpPolicy:
    """Return what the group decided, or the defaults; never writes."""
    return HelpPolicy.objects.first() or HelpPolicy()


def is_form_open() -> bool:
    """Tell whether a request could be sealed to somebody who reads it.

    Needs the organisation's key, a duty coordinator with a key, and as many living keys as every
    record is promised holders.
    """
    holders = keys_with_a_desk()
    coordinators = holders.filter(user__volunteer_profile__is_duty_coordinator=True)
    could_be_sealed = OrganisationKey.objects.filter(
        Exists(topics()), Exists(coordinators), is_current=True
    )
    return could_be_sealed.exists() and holders.count() >= LEAST_HOLDERS
