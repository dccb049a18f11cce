"""Prepares .venv and the environment of tests, then hands its arguments to pytest."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

from locked_venv import PYTHON, ROOT, SetupError, make_ready, only_one, say

# Two processes: a core each. The slowest tests are named at the end.
EVERYTHING = ["-n", "2", "--durations", "25"]

PROGRAMS = ("chromium", "msgfmt")  # a browser to drive; a second reader for translators' files


def main() -> int:
    """Run the tests; return pytest's exit status."""
    arguments = sys.argv[1:] or EVERYTHING
    try:
        with only_one():
            make_ready("requirements.txt", "requirements-dev.txt")
        _look_for_programs(needed=arguments is EVERYTHING)
    except SetupError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="sanad-tests-") as scratch:
        environment = _test_environment(scratch)
        postgres = environment.get("DATABASE_URL", "").startswith("postgres")
        database = "PostgreSQL" if postgres else "SQLite"
        say(f"Running pytest {shlex.join(arguments)} on {database}…")
        pytest = [PYTHON, "-m", "pytest", *arguments]
        return subprocess.run(pytest, cwd=ROOT, env=environment).returncode  # noqa: S603


def _test_environment(scratch: str) -> dict[str, str]:
    """Return this environment without Sanad's variables, for which tests/settings.py has its own.

    DATABASE_URL alone is kept. Whatever tests leave behind goes into `scratch`.
    """
    described = (ROOT / ".env.example").read_text()
    ours = set(re.findall(r"(?m)^#?([A-Z0-9_]+)=", described)) - {"DATABASE_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"TMPDIR": scratch}


def _look_for_programs(*, needed: bool) -> None:
    if all(map(shutil.which, PROGRAMS)):
        return
    line = (
        "Some tests need Chromium and gettext: "
        "apt install chromium fonts-noto-core libatomic1 gettext"
    )
    if needed:
        raise SetupError(line)
    say(line)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
