"""What `bin/serve` says when it cannot start: one clear line each, before anything is made."""

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the commands, in a folder whose name holds spaces and Arabic."""
    folder = tmp_path / "my سند folder"
    for name in ("bin", "tools"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for lock in ROOT.glob("requirements*.txt"):
        shutil.copy(lock, folder)
    return folder


def start(checkout: Path, *, command: str = "serve", **environment: str) -> list[str]:
    """Start a command that has to fail, from another folder; return what it said, in lines."""
    environment = {"PATH": os.environ["PATH"], "PORT": str(free_port())} | environment
    finished = subprocess.run(
        [checkout / "bin" / command],
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert finished.returncode == 1
    assert not (checkout / "var").exists()
    assert not (checkout / ".venv").exists()
    return (finished.stdout + finished.stderr).splitlines()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def fake_python(folder: Path, *, script: str) -> str:
    """Make `folder` a PATH whose only command is a python3 that runs the shell `script`."""
    folder.mkdir()
    python = folder / "python3"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(python.stat().st_mode | stat.S_IXUSR)
    return str(folder)


def test_a_busy_port_is_named_with_the_way_out(checkout: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        (line,) = start(checkout, PORT=port)
    assert port in line
    assert "Address already in use" in line
    assert "PORT=8000 bin/serve" in line


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "٨٠٠٠", "80 00"])
def test_a_port_that_is_none_is_refused(checkout: Path, port: str) -> None:
    (line,) = start(checkout, PORT=port)
    assert line == f"PORT must be a number from 1 to 65535, not {port!r}."


def test_a_data_folder_that_cannot_be_written_is_named(checkout: Path, tmp_path: Path) -> None:
    # A file in its place: root, who may run these tests, writes to a read-only folder all the same.
    (tmp_path / "file").touch()
    (line,) = start(checkout, DATA_DIR=str(tmp_path / "file" / "data"))
    assert str(tmp_path / "file" / "data") in line
    assert "cannot be written" in line
    assert "DATA_DIR=" in line


@pytest.mark.parametrize("command", ["serve", "test"])
def test_without_any_python_it_says_so(checkout: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()
    (line,) = start(checkout, command=command, PATH=str(tmp_path / "empty"))
    assert line.startswith("Sanad needs Python 3.11 or later, and no python3 was found")


def test_a_command_that_only_pretends_to_be_python_counts_as_none(
    checkout: Path, tmp_path: Path
) -> None:
    path = fake_python(tmp_path / "shim", script="exit 127")
    (line,) = start(checkout, PATH=path)
    assert "no python3 was found" in line


def test_an_old_python_is_named(checkout: Path, tmp_path: Path) -> None:
    old = 'case "$2" in "") exit 0 ;; *) exit 1 ;; esac'
    path = fake_python(tmp_path / "old", script=old)
    (line,) = start(checkout, PATH=path)
    assert line == "Sanad needs Python 3.11 or later; the one found here is older (python3)."


@pytest.mark.parametrize("command", ["serve", "test"])
def test_without_the_venv_module_it_names_the_package(
    checkout: Path, tmp_path: Path, command: str
) -> None:
    # Debian's python3 without python3-venv: everything works, except for `import ensurepip`.
    (tmp_path / "ensurepip.py").write_text("raise ImportError('not installed')\n")
    path = fake_python(tmp_path / "bare", script=f'exec "{sys.executable}" "$@"')
    (line,) = start(
        checkout,
        command=command,
        PATH=path,
        PYTHONPATH=str(tmp_path),
        DATA_DIR=str(tmp_path / "data"),
    )
    assert line.endswith("(Debian, Ubuntu: apt install python3-venv).")
