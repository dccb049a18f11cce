"""Timed jobs of requests for help."""

from datetime import timedelta

from core import jobs
from support import tasks
from support.models import HelpRequest
from vault.models import Envelope
from vault.selectors import envelopes_in_danger


@jobs.timed(every=timedelta(hours=24))
def watch_holders() -> None:
    """Raise an alarm while an open request has fewer living holders than promised."""
    open_envelopes = Envelope.objects.filter(
        request__in=HelpRequest.objects.exclude(status=HelpRequest.Status.CLOSED)
    )
    if envelopes_in_danger(open_envelopes).exists():
        tasks.send_alarm.enqueue(kind="too_few_holders")
