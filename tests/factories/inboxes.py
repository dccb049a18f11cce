"""Fills inboxes with many requests at once: facets and grants, and nothing that could be opened."""

import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from core.vocabulary import Region
from support.models import (
    AnswerLanguage,
    HelpRequest,
    RequestAccess,
    Topic,
    VolunteerProfile,
)
from vault.models import Envelope, Grant, SealedMessage, StaffKey

_BATCH = 500


def fill_inbox(
    profile: VolunteerProfile, number: int, *, now: datetime | None = None, **fields: object
) -> list[HelpRequest]:
    """Make requests that a volunteer holds grants for and may read.

    Args:
        profile: who has a living key.
        number: how many.
        now: when the newest of them came; each one is an hour older than the one before.
        fields: further fields of every row, such as `status` or `topic`.
    """
    key = StaffKey.objects.get(user=profile.user, revoked_at=None)
    now = now or timezone.now()
    envelopes = [
        Envelope(
            kind="request",
            public_key=b"p" * 32,
            staff_public_key=b"s" * 32,
            return_lookup=secrets.token_bytes(32),
            return_public_key=b"r" * 32,
            return_secret=b"x",
        )
        for _ in range(number)
    ]
    Envelope.objects.bulk_create(envelopes, batch_size=_BATCH)
    Grant.objects.bulk_create(
        [
            Grant(envelope=one, staff_key=key, sealed_secret=b"x", granted_at=now)
            for one in envelopes
        ],
        batch_size=_BATCH,
    )
    SealedMessage.objects.bulk_create(
        [
            SealedMessage(envelope=one, direction="visitor", number=1, sealed=b"x", sent_at=now)
            for one in envelopes
        ],
        batch_size=_BATCH,
    )
    rows = [_row(one, index, now, fields) for index, one in enumerate(envelopes)]
    HelpRequest.objects.bulk_create(rows, batch_size=_BATCH)
    RequestAccess.objects.bulk_create(
        [RequestAccess(request=row, profile=profile, since=now, why="routed") for row in rows],
        batch_size=_BATCH,
    )
    return rows


def spread_terms(rows: list[HelpRequest]) -> None:
    """Give rows topics, regions and languages in turn, as an inbox that grew has them."""
    for name, model in (("topic", Topic), ("region", Region), ("language", AnswerLanguage)):
        terms = list(model.objects.all())
        for index, row in enumerate(rows):
            setattr(row, name, terms[index % len(terms)])
    HelpRequest.objects.bulk_update(rows, ["topic", "region", "language"], batch_size=_BATCH)


def _row(envelope: Envelope, index: int, now: datetime, fields: dict) -> HelpRequest:
    came = now - timedelta(hours=index)
    return HelpRequest(
        **{
            "envelope": envelope,
            "urgency": HelpRequest.Urgency.values[index % 3],
            "routing_reason": "matched",
            "received_at": came,
            "waiting_since": came,
            "last_message_at": came,
            **fields,
        }
    )
