"""Timed jobs of requests for help."""

from datetime import timedelta

from django.utils import timezone

from core import jobs
from support import tasks
from support.models import HelpRequest
from support.selectors import NEEDS_ANSWER, coordinators_keys, keys_with_a_desk
from vault.models import Envelope
from vault.selectors import envelopes_in_danger

PATIENCE = timedelta(hours=24)


@jobs.timed(every=timedelta(hours=24))
def remind_of_unanswered() -> None:
    """Tell everybody who could answer, once a day, while a request waits for over a day.

    Whoever was told first may be away, may have lost their key, or may be gone.
    """
    waiting = HelpRequest.objects.filter(
        status__in=NEEDS_ANSWER, last_message_at__lt=timezone.now() - PATIENCE
    ).select_related("assigned_to", "backup")
    profiles = {row.assigned_to for row in waiting} | {row.backup for row in waiting}
    users = {profile.user_id for profile in profiles if profile is not None}
    if waiting:
        users |= set(coordinators_keys().values_list("user_id", flat=True))
    for user_id in sorted(users):
        tasks.send_notice.enqueue(user_id=user_id)


@jobs.timed(every=timedelta(hours=24))
def watch_holders() -> None:
    """Raise an alarm while an open request has fewer living holders than promised."""
    open_envelopes = Envelope.objects.filter(
        request__in=HelpRequest.objects.exclude(status=HelpRequest.Status.CLOSED)
    )
    if envelopes_in_danger(open_envelopes, keys=keys_with_a_desk()).exists():
        tasks.send_alarm.enqueue(kind="too_few_holders")
