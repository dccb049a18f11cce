"""Remembers how far each volunteer has read; the visitor's side has no such marks."""

from django.db import transaction

from support.domain.locking import lock_for_reader
from support.models import HelpRequest, ReadMark, VolunteerProfile


def mark_read(*, request: HelpRequest, profile: VolunteerProfile, number: int) -> None:
    """Remember that this person saw everything up to a message; a mark never goes back.

    Args:
        request: the request.
        profile: who read.
        number: of the last message that they saw.

    Raises:
        support.domain.locking.RequestGone
    """
    with transaction.atomic():
        locked = lock_for_reader(request=request, reader=profile)
        mark, is_new = ReadMark.objects.get_or_create(
            request=locked, profile=profile, defaults={"number": number}
        )
        if not is_new and mark.number < number:
            mark.number = number
            mark.save(update_fields=["number"])
