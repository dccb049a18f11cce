"""Counts what each filter of the directory would find, together with the filters' own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    CharField,
    Count,
    F,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from core.vocabulary import BilingualTerm, Region, SpokenLanguage
from resources.models.services import Service
from resources.models.vocabulary import Audience, ServiceKind
from resources.rules.wanted import SWITCHES, Wanted
from resources.selectors.directory import LISTED, THROUGH, Tier, chosen, listed

TERMS: dict[str, type[BilingualTerm]] = {
    "kind": ServiceKind,
    "region": Region,
    "language": SpokenLanguage,
    "for": Audience,
}
TOTAL = "total"
_COLUMNS = ("part_facet", "part_code", "part_en", "part_ar", "part_order", "part_count")


@dataclass(frozen=True)
class Option:
    """A value of a filter, and how many services there are with it under the other filters."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Facets:
    """All filters with their counts.

    Attributes:
        groups: the options of each group in the vocabulary's order, those with none too.
        switches: how many services there are with each switch on.
        total: how many services all filters together find.
    """

    groups: Mapping[str, list[Option]]
    switches: Mapping[str, int]
    total: int


def known_codes() -> dict[str, list[str]]:
    """Return the codes that an address may name, by group, in the vocabularies' order."""
    rows = [_terms(group).annotate(part_count=Value(0)) for group in TERMS]
    found: dict[str, list[str]] = {group: [] for group in TERMS}
    for facet, code, *_rest in _united(rows):
        found[facet].append(code)
    return {**found, "status": [str(status) for status in LISTED]}


def facets(wanted: Wanted, *, today: date) -> Facets:
    """Return each filter's values with their counts, in one query.

    Args:
        wanted: the filters that are on. A group does not narrow its own counts: choosing a second
            value of it adds to what is found.
        today: from which "checked recently" is reckoned.
    """
    rows: list[QuerySet] = [_term_counts(group, wanted, today) for group in TERMS]
    without_status = chosen(listed(), wanted.without("status"), today=today)
    rows.append(_counted(without_status, "status", F("status")))
    for name in SWITCHES:
        with_it = chosen(listed(), wanted.plus(name, SWITCHES[name]), today=today)
        rows.append(_counted(with_it, "switch", Value(name, output_field=CharField())))
    everything = chosen(listed(), wanted, today=today)
    rows.append(_counted(everything, TOTAL, Value("", output_field=CharField())))

    is_arabic = (get_language() or "").startswith("ar")
    groups: dict[str, list[Option]] = {group: [] for group in TERMS}
    single: dict[tuple[str, str], int] = {}
    for facet, code, english, arabic, _order, count in _united(rows):
        if facet in groups:
            groups[facet].append(Option(code, arabic if is_arabic else english, count))
        else:
            single[facet, code] = count
    groups["status"] = [
        Option(str(status), str(status.label), single.get(("status", status), 0))
        for status in LISTED
    ]
    return Facets(
        groups=groups,
        switches={name: single.get(("switch", name), 0) for name in SWITCHES},
        total=single.get((TOTAL, ""), 0),
    )


def _united(rows: list[QuerySet]) -> list[tuple]:
    first, *others = [part.order_by().values_list(*_COLUMNS) for part in rows]
    return sorted(first.union(*others, all=True), key=lambda row: (row[4], row[1]))


def _terms(group: str) -> QuerySet:
    return (
        TERMS[group]
        ._default_manager.filter(is_active=True)
        .annotate(
            part_facet=Value(group, output_field=CharField()),
            part_code=F("code"),
            part_en=F("label_en"),
            part_ar=F("label_ar"),
            part_order=F("sort_order"),
        )
    )


def _term_counts(group: str, wanted: Wanted, today: date) -> QuerySet:
    through: type[Model]
    through, term = THROUGH[group]
    among = chosen(listed(), wanted.without(group), today=today)
    if group == "region":
        # A count that includes a hidden place would tell where it is.
        among = among.exclude(place_tier=Tier.HIDDEN)
    counts = (
        through._default_manager.filter(**{term: OuterRef("pk"), "service__in": among.values("pk")})
        .order_by()
        .values(term)
        .annotate(number=Count("pk"))
        .values("number")
    )
    return _terms(group).annotate(
        part_count=Coalesce(Subquery(counts, output_field=IntegerField()), 0)
    )


def _counted(services: QuerySet[Service], facet: str, code: Value | F) -> QuerySet:
    nothing = Value("", output_field=CharField())
    # Grouped by what is the same for all where the code is: then one row comes of it.
    key = "status" if isinstance(code, F) else "is_published"
    return (
        services.order_by()
        .values(key)
        .annotate(
            part_facet=Value(facet, output_field=CharField()),
            part_code=code,
            part_en=nothing,
            part_ar=nothing,
            part_order=Value(0),
            part_count=Count("pk"),
        )
    )


def loosened(wanted: Wanted, *, today: date) -> list[tuple[str, int]]:
    """Return which filters, left out one at a time, would find something, and how much.

    Args:
        wanted: filters that together find nothing; at least one.
        today: from which "checked recently" is reckoned.
    """
    rows = [
        _counted(
            chosen(listed(), wanted.without(name), today=today),
            "without",
            Value(name, output_field=CharField()),
        )
        for name in (*wanted.codes, *wanted.switches)
    ]
    counts = {code: count for _facet, code, _en, _ar, _order, count in _united(rows)}
    found = [(name, count) for name, count in counts.items() if count]
    return sorted(found, key=lambda one: (-one[1], one[0]))
