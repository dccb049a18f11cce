"""Takes back what somebody could open only because they coordinated."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q

from support.domain.locking import RequestGone, lock_request
from support.models import HelpRequest, VolunteerProfile
from support.selectors.holding import requests_short_without
from vault.domain.records import revoke_access
from vault.models import StaffKey


def take_off_duty(*, profile: VolunteerProfile) -> int:
    """Take the grants of a coordinator who is none any more, but for what they work on themselves.

    A grant stays where too few others could open the request; the coordinators' list of what is in
    danger, or a hand-over, comes first there.

    Args:
        profile: who was on duty.

    Returns:
        How many grants stay for that reason.
    """
    theirs = Q(assigned_to=profile) | Q(backup=profile) | Q(access__profile=profile)
    held = HelpRequest.objects.filter(envelope__grants__staff_key__user=profile.user_id)
    rows = held.exclude(pk__in=held.filter(theirs).values("pk")).order_by("pk")
    return sum(
        not _take(envelope_id, profile)
        for envelope_id in list(rows.values_list("envelope_id", flat=True).distinct())
    )


@transaction.atomic
def _take(envelope_id: UUID, profile: VolunteerProfile) -> bool:
    try:
        locked = lock_request(envelope_id)
    except RequestGone:
        return True
    if requests_short_without([profile]).filter(pk=locked.pk).exists():
        return False
    keys = StaffKey.objects.filter(user=profile.user_id)
    revoke_access(envelope=locked.envelope, staff_keys=keys)
    return True
