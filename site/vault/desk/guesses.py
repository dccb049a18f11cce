"""Slows down guessing of one account's passphrase: a few tries, then a wait. Kept in the cache."""

from django.contrib.auth.models import User
from django.core.cache import cache

TRIES = 5
WAIT_SECONDS = 5 * 60


def take(user: User) -> bool:
    """Use up one of `user`'s tries; tell whether there was one left.

    Call before the passphrase is looked at, so that tries made at once count as well.
    """
    return any(cache.add(slot, 1, timeout=WAIT_SECONDS) for slot in _slots(user))


def give_back(user: User) -> None:
    """Forget `user`'s tries; call when the passphrase was right."""
    cache.delete_many(_slots(user))


def _slots(user: User) -> list[str]:
    # One entry for each try: adding is atomic where counting is not.
    return [f"vault.desk.guess.{user.pk}.{number}" for number in range(TRIES)]
