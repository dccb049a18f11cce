"""Hands over mail that tells nothing to whoever sees it: a neutral subject and a fixed text."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext

logger = logging.getLogger("sanad.core")


def neutral_subject() -> str:
    """Return the subject that every mail has in the active language."""
    return gettext("A note for you")


def neutral_subject_in_both() -> str:
    """Return it in both languages, for those whose language is not known."""
    with translation.override("ar"):
        arabic = neutral_subject()
    with translation.override("en"):
        return f"{neutral_subject()} · {arabic}"


def deliver(*, subject: str, body: str, to: list[str]) -> bool:
    """Hand one mail over, and tell whether that worked.

    Args:
        subject: one of the above.
        body: plain text that names nobody and nothing.
        to: all of them see each other.
    """
    try:
        send_mail(
            subject=subject,
            message=body,
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=to,
        )
    except Exception:  # whatever it is, the mail is not out: try again rather than lose it
        logger.exception("a mail could not be handed over")
        return False
    return True
