"""Lets a volunteer go: in peace, when all is in other hands, or at once, when it has to be."""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from support.domain.access import widen_access
from support.domain.drafting import drop_draft
from support.domain.locking import RequestGone, lock_request
from support.domain.routing import coordinators_of, lock_roster, reroute
from support.domain.watching import watch_holders
from support.models import HelpRequest, RequestAccess, VolunteerProfile
from support.selectors import holding
from vault.domain import keys
from vault.models import Grant, StaffKey


class StillAnswers(Exception):
    """Open requests are theirs to answer; somebody else must take them first."""


class LastHolder(Exception):
    """Without them, fewer people could open a request than are promised."""


class LastCoordinator(Exception):
    """Nobody else coordinates."""


class StillToRekey(Exception):
    """What they held waits for new keys; the list of it would be lost."""


def check_can_go(*, profile: VolunteerProfile) -> None:
    """Refuse while something depends on this person.

    Raises:
        StillAnswers, LastHolder, LastCoordinator
    """
    if profile.assigned_requests.exclude(status=HelpRequest.Status.CLOSED).exists():
        raise StillAnswers
    if holding.requests_short_without([profile]).exists():
        raise LastHolder
    if holding.are_last_coordinators([profile]):
        raise LastCoordinator


def leave(*, profile: VolunteerProfile, ends_account: bool = False) -> None:
    """Let somebody go whose work is in other hands; a second time changes nothing.

    Their key ends, and what was sealed to it goes; they get no requests, are not on duty, and are
    signed out everywhere.

    Args:
        profile: who goes.
        ends_account: whether their account is made inactive, too.

    Raises:
        StillAnswers, LastHolder, LastCoordinator
    """
    with transaction.atomic():
        # One at a time: of the last two holders, one can go.
        lock_roster()
        locked = VolunteerProfile.objects.select_related("user").get(pk=profile.pk)
        if locked.left_at is not None:
            return
        check_can_go(profile=locked)
        _end(locked, ends_account=ends_account)
        Grant.objects.filter(staff_key__user=locked.user_id).delete()
    release_requests(profile=locked)


def leave_at_once(*, profile: VolunteerProfile, ends_account: bool = True) -> None:
    """Take a person's key and duties away now, whatever depends on them.

    Their grants open nothing on this site, but stay as the list of what is to be re-keyed
    (`support.domain.rekeying`). What they answered goes to others who can open it.

    Args:
        profile: who goes.
        ends_account: whether their account is made inactive, too.
    """
    with transaction.atomic():
        lock_roster()
        locked = VolunteerProfile.objects.select_related("user").get(pk=profile.pk)
        if locked.left_at is None:
            _end(locked, ends_account=ends_account)
    release_requests(profile=locked)


def release_requests(*, profile: VolunteerProfile) -> None:
    """Take somebody who left out of all requests; each by itself, so that a break loses nothing."""
    theirs = HelpRequest.objects.filter(
        Q(assigned_to=profile) | Q(backup=profile) | Q(access__profile=profile)
    ).distinct()
    for envelope_id in list(theirs.order_by("pk").values_list("envelope_id", flat=True)):
        try:
            _release(envelope_id, profile)
        except RequestGone:
            continue
    watch_holders()


def come_back(*, profile: VolunteerProfile) -> None:
    """Take somebody back who had left; they make a new key, and pause until they say otherwise.

    Raises:
        StillToRekey
    """
    if holding.requests_to_rekey(profile).exists():
        raise StillToRekey
    profile.left_at = None
    profile.save(update_fields=["left_at"])


@transaction.atomic
def _release(envelope_id: UUID, profile: VolunteerProfile) -> None:
    locked = lock_request(envelope_id)
    locked.access.filter(profile=profile).delete()
    locked.read_marks.filter(profile=profile).delete()
    drop_draft(request=locked, author=profile)
    if locked.is_open:
        reroute(request=locked)
        return
    # Closed, it waits for nobody; opened again by the visitor, it is the coordinators'.
    if locked.assigned_to_id == profile.pk:
        locked.assigned_to = None
        readers = coordinators_of(locked)
        widen_access(request=locked, profiles=readers, why=RequestAccess.Why.ESCALATED)
    if locked.backup_id == profile.pk:
        locked.backup = None
    locked.save(update_fields=["assigned_to", "backup"])


def _end(profile: VolunteerProfile, *, ends_account: bool) -> None:
    profile.left_at, profile.is_available = _today(), False
    profile.is_duty_coordinator = False
    profile.save(update_fields=["left_at", "is_available", "is_duty_coordinator"])
    for key in StaffKey.objects.filter(user=profile.user_id, revoked_at=None):
        keys.revoke_staff_key(key=key)
    if ends_account:
        User.objects.filter(pk=profile.user_id).update(is_active=False)
    _sign_out(profile.user_id)


def _sign_out(user_id: int) -> None:
    """End every session of an account: an unlocked desk lies in one."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get("_auth_user_id") == str(user_id):
            session.delete()


def _today() -> date:
    return timezone.now().date()
