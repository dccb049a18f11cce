"""Measures publishing in two languages as the site grows, against storing one row of the site.

Prints, for each number of pages, the median time of each act and its ratio to the reference in the
same database; and at the end how much more each takes at the largest size than at the smallest.
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
from django.db import connection
from django.test.utils import CaptureQueriesContext, setup_test_environment
from wagtail.models import Page

from tests.bilingual.growing import grow
from tests.bilingual.test_cost import Pair

REFERENCE = "one page's row, saved"
RUNS = 7
PASSAGES = 20  # of an ordinary page
# What is measured, by the name of the act, and whether it needs new words first.
ACTS = {
    "publish_source": "the original is published",
    "publish_translation": "its translation is published",
    "publish_both": "both are published",
    "take_down": "both are taken down",
}


def save_a_row(pair: Pair) -> None:
    """Save a page's row as it is, with nothing that follows."""
    page = Page.objects.get(pk=pair.english)
    page.save(update_fields=["search_description"], clean=False)


def measure(act: Callable[[], object], *, before: Callable[[], object]) -> tuple[float, int]:
    """Return the median of some runs, in seconds, and the number of queries of one."""
    before()
    with CaptureQueriesContext(connection) as captured:
        act()
    times = []
    for _ in range(RUNS):
        before()
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times), len(captured)


def measure_all(pair: Pair) -> dict[str, tuple[float, int]]:
    """Return what each act takes, by its name."""

    def before() -> None:
        pair.write()
        pair.publish_translation()
        pair.write()

    measured = {REFERENCE: measure(lambda: save_a_row(pair), before=lambda: None)}
    for name, label in ACTS.items():
        measured[label] = measure(getattr(pair, name), before=before)
    return measured


def main() -> None:
    """Grow a site step by step and measure at each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 10_000])
    sizes = sorted(parser.parse_args().sizes)
    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        results, pair = {}, Pair()
        for index, size in enumerate(sizes):
            grow(size - (sizes[index - 1] if index else 0), passages=PASSAGES)
            connection.cursor().execute("ANALYZE")
            results[size] = measure_all(pair)
            show(size, results[size])
        compare(results[sizes[0]], results[sizes[-1]], sizes)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def show(size: int, measured: dict[str, tuple[float, int]]) -> None:
    """Print one size's table."""
    reference = measured[REFERENCE][0]
    print(f"\n{size:,} pages with {PASSAGES} passages each, on {connection.vendor}")
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
