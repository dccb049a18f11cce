"""Measures how well the search finds what the labelled set says answers, beside the stock search.

Prints recall@10 and the mean reciprocal rank by language and class. `--write` keeps what is found
now as what the tests expect; `--misses` lists what went wrong, but nothing of what is held out.
"""

import argparse
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

# ruff: noqa: E402, T201 - models can be imported from here on; what it measures, it prints
from django.db import connection, transaction

from tests.core.search_quality import (
    EXPECTED,
    Judged,
    as_lists,
    figures,
    measure,
    site_search,
    stock_search,
    table,
)


def main() -> None:
    """Measure in a database of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="expect what is found now")
    parser.add_argument("--misses", action="store_true", help="list what was not found first")
    parser.add_argument("--only-ours", action="store_true", help="leave the stock search out")
    options = parser.parse_args()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with transaction.atomic(), site_search() as find:
            ours = measure(find)
        print(f"The site's search on {connection.vendor}\n{table(ours)}")
        if options.misses:
            print_misses(ours)
        if options.write:
            write(ours)
        if options.only_ours:
            return
        for operator in ("and", "or"):
            with transaction.atomic(), stock_search(operator) as find:
                stock = measure(find)
                transaction.set_rollback(True)
            print(f"\nWagtail's stock search on {connection.vendor}, “{operator}”")
            print(table(stock, classes=False))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def print_misses(judged: list[Judged]) -> None:
    """Print the queries whose answer is missing or not the first; none that is held out."""
    print("\nNot as it should be")
    for one in judged:
        if not one.query.held_out and (one.recall < 1 or one.reciprocal_rank < 1):
            missing = ", ".join(key for key in one.query.relevant if key not in one.found)
            print(
                f"  {one.recall:.2f} {one.reciprocal_rank:.2f}  {one.query.text}  "
                f"[{one.query.group}]  missing: {missing or '-'}  first: {', '.join(one.found[:4])}"
            )


def write(judged: list[Judged]) -> None:
    """Keep what was found, and the figures, as what the tests expect."""
    means = {
        f"{language}, {name}": [round(one.recall, 3), round(one.reciprocal_rank, 3)]
        for (language, name), one in figures(judged).items()
        if not name.startswith("class")
    }
    kept = {
        "about": "Numbers of the documents that are found, best first; the same on both databases.",
        "recall@10 and MRR": means,
        "found": as_lists(judged),
    }
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    EXPECTED.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
