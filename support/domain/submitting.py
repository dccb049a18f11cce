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
        was_changed: whether the form says something else now than when it was sent before. The
            request stays as it was then.
    """

    code: str = field(repr=False)
    request: HelpRequest
    is_new: bool
    was_changed: bool = False


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
        nonce: the form's own; the same form sent twice is one request with one code.
        topic, region, language, urgency: the facets, stored in the open.
        payload: what the visitor wrote, to be sealed.

    Raises:
        FormClosed: there is nobody to seal it to.
        RequestDeleted: this form was sent before, and what it sent was deleted.
    """
    code = records.code_for_form(nonce=nonce)
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
    facets = (topic.pk, region.pk if region else None, language, urgency)
    was_changed = _facets(known) != facets or _first_message(keys) != payload
    return Submission(code=code, request=known, is_new=False, was_changed=was_changed)


def _sent_before(keys: records.ReturnKeys) -> HelpRequest | None:
    return HelpRequest.objects.filter(envelope__return_lookup=keys.lookup_id).first()


def _facets(request: HelpRequest) -> tuple[int | None, int | None, str, str]:
    return request.topic_id, request.region_id, request.language, request.urgency


def _first_message(keys: records.ReturnKeys) -> dict[str, Any] | None:
    record = records.open_by_code(keys=keys)
    messages = records.read_messages(record=record) if record is not None else []
    return messages[0].payload if messages else None


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
