"""Counts what happens, by month, so that figures outlive the requests that they were made of."""

from django.db.models import F
from django.utils import timezone

from support.models import HelpRequest, Tally


def count(*, what: str, request: HelpRequest) -> None:
    """Add one to a month's count. Call in the transaction of what is counted.

    Args:
        what: of `Tally.What`.
        request: gives topic, language and urgency; nothing else of it is kept.
    """
    row, _is_new = Tally.objects.get_or_create(
        month=timezone.now().date().replace(day=1),
        what=what,
        topic=request.topic.code if request.topic else "",
        language=request.language_id or "",
        urgency=request.urgency,
    )
    Tally.objects.filter(pk=row.pk).update(count=F("count") + 1)
