"""Brings all that is sealed under the key ring's first key, so that an old one can be removed."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models

from vault import storage
from vault.domain import rotation

_PASSES = 3
_SHOWN = 20  # damaged rows named for each column


class Command(BaseCommand):
    """`manage.py rotate_keyring`: while the site runs; kill it and begin again as you like."""

    help = (
        "Wrap every sealed cell anew that names an old key of SEAL_KEYRING. The site may run "
        "meanwhile; killed halfway, it is simply run again."
    )

    # Neither pages nor their addresses matter here, and it must run when they are in trouble.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --check."""
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; end with exit code 1 while an old key is still needed",
        )

    def handle(self, *args: object, **options: object) -> None:
        """Go through all columns, as often as it takes, and say what is left.

        Raises:
            CommandError: something still needs an old key.
        """
        writes, *others = storage.key_ids()
        self.stdout.write(f"Writing key: {writes}. Other keys in the ring: {_listed(others)}.")
        if not options["check"]:
            for _pass in range(_PASSES):
                done = [self._column(model, column, wrap=True) for model, column in _columns()]
                if not any(count.old for count in done):
                    break
        self.stdout.write("Checking what still needs an old key.")
        left = [self._column(model, column, wrap=False) for model, column in _columns()]
        self._tell_of_damage(left)
        outdated = sum(count.old for count in left)
        if outdated:
            advice = "Run this command." if options["check"] else _STILL_WRITING
            message = f"{outdated} sealed cells still need an old key. {advice}"
            raise CommandError(message, returncode=1)
        self.stdout.write(f"Nothing needs any key but {writes}: the others can be removed.")

    def _column(self, model: type[models.Model], column: str, *, wrap: bool) -> rotation.Count:
        def report(count: rotation.Count) -> None:
            what = f"{count.wrapped} wrapped anew" if wrap else f"{count.old} under an old key"
            self.stdout.write(f"{count.name}: {count.seen} looked at, {what}")
            self.stdout.flush()

        return rotation.rotate_column(model=model, column=column, wrap=wrap, report=report)

    def _tell_of_damage(self, counts: list[rotation.Count]) -> None:
        for count in counts:
            if not count.damaged:
                continue
            self.stderr.write(
                f"{count.name}: {len(count.damaged)} open under no key of the ring, and are left "
                f"as they are. Each was forged, moved or cut, or its key is missing here:"
            )
            for key in count.damaged[:_SHOWN]:
                self.stderr.write(f"  {key}")


_STILL_WRITING = (
    "Is a process still running that was started with the old ring? Restart all, and run it again."
)


def _columns() -> tuple:
    return rotation.PROTECTED


def _listed(ids: list[str]) -> str:
    return ", ".join(ids) or "none"
