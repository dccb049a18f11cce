"""Measures the report on both languages as the site grows, against a plain list of fifty pages.

Prints, for each number of pages, the quickest time of each view and its ratio to the reference in
the same database; and at the end how much more each takes at the largest size than at the smallest.
"""

import argparse
import os
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
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse
from wagtail.models import Page

from tests.bilingual.growing import grow
from tests.factories.pages import make_site

REFERENCE = "fifty pages of a plain list"
RUNS = 7
PASSAGES = 20  # of an ordinary page


def plain_list() -> None:
    """Read fifty pages as the simplest list would: sorted by title, with their languages."""
    list(Page.objects.select_related("locale").order_by("title", "pk")[:50])


def views(client: Client) -> dict[str, Callable[[], object]]:
    """Return what is measured, by its name."""
    report = reverse("bilingual:freshness")
    english = make_site().en.pk

    def get(address: str) -> Callable[[], object]:
        def ask() -> None:
            response = client.get(address)
            if response.status_code != 200:
                raise SystemExit(f"{address} answered {response.status_code}.")
            # What is streamed or rendered late has to be read to be measured.
            b"".join(response.streaming_content) if response.streaming else response.content

        return ask

    return {
        REFERENCE: plain_list,
        "admin page that lists nothing": get(reverse("wagtailadmin_account")),
        "report, most urgent first": get(report),
        "report, by title": get(f"{report}?ordering=title"),
        "report, one state": get(f"{report}?state=stale"),
        "report, last page": get(f"{report}?p=9999"),
        "home page with its panel": get(reverse("wagtailadmin_home")),
        "explorer with its column": get(reverse("wagtailadmin_explore", args=[english])),
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
    """Grow a site step by step and measure at each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000])
    sizes = sorted(parser.parse_args().sizes)
    setup_test_environment()
    settings.WAGTAIL_2FA_REQUIRED = False
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        results = {}
        for index, size in enumerate(sizes):
            grow(size - (sizes[index - 1] if index else 0), passages=PASSAGES)
            connection.cursor().execute("ANALYZE")
            client = Client()
            user, _created = get_user_model().objects.get_or_create(
                username="measurer", is_superuser=True
            )
            client.force_login(user, backend="core.auth.StaffBackend")
            results[size] = {label: measure(ask) for label, ask in views(client).items()}
            show(size, results[size])
        compare(results[sizes[0]], results[sizes[-1]], sizes)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def show(size: int, measured: dict[str, tuple[float, int]]) -> None:
    """Print one size's table."""
    reference = measured[REFERENCE][0]
    print(f"\n{size:,} pages, each third missing, old or current, on {connection.vendor}")
    for label, (seconds, queries) in measured.items():
        print(
            f"  {label:<32} {seconds * 1000:8.1f} ms  {seconds / reference:6.1f} × reference"
            f"  {queries:3} queries"
        )


def compare(
    small: dict[str, tuple[float, int]], large: dict[str, tuple[float, int]], sizes: list[int]
) -> None:
    """Print how much each grew."""
    print(f"\n{sizes[-1]:,} pages against {sizes[0]:,}")
    for label in large:
        ratio = large[label][0] / small[label][0]
        print(
            f"  {label:<32} {ratio:6.1f} × the time  {large[label][1] - small[label][1]:+3} queries"
        )


if __name__ == "__main__":
    main()
