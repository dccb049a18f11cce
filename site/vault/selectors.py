"""Reads which keys live and which records each of them may open."""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet

from vault.models import Envelope, Grant, OrganisationKey, StaffKey

LEAST_HOLDERS = 2  # living staff holders of an open record, besides the organisation


def organisation_key() -> OrganisationKey | None:
    """Return the organisation's key that new records are sealed to, if one was set up."""
    return OrganisationKey.objects.filter(is_current=True).first()


def living_keys() -> QuerySet[StaffKey]:
    """Return the staff keys that are not revoked and whose owners may sign in."""
    living = StaffKey.objects.filter(revoked_at=None, user__is_active=True)
    if settings.DEMO:
        return living
    # Anybody knows the passphrases of the demo: nothing real is ever sealed to them.
    return living.exclude(user__email__iendswith=f"@{settings.DEMO_ACCOUNT_DOMAIN}")


def living_key_of(user: User) -> StaffKey | None:
    """Return `user`'s living staff key, if they have one."""
    return living_keys().filter(user=user).first()


def records_held(key: StaffKey) -> int:
    """Return how many records `key` opens."""
    return Grant.objects.filter(staff_key=key).count()


def organisation_holds(envelope_id: UUID) -> bool:
    """Tell whether the organisation's present key opens this record."""
    grants = Grant.objects.filter(envelope=envelope_id, organisation_key__is_current=True)
    return grants.exists()


def holds_records(*, users: Iterable[User]) -> bool:
    """Tell whether a key of one of `users`, living or not, holds a grant."""
    return Grant.objects.filter(staff_key__user__in=users).exists()


def envelopes_open_to(user: User) -> QuerySet[Envelope]:
    """Return the records that `user` holds a living grant for."""
    return Envelope.objects.filter(
        pk__in=Grant.objects.filter(staff_key__user=user, staff_key__revoked_at=None).values(
            "envelope_id"
        )
    )
