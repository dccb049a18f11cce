"""Lets somebody answer requests that nobody's key opens any more, with the organisation's key."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from support.domain import last_resort
from support.models import HelpRequest, VolunteerProfile
from vault.management.parts import ask_for_key, ask_for_operator
from vault.selectors import living_key_of

_EXPLANATION = """\
This seals requests for help to one person's own key, with both parts of the organisation's key.
That person then reads and answers at the desk, as if they had always been able to. Nothing that
anybody wrote is shown here. Each opening is in the access log, under the name that you give now.

Before you go on: are both people here, does nobody else see this screen, and is this terminal
neither recorded nor shared? What you type is not shown, and kept nowhere.
"""

_AFTERWARDS = """\
Now the two parts have lain side by side. Make a new key soon, with two people in the room:
    manage.py create_organisation_key --replace --from-old-parts
"""


class Command(BaseCommand):
    """`manage.py open_with_organisation_key --grant-to NAME`: may be stopped and begun again."""

    help = "Let somebody with a key of their own open requests, with the organisation's two parts."
    # It must run when everything else is in trouble.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add whom, and what."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument(
            "--grant-to", metavar="USERNAME", help="the volunteer who shall be able to open them"
        )
        what.add_argument(
            "--try", action="store_true", dest="is_trial", help="only see whether the parts fit"
        )
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="closed requests, too")
        which.add_argument("--record", metavar="ID", type=UUID, help="one request alone")

    def handle(self, *args: object, **options: object) -> None:
        """Ask for both parts, and seal in batches.

        Raises:
            CommandError: the person has no living key, the parts make no key, or something could
                not be opened.
        """
        if options["is_trial"]:
            _secret, key = ask_for_key(self.stderr)
            now = "is in use" if key.is_current else "was replaced by a later one"
            self.stdout.write(f"The two parts make the key {key.fingerprint}, which {now}.")
            return
        profile = self._profile(str(options["grant_to"]))
        self.stdout.write(_EXPLANATION)
        name = ask_for_operator()
        secret, key = ask_for_key(self.stderr)
        operator = last_resort.Operator(name=name, secret=secret, key=key)
        todo = last_resort.requests_to_open(
            profile=profile, key=key, only=options["record"], closed_too=bool(options["all"])
        )
        failed = self._grant(todo, profile, operator)
        self._tell_of_rest(profile, options)
        self.stdout.write(_AFTERWARDS)
        if failed:
            message = f"{failed} could not be opened: gone meanwhile, or damaged."
            raise CommandError(message)

    def _profile(self, username: str) -> VolunteerProfile:
        profile = (
            VolunteerProfile.objects.select_related("user")
            .filter(user__username=username, left_at=None)
            .first()
        )
        if profile is None:
            message = f"{username} is no volunteer with a desk. Make a volunteer of them first."
            raise CommandError(message)
        if living_key_of(profile.user) is None:
            message = (
                f"{username} has no living key. They sign in, make one under “Your key”, and then "
                "you run this again."
            )
            raise CommandError(message)
        return profile

    def _grant(self, todo, profile: VolunteerProfile, operator: last_resort.Operator) -> int:
        total, done, failed, after = todo.count(), 0, 0, None
        while True:
            batch = last_resort.grant_from_organisation(
                requests=todo, profile=profile, operator=operator, after=after
            )
            done, failed, after = done + batch.done, failed + batch.failed, batch.after
            self.stdout.write(f"{done} of {total} sealed to them.")
            self.stdout.flush()
            if after is None:
                return failed

    def _tell_of_rest(self, profile: VolunteerProfile, options: dict[str, object]) -> None:
        rest = HelpRequest.objects.filter(exclusions__profile=profile)
        if options["record"] is not None:
            rest = rest.filter(pk=options["record"])
        elif not options["all"]:
            rest = rest.exclude(status=HelpRequest.Status.CLOSED)
        if rest.count():
            self.stdout.write(
                f"{rest.count()} left out: they were shut out of these, or declined them. Choose "
                "somebody else for them."
            )
