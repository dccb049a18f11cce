"""Checks the README's promise: a fresh clone, one command, pages; and again, with the data kept.

Run by .ci/run with any Python; takes the commit HEAD of this checkout, and leaves nothing behind.
"""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ADDRESSES = ["/", "/ar/", "/en/", "/ar/support/", "/en/support/", "/en/resources/", "/en/return/"]
ADDRESSES += ["/ar/resources/", "/admin/login/", "/sitemap.xml", "/robots.txt", "/healthz/ready"]
FIRST_START_SECONDS = 600
MARK = "kept-by-the-check"


def main() -> int:
    """Clone, start, ask, stop, start again, stop; return 0 if everything held."""
    with tempfile.TemporaryDirectory(prefix="sanad fresh clone ") as folder:
        clone = Path(folder) / "sanad"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)  # noqa: S603, S607
        try:
            _start_ask_stop(clone, "first start")
            _leave_mark(clone)
            before = _rows(clone)
            _start_ask_stop(clone, "second start")
            _expect_quick(clone.parent / "second start.txt")
            after = _rows(clone)
        except AssertionError as failure:
            sys.stdout.write(f"{failure}\n")
            return 1
    if faults := _compare(before, after):
        sys.stdout.write("\n".join(faults) + "\n")
        return 1
    return 0


def _expect_quick(output: Path) -> None:
    """Hold that a second start does nothing again that takes long."""
    words = output.read_text()
    repeated = [step for step in ("Making .venv", "Installing", "Collecting") if step in words]
    if repeated:
        raise AssertionError(f"the second start did again: {', '.join(repeated)}")


def _start_ask_stop(clone: Path, name: str) -> None:
    port = _free_port()
    # Only what a stranger's shell has: no variable of ours, and another folder than the clone.
    kept = {"PATH", "HOME", "LANG", "TMPDIR"}
    environment = {
        key: value
        for key, value in os.environ.items()
        if key in kept or key.startswith(("PIP_", "SSL_", "http", "HTTP", "no_proxy", "NO_PROXY"))
    }
    output = clone.parent / f"{name}.txt"
    began = time.monotonic()
    with output.open("w") as sink:
        server = subprocess.Popen(  # noqa: S603
            [clone / "bin" / "serve"],
            cwd="/",
            env=environment | {"PORT": str(port)},
            stdout=sink,
            stderr=subprocess.STDOUT,
        )
        try:
            while "Ctrl-C stops it" not in output.read_text():
                elapsed = time.monotonic() - began
                if server.poll() is not None or elapsed > FIRST_START_SECONDS:
                    raise AssertionError(f"The {name} failed:\n{output.read_text()}")
                time.sleep(0.1)
            sys.stdout.write(f"{name}: answers after {time.monotonic() - began:.1f} s\n")
            wrong = _ask(port)
        finally:
            asked_to_stop = time.monotonic()
            server.send_signal(signal.SIGINT)
            status = server.wait(timeout=60)
    sys.stdout.write(f"{name}: stopped after {time.monotonic() - asked_to_stop:.1f} s\n")
    if wrong:
        raise AssertionError(f"{'; '.join(wrong)}\n{output.read_text()}")
    if status != 0:
        raise AssertionError(f"Ctrl-C ended it with status {status}:\n{output.read_text()}")
    if left := _processes_in(clone):
        raise AssertionError(f"Left running after the {name}: {left}")


def _ask(port: int) -> list[str]:
    """Return a line for each address that did not answer with a page."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    wrong = []
    for address in ADDRESSES:
        try:
            with opener.open(f"http://127.0.0.1:{port}{address}", timeout=30) as answer:
                status = answer.status
        except urllib.error.HTTPError as answer:
            status = answer.code
        if status != 200:
            wrong.append(f"{address} answered {status}")
    return wrong


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _processes_in(clone: Path) -> list[str]:
    """Return the command lines of the processes that work in the clone; Linux only."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.joinpath("cwd").readlink().is_relative_to(clone):
                command = process.joinpath("cmdline").read_bytes()
                found.append(command.replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue  # it ended meanwhile, or is not ours to look at
    return found


def _database(clone: Path) -> sqlite3.Connection:
    return sqlite3.connect(clone / "var" / "sanad.sqlite3")


def _leave_mark(clone: Path) -> None:
    """Change a page as an editor would, so that loading the demo again could undo it."""
    with closing(_database(clone)) as database, database:
        changed = database.execute(
            "UPDATE wagtailcore_page SET seo_title = ? WHERE depth = 2", [MARK]
        )
        if not changed.rowcount:
            raise AssertionError("The demo has no home page.")


def _rows(clone: Path) -> dict[str, int]:
    """Return the number of rows of every table, and of the pages that bear the mark."""
    with closing(_database(clone)) as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'"
        ).fetchall()
        rows = {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in tables
        }
        marked = "SELECT count(*) FROM wagtailcore_page WHERE seo_title = ?"
        rows[MARK] = database.execute(marked, [MARK]).fetchone()[0]
    return rows


def _compare(before: dict[str, int], after: dict[str, int]) -> list[str]:
    """Return what a second start lost, or, of what the demo loads, doubled."""
    faults = [
        f"{table}: {rows} rows before the second start, {after.get(table, 0)} after it"
        for table, rows in before.items()
        if after.get(table, 0) < rows
    ]
    doubled = [
        f"{table}: {before[table]} rows became {after[table]}"
        for table in ("wagtailcore_page", "auth_user", MARK)
        if after[table] > before[table]
    ]
    return faults + doubled


if __name__ == "__main__":
    sys.exit(main())
