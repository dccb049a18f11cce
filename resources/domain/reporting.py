"""Takes readers' word that something about an entry is wrong, and flags what is not safe."""

import hmac
import logging
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from resources.models import Service, ServiceReport

logger = logging.getLogger("sanad.resources")
ENOUGH = 2  # reports that it was not safe, from as many forms, until staff have looked
Reason = ServiceReport.Reason


def report_service(
    *, service: Service, reason: str, nonce: bytes, today: date, is_held: bool = False
) -> bool:
    """Take a report in; a second one that it was not safe flags the entry at once.

    The same form sent twice with the same reason is one report. Reports that were dealt with count
    no longer, nor do those that are held until somebody has looked through them.

    Args:
        service: what it is about.
        reason: of `ServiceReport.Reason`.
        nonce: the form's own; kept as a digest alone.
        today: the day; no hour is kept.
        is_held: whether it came in a rush (`core.weighing`).

    Returns:
        Whether staff are to be told: this report flagged the entry, or would have, had it and those
        before it not come in a rush.
    """
    with transaction.atomic():
        # Reports on one entry come one after the other, so that of two one sees the other.
        locked = Service.objects.select_for_update().filter(pk=service.pk).first()
        if locked is None:
            return False  # deleted at this moment: there is nothing left to be wrong
        try:
            with transaction.atomic():
                ServiceReport.objects.create(
                    service=locked,
                    reason=reason,
                    day=today,
                    nonce_hash=_digest(nonce, locked, reason),
                    is_held=is_held,
                )
        except IntegrityError:
            return False
        is_flagged = not is_held and flag_if_unsafe(service=locked)
        return is_flagged or (reason == Reason.UNSAFE and _unsafe(locked).count() == ENOUGH)


def let_through(*, service: int, reports: Iterable[int]) -> bool:
    """Let reports count that came in a rush, since somebody has looked through them.

    Args:
        service: its key.
        reports: keys of those that this person saw.

    Returns:
        Whether that flagged the entry.

    Raises:
        Service.DoesNotExist: it was deleted.
    """
    with transaction.atomic():
        locked = Service.objects.select_for_update().get(pk=service)
        held = ServiceReport.objects.filter(service=locked, pk__in=list(reports), handled_at=None)
        held.update(is_held=False)
        return flag_if_unsafe(service=locked)


def flag_if_unsafe(*, service: Service) -> bool:
    """Flag an entry of which enough people said that it was not safe.

    Call in a transaction with the entry locked; also when a report that was held is let through.

    Returns:
        Whether it was flagged by this call.
    """
    if _unsafe(service).filter(is_held=False).count() < ENOUGH:
        return False
    flagged = Service.objects.filter(pk=service.pk, needs_review=False).update(needs_review=True)
    if flagged:
        # Which entry it is stands in the keepers' queue, and in no log.
        logger.warning("an entry of the directory was reported as unsafe")
    return bool(flagged)


def _unsafe(service: Service) -> QuerySet[ServiceReport]:
    return ServiceReport.objects.filter(service=service, reason=Reason.UNSAFE, handled_at=None)


def _digest(nonce: bytes, service: Service, reason: str) -> str:
    said = b"report on a service" + nonce + service.pk.to_bytes(8) + reason.encode()
    return hmac.digest(settings.SECRET_KEY.encode(), said, "sha256").hex()
