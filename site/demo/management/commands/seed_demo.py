"""Loads the demo: pages in both languages, staff, a directory, and sample requests for help."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo.seeding import accounts, desk, directory, pages, people, site_parts
from resources.domain.link_checking import collect_links


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
        desk.seed_languages()
        desk.seed_questions()
        self._say("Staff and vocabularies are there.")
        maha = get_user_model().objects.get(username="maha")
        services = directory.seed_directory(user=maha)
        self._say(f"Services made for the directory: {services}.")
        salma = get_user_model().objects.get(username="salma")
        created, by_key = pages.seed_pages(user=salma)
        self._say(f"Pages made in English: {created}; those that are translated are in Arabic too.")
        # The demo asks no server; its report shows which would be asked.
        collect_links(now=timezone.now())
        site_parts.seed_site_parts(user=salma, pages=by_key)
        self._say("Menus, a banner and the foot of the page are there.")
        desk.seed_answers(pages=by_key)
        people.seed_requests()
        self._say("Sample requests are there.")
        file = settings.DATA_DIR / "demo-signins.txt"
        file.write_text(accounts.sign_ins() + "\n", encoding="utf-8")
        file.chmod(0o600)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
