"""Makes keys for tests, through the same verbs that a set-up command and the desk call."""

import factory
from django.contrib.auth import get_user_model

from vault.domain import keys
from vault.models import OrganisationKey, StaffKey

PASSPHRASE = "amber basket candle dragon ember forest"


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody of the staff who may sign in to the desk."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"staff{number}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@staff.example")
    is_active = True


def make_organisation_key() -> OrganisationKey:
    """Make the organisation's key; its private half is forgotten at once."""
    keys.create_organisation_key()
    return OrganisationKey.objects.get(is_current=True)


def make_staff_key(*, user, passphrase: str = PASSPHRASE) -> StaffKey:
    """Make a key for `user` that opens with `passphrase`."""
    return keys.create_staff_key(user=user, passphrase_text=passphrase)


def unlocked(user, *, passphrase: str = PASSPHRASE) -> keys.UnlockedKey:
    """Return `user`'s living key, unlocked as the desk would."""
    key = StaffKey.objects.get(user=user, revoked_at=None)
    return keys.unlock_staff_key(key=key, passphrase_text=passphrase)
