"""Does, in one process, what has to be done between installing a release and starting it."""

import hashlib
import io
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Site

from core.search import index


class Command(BaseCommand):
    """`manage.py prepare [--demo]`: may run at every start; does only what is not done yet."""

    help = "Compile translations, migrate, collect static files, and with --demo load the demo."
    requires_system_checks = ()  # `migrate` runs those of the database, and translations come first

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --demo."""
        parser.add_argument("--demo", action="store_true", help="also load the demo content")

    def handle(self, *args: object, **options: object) -> None:
        """Run each step, and say which before it begins."""
        _make_data_dir()
        call_command("compile_locale")
        self._migrate()
        self._name_site()
        self._collect_static()
        if options["demo"]:
            self._say("Loading the demo content, where it is missing…")
            call_command("seed_demo")
        self._build_search()

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def _migrate(self) -> None:
        self._say("Bringing the database up to date (a few seconds, longer the first time)…")
        call_command("migrate", interactive=False, verbosity=0)

    def _name_site(self) -> None:
        """Write SITE_URL into Wagtail's row of the site, which full addresses are made from."""
        url = urlsplit(settings.SITE_URL)
        named = {"hostname": url.hostname, "port": url.port or (443 if settings.HTTPS else 80)}
        for site in Site.objects.filter(is_default_site=True).exclude(**named):
            site.hostname, site.port = named["hostname"], named["port"]
            site.save()

    def _build_search(self) -> None:
        """Build the index of the search, unless all of it was made by the rules of this release."""
        if index.is_current():
            return
        self._say("Building the index of the search…")
        call_command("rebuild_search", stdout=io.StringIO())

    def _collect_static(self) -> None:
        """Collect static files unless these were collected before: compressing them is slow."""
        digest = _digest_of_static_files()
        stamp = Path(settings.STATIC_ROOT) / ".collected.sha256"
        if stamp.exists() and stamp.read_text() == digest:
            return
        self._say("Collecting and compressing static files…")
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest)  # last, so that an interrupted run is done again


def _make_data_dir() -> None:
    try:
        Path(settings.DATA_DIR).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(
            f"DATA_DIR, {settings.DATA_DIR}, cannot be made: {error.strerror}."
        ) from error


def _digest_of_static_files() -> str:
    """Return a digest of the name, size and time of change of every source file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(ignore_patterns=[]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
