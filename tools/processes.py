"""Starts processes in sessions of their own, and ends each with everything it started in turn."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

GRACE_SECONDS = 10
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(BaseException):
    """Somebody pressed Ctrl-C, closed the terminal or sent TERM."""


class Processes:
    """The processes started here, each the leader of a group that no grandchild outlives."""

    def __init__(self, *, folder: Path, environment: Mapping[str, str]) -> None:
        """Start nothing yet; `folder` and `environment` are those of every process to come."""
        self._folder = folder
        self._environment = environment
        self._started: list[subprocess.Popen] = []
        self._starting = self._interrupted = False

    def listen(self) -> None:
        """From now on, raise `Interrupted` where a stopping signal arrives."""
        for number in STOPPING:
            # A shell hands SIGINT on as ignored to what it starts in the background: set it anyway.
            signal.signal(number, self._interrupt)

    def _interrupt(self, *_: object) -> None:
        self._interrupted = True
        if not self._starting:  # else a process would be left that nobody knows of
            raise Interrupted

    def start(self, command: list, **options) -> subprocess.Popen:
        """Start `command`; `options` are those of `subprocess.Popen`."""
        options = {"cwd": self._folder, "env": self._environment} | options
        self._starting = True
        process = subprocess.Popen(command, start_new_session=True, **options)  # noqa: S603
        self._started.append(process)
        self._starting = False
        if self._interrupted:
            raise Interrupted
        return process

    def forget_finished(self) -> None:
        """Forget what has ended: its number may soon name a group that is none of ours."""
        self._started = [process for process in self._started if process.poll() is None]

    def end_all(self) -> None:
        """Ask every group to end, wait up to `GRACE_SECONDS`, then end what is left by force."""
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave half of them
        left = self._signal_all(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        while left and time.monotonic() < deadline:
            time.sleep(0.05)
            left = self._signal_all(0)
        self._signal_all(signal.SIGKILL)
        for process in self._started:
            process.wait()

    def _signal_all(self, number: int) -> bool:
        """Send `number` to every group (0 only asks); return whether any group was there."""
        found = False
        for process in self._started:
            process.poll()  # a leader that is not reaped would keep its group alive
            try:
                os.killpg(process.pid, number)
                found = True
            except ProcessLookupError:
                continue
        return found
