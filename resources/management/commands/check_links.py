"""Asks about all addresses that are due, with progress; it may be stopped and goes on later."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from resources.domain.link_checking import ask_again, check_due_links, make_asker
from resources.models import CheckedLink


class Command(BaseCommand):
    """`manage.py check_links`: what the worker does bit by bit, in one go."""

    help = "Ask whether the addresses of sources and services still answer."

    def add_arguments(self, parser) -> None:
        """Add `--again`, for a round that waits for nothing."""
        parser.add_argument("--again", action="store_true", help="ask all, due or not")

    def handle(self, *args, again: bool, **options) -> None:
        """Print a line for each address.

        Raises:
            CommandError: the group has not switched it on.
        """
        if not settings.LINK_CHECKER:
            raise CommandError("Nothing is asked: LINK_CHECKER is not set. See .env.example.")
        if again:
            ask_again()
        asked = 0
        for step in check_due_links(asker=make_asker()):
            asked += 1
            label = CheckedLink.Verdict(step.verdict).value
            self.stdout.write(f"{step.done} of {step.total}: {label}: {step.url}")
            self.stdout.flush()
        if not asked:
            self.stdout.write("Nothing is due, or another process is asking.")
