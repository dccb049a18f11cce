"""Makes .venv with the locked requirements; needs the standard library alone."""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

Start = Callable[..., subprocess.Popen]


class SetupError(Exception):
    """Something a person has to put right first: the message is one clear line."""


def say(line: str) -> None:
    """Print `line` at once, so that a long step is announced before it begins."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def reason(error: OSError) -> str:
    """Return the system's words for `error`, for example "Permission denied"."""
    return error.strerror or str(error)


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the lock of this checkout: two starts at once must not install or migrate together."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another bin/serve or bin/test that is preparing this folder…")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def make_ready(*locks: str, start: Start = subprocess.Popen) -> None:
    """Install each lock file of `locks` into .venv, unless it is there already.

    Args:
        locks: names of lock files in the root of the checkout, installed in this order.
        start: starts a process; takes the arguments of `subprocess.Popen`.

    Raises:
        SetupError: no .venv can be made, or the installation failed.
    """
    try:
        if not _has_pip(start):
            _make_venv(start)
        for lock in locks:
            _install(lock, start)
    except OSError as error:
        raise SetupError(f"{VENV} cannot be written: {reason(error)}.") from error


def _has_pip(start: Start) -> bool:
    """Say whether .venv works; an interrupted one, or one whose Python was replaced, does not."""
    if not PYTHON.exists():
        return False
    finished = (VENV / ".made").exists()  # written last; without it, pip itself has to answer
    question = ["-c", "import pip"] if finished else ["-m", "pip", "--version"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return start([PYTHON, *question], **quiet).wait() == 0


def _make_venv(start: Start) -> None:
    try:
        import ensurepip  # noqa: F401 - Debian ships it in a package of its own
    except ImportError:
        raise SetupError(
            f"{sys.executable} cannot make a virtual environment: install Python's venv module "
            "first (Debian, Ubuntu: apt install python3-venv)."
        ) from None
    say(f"Making .venv with Python {sys.version.split()[0]}…")
    command = [sys.executable, "-m", "venv", "--clear", VENV]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    process = start(command, **pipes)
    output, _ = process.communicate()
    if process.returncode:
        last = output.strip().splitlines()[-1:] or ["no reason given"]
        raise SetupError(f"{VENV} could not be made: {last[0]}")
    (VENV / ".made").touch()


def _install(lock: str, start: Start) -> None:
    text = (ROOT / lock).read_bytes()
    digest = hashlib.sha256(text).hexdigest()
    stamp = VENV / f".{lock}.sha256"
    if stamp.exists() and stamp.read_text().strip() == digest:
        return
    stamp.unlink(missing_ok=True)
    total = len(re.findall(rb"(?m)^[\w.\[\]-]+==", text))
    say(f"Installing {total} packages locked in {lock} (first run, about a minute)…")
    command = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-input",
        "--progress-bar=off",
    ]
    command += ["--disable-pip-version-check", "--no-warn-script-location", "-r", ROOT / lock]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    process = start(command, **pipes)
    if _show_progress(process, total):
        raise SetupError(f"{lock} could not be installed; pip's last words are above.")
    stamp.write_text(f"{digest}\n")  # last, so that an interrupted installation is done again


def _show_progress(process: subprocess.Popen, total: int) -> int:
    """Turn pip's talk into a line for every tenth package; return its exit status."""
    found = 0
    last_words: deque[str] = deque(maxlen=12)
    for line in process.stdout:
        last_words.append(line.rstrip())
        if line.startswith(("Collecting ", "Requirement already satisfied: ")):
            found += 1
            if found % 10 == 0 and found < total:
                say(f"  {found} of {total}")
        elif line.startswith("Installing collected packages"):
            say(f"  {total} of {total}, unpacking")
    status = process.wait()
    if status:
        say("\n".join(f"  pip: {words}" for words in last_words))
    return status


if __name__ == "__main__":  # the arguments are names of lock files
    try:
        make_ready(*sys.argv[1:])
    except SetupError as error:
        sys.exit(str(error))
