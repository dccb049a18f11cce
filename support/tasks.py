"""Mail to volunteers, queued: a fixed subject and no word about any request."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import get_template, render_to_string
from django.utils import timezone, translation
from django_tasks import task
from django_tasks.base import Task

from core.mail import deliver, neutral_subject, neutral_subject_in_both
from support.domain import notifying
from support.models import HelpRequest, VolunteerProfile
from support.selectors.roster import coordinators, holders

logger = logging.getLogger("sanad.support")
LAST_ATTEMPT = 11
DAYS = HelpRequest.Urgency.DAYS


def tell(*, profiles: Iterable[VolunteerProfile], urgency: str = DAYS) -> None:
    """Have these people mailed that there is something new for them.

    Call in the transaction that makes the news. All news of an hour is one mail, which leaves at a
    random moment: within minutes where somebody is not safe, else within hours.

    Args:
        profiles: who.
        urgency: of `HelpRequest.Urgency`.
    """
    notifying.note_news(profiles=profiles, is_urgent=urgency == HelpRequest.Urgency.NOW)


def tell_coordinators(*, urgency: str = DAYS) -> None:
    """Have each duty coordinator mailed who could open a request; as `tell`."""
    tell(profiles=coordinators(), urgency=urgency)


def raise_alarm(*, kind: str) -> None:
    """Have the people mailed who answer for the service; at most once an hour for each kind.

    Args:
        kind: names a template `emails/alarm_<kind>.txt`, no record.

    Raises:
        django.template.TemplateDoesNotExist: there is no such kind.
    """
    get_template(_alarm_template(kind))  # here, and not in the worker, where nobody would see it
    notifying.note_alarm(kind=kind)


def tell_about_new_request(request: HelpRequest) -> None:
    """Tell the volunteer, or the duty coordinators with an alarm.

    Call in the transaction that takes the request in. What is held waits for the daily mail.
    """
    if request.is_held:
        return
    if request.assigned_to is None:
        # The alarm first, as in `routing.reroute`: two that lock in one order never wait in a ring.
        raise_alarm(kind="nobody_eligible")
        tell_coordinators(urgency=request.urgency)
    else:
        tell(profiles=[request.assigned_to], urgency=request.urgency)


def tell_about_new_message(request: HelpRequest) -> None:
    """Tell whoever can answer: the volunteer, else the backup, else the coordinators."""
    if request.is_held:
        return
    able = set(holders(request))  # a new key opens nothing from before, until it is granted again
    for profile in (request.assigned_to, request.backup):
        if profile in able:
            tell(profiles=[profile], urgency=request.urgency)
            return
    tell_coordinators(urgency=request.urgency)


@task()
def send_notice(*, user_id: int, attempt: int = 1) -> None:
    """Mail one volunteer the note that is always the same: no topic, no link, nothing to see.

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
        raise_alarm(kind="no_recipient")
        return
    with translation.override(user.volunteer_profile.notice_language):
        subject = neutral_subject()
        body = render_to_string("emails/notice.txt")
    if not deliver(subject=subject, body=body, to=[user.email]):
        _try_again(send_notice, attempt, user_id=user_id)


@task()
def send_alarm(*, kind: str, attempt: int = 1) -> None:
    """Mail the people who answer for the service that a promise is in danger.

    Args:
        kind: as in `raise_alarm`.
        attempt: which try this is.
    """
    logger.error("alarm: %s", kind)
    # As neutral as a notice's: who answers for the server may read mail beside others, too.
    subject = neutral_subject_in_both()
    body = render_to_string(_alarm_template(kind))
    recipients = settings.ALARM_EMAILS or _coordinators_emails()
    if recipients and not deliver(subject=subject, body=body, to=recipients):
        _try_again(send_alarm, attempt, kind=kind)


def _alarm_template(kind: str) -> str:
    return f"emails/alarm_{kind}.txt"


def _coordinators_emails() -> list[str]:
    coordinators = VolunteerProfile.objects.filter(is_duty_coordinator=True, user__is_active=True)
    return list(coordinators.exclude(user__email="").values_list("user__email", flat=True))


def _try_again(job: Task, attempt: int, **arguments) -> None:
    """Queue the next try: after 2 minutes, 4, 8 … up to 17 hours, so for over a day in all."""
    if attempt >= LAST_ATTEMPT:
        logger.error("a mail could not be delivered in %s tries", attempt)
        if job is send_notice:
            raise_alarm(kind="no_recipient")
        return
    when = timezone.now() + timedelta(minutes=2**attempt)
    job.using(run_after=when).enqueue(**arguments, attempt=attempt + 1)
