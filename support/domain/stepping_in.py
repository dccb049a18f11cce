"""Lets somebody who holds a grant read a request that is another one's, with a reason."""

from django.db import transaction

from support.domain.access import widen_access
from support.domain.history import record_event
from support.domain.locking import AccessLost, lock_request
from support.models import HelpRequest, RequestAccess, RequestEvent, VolunteerProfile
from support.selectors import roster


def step_in(*, request: HelpRequest, profile: VolunteerProfile, reason: str) -> None:
    """Let this person read, and write down why; who may read already changes nothing.

    Args:
        request: the request.
        profile: who steps in; must hold a grant.
        reason: of `support.rules.reasons.StepIn`.

    Raises:
        support.domain.locking.RequestGone: it was deleted, or taken from them, in the meantime.
    """
    with transaction.atomic():
        locked = lock_request(request.envelope_id)
        is_excluded = locked.exclusions.filter(profile=profile).exists()
        if is_excluded or profile not in set(roster.holders(locked)):
            raise AccessLost
        if locked.access.filter(profile=profile).exists():
            return
        widen_access(request=locked, profiles=[profile], why=RequestAccess.Why.STEPPED_IN)
        record_event(
            request=locked, kind=RequestEvent.Kind.STEPPED_IN, actor=profile, reason=reason
        )
