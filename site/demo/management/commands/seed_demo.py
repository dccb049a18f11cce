"""Loads the demo: pages in both languages, staff, and sample requests for help."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from demo.seeding import accounts, pages, people, site_parts


class Command(BaseCommand):
    """`manage.py seed_demo`: may run again; adds what is missing and changes nothing else."""

    help = "Load the demo content, where it is missing."

    def handle(self, *args, **options) -> None:
        """Seed, and leave the sign-ins where `bin/serve` finds them.

        Raises:
            CommandError: outside the demo.
        """
        if not settings.DEMO:
            raise CommandError("This is no demo: DEMO is not set. Nothing was changed.")
        people.seed_vocabularies()
        people.seed_staff()
        self._say("Staff and vocabularies are there.")
        salma = get_user_model().objects.get(username="salma")
        created, by_key = pages.seed_pages(user=salma)
        self._say(f"Pages made: {created}, each in English and in Arabic.")
        site_parts.seed_site_parts(user=salma, pages=by_key)
        self._say("Menus, a banner and the foot of the page are there.")
        people.seed_requests()
        self._say("Sample requests are there.")
        file = settings.DATA_DIR / "demo-signins.txt"
        file.write_text(accounts.sign_ins() + "\n", encoding="utf-8")
        file.chmod(0o600)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
