"""Takes a request in: routes it, seals it and tells the volunteer, all together or not at all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from core.vocabulary import Region
from support import tasks
from support.domain import contacting, routing
from support.domain.counting import count
from support.models import (
    AnswerLanguage,
    HelpRequest,
    Tally,
    Topic,
)
from support.rules import questions
from support.selectors import offer, roster
from vault.domain import records
from vault.domain.files import append_files
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
    language: AnswerLanguage,
    urgency: str,
    payload: dict[str, Any],
    pictures: Sequence[bytes] = (),
    is_held: bool = False,
) -> Submission:
    """Take a request in.

    Args:
        nonce: the form's own; the same form with the same words is one request with one code.
        topic, region, language, urgency: the facets, stored in the open.
        payload: what the visitor wrote, to be sealed.
        pictures: clean ones, in their order (`core.pictures`), to be sealed with it.
        is_held: whether it is looked through first (`core.weighing`): nobody is mailed for it, and
            it fills nobody's places.

    Raises:
        FormClosed: there is nobody to seal it to.
        RequestDeleted: this form was sent before, and what it sent was deleted.
    """
    facets = [topic.code, region.code if region else "", language.code, urgency]
    # By their codes: a question that is reworded between two clicks makes no second request.
    said = {
        **payload,
        "answers": questions.said(payload.get("answers", [])),
        "pictures": [hashlib.sha256(picture).hexdigest() for picture in pictures],
    }
    code = records.code_for_form(nonce=nonce, content={"facets": facets, "payload": said})
    keys = records.stretch_code(typed=code)  # slow, so before any lock is held
    known = _sent_before(keys)
    if known is None and records.was_deleted(keys=keys):
        raise RequestDeleted
    if known is None:
        try:
            request = _take_in(keys, topic, region, language, urgency, payload, pictures, is_held)
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
    language: AnswerLanguage,
    urgency: str,
    payload: dict[str, Any],
    pictures: Sequence[bytes],
    is_held: bool,
) -> HelpRequest:
    now = records.now()
    choice = routing.choose_for(
        topic=topic.pk,
        region=region.pk if region else None,
        language=language.code,
        urgency=urgency,
        now=now,
    )
    if not offer.is_form_open():
        raise FormClosed
    chosen = [profile for profile in (choice.primary, choice.backup) if profile is not None]
    holders = list(roster.holder_keys(profiles=chosen))
    words, terms = contacting.split_contact(payload)
    record = records.seal_record(kind=KIND, keys=keys, payload=words, holders=holders, now=now)
    if pictures:
        append_files(message=record.envelope.messages.get(), pictures=pictures)
    contacting.keep_contact(envelope=record.envelope, terms=terms, now=now)
    request = HelpRequest.objects.create(
        envelope=record.envelope,
        topic=topic,
        region=region,
        language=language,
        urgency=urgency,
        is_held=is_held,
        assigned_to_id=choice.primary,
        backup_id=choice.backup,
        received_at=now,
        waiting_since=now,
        last_message_at=now,
    )
    routing.write_routing(request=request, choice=choice)
    count(what=Tally.What.RECEIVED, request=request)
    tasks.tell_about_new_request(request)
    if len(holders) < LEAST_HOLDERS:
        tasks.raise_alarm(kind="too_few_holders")
    return request
