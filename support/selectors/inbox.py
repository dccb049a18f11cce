"""Reads the inbox: which requests a choice of facets leaves, in which order, and how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    F,
    Q,
    QuerySet,
    SmallIntegerField,
    When,
)
from django.db.models.functions import Coalesce, Least

from support.models import HelpRequest, VolunteerProfile
from support.selectors.desk import NEEDS_ANSWER, requests_open_to
from support.selectors.lateness import Clock
from support.selectors.reading import with_may_read, with_unread

Status = HelpRequest.Status
_NONE_URGENT = len(HelpRequest.Urgency.values)
NO_TERM = "-"  # stands for requests without a topic, language or region

OPEN, NEEDS, OVERDUE, ANSWERED, HELD, CLOSED = (
    "open",
    "needs-answer",
    "overdue",
    "answered",
    "held",
    "closed",
)
SHOWN = (OPEN, NEEDS, OVERDUE, ANSWERED, HELD, CLOSED)
MINE, STANDING_BY, COORDINATORS = "mine", "standing-by", "coordinators"
WHO = (MINE, STANDING_BY, COORDINATORS)
TODAY, WEEK, OVER_WEEK, OVER_MONTH = "today", "week", "over-week", "over-month"
AGES = (TODAY, WEEK, OVER_WEEK, OVER_MONTH)


_PILE = Q(is_held=True) & ~Q(status=Status.CLOSED)


@dataclass(frozen=True)
class Wanted:
    """A choice of facets; an empty one leaves everything.

    Attributes:
        show: one of `SHOWN`.
        who: one of `WHO`.
        urgency: of `HelpRequest.Urgency`.
        topic, language, region: a term's code, or `NO_TERM`.
        age: one of `AGES`.
        unread: "yes" for those with a message that this person has not seen.
    """

    show: str = OPEN
    who: str = ""
    urgency: str = ""
    topic: str = ""
    language: str = ""
    region: str = ""
    age: str = ""
    unread: str = ""


@dataclass(frozen=True)
class Counts:
    """How many requests each value leaves, whatever is chosen in the other facets."""

    show: dict[str, int]
    who: dict[str, int]
    age: dict[str, int]


def ids(profile: VolunteerProfile, wanted: Wanted, *, clock: Clock) -> QuerySet:
    """Return the keys of the requests that are left, in the inbox's order.

    Those that need an answer come first: of these the urgent ones, then who has waited longest.
    The others follow, the latest first.
    """
    needs_answer = Q(status__in=NEEDS_ANSWER)
    # The clock of escalation begins anew when somebody else takes over, a message may be the
    # second one of the same wait: what came first of the two is when the wait began for them.
    began = Least(Coalesce("waiting_since", "last_message_at"), "last_message_at")
    urgency = (
        When(needs_answer & Q(urgency=value), then=rank)
        for rank, value in enumerate(HelpRequest.Urgency.values)
    )
    chosen = _chosen(profile, wanted, clock)
    return (
        _narrowed(requests_open_to(profile.user), profile, wanted)
        .filter(_all(*chosen.values()))
        .order_by(
            Case(*urgency, default=_NONE_URGENT, output_field=SmallIntegerField()),
            Case(When(needs_answer, then=began), output_field=DateTimeField()),
            F("last_message_at").desc(),
            "pk",
        )
        .values_list("pk", flat=True)
    )


def rows(profile: VolunteerProfile, page: Sequence[UUID]) -> list[HelpRequest]:
    """Return the requests of one page in its order, with their terms and people.

    Each says whether it `has_unread` messages, and whether the person `may_read` it now or must
    step in first. Read apart from their order: thousands need not be joined to sort them.

    Args:
        profile: whose inbox it is.
        page: from `ids`.
    """
    found = with_may_read(with_unread(requests_open_to(profile.user), profile), profile)
    found = found.select_related("topic", "region", "language", "assigned_to", "backup")
    by_key = {row.pk: row for row in found.filter(pk__in=list(page))}
    return [by_key[pk] for pk in page if pk in by_key]


def counts(profile: VolunteerProfile, wanted: Wanted, *, clock: Clock) -> Counts:
    """Count by state, by who answers and by age, in one query."""
    conditions = {
        "show": {name: _shown(name, clock) for name in SHOWN},
        "who": {name: _who(name, profile) for name in ("", *WHO)},
        "age": {name: _age(name, clock) for name in ("", *AGES)},
    }
    chosen = _chosen(profile, wanted, clock)
    asked = {
        f"{facet}_{name}".replace("-", "_"): Count(
            "pk", filter=_all(condition, *(chosen[other] for other in chosen if other != facet))
        )
        for facet, values in conditions.items()
        for name, condition in values.items()
    }
    found = _narrowed(requests_open_to(profile.user), profile, wanted).aggregate(**asked)
    return Counts(
        **{
            facet: {name: found[f"{facet}_{name}".replace("-", "_")] for name in values}
            for facet, values in conditions.items()
        }
    )


def held(profile: VolunteerProfile) -> QuerySet[HelpRequest]:
    """Return the open requests in the review pile that this person may know of."""
    return requests_open_to(profile.user).filter(_PILE).order_by("received_at", "pk")


def _chosen(profile: VolunteerProfile, wanted: Wanted, clock: Clock) -> dict[str, Q]:
    return {
        "show": _shown(wanted.show, clock),
        "who": _who(wanted.who, profile),
        "age": _age(wanted.age, clock),
    }


def _narrowed(
    requests: QuerySet[HelpRequest], profile: VolunteerProfile, wanted: Wanted
) -> QuerySet[HelpRequest]:
    """Apply the facets that are not counted."""
    if wanted.urgency:
        requests = requests.filter(urgency=wanted.urgency)
    for name in ("topic", "language", "region"):
        code = getattr(wanted, name)
        if code == NO_TERM:
            requests = requests.filter(**{name: None})
        elif code:
            requests = requests.filter(**{f"{name}__code": code})
    if wanted.unread:
        requests = with_unread(requests, profile).filter(Q(has_unread=True))
    return requests


def _shown(name: str, clock: Clock) -> Q:
    # What came in a rush lies in its own pile alone, so that it cannot bury the others.
    is_closed = Q(status=Status.CLOSED)
    if name == CLOSED:
        return is_closed
    if name == HELD:
        return _PILE
    among = {
        OPEN: ~is_closed,
        NEEDS: Q(status__in=NEEDS_ANSWER),
        OVERDUE: clock.is_overdue(),
        ANSWERED: Q(status=Status.ANSWERED),
    }
    return Q(is_held=False) & among[name]


def _who(name: str, profile: VolunteerProfile) -> Q:
    return {
        MINE: Q(assigned_to=profile),
        STANDING_BY: Q(backup=profile),
        COORDINATORS: Q(assigned_to=None),
    }.get(name, Q())


def _age(name: str, clock: Clock) -> Q:
    week, month = clock.now - timedelta(days=7), clock.now - timedelta(days=30)
    return {
        TODAY: Q(received_at__gte=clock.today),
        WEEK: Q(received_at__gte=week),
        OVER_WEEK: Q(received_at__lt=week),
        OVER_MONTH: Q(received_at__lt=month),
    }.get(name, Q())


def _all(*conditions: Q) -> Q:
    together = Q()
    for condition in conditions:
        together &= condition
    return together
