"""Makes and revokes staff keys, and keeps the public half of the organisation's key."""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.dispatch import Signal
from django.utils import timezone

from vault import storage
from vault.crypto import errors, org_key, passphrase, staff_key
from vault.models import OrganisationKey, StaffKey

# Sent with `key` in the transaction that ends it: the vault knows no desk that it could alarm.
staff_key_ended = Signal()


class KeyExists(Exception):
    """A key is there already; replacing it would be another act."""


class WrongPassphrase(Exception):
    """The passphrase does not open this key."""


@dataclass(frozen=True)
class UnlockedKey:
    """A staff key whose private half is in memory, for one response."""

    staff_key: StaffKey
    secret: bytes = field(repr=False)


def create_staff_key(*, user: User, passphrase_text: str) -> StaffKey:
    """Make a key pair for `user`, whose private half opens with `passphrase_text` only.

    Raises:
        KeyExists: the user has a living key.
    """
    opslimit, memlimit = settings.STAFF_KEY_COST
    material = staff_key.create(
        passphrase=passphrase.normalise(passphrase_text), opslimit=opslimit, memlimit=memlimit
    )
    with transaction.atomic():
        # Locks the person, so that two clicks make one key.
        get_user_model().objects.select_for_update().get(pk=user.pk)
        if StaffKey.objects.filter(user=user, revoked_at=None).exists():
            raise KeyExists
        key = StaffKey(
            user=user,
            public_key=material.public_key,
            salt=material.salt,
            opslimit=material.opslimit,
            memlimit=material.memlimit,
        )
        key.wrapped_secret = storage.protect(key, "wrapped_secret", material.wrapped_secret)
        key.save()
    return key


def unlock_staff_key(*, key: StaffKey, passphrase_text: str) -> UnlockedKey:
    """Open a staff key with its passphrase.

    Raises:
        WrongPassphrase: it does not open; why is not told.
    """
    try:
        material = staff_key.StaffKeyMaterial(
            public_key=bytes(key.public_key),
            salt=bytes(key.salt),
            opslimit=key.opslimit,
            memlimit=key.memlimit,
            wrapped_secret=storage.reveal(key, "wrapped_secret"),
        )
        secret = staff_key.unlock(
            passphrase=passphrase.normalise(passphrase_text), material=material
        )
    except (errors.CryptoError, ValueError) as error:
        raise WrongPassphrase from error
    return UnlockedKey(staff_key=key, secret=secret)


def revoke_staff_key(*, key: StaffKey) -> None:
    """End a key: it opens nothing from now on; what it held must be granted to others.

    Who must know of it connects to `staff_key_ended`.
    """
    with transaction.atomic():
        key.revoked_at = timezone.now()
        key.save(update_fields=["revoked_at"])
        staff_key_ended.send(sender=StaffKey, key=key)


def create_organisation_key(*, replace: bool = False) -> org_key.OrganisationKey:
    """Make the organisation's key pair and keep its public half.

    Args:
        replace: whether it takes the place of a key that is there. What was sealed to that one
            stays so until somebody who can open it seals it to the new one.

    Returns:
        The two parts of the private half. They exist here only: show them once, to two people.

    Raises:
        KeyExists: the organisation has a key, and it is not to be replaced.
    """
    made = org_key.create()
    try:
        with transaction.atomic():
            if replace:
                OrganisationKey.objects.filter(is_current=True).update(is_current=False)
            OrganisationKey.objects.create(
                public_key=made.public_key, fingerprint=org_key.fingerprint(made.public_key)
            )
    except IntegrityError as error:
        # The database allows one current key, whoever else makes one at this moment.
        raise KeyExists from error
    return made
