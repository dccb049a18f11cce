"""Makes the organisation's offline key and shows its two parts once."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vault.crypto import org_key
from vault.domain import keys
from vault.selectors import organisation_key

_EXPLANATION = """\
The organisation's key opens every request for help on the day when everybody else is gone.

Its private half is shown now, once, in two parts, and kept nowhere: not on this machine, not in
the database. Two people each take one part, on paper, and keep it apart from the other. One part
alone opens nothing. If one of the two is lost, the key is lost; a new one covers new records only.

Before you go on: are both people here, does nobody else see this screen, and is this terminal
neither recorded nor shared? Afterwards clear the screen and its scroll-back.
"""

_PART = """\
{line}
Part {number} of 2, for one person. Write it down, or print it on a printer that keeps no copy.
Fingerprint of the key: {fingerprint}

{part}
{line}
"""


class Command(BaseCommand):
    """`manage.py create_organisation_key`: once, at set-up, with two people in the room."""

    help = "Make the organisation's offline key and show its two parts once, for two people."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --no-input."""
        parser.add_argument(
            "--no-input",
            action="store_false",
            dest="interactive",
            help="do not ask whether two people are here",
        )

    def handle(self, *args: object, **options: object) -> None:
        """Ask, make the key, show the parts.

        Raises:
            CommandError: there is a key already, or the answer was not yes.
        """
        self._refuse_second_key()
        self.stdout.write(_EXPLANATION)
        if options["interactive"] and not self._two_people_are_here():
            raise CommandError("No key was made.")
        try:
            made = keys.create_organisation_key()
        except keys.KeyExists:
            self._refuse_second_key()
            raise
        fingerprint = org_key.fingerprint(made.public_key)
        for number, part in ((1, made.part_one), (2, made.part_two)):
            self.stdout.write(
                _PART.format(
                    line="-" * 78, number=number, fingerprint=fingerprint, part=_in_lines(part)
                )
            )
        self.stdout.write("The key is in use from now on. The two parts are not shown again.")

    def _refuse_second_key(self) -> None:
        key = organisation_key()
        if key is not None:
            raise CommandError(
                f"The organisation has a key, made on {key.created_at:%Y-%m-%d}, fingerprint "
                f"{key.fingerprint}. Nothing was changed."
            )

    def _two_people_are_here(self) -> bool:
        try:
            return input("Type yes to make the key: ").strip().lower() == "yes"
        except EOFError:
            return False


def _in_lines(part: str) -> str:
    """Return a part's groups, four to a line, so that one reads and copies them without slips."""
    groups = part.split()
    return "\n".join("    " + "  ".join(groups[at : at + 4]) for at in range(0, len(groups), 4))
