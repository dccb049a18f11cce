"""`manage.py import_directory FILE`: tries an import, or does it for real."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from resources.domain.importing import files, running
from resources.domain.importing.reading import MOST_BYTES
from resources.domain.importing.refusals import Failure, Reason, Unreadable
from resources.models import DirectoryImport

_CHUNK = 1024 * 1024  # bytes
_SHOWN = 50  # refused lines


class Command(BaseCommand):
    """Reads CSV or HSDS JSON into the directory, and says what became of each refused line.

    Killed, it is simply called again: what was done is found unchanged.
    """

    help = "Read services from a CSV or HSDS JSON file. Without --for-real nothing is written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether it is meant."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--for-real", action="store_true", help="write, and not only try")

    def handle(self, *args, file: Path, for_real: bool, **options) -> None:
        """Run it here, with its progress; if it is killed, the worker goes on with it."""
        try:
            with file.open("rb") as opened:
                run = running.begin(
                    chunks=iter(lambda: opened.read(_CHUNK), b""),
                    file_name=file.name,
                    user=None,
                    is_dry_run=not for_real,
                )
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except Unreadable as error:
            raise CommandError(_in_words(error)) from error
        running.move_on(run=run.pk, position=0, progress=self._show, by_operator=True)
        run.refresh_from_db()
        self.stdout.write("")
        if run.state != running.State.DONE:
            failure = Failure(run.failure).label if run.failure else run.get_state_display()
            raise CommandError(str(failure))
        if run.is_dry_run:
            files.forget(run.pk)
        self._report(run)

    def _show(self, run: DirectoryImport) -> None:
        self.stdout.write(f"\r{run.position:,} / {run.total or 0:,}", ending="")
        self.stdout.flush()

    def _report(self, run: DirectoryImport) -> None:
        self.stdout.write(
            f"new {run.created:,}, changed {run.updated:,}, "
            f"unchanged {run.unchanged:,}, refused {run.refused:,}"
        )
        refusals = run.refusals.all()
        for row in refusals[:_SHOWN]:
            self.stdout.write(f"  {row.line}: {row.field} – {Reason(row.reason).label}")
        if run.refused and refusals.count() > _SHOWN:
            self.stdout.write(gettext("The whole report is in the admin, under “Import”."))
        if run.is_dry_run:
            self.stdout.write("Nothing was written: this was a trial. Add --for-real to mean it.")


def _in_words(error: Unreadable) -> str:
    if error.failure == Failure.TOO_LARGE:
        return f"{error.failure.label} ({MOST_BYTES // 2**20} MB)"
    return " ".join([str(error.failure.label), *error.columns])
