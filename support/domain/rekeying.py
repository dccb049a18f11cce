"""Gives requests new keys after somebody left whom nobody trusts any more."""

from uuid import UUID

from django.db import transaction

from support import tasks
from support.domain.batches import Batch, work_through
from support.domain.history import record_event
from support.domain.locking import lock_request
from support.models import HelpRequest, RequestEvent, VolunteerProfile
from support.selectors import holding
from vault.domain import records, rekeying
from vault.domain.keys import UnlockedKey
from vault.models import AccessLogEntry
from vault.selectors import LEAST_HOLDERS


def rekey_request(*, request: HelpRequest, actor: VolunteerProfile, key: UnlockedKey) -> None:
    """Give one request new keys, and keep as holders those who hold it and may.

    Raises:
        support.domain.locking.RequestGone: it was deleted meanwhile.
        vault.domain.records.NoGrant: the key does not open it, or it was re-keyed meanwhile.
        vault.crypto.errors.CryptoError: something in it was forged or damaged; nothing changed.
    """
    # Before the transaction: that it was opened stays written down, whatever comes of it.
    record = records.open_by_grant(
        envelope=request.envelope, key=key, means=AccessLogEntry.Means.REKEYED
    )
    with transaction.atomic():
        locked = lock_request(request.envelope_id)
        keep = list(holding.keys_to_keep(locked))
        rekeying.rekey_record(record=record, keep=keep)
        record_event(request=locked, kind=RequestEvent.Kind.REKEYED, actor=actor)
        if locked.is_open and len(keep) < LEAST_HOLDERS:
            tasks.raise_alarm(kind="too_few_holders")


def rekey_after_leaving(
    *,
    profile: VolunteerProfile,
    actor: VolunteerProfile,
    key: UnlockedKey,
    after: UUID | None = None,
) -> Batch:
    """Give the next few of the requests new keys that somebody who left could open.

    What is left to do is read from the grants of their ended keys, which go with the new keys in
    one transaction: any coordinator can go on where another one stopped.

    Args:
        profile: who left.
        actor: the coordinator.
        key: the coordinator's, unlocked.
        after: where to go on.
    """
    todo = holding.mendable_by(actor, holding.requests_to_rekey(profile))
    return work_through(
        todo, act=lambda request: rekey_request(request=request, actor=actor, key=key), after=after
    )
