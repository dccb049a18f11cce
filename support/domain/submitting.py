"""Takes a request in: routes it, seals it and tells the volunteer, all together or not at all."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from support import rules, selectors, tasks
from support.models import HelpRequest, Region, Topic, VolunteerProfile
from vault.domain import records
from vault.selectors import LEAST_HOLDERS

KIND = "request"


class FormClosed(Exception):
    """Nobody could open what would be sealed, so nothing is taken in."""


class RequestDeleted(Exception):
    """What this form had sent was deleted since; sending the same form again revives nothing."""


@dataclass(frozen=True)
class Submission:
    """A request that was taken in, and the code to come back with.

    Attributes:
        code: twenty digits; kept nowhere.
        request: its row.
        is_new: whether this call took it in; else the form had been sent before.
    """

    code: str = field(repr=False)
    request: HelpRequest
    is_new: bool


def submit_request(
    *,
    nonce: bytes,
    topic: Topic,
    region: Region | None,
    language: str,
    urgency: str,
    payload: dict[str, Any],
) -> Submission:
    """Take a request in.

    Args:
        nonce: the form's own; the same form with the same words is one request with one code.
        topic, region, language, urgency: the facets, stored in the open.
        payload: what the visitor wrote, to be sealed.

    Raises:
        FormClosed: there is nobody to seal it to.
        RequestDeleted: this form was sent before, and what it sent was deleted.
    """
    facets = [topic.code, region.code if region else "", language, urgency]
    code = records.code_for_form(nonce=nonce, content={"facets": facets, "payload": payload})
    keys = records.stretch_code(typed=code)  # slow, so before any lock is held
    known = _sent_before(keys)
    if known is None and records.was_deleted(keys=keys):
        raise RequestDeleted
    if known is None:
        try:
            request = _take_in(keys, topic, region, language, urgency, payload)
        except records.AlreadySealed:
            # Two clicks raced: the other one is in by now.
            known = _sent_before(keys)
        else:
            return Submission(code=code, request=request, is_new=True)
    if known is None:
        raise FormClosed
    return Submission(code=code, request=known, is_new=False)


def _sent_before(keys: records.ReturnKeys) -> HelpRequest | None:
    return HelpRequest.objects.filter(envelope__return_lookup=keys.lookup_id).first()


@transaction.atomic
def _take_in(
    keys: records.ReturnKeys,
    topic: Topic,
    region: Region | None,
    language: str,
    urgency: str,
    payload: dict[str, Any],
) -> HelpRequest:
    _lock_roster()
    if not selectors.is_form_open():
        raise FormClosed
    facets = rules.Facets(topic=topic.pk, region=region.pk if region else None, language=language)
    choice = rules.choose(facets, selectors.candidates(), shuffle=secrets.SystemRandom().shuffle)
    chosen = [profile for profile in (choice.primary, choice.backup) if profile is not None]
    holders = list(selectors.holder_keys(profiles=chosen))
    now = records.now()
    record = records.seal_record(kind=KIND, keys=keys, payload=payload, holders=holders, now=now)
    request = HelpRequest.objects.create(
        envelope=record.envelope,
        topic=topic,
        region=region,
        language=language,
        urgency=urgency,
        assigned_to_id=choice.primary,
        backup_id=choice.backup,
        routing_reason=choice.reason,
        received_at=now,
        last_message_at=now,
    )
    tasks.tell_about_new_request(request)
    if len(holders) < LEAST_HOLDERS:
        tasks.send_alarm.enqueue(kind="too_few_holders")
    return request


def _lock_roster() -> None:
    # One routing at a time, so that two requests do not both fill the last place of a volunteer.
    list(VolunteerProfile.objects.select_for_update().order_by("pk").values_list("pk"))
