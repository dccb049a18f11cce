"""Mail to volunteers, queued: a fixed subject and no word about any request."""

import logging
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext
from django_tasks import task
from django_tasks.base import Task

from support.models import HelpRequest, VolunteerProfile
from support.selectors import coordinators_keys, holders

logger = logging.getLogger("sanad.support")
LAST_ATTEMPT = 11


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
    """Queue a notice to whoever can answer: the volunteer, else the backup, else coordinators."""
    able = set(holders(request))  # a new key opens nothing from before, until it is granted again
    for profile in (request.assigned_to, request.backup):
        if profile in able:
            send_notice.enqueue(user_id=profile.user_id)
            return
    tell_coordinators()


def tell_coordinators() -> None:
    """Queue a notice to each duty coordinator who could open a request."""
    keys = coordinators_keys().order_by("user_id")
    for user_id in keys.values_list("user_id", flat=True):
        send_notice.enqueue(user_id=user_id)


@task()
def send_notice(*, user_id: int, attempt: int = 1) -> None:
    """Mail one volunteer that something waits. No topic, no link, nothing to read over a shoulder.

    Args:
        user_id: the account's key; nothing about a request is ever in the queue.
        attempt: which try this is; while the mail server is away, the next one is queued.
    """
    user = (
        get_user_model()
        .objects.select_related("volunteer_profile")
        .filter(pk=user_id, is_active=True, volunteer_profile__isnull=False)
        .first()
    )
    if user is None or not user.email:
        logger.warning("a notice had no recipient")
        send_alarm.enqueue(kind="no_recipient")
        return
    with translation.override(user.volunteer_profile.notice_language):
        subject = gettext("A note for you")
        body = render_to_string("emails/notice.txt")
    if not _deliver(subject=subject, body=body, to=[user.email]):
        _try_again(send_notice, attempt, user_id=user_id)


@task()
def send_alarm(*, kind: str, attempt: int = 1) -> None:
    """Mail the people who answer for the service that a promise is in danger.

    Args:
        kind: `nobody_eligible`, `too_few_holders` or `no_recipient`; names a template, no record.
        attempt: which try this is.
    """
    logger.error("alarm: %s", kind)
    subject = "Sanad: please look at the desk"
    body = render_to_string(f"emails/alarm_{kind}.txt")
    recipients = settings.ALARM_EMAILS or _coordinators_emails()
    if recipients and not _deliver(subject=subject, body=body, to=recipients):
        _try_again(send_alarm, attempt, kind=kind)


def _coordinators_emails() -> list[str]:
    coordinators = VolunteerProfile.objects.filter(is_duty_coordinator=True, user__is_active=True)
    return list(coordinators.exclude(user__email="").values_list("user__email", flat=True))


def _deliver(*, subject: str, body: str, to: list[str]) -> bool:
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


def _try_again(job: Task, attempt: int, **arguments) -> None:
    """Queue the next try: after 2 minutes, 4, 8 … up to 17 hours, so for over a day in all."""
    if attempt >= LAST_ATTEMPT:
        logger.error("a mail could not be delivered in %s tries", attempt)
        if job is send_notice:
            send_alarm.enqueue(kind="no_recipient")
        return
    when = timezone.now() + timedelta(minutes=2**attempt)
    job.using(run_after=when).enqueue(**arguments, attempt=attempt + 1)
