"""What a reader is told where a post cannot be taken as genuine."""

from django.utils.translation import gettext as _

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
