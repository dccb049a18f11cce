"""Prepares and runs web and worker on one machine, says where they answer, ends both together."""

import base64
import os
import secrets
import socket
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

from locked_venv import PYTHON, ROOT, SetupError, make_ready, only_one, reason, say
from processes import Interrupted, Processes

READY_SECONDS = 90
USAGE = """bin/serve takes no arguments. Its environment, each with its default:
  PORT=8000    the port of 127.0.0.1 to listen on
  DATA_DIR=var the folder of the database, media and the demo's secrets
  DEMO=1       0 starts it as in production: every secret must then be set (.env.example)"""
TRUE = {"1", "true", "yes", "on", "y", "ok"}  # what settings take for true


def main() -> int:
    """Serve until asked to stop; return the exit status."""
    if sys.argv[1:]:
        say(USAGE)
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    environment = dict(os.environ)
    processes = Processes(folder=ROOT, environment=environment)
    processes.listen()
    try:
        port = _free_port(environment)
        data_dir = _writable_data_dir(environment)
        environment.update(PORT=str(port), DATA_DIR=str(data_dir), PYTHONUNBUFFERED="1")
        demo = environment.setdefault("DEMO", "1").lower() in TRUE
        if demo:
            _fill_in_demo_environment(environment, data_dir, port)
        with only_one():
            make_ready("requirements.txt", start=processes.start)
            _prepare_site(processes, demo=demo)
        return _serve(processes, environment, demo=demo)
    except SetupError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except Interrupted:
        say("\nStopping…")
        return 0
    finally:
        processes.end_all()


def _free_port(environment: dict[str, str]) -> int:
    """Return the port to listen on.

    Raises:
        SetupError: PORT is no port, is taken, or is not ours to take.
    """
    value = environment.get("PORT") or "8000"
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
        raise SetupError(f"PORT must be a number from 1 to 65535, not {value!r}.")
    port = int(value)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((environment.get("HOST") or "127.0.0.1", port))
        except OSError as error:
            raise SetupError(
                f"Port {port} cannot be used ({reason(error)}). Choose another: "
                f"PORT={8001 if port == 8000 else 8000} bin/serve"
            ) from error
    return port


def _writable_data_dir(environment: dict[str, str]) -> Path:
    """Return the folder of all data, made if it is missing.

    Raises:
        SetupError: it cannot be made or written.
    """
    folder = Path(environment.get("DATA_DIR") or ROOT / "var").expanduser().absolute()
    try:
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o700)  # it holds the database
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise SetupError(
            f"The data folder {folder} cannot be written ({reason(error)}). Choose another: "
            "DATA_DIR=/some/folder bin/serve"
        ) from error
    return folder


def _fill_in_demo_environment(environment: dict[str, str], data_dir: Path, port: int) -> None:
    """Complete `environment` for the demo; what is set already wins.

    The secrets are made at random once and kept in `data_dir`, whose database needs them.
    """
    file = data_dir / "demo.env"
    mail = data_dir / "mail"
    try:
        kept = _read_demo_env(file)
        fresh = {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SEAL_KEYRING": f"demo:{_random_base64()}",
            "RETURN_CODE_PEPPER": _random_base64(),
        }
        if not kept.keys() >= fresh.keys():
            kept = fresh | kept
            _write_demo_env(file, kept)
        mail.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise SetupError(f"{error.filename} cannot be used ({reason(error)}).") from error
    defaults = kept | {
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "EMAIL_URL": f"filemail:///{quote(str(mail))}",
    }
    for name, value in defaults.items():
        environment[name] = environment.get(name) or value


def _random_base64() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _read_demo_env(file: Path) -> dict[str, str]:
    if not file.exists():
        return {}
    lines = [line.strip() for line in file.read_text().splitlines()]
    pairs = [line.partition("=") for line in lines if not line.startswith("#")]
    return {name: value for name, _, value in pairs if value}


def _write_demo_env(file: Path, values: dict[str, str]) -> None:
    lines = ["# Secrets of this demo, made at random on its first start; its data needs them."]
    lines += [f"{name}={value}" for name, value in values.items()]
    unfinished = file.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
        opened.write("\n".join(lines) + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    unfinished.replace(file)


def _prepare_site(processes: Processes, *, demo: bool) -> None:
    command = [PYTHON, "manage.py", "prepare", *(["--demo"] if demo else [])]
    if processes.start(command).wait():
        raise SetupError("The site could not be prepared; the reason is above.")
    processes.forget_finished()


def _serve(processes: Processes, environment: dict[str, str], *, demo: bool) -> int:
    """Run web and worker until one of them ends, which is an error."""
    say("Starting web and worker…")
    gunicorn = [PYTHON, "-m", "gunicorn", "--config", "site/config/gunicorn.conf.py"]
    running = {
        "web": processes.start(gunicorn),
        "worker": processes.start([PYTHON, "manage.py", "worker"]),
    }
    announced = False
    deadline = time.monotonic() + READY_SECONDS
    while True:
        for name, process in running.items():
            if process.poll() is not None:
                raise SetupError(f"The {name} process ended (exit status {process.returncode}).")
        if not announced and _is_ready(environment):
            _announce(environment, demo=demo)
            announced = True
        if not announced and time.monotonic() > deadline:
            raise SetupError(f"/healthz/ready did not answer within {READY_SECONDS} seconds.")
        time.sleep(0.5 if announced else 0.1)


def _is_ready(environment: dict[str, str]) -> bool:
    host = environment.get("HOST") or "127.0.0.1"
    host = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - asked, not bound
    request = f"http://{host}:{environment['PORT']}/healthz/ready"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # never by a proxy
    try:
        with opener.open(request, timeout=5):
            return True
    except urllib.error.HTTPError as answer:
        answer.close()
        return answer.code < 500  # it answers, though perhaps not to the name 127.0.0.1
    except OSError:
        return False


def _announce(environment: dict[str, str], *, demo: bool) -> None:
    site = environment["SITE_URL"].rstrip("/")
    lines = ["", "Sanad is running."]
    lines += [f"  Arabic   {site}/ar/", f"  English  {site}/en/", f"  Admin    {site}/admin/"]
    lines += [f"  Data     {environment['DATA_DIR']}", ""]
    signins = Path(environment["DATA_DIR"]) / "demo-signins.txt"
    if demo and signins.exists():
        lines += [signins.read_text().rstrip(), ""]
    say("\n".join([*lines, "Ctrl-C stops it."]))


if __name__ == "__main__":
    sys.exit(main())
