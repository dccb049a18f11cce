"""Fills the desk with open requests, as rows: nobody opens them, so none is really sealed."""

import secrets
from itertools import cycle
from uuid import uuid4

from support.models import HelpRequest, RequestAccess
from tests.factories.support import OpenForm, make_language
from vault.domain.clock import now
from vault.models import Envelope, Grant, SealedMessage, StaffKey

_AT_ONCE = 500
_SEALED = secrets.token_bytes(1_200)  # as long as a short message


def grow(opened: OpenForm, count: int) -> None:
    """Add `count` open requests, dealt out to the volunteers in turn.

    Args:
        opened: from `open_form`; its people hold grants, and who answers may read.
        count: how many.
    """
    people = cycle(opened.volunteers)
    keys = list(StaffKey.objects.filter(revoked_at=None))
    terms = cycle(zip(cycle(opened.topics), cycle(HelpRequest.Urgency.values), range(7)))
    statuses = cycle(["new", "answered", "waiting"])
    language, moment = make_language("ar"), now()
    for start in range(0, count, _AT_ONCE):
        envelopes, requests = [], []
        for _ in range(min(_AT_ONCE, count - start)):
            topic, urgency, _turn = next(terms)
            envelope = Envelope(
                kind="request",
                public_key=secrets.token_bytes(32),
                staff_public_key=secrets.token_bytes(32),
                return_lookup=secrets.token_bytes(32),
                return_public_key=secrets.token_bytes(32),
                return_secret=_SEALED[:200],
            )
            envelopes.append(envelope)
            requests.append(
                HelpRequest(
                    envelope=envelope,
                    topic=topic,
                    language=language,
                    urgency=urgency,
                    status=next(statuses),
                    assigned_to=next(people),
                    routing_reason="matched",
                    received_at=moment,
                    last_message_at=moment,
                    waiting_since=moment,
                )
            )
        Envelope.objects.bulk_create(envelopes)
        HelpRequest.objects.bulk_create(requests)
        SealedMessage.objects.bulk_create(
            SealedMessage(
                envelope=envelope, direction="visitor", number=1, sealed=_SEALED, sent_at=moment
            )
            for envelope in envelopes
        )
        Grant.objects.bulk_create(
            Grant(
                id=uuid4(),
                envelope=envelope,
                staff_key=key,
                sealed_secret=_SEALED[:180],
                granted_at=moment,
            )
            for envelope in envelopes
            for key in keys
        )
        RequestAccess.objects.bulk_create(
            RequestAccess(
                request=row, profile=row.assigned_to, since=moment, why=RequestAccess.Why.ROUTED
            )
            for row in requests
        )
