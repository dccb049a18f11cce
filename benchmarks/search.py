"""Measures the search as the site grows: what is asked, and one page taken into the index.

Prints, for each number of pages, the median time of each search, its ratio to the smallest size
and its number of queries. On SQLite, which works inside the process, it is the processor's time:
other programs on the machine do not change that.
"""

import argparse
import os
import random
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

# ruff: noqa: E402, T201, S311 - models can be imported from here on; it prints; nothing is secret
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext, setup_test_environment
from wagtail.models import Page

from core.search import index
from core.search.query import search
from home.models import StandardPage
from tests.factories.pages import make_site

RUNS = 9
WORDS_OF_A_PAGE = 180
VOCABULARY = 12_000
# As often as words of a language are: the second half as often as the first, and so on (Zipf).
SEARCHES = {
    "a word of one page": "otterone",
    "a word of one page in a hundred": "كناري",
    "a word of one page in ten": "otterten",
    "a word of every page": "otterall",
    "five words, rare and common": "otterall كناري word50 word700 otterten",
    "a typing mistake": "otetrone",
    "nothing": "zzqqxxyy",
}


def text_of(number: int) -> str:
    """Return the words of one page, the same in each run."""
    chance = random.Random(number)
    words = [f"word{int(VOCABULARY ** chance.random())}" for _ in range(WORDS_OF_A_PAGE)]
    words += ["otterall"]
    words += ["otterten"] * (number % 10 == 0) + ["الكناري"] * (number % 100 == 0)
    words += ["otterone"] * (number == 0)
    return " ".join(words)


def grow(first: int, last: int) -> None:
    """Put pages into the site as bare rows: making 10,000 one by one takes very long."""
    home = make_site().en
    kind = ContentType.objects.get_for_model(StandardPage)
    rows = Page.objects.bulk_create(
        Page(
            title=f"Page {number}",
            draft_title=f"Page {number}",
            slug=f"page-{number}",
            url_path=f"{home.url_path}page-{number}/",
            path=_path(home.path, number),
            depth=home.depth + 1,
            locale_id=home.locale_id,
            content_type=kind,
        )
        for number in range(first, last)
    )
    for number, row in zip(range(first, last), rows, strict=True):
        page = StandardPage(page_ptr_id=row.pk, introduction=text_of(number), body=[])
        page.save_base(raw=True)
    Page.objects.filter(pk=home.pk).update(numchild=last)


def _path(above: str, number: int) -> str:
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    step, number = "", number + 36**3
    for _ in range(4):
        number, rest = divmod(number, 36)
        step = digits[rest] + step
    return above + step


def clock() -> float:
    """Return a time in seconds, of which differences mean something."""
    return time.process_time() if connection.vendor == "sqlite" else time.perf_counter()


def measure(act: Callable[[], object]) -> tuple[float, int]:
    """Return the median of some runs, in seconds, and the number of queries of one."""
    act()
    with CaptureQueriesContext(connection) as captured:
        act()
    times = []
    for _ in range(RUNS):
        start = clock()
        act()
        times.append(clock() - start)
    return statistics.median(times), len(captured)


def measure_all() -> dict[str, tuple[float, int]]:
    """Return what each search takes, and taking one page in."""
    found = {
        label: measure(lambda words=words: search(words, languages=["en"]))
        for label, words in SEARCHES.items()
    }
    key = StandardPage.objects.get(slug="page-1").pk

    def take_in() -> None:
        index.remove("page", [key])
        index.reindex("page", [key])

    found["one page goes and comes back"] = measure(take_in)
    return found


def main() -> None:
    """Grow a site step by step and measure at each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    sizes = sorted(parser.parse_args().sizes)
    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        results: dict[int, dict[str, tuple[float, int]]] = {}
        last = 0
        for size in sizes:
            grow(last, size)
            last = size
            start = clock()
            written = index.rebuild()
            took = clock() - start
            connection.cursor().execute("ANALYZE")
            results[size] = measure_all()
            show(size, results[size], results[sizes[0]])
            print(f"  {'built for the new pages':<34} {took / max(1, written) * 1000:8.1f} ms each")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def show(
    size: int, measured: dict[str, tuple[float, int]], smallest: dict[str, tuple[float, int]]
) -> None:
    """Print one size's table."""
    print(f"\n{size:,} pages of {WORDS_OF_A_PAGE} words, on {connection.vendor}")
    for label, (seconds, queries) in measured.items():
        ratio = f"{seconds / smallest[label][0]:6.1f} × the smallest"
        print(f"  {label:<34} {seconds * 1000:8.1f} ms  {ratio}  {queries:3} queries")


if __name__ == "__main__":
    main()
