"""Builds the index of the search anew, where it is not right already."""

from django.core.management.base import BaseCommand

from core.search import index


class Command(BaseCommand):
    """`manage.py rebuild_search`: may be interrupted and called again; then it goes on."""

    help = "Bring the index of the search into step with what is published."

    def handle(self, *args: object, **options: object) -> None:
        """Look at each document and write those that have changed."""
        written = index.rebuild(progress=self._say)
        self.stdout.write(f"Done. {written} written, the others were right already.")

    def _say(self, kind: str, looked_at: int) -> None:
        self.stdout.write(f"{kind}: {looked_at}")
        self.stdout.flush()
