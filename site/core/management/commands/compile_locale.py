"""Compiles the project's .po files to .mo with polib, so that no machine needs gettext's msgfmt."""

import os
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed


class Command(BaseCommand):
    """`manage.py compile_locale`: quick, and writes only what changed."""

    help = "Compile the project's .po files to .mo, where they changed. Needs no gettext."
    requires_system_checks = ()  # the checks may read translations that are not compiled yet

    def handle(self, *args: object, **options: object) -> None:
        """Compile every catalogue below LOCALE_PATHS."""
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                if _compile(source):
                    self.stdout.write(f"Compiled {source.parts[-3]}/{source.name}")


def _compile(source: Path) -> bool:
    """Write the .mo beside `source`; return whether it changed. Fuzzy entries are left out."""
    compiled = polib.pofile(str(source)).to_binary()
    target = source.with_suffix(".mo")
    if target.exists() and target.read_bytes() == compiled:
        return False
    unfinished = target.with_suffix(f".{os.getpid()}.mo")  # tests compile in several processes
    unfinished.write_bytes(compiled)
    unfinished.replace(target)
    translation_file_changed(None, target)  # this process may have read the old one
    return True
