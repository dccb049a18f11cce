"""A hundred guesses at once take neither the memory nor the sign-in, and lock no visitor out."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings as django_settings
from django.db import connection

from core import anonymous_forms
from tests.factories.support import open_form as make_open_form
from tests.factories.support import submit
from tests.support.visitor import Visitor, soup, summary_errors, token
from vault.domain import turns

MEBIBYTE = 1024


@pytest.fixture
def one_turn(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.CODE_TURNS, settings.CODE_PLACES_TO_WAIT, settings.CODE_WAIT_SECONDS = 1, 0, 0
    return settings


def test_turn_is_given_once_and_again_when_it_is_free(one_turn):
    for _ in range(3):
        with turns.turn(), pytest.raises(turns.NoTurn), turns.turn():
            raise AssertionError
    one_turn.CODE_TURNS = 2
    with turns.turn(), turns.turn(), pytest.raises(turns.NoTurn), turns.turn():
        raise AssertionError


def test_turn_of_whoever_fails_is_free_again(one_turn):
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    with turns.turn():
        pass


def test_place_to_wait_leads_to_the_next_turn(one_turn, monkeypatch):
    one_turn.CODE_PLACES_TO_WAIT, one_turn.CODE_WAIT_SECONDS = 1, 30
    first = turns.turn()
    first.__enter__()
    looks = []

    def sleep(_seconds: float) -> None:
        looks.append(1)
        if len(looks) == 1:
            # While this one waits in the only place, a third one is asked to come back.
            with pytest.raises(turns.NoTurn), turns.turn():
                raise AssertionError
        if len(looks) == 3:
            first.__exit__(None, None, None)

    monkeypatch.setattr(turns.time, "sleep", sleep)
    with turns.turn():
        assert len(looks) == 3


def test_turn_of_a_process_that_died_is_free_again(one_turn):
    code = (
        "import fcntl, os, sys; file = open(sys.argv[1], 'wb');"
        "fcntl.flock(file, fcntl.LOCK_EX); print('held', flush=True); sys.stdin.read()"
    )
    with turns.turn():
        pass
    path = one_turn.DATA_DIR / "turns" / "turn-0"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(turns.NoTurn), turns.turn():
        raise AssertionError
    holder.kill()
    holder.wait()
    with turns.turn():
        pass


@pytest.mark.django_db
def test_whoever_comes_while_all_turns_are_taken_gets_one_calm_page_whatever_they_typed(one_turn):
    opened = make_open_form()
    right = submit(opened).code
    visitor = Visitor()
    pages = {}
    with turns.turn():
        for typed in (right, "0" * 20, "not a code", "1"):
            response = visitor.come_back(typed)
            assert response.status_code == 503
            assert response.cookies == {}
            shown = soup(response)
            # It need not be typed again.
            assert shown.find("input", {"name": "code"})["value"] == typed
            page = response.content.decode().replace(f'value="{typed}"', "…")
            pages[typed] = page.replace(token(response), "…")
            ((where, said),) = summary_errors(response)
            assert where == "#id_code"
            assert "Wait a minute" in said
    assert len(set(pages.values())) == 1
    assert visitor.come_back(right).status_code == 302


@pytest.mark.django_db
def test_no_code_is_stretched_without_a_turn(one_turn, monkeypatch):
    def fail(**kwargs):
        raise AssertionError

    monkeypatch.setattr("vault.forms.records.stretch_code", fail)
    with turns.turn():
        assert Visitor().come_back("0" * 20).status_code == 503


# A real server with its real processes

SETTINGS = """
from tests.settings import *
from config import settings as real
from pathlib import Path
DATA_DIR = Path(__file__).parent
RETURN_CODE_COST = real.RETURN_CODE_COST
CODE_TURNS = real.CODE_TURNS
CODE_PLACES_TO_WAIT = real.CODE_PLACES_TO_WAIT
"""


@dataclass
class Server:
    """gunicorn with as many processes as by default, on the database of the test."""

    port: int
    folder: Path
    pid: int

    def ask(self, path: str, data: dict | None = None) -> HTTPResponse | urllib.error.HTTPError:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=urlencode(data).encode() if data else None,
            headers={"Host": "sanad.example", "Sec-Fetch-Site": "same-origin"},
        )
        opener = urllib.request.build_opener(_NoRedirect)
        try:
            return opener.open(request, timeout=120)
        except urllib.error.HTTPError as answer:
            return answer

    def guess(self, typed: str) -> int:
        data = {"form_token": anonymous_forms.issue_token(), "code": typed}
        return self.ask("/en/return/", data).status

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(child) for child in children.split()]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args) -> None:
        return None


def database_url() -> str:
    """Return the address of the test's own database."""
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{said['NAME']}"
    host = quote(said["HOST"], safe="")
    login = f"{said['USER']}:{quote(said['PASSWORD'])}".rstrip(":")
    return f"postgres://{login}@{host}:{said['PORT']}/{said['NAME']}"


def memory(pid: int, *, kind: str) -> int:
    """Return how many kibibytes a process uses (`VmRSS`), or used at most (`VmHWM`)."""
    return int(re.search(rf"{kind}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])


@pytest.fixture
def server(tmp_path, transactional_db) -> Iterator[Server]:
    (tmp_path / "flood_settings.py").write_text(SETTINGS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "WEB_CONCURRENCY"}
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "site/config/gunicorn.conf.py"],
        cwd=django_settings.BASE_DIR,
        env=environment
        | {
            "DJANGO_SETTINGS_MODULE": "flood_settings",
            "PYTHONPATH": f"{tmp_path}:{django_settings.BASE_DIR}",
            "DATABASE_URL": database_url(),
            "PORT": str(port),
        },
    )
    found = Server(port=port, folder=tmp_path / "turns", pid=process.pid)
    try:
        for _ in range(600):
            try:
                assert found.ask("/healthz/live").status == 200
                break
            except OSError:
                assert process.poll() is None
                time.sleep(0.1)
        yield found
    finally:
        process.terminate()
        process.wait(timeout=60)


def test_hundred_guesses_at_once_leave_memory_sign_in_and_visitors(server, settings):
    code = submit(make_open_form()).code
    pool = ThreadPoolExecutor(100)
    # The code was made at the cost that tests have: here it is an unknown one like any other.
    guesses = [f"{number:020}" for number in range(99)] + [code]

    # As if each turn and each place were taken for as long as the flood lasts.
    settings.DATA_DIR = server.folder.parent
    settings.CODE_TURNS, settings.CODE_PLACES_TO_WAIT, settings.CODE_WAIT_SECONDS = 1, 1, 0
    with ExitStack() as held:
        assert held.enter_context(turns._first_free("turn", 1))
        assert held.enter_context(turns._first_free("place", 1))
        answers = pool.map(server.guess, guesses)
        assert server.ask("/admin/login/").status == 200
        assert set(answers) == {503}

    assert server.guess(guesses[0]) == 200
    workers = server.workers()
    assert len(workers) == 3
    before = {pid: memory(pid, kind="VmRSS") for pid in workers}
    answers = pool.map(server.guess, guesses)
    signed_in = [server.ask("/admin/login/").status for _ in range(5)]
    statuses = list(answers)
    assert signed_in == [200] * 5
    assert set(statuses) <= {200, 503}
    assert 200 in statuses
    assert server.workers() == workers
    for pid in workers:
        assert memory(pid, kind="VmHWM") <= before[pid] + 2 * 64 * MEBIBYTE
    # And whoever comes afterwards is not made to pay for it.
    assert [server.guess(typed) for typed in guesses[-3:]] == [200] * 3
