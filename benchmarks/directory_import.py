"""Measures an import of the directory: seconds and memory, killed in the middle, and a second time.

The file is imported by processes of their own, as the worker's are. Prints the time of each part
against reading the same file with the standard library alone, the most memory that a process had
beyond one that imports a single line, and what the second run wrote: nothing, or it says so.
"""

import argparse
import csv
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
CHILD = "DIRECTORY_IMPORT_RUN"  # the run that a child process is to move on

import django

django.setup()

# ruff: noqa: E402, T201, S603 - models can be imported from here on; what it measures, it prints
from django.db import connection
from django.db.models import Max
from django.test.utils import setup_test_environment

from resources.domain.importing import files, running
from resources.models import DirectoryImport, Service, ServiceText
from tests.resources.import_files import LINE


def child() -> None:
    """Move a run on to its end, and print the most memory that it took, in kilobytes."""
    import resource

    spec = json.loads(os.environ[CHILD])
    connection.settings_dict["NAME"] = spec["database"]
    files.settings.DATA_DIR = Path(spec["folder"])
    row = DirectoryImport.objects.get(pk=spec["run"])
    running.move_on(run=row.pk, position=row.position, by_operator=True)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def make_file(path: Path, lines: int, *, published: bool) -> None:
    """Write a table of different services."""
    names = [*LINE, "address_en"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        for number in range(lines):
            writer.writerow(
                {
                    **LINE,
                    "id": f"bench-{number}",
                    "organization_id": f"org-{number % 500}",
                    "name_en": f"Clinic number {number}",
                    "name_ar": f"عيادة رقم {number}",
                    "is_published": "yes" if published else "no",
                    "address_en": f"{number} Example Street",
                }
            )


def begin(path: Path, *, is_dry_run: bool = False) -> DirectoryImport:
    """Keep a file for a run."""
    with path.open("rb") as file:
        chunks = iter(lambda: file.read(2**20), b"")
        return running.begin(chunks=chunks, file_name=path.name, user=None, is_dry_run=is_dry_run)


def process(run: DirectoryImport, folder: Path) -> subprocess.Popen:
    """Start a process that moves a run on."""
    spec = {
        "run": str(run.pk),
        "folder": str(folder),
        "database": str(connection.settings_dict["NAME"]),
    }
    return subprocess.Popen(
        [sys.executable, __file__],
        env={**os.environ, CHILD: json.dumps(spec)},
        stdout=subprocess.PIPE,
        text=True,
    )


def ended(started: subprocess.Popen) -> int:
    """Wait for a process, and return the most memory that it took, in kilobytes."""
    said, _errors = started.communicate()
    if started.returncode:
        sys.exit("the import failed: nothing was measured")
    return int(said.split()[-1])


def killed_in_the_middle(run: DirectoryImport, folder: Path, at: int) -> int:
    """Kill a process by -9 as soon as it is past `at`; return where it was."""
    started = process(run, folder)
    while run.position < at:
        time.sleep(0.01)
        run.refresh_from_db()
        if started.poll() is not None:
            sys.exit("the import ended before it could be killed")
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    run.refresh_from_db()
    return run.position


def read_alone(path: Path) -> float:
    """Return the seconds that reading the table takes, and nothing else."""
    start = time.perf_counter()
    with path.open(encoding="utf-8", newline="") as file:
        for _row in csv.DictReader(file):
            pass
    return time.perf_counter() - start


def state() -> tuple:
    """Return what a run that changes nothing must leave as it is."""
    return (
        Service.objects.count(),
        Service.objects.aggregate(latest=Max("changed_at"))["latest"],
        ServiceText.objects.count(),
        ServiceText.objects.aggregate(latest=Max("pk"))["latest"],
    )


def report(label: str, seconds: float, reference: float, lines: int, memory: int) -> None:
    """Print one part."""
    print(
        f"  {label:<34} {seconds:8.1f} s  {seconds / reference:7.1f} × reading alone"
        f"  {lines / seconds:7.0f} lines/s  {memory / 1024:+6.0f} MB"
    )


def measure(lines: int, folder: Path, *, published: bool) -> None:
    """Import, be killed, go on, import again, and try."""
    files.settings.DATA_DIR = folder
    single = folder / "one.csv"
    make_file(single, 1, published=published)
    bare = ended(process(begin(single), folder))
    Service.objects.all().delete()
    path = folder / "services.csv"
    make_file(path, lines, published=published)
    reference = read_alone(path)
    print(
        f"\n{lines:,} services ({path.stat().st_size / 2**20:.0f} MB), "
        f"{'published' if published else 'drafts'}, on {connection.vendor}; "
        f"memory beyond the {bare / 1024:.0f} MB of a process that imports one"
    )
    start = time.perf_counter()
    run = begin(path)
    at = killed_in_the_middle(run, folder, lines // 2)
    done = Service.objects.count()
    print(f"  killed by -9 at {at:,}: {done:,} services were there")
    memory = ended(process(run, folder)) - bare
    report("first run, with the kill", time.perf_counter() - start, reference, lines, memory)
    run.refresh_from_db()
    figures = (run.state, run.position, run.created, Service.objects.count())
    if figures != ("done", lines, lines, lines):
        sys.exit(f"lines were lost or doubled: {figures}")
    before = state()
    for label, is_dry_run in (("second run", False), ("trial", True)):
        start = time.perf_counter()
        run = begin(path, is_dry_run=is_dry_run)
        memory = ended(process(run, folder)) - bare
        run.refresh_from_db()
        report(label, time.perf_counter() - start, reference, lines, memory)
        print(
            f"    new {run.created:,}, changed {run.updated:,}, unchanged {run.unchanged:,}, "
            f"refused {run.refused:,}; rows {'as before' if state() == before else 'CHANGED'}"
        )


def main() -> None:
    """Make a database of its own and measure in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--published", action="store_true", help="so that the search takes all in")
    options = parser.parse_args()
    setup_test_environment()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            measure(options.lines, Path(folder), published=options.published)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    child() if CHILD in os.environ else main()
