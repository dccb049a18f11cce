"""Reads a roster and a demand from a file, so that coordinators can try what is not there yet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from support.rules.demand import Demand
from support.rules.routing import Candidate
from support.rules.simulation import Person

_VOLUNTEER = {
    "name",
    "topics",
    "languages",
    "regions",
    "weekdays",
    "capacity",
    "available",
    "coordinator",
    "absences",
    "hours_to_open",
    "forgets",
}
_DEMAND = {"topics", "languages", "regions", "urgencies", "days_open"}
_NO_REGION = "-"


class BadFile(Exception):
    """The file cannot be used; the message says why, in one line."""


@dataclass(frozen=True)
class Roster:
    """Who could be asked, what is asked for, and what to call everybody.

    Attributes:
        people: the volunteers; their keys are the numbers to name them by.
        demand: what is asked for; how often is set by whoever runs the simulation.
        names: by key.
    """

    people: list[Person]
    demand: Demand
    names: dict[int, str]


def read_roster(path: Path) -> Roster:
    """Return what a file says.

    It holds `{"volunteers": [{"topics": ["health"], "languages": ["ar"], ...}], "demand": {...}}`;
    everything but the topics and languages of a volunteer has a default. Volunteers are numbered
    from 1 in the order of the file.

    Raises:
        BadFile
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # not JSON, or not UTF-8
        raise BadFile(f"{path} is not JSON: {error}.") from error
    try:
        return _roster(content)
    except BadFile as error:
        raise BadFile(f"{path}: {error}") from error


def _roster(content: Any) -> Roster:
    _refuse_unknown(content, {"volunteers", "demand"}, "the file")
    rows = content.get("volunteers")
    if not isinstance(rows, list) or not rows:
        raise BadFile('"volunteers" must be a list of at least one volunteer.')
    for number, row in enumerate(rows, start=1):
        _refuse_unknown(row, _VOLUNTEER, f"volunteer {number}")
    wanted = content.get("demand", {})
    _refuse_unknown(wanted, _DEMAND, '"demand"')
    topics = _Codes([code for row in rows for code in _texts(row, "topics")], wanted.get("topics"))
    regions = _Codes(
        [code for row in rows for code in _texts(row, "regions")], wanted.get("regions")
    )
    people = [_person(row, number, topics, regions) for number, row in enumerate(rows, start=1)]
    languages = sorted({code for one in people for code in one.candidate.languages})
    if not topics.weights or not languages:
        raise BadFile("at least one volunteer needs topics and languages.")
    options: dict[str, Any] = {}
    if "urgencies" in wanted:
        options["urgencies"] = _weights(wanted["urgencies"], "urgencies")
        if not set(options["urgencies"]) <= {"now", "days", "weeks"}:
            raise BadFile('"urgencies" are "now", "days" and "weeks".')
    if "days_open" in wanted:
        options["days_open"] = _number(wanted, "days_open", 12, least=0.01, most=3650)
    demand = Demand(
        per_week=1,
        topics=topics.weights,
        languages=_weights(wanted.get("languages", dict.fromkeys(languages, 1)), "languages"),
        regions={**regions.weights, None: regions.unsaid or (0 if wanted.get("regions") else 1)},
        **options,
    )
    names = {n: str(row.get("name", f"Volunteer {n}")) for n, row in enumerate(rows, start=1)}
    return Roster(people=people, demand=demand, names=names)


class _Codes:
    """Numbers for codes, with their weights."""

    def __init__(self, codes: list[str], wanted: Any) -> None:
        given = None if wanted is None else _weights(wanted, "topics or regions")
        self.unsaid = (given or {}).pop(_NO_REGION, 0)
        known = sorted({*codes, *(given or {})})
        self.numbers = {code: number for number, code in enumerate(known, start=1)}
        self.weights: dict[Any, float] = {
            number: 1.0 if given is None else given.get(code, 0.0)
            for code, number in self.numbers.items()
        }


def _person(row: Mapping[str, Any], number: int, topics: _Codes, regions: _Codes) -> Person:
    where = f"volunteer {number}"
    weekdays = row.get("weekdays", [])
    if not isinstance(weekdays, list) or not set(map(str, weekdays)) <= set("1234567"):
        raise BadFile(f'{where}: "weekdays" is a list of numbers from 1, Monday, to 7, Sunday.')
    try:
        absences = tuple(
            (date.fromisoformat(first), date.fromisoformat(last))
            for first, last in row.get("absences", [])
        )
    except (TypeError, ValueError) as error:
        raise BadFile(
            f'{where}: "absences" is a list such as [["2026-07-01", "2026-07-14"]].'
        ) from error
    return Person(
        Candidate(
            profile=number,
            topics=frozenset(topics.numbers[code] for code in _texts(row, "topics")),
            regions=frozenset(regions.numbers[code] for code in _texts(row, "regions")),
            languages=frozenset(_texts(row, "languages")),
            capacity=int(_number(row, "capacity", 5, least=0, most=1000)),
            open_load=0,
            takes_requests=row.get("available", True) is True,
            weekdays=frozenset(map(int, weekdays)),
        ),
        absences=absences,
        hours_to_open=_number(row, "hours_to_open", Person.hours_to_open, least=0.01, most=8760),
        forgets=_number(row, "forgets", Person.forgets, least=0, most=1),
        is_coordinator=row.get("coordinator", False) is True,
    )


def _refuse_unknown(row: Any, known: set[str], where: str) -> None:
    if not isinstance(row, dict):
        raise BadFile(f"{where} must be an object with names and values.")
    unknown = sorted(set(row) - known)
    if unknown:
        raise BadFile(f'{where} has "{unknown[0]}", which means nothing here.')


def _texts(row: Mapping[str, Any], name: str) -> list[str]:
    found = row.get(name, [])
    if not isinstance(found, list) or not all(isinstance(text, str) for text in found):
        raise BadFile(f'"{name}" of a volunteer is a list of codes in quotation marks.')
    return found


def _number(
    row: Mapping[str, Any], name: str, default: float, *, least: float, most: float
) -> float:
    found = row.get(name, default)
    if isinstance(found, bool) or not isinstance(found, int | float) or not least <= found <= most:
        raise BadFile(f'"{name}" must be a number from {least} to {most}.')
    return found


def _weights(found: Any, name: str) -> dict[str, float]:
    ok = isinstance(found, dict) and all(
        isinstance(weight, int | float) and not isinstance(weight, bool) and 0 <= weight < 1e9
        for weight in found.values()
    )
    if not ok or not sum(found.values()):
        raise BadFile(f'weights of {name} are written {{"code": 2, "other code": 1}}.')
    return dict(found)
