"""Describes services as the columns of a file do, many at once and in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from core.text import clean_text
from resources.domain.importing.columns import (
    ADDRESS,
    COMMUNITY,
    PROSE,
    SCALARS,
    TERMS,
    Values,
    defaults,
)
from resources.models import (
    OnlineCommunity,
    OrganisationText,
    Phone,
    Schedule,
    Service,
    ServiceAddress,
    ServiceText,
)


def describe(keys: Iterable[int], *, only_public_addresses: bool) -> dict[int, Values]:
    """Return the values of services by their keys.

    Args:
        keys: of the services.
        only_public_addresses: leave out every address of which readers do not learn.
    """
    keys = list(keys)
    found = {row["pk"]: _scalars(row) for row in _rows(keys)}
    for key, language, *texts in ServiceText.objects.filter(service__in=keys).values_list(
        "service", "language", *PROSE
    ):
        for name, text in zip(PROSE, texts, strict=True):
            found[key][f"{name}_{language}"] = clean_text(text)
    for term in TERMS:
        for key, codes in _codes(term, keys).items():
            found[key][term] = tuple(sorted(codes))
    _add_lists(found, keys)
    for key, *cells in OnlineCommunity.objects.filter(service__in=keys).values_list(
        "service", "platform", *COMMUNITY
    ):
        names = ("community_platform", *(f"community_{name}" for name in COMMUNITY))
        found[key].update(zip(names, map(clean_text, cells), strict=True))
    _add_addresses(found, keys, only_public=only_public_addresses)
    return found


def organisation_names(keys: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return the names of organisations by their keys and languages."""
    names: dict[int, dict[str, str]] = defaultdict(dict)
    rows = OrganisationText.objects.filter(organisation__in=set(keys))
    for key, language, name in rows.values_list("organisation", "language", "name"):
        names[key][language] = name
    return names


def _rows(keys: list[int]) -> Iterable[dict[str, Any]]:
    rows = Service.objects.filter(pk__in=keys)
    yield from rows.values("pk", "identifier", "organisation__identifier", *SCALARS)


def _scalars(row: dict[str, Any]) -> Values:
    values = defaults()
    values["id"] = row["identifier"]
    values["organization_id"] = row["organisation__identifier"]
    values.update((name, row[name]) for name in SCALARS)
    return values


def _codes(term: str, keys: list[int]) -> dict[int, list[str]]:
    codes: dict[int, list[str]] = defaultdict(list)
    rows = Service.objects.filter(pk__in=keys, **{f"{term}__isnull": False}).order_by()
    for key, code in rows.values_list("pk", f"{term}__code"):
        codes[key].append(code)
    return codes


def _add_lists(found: dict[int, Values], keys: list[int]) -> None:
    phones: dict[int, list[Any]] = defaultdict(list)
    for key, *phone in Phone.objects.filter(service__in=keys).values_list(
        "service", "number", "takes_calls", "takes_text", "voicemail"
    ):
        phones[key].append(tuple(phone))
    schedules: dict[int, list[Any]] = defaultdict(list)
    for key, *hours in Schedule.objects.filter(service__in=keys).values_list(
        "service", "weekday", "opens_at", "closes_at"
    ):
        schedules[key].append(tuple(hours))
    for key, rows in phones.items():
        found[key]["phones"] = tuple(rows)
    for key, rows in schedules.items():
        found[key]["schedules"] = tuple(rows)


def _add_addresses(found: dict[int, Values], keys: list[int], *, only_public: bool) -> None:
    rows = ServiceAddress.objects.filter(service__in=keys)
    if only_public:
        rows = rows.filter(service__place_tier=Service.PlaceTier.PUBLIC)
    for key, *cells in rows.values_list("service", *ADDRESS):
        found[key].update(zip(ADDRESS, map(clean_text, cells), strict=True))
