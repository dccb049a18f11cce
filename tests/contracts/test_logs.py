"""Logs say what happened and where in the code; never who, from where, or with which words."""

import importlib.util
import io
import logging
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from gunicorn.config import Config

from config.server_log import PrivateLogger
from core.logs import PrivateFormatter
from tests.factories.pages import make_site

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = "203.0.113.77"
WORDS = "canary-words-91c4"
AGENT = "canary-agent-5d20"
REFERRER = "https://canary-referrer.example/from"
PATH = "canary-path-88e1"
QUERY = "canary-query-1b6f"
SECRETS = (ADDRESS, WORDS, AGENT, "canary-referrer", PATH, QUERY)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that the site logs, through the formatter of its own configuration."""
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    handler.setFormatter(PrivateFormatter())
    logging.getLogger().addHandler(handler)
    yield output
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def visitor() -> Client:
    """A browser that tells all it can about itself."""
    return Client(
        raise_request_exception=False,
        REMOTE_ADDR=ADDRESS,
        SERVER_NAME="sanad.example",
        headers={"User-Agent": AGENT, "Referer": REFERRER, "X-Forwarded-For": ADDRESS},
    )


def test_every_handler_writes_through_the_private_formatter() -> None:
    classes = {
        settings.LOGGING["formatters"][handler["formatter"]]["()"]
        for handler in settings.LOGGING["handlers"].values()
    }
    assert classes == {"core.logs.PrivateFormatter"}
    assert settings.LOGGING["root"]["handlers"] == list(settings.LOGGING["handlers"])
    for name in ("django", "django.request", "django.security", "django.server"):
        handlers = logging.getLogger(name).handlers
        # pytest hangs its own everywhere.
        assert [one for one in handlers if not type(one).__module__.startswith("_pytest")] == []


@pytest.mark.django_db
@pytest.mark.urls("tests.contracts.failing_urls")
@pytest.mark.parametrize(
    ("method", "path", "extra", "status", "said"),
    [
        ("get", f"/en/{PATH}/?q={QUERY}", {}, 404, "answered 404"),
        ("get", f"/{PATH}", {}, 404, "answered 404"),
        ("post", "/ar/fails/", {}, 500, "answered 500"),
        ("get", f"/fails/?text={QUERY}", {}, 500, "builtins.RuntimeError"),
        ("post", "/en/suspicious/", {}, 400, "answered 400"),
        ("get", f"/en/forbidden/?text={QUERY}", {}, 403, "answered 403"),
        ("get", f"/en/?q={QUERY}", {"headers": {"host": PATH}}, 400, "answered 400"),
        ("put", f"/ar/?q={QUERY}", {}, 405, "answered 405"),
        ("post", "/ar/support/", {"headers": {"sec-fetch-site": "cross-site"}}, None, ""),
        ("post", "/en/return/", {}, None, ""),
    ],
)
def test_a_request_leaves_no_trace_of_its_sender(
    log: io.StringIO, visitor: Client, method, path, extra, status, said
) -> None:
    make_site()
    data = {"text": WORDS, "body": WORDS, "code": WORDS} if method == "post" else None
    kwargs = {"data": data} if data else {}
    response = getattr(visitor, method)(path, secure=True, **kwargs, **extra)
    assert status in {None, response.status_code}
    text = log.getvalue()
    assert said in text
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.django_db
@pytest.mark.urls("tests.contracts.failing_urls")
def test_an_error_is_still_found(log: io.StringIO, visitor: Client) -> None:
    visitor.post("/ar/fails/", {"text": WORDS}, secure=True)
    text = log.getvalue()
    assert "failing_urls.py" in text
    # The whole chain, each by its class alone.
    for name in ("builtins.RuntimeError", "django.db.utils.OperationalError", "builtins.KeyError"):
        assert f"\n{name}\n" in text + "\n"


@pytest.mark.django_db
def test_a_failed_sign_in_is_not_told(log: io.StringIO, visitor: Client) -> None:
    for _ in range(settings.AXES_FAILURE_LIMIT + 2):
        visitor.post("/admin/login/", {"username": WORDS, "password": QUERY}, secure=True)
    assert [secret for secret in SECRETS if secret in log.getvalue()] == []


def test_a_chain_of_errors_that_hides_its_context_is_not_followed() -> None:
    try:
        try:
            raise KeyError(WORDS)
        except KeyError:
            raise ValueError(WORDS) from None
    except ValueError:
        text = PrivateFormatter().formatException(sys.exc_info())
    assert text.endswith("builtins.ValueError")
    assert "KeyError" not in text
    assert WORDS not in text


def test_errors_of_a_group_are_named_without_their_words() -> None:
    try:
        raise ExceptionGroup(WORDS, [ValueError(WORDS), KeyError(WORDS)])
    except ExceptionGroup:
        text = PrivateFormatter().formatException(sys.exc_info())
    assert "ExceptionGroup" in text
    assert WORDS not in text


def test_a_message_that_was_formatted_before_does_not_bring_its_text_along() -> None:
    # A handler of somebody else, such as a test's or a monitor's, may have formatted it already.
    try:
        raise ValueError(WORDS)
    except ValueError:
        record = logging.LogRecord("sanad", logging.ERROR, "x.py", 1, "failed", (), sys.exc_info())
    logging.Formatter().format(record)
    assert WORDS in record.exc_text
    assert WORDS not in PrivateFormatter().format(record)
    assert WORDS in record.exc_text  # the other handler's record is left as it was


def server_log(tmp_path: Path) -> tuple[PrivateLogger, Path]:
    config = Config()
    file = tmp_path / "error.log"
    config.set("errorlog", str(file))
    return PrivateLogger(config), file


def test_gunicorn_s_own_lines_are_private(tmp_path: Path) -> None:
    log, file = server_log(tmp_path)
    # As gunicorn/workers/base.py writes them.
    log.warning(f"Invalid request from ip={ADDRESS}: {WORDS}")
    for arguments in [
        ("Error handling request %s", f"/{PATH}?q={QUERY}"),
        ("Error handling request %s %s", "POST", f"/{PATH}?q={QUERY}"),
        ("Error handling request (no URI read)",),
        ("Socket error processing request.",),
    ]:
        try:
            raise OSError(f"{ADDRESS} {WORDS}")
        except OSError:
            log.exception(*arguments)
    log.error("Worker (pid:%s) was sent SIG%s!", 17, "KILL")
    text = file.read_text()
    assert text.count("a request could not be read") == 4
    assert "OSError" in text
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_server_keeps_no_access_log() -> None:
    source = ROOT / "site" / "config" / "gunicorn.conf.py"
    spec = importlib.util.spec_from_file_location("gunicorn_conf", source)
    config = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(config)
    assert config.accesslog is None
    assert config.logger_class == "config.server_log.PrivateLogger"
    assert config.worker_class == "sync"
    assert config.loglevel == "warning"


def test_a_real_server_tells_nothing_of_a_broken_request(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    names = ("SITE_URL", "ALLOWED_HOSTS", "SECRET_KEY", "SEAL_KEYRING", "RETURN_CODE_PEPPER")
    environment = {name: os.environ[name] for name in (*names, "PATH")} | {
        "DATA_DIR": str(tmp_path),
        "PORT": str(port),
        "WEB_CONCURRENCY": "1",
    }
    errors = tmp_path / "stderr"
    with errors.open("wb") as stderr:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "site/config/gunicorn.conf.py"],
            cwd=ROOT,
            env=environment,
            stderr=stderr,
            stdout=stderr,
        )
    try:
        _until_it_answers(port)
        for request in (
            f"GET /{PATH} HTTP/1.1\r\nHost: sanad.example\r\n{WORDS} : broken\r\n\r\n",
            f"GET /{PATH}\r\n\r\n",
            f"{WORDS} /{PATH} HTTP/9.9\r\nUser-Agent: {AGENT}\r\n\r\n",
            f"GET /{PATH}?q={QUERY} HTTP/1.1\r\nHost: {WORDS}\r\nUser-Agent: {AGENT}\r\n\r\n",
        ):
            _send(port, request.encode())
    finally:
        server.terminate()
        server.wait(timeout=20)
    text = errors.read_text()
    assert "a request could not be read" in text  # so the log was on
    assert [secret for secret in (*SECRETS, "127.0.0.1:") if secret in text] == []


def _until_it_answers(port: int) -> None:
    for _ in range(300):
        try:
            if b" 200 " in _send(
                port,
                b"GET /healthz/live HTTP/1.1\r\nHost: sanad.example\r\nConnection: close\r\n\r\n",
            ):
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError("the server did not answer")


def _send(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        return connection.recv(4096)
