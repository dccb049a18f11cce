"""Lets further volunteers open a request: after a lost key, or when somebody else should answer."""

from django.db import transaction

from support import selectors, tasks
from support.domain.conversing import lock_request
from support.models import HelpRequest, VolunteerProfile
from support.rules import Reason
from vault.domain import records
from vault.selectors import living_key_of


class NoLivingKey(Exception):
    """The person has no key that the request could be sealed to."""


def share_request(
    *,
    request: HelpRequest,
    record: records.OpenedRecord,
    profile: VolunteerProfile,
    takes_over: bool,
) -> None:
    """Let one more volunteer open a request, and tell them; a second time changes nothing.

    Args:
        request: the request.
        record: its record, opened by somebody who may do this.
        profile: who shall be able to open it.
        takes_over: whether they answer it from now on. Who answered so far stands by, if they
            can still open it.

    Raises:
        support.domain.conversing.RequestGone: it was deleted in the meantime.
        NoLivingKey: there is no living key of this person.
    """
    with transaction.atomic():
        locked = lock_request(request.envelope_id)
        key = living_key_of(profile.user)
        if key is None:
            raise NoLivingKey
        held_before = set(selectors.holders(locked))
        answers_now = takes_over and locked.assigned_to != profile
        if profile in held_before and not answers_now:
            return
        records.grant_access(record=record, staff_key=key)
        if answers_now:
            _hand_over(locked, profile, held_before)
        tasks.send_notice.enqueue(user_id=profile.user_id)


def _hand_over(
    request: HelpRequest, profile: VolunteerProfile, held_before: set[VolunteerProfile]
) -> None:
    if request.assigned_to in held_before:
        request.backup = request.assigned_to
    elif request.backup == profile:
        request.backup = None
    request.assigned_to, request.routing_reason = profile, Reason.ENTRUSTED
    request.save(update_fields=["assigned_to", "backup", "routing_reason"])
