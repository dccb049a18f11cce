"""Deletes a request at its visitor's word: at once, wholly, and leaving a count."""

from django.db import transaction

from support.domain.counting import count
from support.domain.locking import RequestGone, lock_request
from support.models import Tally
from vault.domain import records
from vault.models import Envelope


def delete_request(*, envelope: Envelope) -> None:
    """Delete everything of a request, now; a second time changes and counts nothing.

    With the record go its messages, parts, files, grants and open codes, and with the request its
    access, exclusions, history and read marks. One more in `Tally` is all that stays.
    """
    with transaction.atomic():
        try:
            request = lock_request(envelope.pk)
        except RequestGone:
            return
        count(what=Tally.What.DELETED, request=request)
        records.delete_record(envelope=envelope)
