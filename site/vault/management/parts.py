"""Asks two people for the two parts of the organisation's key, at a terminal that shows nothing."""

import getpass
from collections.abc import Callable

from django.core.management.base import CommandError, OutputWrapper

from vault.crypto import envelope, errors, org_key
from vault.models import OrganisationKey

_TRIES = 5


def ask_for_key(out: OutputWrapper, *, whose: str = "") -> tuple[bytes, OrganisationKey]:
    """Return the joined private half and the key that it belongs to.

    It is in this process's memory alone, and never among its arguments.

    Args:
        out: where to explain what is wrong.
        whose: what to call the key, such as `old `.

    Raises:
        CommandError: too many tries, or the parts make no key of this database.
    """
    first = _ask(out, f"One part of the {whose}key: ", other=None)
    second = _ask(out, f"The other part of the {whose}key: ", other=first)
    try:
        secret = org_key.combine(first, second)
    except errors.CryptoError as error:
        raise CommandError(str(error)) from None
    public_key = envelope.public_key_of(secret_key=secret)
    key = OrganisationKey.objects.filter(public_key=public_key).first()
    if key is None:
        message = "These two parts make a key, but not one of this site."
        raise CommandError(message)
    return secret, key


def ask_for_operator() -> str:
    """Return who is doing this, for the access log.

    Raises:
        CommandError: nobody said.
    """
    name = " ".join(_read(input, "Who is doing this? (for the access log): ").split())[:80]
    if not name:
        message = "Nothing was opened: say who is doing this."
        raise CommandError(message)
    return name


def _ask(out: OutputWrapper, prompt: str, *, other: str | None) -> str:
    for _try in range(_TRIES):
        typed = _read(getpass.getpass, prompt)
        try:
            number = org_key.check_part(typed)
        except errors.CryptoError as error:
            out.write(f"{error} Compare it with the paper, four signs at a time.")
            continue
        if other is not None and number == org_key.check_part(other):
            out.write("That is the same part again. The other person has the other one.")
            continue
        return typed
    message = "Nothing was opened: no part could be read in five tries."
    raise CommandError(message)


def _read(ask: Callable[[str], str], prompt: str) -> str:
    try:
        return ask(prompt)
    except (EOFError, KeyboardInterrupt):
        message = "Stopped. What was done so far stays done."
        raise CommandError(message) from None
