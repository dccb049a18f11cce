"""Makes the organisation's offline key and shows its two parts once."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from vault.crypto import org_key
from vault.crypto.errors import CryptoError
from vault.domain import keys, records
from vault.management.parts import ask_for_key, ask_for_operator
from vault.models import Envelope, OrganisationKey
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


_REPLACING = """\
There is a key already, fingerprint {fingerprint}. A new one takes its place now. What is sealed to
the old one is sealed to the new one when somebody next opens it at the desk, or at once with
--from-old-parts; until then the desk shows those requests as in danger. Keep the old parts, apart
from each other, until none is left there. Then burn them.
"""
_BATCH = 50


class Command(BaseCommand):
    """`manage.py create_organisation_key`: once, at set-up, with two people in the room."""

    help = "Make the organisation's offline key and show its two parts once, for two people."
    requires_system_checks = []  # it must run when everything else is in trouble

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --replace, --from-old-parts and --no-input."""
        parser.add_argument(
            "--replace",
            action="store_true",
            help="make a new key although there is one: a part was lost, or both were used",
        )
        parser.add_argument(
            "--from-old-parts",
            action="store_true",
            help=(
                "seal to the new key at once what the old one opens; asks for both old parts. "
                "Without --replace: go on with that after a break"
            ),
        )
        parser.add_argument(
            "--no-input",
            action="store_false",
            dest="interactive",
            help="do not ask whether two people are here",
        )

    def handle(self, *args: object, **options: object) -> None:
        """Ask, make the key, show the parts.

        Raises:
            CommandError: there is a key already that is not to be replaced, or none that could
                be, or the answer was not yes.
        """
        if options["from_old_parts"] and not options["replace"]:
            self._go_on_sealing()
            return
        replaced = self._key_to_replace(may_replace=bool(options["replace"]))
        self.stdout.write(_EXPLANATION)
        if replaced is not None:
            self.stdout.write(_REPLACING.format(fingerprint=replaced.fingerprint))
        if options["interactive"] and not self._two_people_are_here():
            raise CommandError("No key was made.")
        operator, old = "", None
        if options["from_old_parts"]:
            # Before the new key: with a typo here, nothing has changed yet.
            operator, old = ask_for_operator(), ask_for_key(self.stderr, whose="old ")
            self._refuse_other_than(old[1], replaced)
        try:
            made = keys.create_organisation_key(replace=replaced is not None)
        except keys.KeyExists:
            self._key_to_replace(may_replace=False)
            raise
        fingerprint = org_key.fingerprint(made.public_key)
        for number, part in ((1, made.part_one), (2, made.part_two)):
            self.stdout.write(
                _PART.format(
                    line="-" * 78, number=number, fingerprint=fingerprint, part=_in_lines(part)
                )
            )
        self.stdout.write("The key is in use from now on. The two parts are not shown again.")
        if old is not None:
            self._seal_anew(*old, operator=operator)

    def _go_on_sealing(self) -> None:
        operator = ask_for_operator()
        secret, key = ask_for_key(self.stderr, whose="old ")
        if key.is_current:
            raise CommandError("These are the parts of the key in use: nothing is left to do.")
        self._seal_anew(secret, key, operator=operator)

    def _refuse_other_than(self, typed: OrganisationKey, replaced: OrganisationKey | None) -> None:
        if typed != replaced:
            raise CommandError(
                f"These parts make the key {typed.fingerprint}, which is not in use any more. "
                "Nothing was changed."
            )

    def _key_to_replace(self, *, may_replace: bool) -> OrganisationKey | None:
        key = organisation_key()
        if key is not None and not may_replace:
            raise CommandError(
                f"The organisation has a key, made on {key.created_at:%Y-%m-%d}, fingerprint "
                f"{key.fingerprint}. Nothing was changed."
            )
        if key is None and may_replace:
            raise CommandError("There is no key to replace. Nothing was changed.")
        return key

    def _seal_anew(self, secret: bytes, old: OrganisationKey, *, operator: str) -> None:
        todo = Envelope.objects.filter(grants__organisation_key=old)
        total, done, failed, after = todo.count(), 0, 0, None
        while True:
            rows = todo.order_by("pk")
            batch = list((rows.filter(pk__gt=after) if after else rows)[:_BATCH])
            for envelope in batch:
                try:
                    record = records.open_by_organisation(
                        envelope=envelope, organisation_secret=secret, operator=operator
                    )
                    records.grant_organisation(record=record)
                    done += 1
                except (CryptoError, records.NoGrant):
                    failed += 1
            self.stdout.write(f"{done} of {total} records sealed to the new key.")
            if len(batch) < _BATCH:
                break
            after = batch[-1].pk
        if failed:
            self.stderr.write(f"{failed} could not be opened: gone meanwhile, or damaged.")

    def _two_people_are_here(self) -> bool:
        try:
            return input("Type yes to make the key: ").strip().lower() == "yes"
        except EOFError:
            return False


def _in_lines(part: str) -> str:
    """Return a part's groups, four to a line, so that one reads and copies them without slips."""
    groups = part.split()
    return "\n".join("    " + "  ".join(groups[at : at + 4]) for at in range(0, len(groups), 4))
