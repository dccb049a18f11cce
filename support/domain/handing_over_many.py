"""Hands several requests over to one person, each in a transaction of its own."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from support.domain.handing_over import TooFewHolders, hand_over
from support.domain.locking import RecordChanged, RequestGone
from support.domain.sharing import Excluded, NoLivingKey
from support.models import HelpRequest, VolunteerProfile
from support.selectors.desk import request_open_to
from vault.crypto.errors import CryptoError
from vault.domain import records
from vault.domain.keys import UnlockedKey

logger = logging.getLogger("sanad.support")


class Refusal(StrEnum):
    """Why a request was not handed over."""

    GONE = "gone"  # deleted, or not open to the actor any more: not told apart
    NOT_READABLE = "not_readable"
    CLOSED = "closed"
    EXCLUDED = "excluded"
    ANSWERS_ALREADY = "answers_already"
    NO_KEY = "no_key"
    TOO_FEW = "too_few"
    CHANGED = "changed"
    DAMAGED = "damaged"


_REFUSALS: dict[type[Exception], Refusal] = {
    RequestGone: Refusal.GONE,
    records.NoGrant: Refusal.GONE,
    Excluded: Refusal.EXCLUDED,
    NoLivingKey: Refusal.NO_KEY,
    TooFewHolders: Refusal.TOO_FEW,
    RecordChanged: Refusal.CHANGED,
}


@dataclass(frozen=True)
class HandOver:
    """One decision about several requests.

    Attributes:
        actor: who hands over.
        target: who answers from now on.
        reason: of `support.rules.reasons.HandOver`.
        keeps_former: whether who answered so far stands by.
    """

    actor: VolunteerProfile
    target: VolunteerProfile
    reason: str
    keeps_former: bool


@dataclass(frozen=True)
class Outcome:
    """What became of one request.

    Attributes:
        request_id: the request.
        refusal: why it stayed where it was; nothing if it was handed over.
    """

    request_id: UUID
    refusal: Refusal | None = None


def hand_over_many(
    *, request_ids: Iterable[UUID], decision: HandOver, key: UnlockedKey
) -> list[Outcome]:
    """Hand requests over one after another; what fails keeps none of the others back.

    Each one is opened with the actor's key, which is written down, but it counts as opened by
    nobody: whoever gets it has their own time for that. Repeated after a break, it goes on.

    Args:
        request_ids: of requests that the actor may read, or may coordinate; others are refused
            as if there were none.
        decision: from whom, to whom and why.
        key: the actor's, unlocked.
    """
    return [Outcome(pk, _refusal(pk, decision, key)) for pk in request_ids]


def _refusal(request_id: UUID, decision: HandOver, key: UnlockedKey) -> Refusal | None:
    request = request_open_to(decision.actor.user, request_id=request_id)
    if request is None:
        return Refusal.GONE
    may_read = request.access.filter(profile=decision.actor).exists()
    refusal = _reason_against(request, decision, may_read=may_read)
    if refusal is not None:
        return refusal
    try:
        # Before the transaction: that it was opened stays written down, whatever comes of it.
        record = records.open_by_grant(envelope=request.envelope, key=key)
        hand_over(
            request=request,
            record=record,
            actor=decision.actor,
            target=decision.target,
            reason=decision.reason,
            keeps_former=decision.keeps_former,
        )
    except tuple(_REFUSALS) as error:
        return next(why for kind, why in _REFUSALS.items() if isinstance(error, kind))
    except CryptoError:
        logger.error("a request could not be opened to be handed over; it stays where it was")
        return Refusal.DAMAGED
    return None


def _reason_against(request: HelpRequest, decision: HandOver, *, may_read: bool) -> Refusal | None:
    if not may_read and not decision.actor.is_duty_coordinator:
        return Refusal.NOT_READABLE
    if not request.is_open:
        return Refusal.CLOSED
    if request.exclusions.filter(profile=decision.target).exists():
        return Refusal.EXCLUDED
    if request.assigned_to_id == decision.target.pk:
        return Refusal.ANSWERS_ALREADY
    return None
