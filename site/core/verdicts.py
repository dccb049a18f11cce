"""What somebody is told where a post cannot be taken as genuine."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core import anonymous_forms
from core.anonymous_forms import Verdict


def said_of(verdict: Verdict) -> str:
    """Return what to say where a form is not taken."""
    if verdict is Verdict.FOREIGN:
        return _(
            "Your browser told us that this did not come from our page, so nothing was sent. "
            "Look through it, then send it from here."
        )
    return _("This page was open for a long time. Nothing is lost: look through it and go on.")


def status_of(verdict: Verdict) -> int:
    """Return the status of the page that says it."""
    return 403 if verdict is Verdict.FOREIGN else 200


def token_to_show(request: HttpRequest, check: anonymous_forms.Check) -> str:
    """Return the token for a form that is shown again: its own as long as it is good."""
    if check.verdict is Verdict.GENUINE:
        return request.POST[anonymous_forms.TOKEN_FIELD]
    return anonymous_forms.issue_token()
