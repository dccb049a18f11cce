"""Measures the desk's inbox as it grows, against a plain list of 25 requests in the same database.

Prints, for each number of open requests, the quickest time of each view, its ratio to the
reference and its queries; and at the end how much more each takes at the largest size than at the
smallest. The number of queries must not grow.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

# ruff: noqa: E402, T201 - models can be imported from here on; what it measures, it prints
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse

from support.models import HelpRequest, Topic
from tests.factories.inboxes import fill_inbox, spread_terms
from tests.factories.support import open_form
from tests.support.desk import Desk

REFERENCE = "25 rows of a plain list"
RUNS = 7


def plain_list() -> None:
    """Read 25 requests as the simplest list would: the latest, with their terms."""
    terms = ("topic", "region", "language", "assigned_to", "backup")
    list(HelpRequest.objects.select_related(*terms).order_by("-received_at", "pk")[:25])


def make_one_match(row: HelpRequest) -> None:
    """Let each view list something at the smallest size too: an empty page asks one query less."""
    when = row.received_at - timedelta(days=8)
    HelpRequest.objects.filter(pk=row.pk).update(
        topic=Topic.objects.get(code="topic-0"),
        urgency="now",
        received_at=when,
        waiting_since=when,
        last_message_at=when,
    )


def views(desk: Desk) -> dict[str, Callable[[], object]]:
    """Return what is measured, by its name."""
    inbox = reverse("support_desk:inbox")

    def get(address: str) -> Callable[[], object]:
        def ask() -> None:
            response = desk.client.get(address)
            if response.status_code != 200:
                raise SystemExit(f"{address} answered {response.status_code}.")

        return ask

    return {
        REFERENCE: plain_list,
        "admin page that lists nothing": get(reverse("wagtailadmin_account")),
        "inbox": get(inbox),
        "inbox, overdue": get(f"{inbox}?show=overdue"),
        "inbox, three facets": get(f"{inbox}?show=open&urgency=now&topic=topic-0&age=over-week"),
        "inbox, unread": get(f"{inbox}?unread=yes"),
        "inbox, last page": get(f"{inbox}?p=9999"),
        "home page with its panel": get(reverse("wagtailadmin_home")),
    }


def measure(ask: Callable[[], object]) -> tuple[float, int]:
    """Return the quickest of some runs, in seconds, and the number of queries of one."""
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    queries = len(captured)  # now, since each request empties the log
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return min(times), queries


def main() -> None:
    """Fill an inbox step by step and measure at each; fail where queries grow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 1_000, 10_000])
    sizes = sorted(parser.parse_args().sizes)
    setup_test_environment()
    settings.WAGTAIL_2FA_REQUIRED = False
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        opened = open_form()
        desk = Desk(opened.coordinator.user)
        desk.unlock()
        results: dict[int, dict[str, tuple[float, int]]] = {}
        for index, size in enumerate(sizes):
            wanted = size - (sizes[index - 1] if index else 0)
            rows = fill_inbox(opened.coordinator, wanted)
            spread_terms(rows)
            if not index:
                make_one_match(rows[0])
            connection.cursor().execute("ANALYZE")
            results[size] = {label: measure(ask) for label, ask in views(desk).items()}
            show(size, results[size])
        compare(results[sizes[0]], results[sizes[-1]], sizes)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def show(size: int, measured: dict[str, tuple[float, int]]) -> None:
    """Print one size's table."""
    reference = measured[REFERENCE][0]
    print(f"\n{size:,} open requests, all open to one coordinator, on {connection.vendor}")
    for label, (seconds, queries) in measured.items():
        print(
            f"  {label:<32} {seconds * 1000:8.1f} ms  {seconds / reference:6.1f} × reference"
            f"  {queries:3} queries"
        )


def compare(
    small: dict[str, tuple[float, int]], large: dict[str, tuple[float, int]], sizes: list[int]
) -> None:
    """Print how much each grew, and stop with an error if one asked more often."""
    print(f"\n{sizes[-1]:,} requests against {sizes[0]:,}")
    for label in large:
        ratio = large[label][0] / small[label][0]
        more = large[label][1] - small[label][1]
        print(f"  {label:<32} {ratio:6.1f} × the time  {more:+3} queries")
    if any(large[label][1] > small[label][1] for label in large):
        raise SystemExit("The number of queries grew with the number of requests.")


if __name__ == "__main__":
    main()
