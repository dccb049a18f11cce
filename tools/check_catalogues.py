"""Checks that the Arabic catalogue is whole: every string translated, and none left over.

Run by .ci/run with .venv's Python; needs gettext's programs. Works on a copy, changes nothing here.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = Path("site/locale/ar/LC_MESSAGES/django.po")
PLURAL_FORMS = 6


def main() -> int:
    """Print what is wrong with the catalogue; return 1 if anything is."""
    with tempfile.TemporaryDirectory(prefix="sanad-catalogue-") as folder:
        copy = Path(folder)
        _copy_sources(copy)
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        making = [sys.executable, "manage.py", "makemessages", "--locale", "ar", "--verbosity", "0"]
        subprocess.run(making, cwd=copy, env=environment, check=True)  # noqa: S603
        faults = _faults(polib.pofile(str(copy / CATALOGUE)))
        # msgfmt compares placeholders, which polib does not.
        checking = ["msgfmt", "--check", "--output-file=/dev/null", CATALOGUE]
        badly_formed = subprocess.run(checking, cwd=copy).returncode  # noqa: S603
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    return 1 if faults or badly_formed else 0


def _copy_sources(target: Path) -> None:
    """Copy what git tracks, or would track, to `target`."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603
    for name in filter(None, names.decode().split("\0")):
        source = ROOT / name
        if source.is_file():  # a file deleted but not committed yet is still listed
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(source.read_bytes())


def _faults(catalogue: polib.POFile) -> list[str]:
    """Return one line for each entry that a reader would miss or that nobody needs any more."""
    faults = []
    if f"nplurals={PLURAL_FORMS}" not in catalogue.metadata.get("Plural-Forms", ""):
        faults.append(f"The header does not declare {PLURAL_FORMS} plural forms.")
    for entry in catalogue:
        where = ", ".join(f"{file}:{line}" for file, line in entry.occurrences[:2])
        if entry.obsolete:
            faults.append(f"no longer in the source: {entry.msgid!r}")
        elif entry.fuzzy:
            faults.append(f"{where}: fuzzy, needs a look: {entry.msgid!r}")
        elif not entry.translated():
            faults.append(f"{where}: not translated: {entry.msgid!r}")
        elif entry.msgid_plural and len(entry.msgstr_plural) != PLURAL_FORMS:
            faults.append(f"{where}: not in all {PLURAL_FORMS} plural forms: {entry.msgid!r}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
