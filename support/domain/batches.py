"""Does one thing to many requests, some at a time, so that a break loses nothing."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from support.domain.locking import RecordChanged, RequestGone
from support.domain.sharing import Excluded, NoLivingKey
from support.models import HelpRequest
from vault.crypto.errors import CryptoError
from vault.domain import records

logger = logging.getLogger("sanad.support")
AT_ONCE = 10
_PASSED_OVER = (
    CryptoError,
    Excluded,
    NoLivingKey,
    RecordChanged,
    RequestGone,
    records.NoGrant,
    records.NoKeyToSealTo,
)


@dataclass(frozen=True)
class Batch:
    """What one step did.

    Attributes:
        done: how many requests it went well with.
        failed: how many it passed over: gone, changed meanwhile, or damaged.
        after: where the next step goes on; nothing at the end.
    """

    done: int
    failed: int
    after: UUID | None


def work_through(
    requests: QuerySet[HelpRequest],
    *,
    act: Callable[[HelpRequest], None],
    after: UUID | None = None,
    at_once: int = AT_ONCE,
) -> Batch:
    """Call `act` for the next few of `requests`, each by itself; what fails stops none of the rest.

    Args:
        requests: what is to be done; what is done drops out of it by itself.
        act: does it in a transaction of its own.
        after: where to go on, so that what failed is not tried for ever; from the start if nothing.
        at_once: how many.
    """
    rows = requests.order_by("pk").select_related("envelope")
    batch = list((rows.filter(pk__gt=after) if after else rows)[:at_once])
    failed = 0
    for request in batch:
        try:
            act(request)
        except _PASSED_OVER as error:
            failed += 1
            logger.warning("a request was passed over: %s", type(error).__name__)
    is_last = len(batch) < at_once
    return Batch(done=len(batch) - failed, failed=failed, after=None if is_last else batch[-1].pk)
