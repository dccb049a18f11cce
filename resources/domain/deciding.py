"""Decides on suggestions for the directory, and deletes them with what was sealed for them."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from resources.models import Service, ServiceSuggestion
from vault.domain.records import delete_record

KEPT_AFTER = timedelta(days=30)  # said on the form


def take_over(*, suggestion: int, service: Service) -> None:
    """Write down which service a suggestion became; one that is decided on stays as it is.

    Args:
        suggestion: its key.
        service: the new draft.
    """
    _decide(suggestion, state=ServiceSuggestion.State.TAKEN, service=service)


def decline(*, suggestion: int) -> None:
    """Write down that a suggestion was not taken; one that is decided on stays as it is."""
    _decide(suggestion, state=ServiceSuggestion.State.DECLINED, service=None)


def delete_suggestion(*, suggestion: int) -> None:
    """Delete a suggestion with its sealed contact, at once and for good."""
    with transaction.atomic():
        row = (
            ServiceSuggestion.objects.select_for_update(of=("self",))
            .select_related("contact")
            .filter(pk=suggestion)
            .first()
        )
        if row is None:
            return
        contact = row.contact
        row.delete()
        if contact is not None:
            delete_record(envelope=contact)


def purge_decided(*, today: date) -> int:
    """Delete what was decided on long enough ago, and return how many suggestions went."""
    old = ServiceSuggestion.objects.filter(decided_on__lte=today - KEPT_AFTER)
    keys = list(old.values_list("pk", flat=True))
    for key in keys:
        delete_suggestion(suggestion=key)
    return len(keys)


def _decide(key: int, *, state: str, service: Service | None) -> None:
    ServiceSuggestion.objects.filter(pk=key, state=ServiceSuggestion.State.NEW).update(
        state=state, service=service, decided_on=timezone.localdate()
    )
