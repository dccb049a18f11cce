"""Measures taking in a request, coming back to it and opening it at the desk, as requests grow.

Each is set against a plain Django form that stores one row through the same middleware, in the
same database and the same run. Codes and keys are stretched at production's cost.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

# ruff: noqa: E402, T201 - models can be imported from here on; what it measures, it prints
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext, override_settings, setup_test_environment

from support.models import HelpRequest
from tests.factories.support import OpenForm, open_form
from tests.support.desk import Desk
from tests.support.growing import grow
from tests.support.visitor import Visitor, code

REFERENCE = "a plain form, stored"
RUNS = 9
PRODUCTION = {"RETURN_CODE_COST": (2, 64 * 2**20), "STAFF_KEY_COST": (4, 128 * 2**20)}


def answered(response: HttpResponse) -> None:
    """Stop where a page was not what is measured."""
    if response.status_code != 200:
        sys.exit(f"a page answered {response.status_code}: nothing was measured")


class Journey:
    """A visitor and the volunteer who answers, in two browsers."""

    def __init__(self, opened: OpenForm) -> None:
        self.opened = opened
        self.visitor = Visitor()
        self.answers: dict[str, str] = {}
        self.code = code(self.visitor.send(self.visitor.answers(opened)))
        self.request = HelpRequest.objects.get()
        self.desk = Desk(self.request.assigned_to.user)
        self.desk.unlock()

    def fill_in(self) -> None:
        """Fetch a form and fill it in."""
        self.answers = self.visitor.answers(self.opened)

    def plain(self) -> None:
        """Send the plain form."""
        answers = dict.fromkeys(("topic", "urgency", "language", "region", "body"), "x")
        answered(self.visitor.client.post("/plain/", answers))

    def submit(self) -> None:
        """Send the request form's last step."""
        answered(self.visitor.send(self.answers))

    def come_back(self) -> None:
        """Type the code, and read."""
        response = self.visitor.come_back(self.code)
        answered(self.visitor.client.get(response["Location"]))

    def read(self) -> None:
        """Open the request at the unlocked desk."""
        answered(self.desk.open(self.request))


ACTS = {
    REFERENCE: ("plain", "fill_in"),
    "a request is taken in": ("submit", "fill_in"),
    "a code is typed, the page read": ("come_back", "fill_in"),
    "a request is opened at the desk": ("read", "fill_in"),
}


def measure(act: Callable[[], None], *, before: Callable[[], None]) -> tuple[float, int]:
    """Return the median of some runs, in seconds, and the number of queries of one."""
    before()
    with CaptureQueriesContext(connection) as captured:
        act()
    queries = len(captured)  # now, since each request empties the log
    times = []
    for _ in range(RUNS):
        before()
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times), queries


def main() -> None:
    """Grow the desk step by step and measure at each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 1_000, 10_000])
    sizes = sorted(parser.parse_args().sizes)
    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    changes = {**PRODUCTION, "ROOT_URLCONF": "benchmarks.plain_form", "WAGTAIL_2FA_REQUIRED": False}
    try:
        with override_settings(**changes):
            journey, results = Journey(make_roomy_form()), {}
            for index, size in enumerate(sizes):
                grow(journey.opened, size - (sizes[index - 1] if index else 0))
                connection.cursor().execute("ANALYZE")
                results[size] = {
                    label: measure(getattr(journey, act), before=getattr(journey, before))
                    for label, (act, before) in ACTS.items()
                }
                show(size, results[size])
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def make_roomy_form() -> OpenForm:
    """Return an open form whose volunteers are never full."""
    opened = open_form()
    for volunteer in opened.volunteers:
        volunteer.capacity = 30_000
        volunteer.save()
    return opened


def show(size: int, measured: dict[str, tuple[float, int]]) -> None:
    """Print one size's table."""
    reference = measured[REFERENCE][0]
    passes, memory = settings.RETURN_CODE_COST
    print(
        f"\n{size:,} open requests, on {connection.vendor}; "
        f"codes stretched {passes} times over {memory // 2**20} MiB"
    )
    for label, (seconds, queries) in measured.items():
        print(
            f"  {label:<32} {seconds * 1000:8.1f} ms  {seconds / reference:6.1f} × reference"
            f"  {queries:3} queries"
        )


if __name__ == "__main__":
    main()
