"""Says who may read a request now, among those whose keys open it, and who never again.

Nothing here seals anything: a job or a visitor, who hold no key, may call it.
"""

from collections.abc import Iterable

from support.models import Exclusion, HelpRequest, RequestAccess, VolunteerProfile
from support.selectors.reading import draft_name
from vault.domain.clock import now
from vault.domain.parts import delete_part
from vault.domain.records import revoke_access
from vault.models import StaffKey


def widen_access(*, request: HelpRequest, profiles: Iterable[VolunteerProfile], why: str) -> None:
    """Let these people read a request, as far as their keys open it; twice changes nothing.

    Args:
        request: the request, locked.
        profiles: who; nobody who was excluded is let in.
        why: of `RequestAccess.Why`.
    """
    shut = set(request.exclusions.values_list("profile", flat=True))
    for profile in profiles:
        if profile.pk not in shut:
            RequestAccess.objects.get_or_create(
                request=request, profile=profile, defaults={"since": now(), "why": why}
            )


def exclude(*, request: HelpRequest, profile: VolunteerProfile, why: str) -> None:
    """Take a request away from somebody for good: their grant, access, draft and read mark.

    Args:
        request: the request, locked.
        profile: who.
        why: of `Exclusion.Why`.
    """
    Exclusion.objects.get_or_create(request=request, profile=profile, defaults={"why": why})
    request.access.filter(profile=profile).delete()
    request.read_marks.filter(profile=profile).delete()
    delete_part(envelope=request.envelope, name=draft_name(profile))
    keys = StaffKey.objects.filter(user=profile.user_id)
    revoke_access(envelope=request.envelope, staff_keys=keys)
