"""Mail to volunteers, queued: a fixed subject and no word about any request."""

import logging

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django_tasks import task

from support.models import HelpRequest
from vault.selectors import living_keys

logger = logging.getLogger("sanad.support")


def tell_about_new_request(request: HelpRequest) -> None:
    """Queue notices: to the volunteer, or to the duty coordinators with an alarm.

    Call in the transaction that takes the request in, so that the notice is queued with it.
    """
    if request.assigned_to is None:
        tell_coordinators()
        send_alarm.enqueue(kind="nobody_eligible")
    else:
        send_notice.enqueue(user_id=request.assigned_to.user_id)


def tell_about_new_message(request: HelpRequest) -> None:
    """Queue a notice to whoever answers this request."""
    if request.assigned_to is None:
        tell_coordinators()
    else:
        send_notice.enqueue(user_id=request.assigned_to.user_id)


def tell_coordinators() -> None:
    """Queue a notice to each duty coordinator who could open a request."""
    coordinators = living_keys().filter(user__volunteer_profile__is_duty_coordinator=True)
    for user_id in coordinators.order_by("user_id").values_list("user_id", flat=True):
        send_notice.enqueue(user_id=user_id)


@task()
def send_notice(*, user_id: int) -> None:
    """Mail one volunteer that something waits. No topic, no link, nothing to read over a shoulder.

    Args:
        user_id: the account's key; nothing about a request is ever in the queue.
    """
    user = (
        get_user_model()
        .objects.select_related("volunteer_profile")
        .filter(pk=user_id, is_active=True, volunteer_profile__isnull=False)
        .first()
    )
    if user is None or not user.email:
        logger.warning("a notice had no recipient")
        return
    language = user.volunteer_profile.notice_language
    with translation.override(language):
        send_mail(
            subject=gettext("A note for you"),
            message=render_to_string("emails/notice.txt"),
            from_email=settings.DEFAULT_FROM_EMAIL,
            recipient_list=[user.email],
        )


@task()
def send_alarm(*, kind: str) -> None:
    """Mail the people who answer for the service that a promise is in danger.

    Args:
        kind: `nobody_eligible` or `too_few_holders`; names a template, no record.
    """
    send_mail(
        subject="Sanad: please look at the desk",
        message=render_to_string(f"emails/alarm_{kind}.txt"),
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=settings.ALARM_EMAILS,
    )
