"""The desk's words for what a request is; the form's words are spoken to the visitor."""

from django.utils.translation import gettext_lazy as _

from support.models import HelpRequest
from support.rules import Reason

Status, Urgency = HelpRequest.Status, HelpRequest.Urgency

URGENCY = {
    Urgency.NOW: _("Urgent: today"),
    Urgency.DAYS: _("Within some days"),
    Urgency.WEEKS: _("Can wait some weeks"),
}
STATUS = {
    Status.NEW: _("New"),
    Status.WAITING: _("Needs an answer"),
    Status.ANSWERED: _("Answered"),
    Status.CLOSED: _("Closed"),
}
REASON = {
    Reason.MATCHED: _(
        "Topic, language and region match, and the volunteer had the most room; "
        "the next one stands by."
    ),
    Reason.NO_BACKUP: _(
        "Topic, language and region match one volunteer only. The coordinators stand by."
    ),
    Reason.NOBODY_ELIGIBLE: _(
        "No volunteer with this topic, language and region had room: it went to the coordinators."
    ),
    Reason.ENTRUSTED: _("A coordinator asked this volunteer to answer it."),
}


def reason_in_words(reason: str) -> str:
    """Return why a request went where it went; a reason that we do not know stays as it is."""
    return REASON.get(reason, reason)
