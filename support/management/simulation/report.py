"""Says in plain words what a simulation found, one run or two side by side."""

from collections.abc import Callable, Mapping, Sequence

from support.management.simulation import chart
from support.rules.simulation import Result, Scenario, Wait

_URGENCIES = {"now": "Urgent", "days": "Within some days", "weeks": "Can wait some weeks"}
_CAVEAT = (
    "These requests are made up, and so is how fast people open them. Compare two runs; a single\n"
    "one is no forecast."
)
Runs = Sequence[tuple[str, Scenario, Result]]


def report(runs: Runs, *, names: Mapping[int, str] | None) -> str:
    """Return the report.

    Args:
        runs: a title, what was played and what came of it; the first is how things are now.
        names: names of volunteers by key; none calls them by their numbers.
    """
    _title, scenario, result = runs[-1]
    volunteers = sum(bool(person.candidate.topics) for person in scenario.roster)
    coordinators = sum(person.is_coordinator for person in scenario.roster)
    lines = [
        f"{result.received:,} made-up requests for help from {scenario.starts} on "
        f"(seed {scenario.seed}). Years: {scenario.years:g}.",
        f"Volunteers: {volunteers}. Duty coordinators: {coordinators}.",
        "",
        _row("", [title for title, _scenario, _result in runs]),
    ]
    for urgency in result.waits:
        lines += _of_urgency(runs, urgency)
    months = max(len(result.months), 1)
    lines += [
        "",
        "Found no volunteer, so the coordinators alone have it",
        _values(runs, "requests", lambda run: f"{run.unserved:,}"),
        _values(runs, "share of all", lambda run: _percent(run.unserved, run.received)),
        "",
        "In an average month",
        *(
            _values(runs, label, lambda run, what=what: f"{_total(run, what) / months:,.1f}")
            for label, what in (
                ("requests", "received"),
                ("opened late, or never", "late"),
                ("the backup is asked", "to_backup"),
                ("the coordinators are asked", "to_coordinators"),
                ("alarms", "alarms"),
            )
        ),
        "",
        "Fairness: 0 is evenly by capacity, 1 is all to one person",
        _values(runs, "unevenness", lambda run: f"{run.gini:.2f}"),
        "",
        f"Who got how many ({runs[-1][0]})",
        *_shares(scenario, result, names),
        "",
        f"Month by month ({runs[-1][0]})",
        *chart.bars(result.months),
        "",
        _CAVEAT,
    ]
    return "\n".join(lines) + "\n"


def _of_urgency(runs: Runs, urgency: str) -> list[str]:
    def of(find: Callable[[Wait], str]) -> Callable[[Result], str]:
        return lambda run: find(run.waits[urgency])

    promises = [f"{scenario.hours[urgency]} h" for _title, scenario, _result in runs]
    return [
        "",
        f"{_URGENCIES.get(urgency, urgency)}: until somebody opens it",
        _row("promised within", promises),
        _values(runs, "requests", of(lambda wait: f"{wait.count:,}")),
        _values(runs, "half of them within", of(lambda wait: _duration(wait.median))),
        _values(runs, "nine in ten within", of(lambda wait: _duration(wait.ninetieth))),
        _values(runs, "as promised", of(lambda wait: f"{100 * wait.in_time:.1f} %")),
    ]


def _shares(scenario: Scenario, result: Result, names: Mapping[int, str] | None) -> list[str]:
    most = max(result.shares.values(), default=0)
    capacities = {person.candidate.profile: person.candidate.capacity for person in scenario.roster}
    labels = {key: (names or {}).get(key, f"Volunteer {key}") for key in result.shares}
    width = max((len(label) for label in labels.values()), default=0)
    return [
        f"  {labels[key]:<{width}}  {chart.bar(count, most=most, width=30):<30} {count:>6,}"
        f"  (capacity {capacities[key]})"
        for key, count in sorted(result.shares.items(), key=lambda item: (-item[1], item[0]))
    ] or ["  nobody"]


def _values(runs: Runs, label: str, find: Callable[[Result], str]) -> str:
    return _row(label, [find(result) for _title, _scenario, result in runs])


def _row(label: str, cells: Sequence[str]) -> str:
    return f"  {label:<32}" + "".join(f"{cell:>16}" for cell in cells)


def _total(result: Result, what: str) -> int:
    return sum(getattr(month, what) for month in result.months.values())


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"


def _duration(hours: float | None) -> str:
    if hours is None:
        return "never"
    if hours < 1:
        return f"{hours * 60:.0f} min"
    return f"{hours:.1f} h" if hours < 72 else f"{hours / 24:.1f} days"
