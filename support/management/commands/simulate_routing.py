"""Plays years of made-up requests through routing, to try a rule before it is used."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from support.management.simulation import chart
from support.management.simulation.report import report
from support.management.simulation.roster_file import BadFile, Roster, read_roster
from support.rules.clock import WEEKENDS, Calendar
from support.rules.simulation import Person, Scenario, simulate
from support.selectors import simulation, waiting

_MOST_REQUESTS = 200_000  # some minutes of reckoning


class Command(BaseCommand):
    """`manage.py simulate_routing`: changes nothing and reads no request."""

    requires_system_checks = []  # nothing is served
    help = (
        "Play years of made-up requests through routing and escalation, and print how long they "
        "waited, how fairly they were shared and how many found nobody. Where a rule is changed "
        "(--capacity, --without, --hours, --weekend), it is set beside how things are now."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Add what is played, what is changed, and where the result goes."""
        parser.add_argument("--years", default="2", help="how long, such as 0.5 (2)")
        parser.add_argument("--seed", default="1", help="a number; the same one, the same story")
        parser.add_argument("--requests-per-week", default="10", help="in the first year (10)")
        parser.add_argument("--growth", default="0", help="in per cent a year, such as 20 (0)")
        parser.add_argument("--roster", metavar="FILE", help="a roster in JSON, not the real one")
        parser.add_argument("--capacity", help="change everybody's, such as +1, -2 or =6")
        parser.add_argument(
            "--without",
            action="append",
            default=[],
            metavar="NUMBER",
            help="leave a volunteer out, by the number in the report; may be given several times",
        )
        parser.add_argument(
            "--hours",
            nargs="+",
            default=[],
            metavar="URGENCY=HOURS",
            help="time until the next person is asked, such as now=1 days=48 weeks=72",
        )
        parser.add_argument("--weekend", help=f"days off: {', '.join(WEEKENDS)}")
        parser.add_argument("--names", action="store_true", help="print names, not numbers")
        parser.add_argument("--svg", metavar="FILE", help="write the chart to this file as well")

    def handle(self, *args: object, **options: Any) -> None:
        """Play, and print the report.

        Raises:
            CommandError: an option or the roster cannot be used.
        """
        roster = _roster(options["roster"])
        now = Scenario(
            demand=replace(
                roster.demand,
                per_week=_number(options, "requests_per_week", least=0.01, most=100_000),
                growth=_number(options, "growth", least=-99, most=1000) / 100,
            ),
            roster=roster.people,
            hours=waiting.hours(),
            calendar=waiting.organisation_calendar(),
            starts=timezone.now().date().replace(month=1, day=1),
            years=_number(options, "years", least=0.01, most=50),
            seed=int(_number(options, "seed", least=-(10**18), most=10**18, whole=True)),
        )
        _refuse_endless(now)
        tried = _changed(now, options)
        runs = [("as it is now", now, simulate(now))]
        if tried != now:
            runs.append(("as tried", tried, simulate(tried)))
        names = roster.names if options["names"] else None
        self.stdout.write(report(runs, names=names), ending="")
        if options["svg"]:
            self._write_chart(Path(options["svg"]), runs[-1][2].months)

    def _write_chart(self, path: Path, months: dict[str, Any]) -> None:
        try:
            path.write_text(chart.svg(months, title="Made-up requests"), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"The chart is in {path}.")


def _roster(path: str | None) -> Roster:
    if path is not None:
        try:
            return read_roster(Path(path))
        except BadFile as error:
            raise CommandError(str(error)) from error
    people = simulation.people()
    demand = simulation.demand()
    if not people or not demand.topics or not demand.languages:
        raise CommandError(
            "There are no volunteers, topics or languages yet. Add some, or try a roster with "
            "--roster FILE."
        )
    return Roster(people=people, demand=demand, names=simulation.names())


def _changed(scenario: Scenario, options: dict[str, Any]) -> Scenario:
    people = list(scenario.roster)
    if options["without"]:
        people = _without(people, options["without"])
    if options["capacity"]:
        change = _capacity(options["capacity"])
        people = [
            replace(one, candidate=replace(one.candidate, capacity=change(one.candidate.capacity)))
            for one in people
        ]
    calendar = scenario.calendar
    if options["weekend"]:
        if options["weekend"] not in WEEKENDS:
            raise CommandError(f"--weekend is one of {', '.join(WEEKENDS)}.")
        calendar = Calendar(calendar.zone, WEEKENDS[options["weekend"]])
    return replace(
        scenario,
        roster=people,
        hours={**scenario.hours, **_hours(options["hours"], scenario.hours)},
        calendar=calendar,
    )


def _without(people: list[Person], numbers: Iterable[str]) -> list[Person]:
    known = {str(one.candidate.profile) for one in people}
    for number in numbers:
        if str(number) not in known:
            raise CommandError(
                f"--without {number}: there is no such volunteer. The numbers are "
                f"{', '.join(sorted(known, key=int))}."
            )
    gone = {str(number) for number in numbers}
    return [one for one in people if str(one.candidate.profile) not in gone]


def _capacity(text: str) -> Callable[[int], int]:
    sign, digits = text[:1], text[1:]
    if sign not in {"+", "-", "="} or not digits.isdecimal() or len(digits) > 4:
        raise CommandError("--capacity is written +1, -2 or =6.")
    number = int(digits)
    if sign == "=":
        return lambda _before: number
    change = number if sign == "+" else -number
    return lambda before: max(0, before + change)


def _hours(pairs: Iterable[str], known: Iterable[str]) -> dict[str, int]:
    found = {}
    for pair in pairs:
        urgency, _equals, hours = pair.partition("=")
        if urgency not in known or not hours.isdecimal() or not 1 <= int(hours) <= 8760:
            raise CommandError(
                f"--hours {pair}: write {', '.join(known)}, each with =, and whole hours from 1."
            )
        found[urgency] = int(hours)
    return found


def _number(
    options: dict[str, Any], name: str, *, least: float, most: float, whole: bool = False
) -> float:
    option = f"--{name.replace('_', '-')}"
    try:
        number = int(options[name]) if whole else float(options[name])
    except ValueError:
        kind = "a whole number" if whole else "a number"
        raise CommandError(f"{option} {options[name]}: this is not {kind}.") from None
    if not least <= number <= most:
        raise CommandError(f"{option} must be from {least:,} to {most:,}.")
    return number


def _refuse_endless(scenario: Scenario) -> None:
    grown = max(1.0, (1 + scenario.demand.growth) ** scenario.years)
    if scenario.demand.per_week * 52 * scenario.years * grown > _MOST_REQUESTS:
        raise CommandError(
            f"That would be over {_MOST_REQUESTS:,} requests. Choose fewer years, fewer requests "
            "or less growth."
        )
