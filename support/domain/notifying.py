"""Decides when somebody is mailed: news gathered up and with jitter, and each day a note to all.

A mail always says the same. What could still speak is when it comes: so news does not leave at the
moment at which somebody wrote, and everybody gets a note each day, whether or not something waits.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from support.models import AlarmBox, Mailbox, VolunteerProfile
from support.rules.clock import Calendar
from support.rules.clock import calendar as calendar_of
from support.selectors.offer import policy
from support.selectors.roster import keys_with_a_desk
from vault.domain import clock

URGENT_MINUTES = (2, 12)  # until news goes out, at random between the two
QUIET_MINUTES = (120, 360)
PAUSE = timedelta(hours=1)  # between two mails to one person besides the daily one
DAILY_SPREAD = 25  # minutes after the full hour within which the daily mail goes out
_SOON = timedelta(minutes=URGENT_MINUTES[1])


def note_news(*, profiles: Iterable[VolunteerProfile], is_urgent: bool) -> None:
    """Note that these people have news; they are mailed soon, all news of an hour in one mail.

    Call in the transaction that makes the news, so that both are written or neither.

    Args:
        profiles: who.
        is_urgent: within minutes; else within hours, or with the daily mail.
    """
    least, most = URGENT_MINUTES if is_urgent else QUIET_MINUTES
    for pk in sorted({profile.pk for profile in profiles}):  # locked in one order by everybody
        with transaction.atomic():
            box = _mailbox(pk)
            due_at = clock.now() + timedelta(minutes=least + secrets.randbelow(most - least + 1))
            if box.due_at is None or due_at < box.due_at:
                box.due_at = due_at
                box.save(update_fields=["due_at"])


def note_alarm(*, kind: str) -> None:
    """Note that an alarm of this kind is to be mailed: now, or an hour after the last one."""
    with transaction.atomic():
        box = _alarm_box(kind)
        if box.due_at is None:
            box.due_at = clock.now()
            box.save(update_fields=["due_at"])


def profiles_with_mail_due(*, now: datetime) -> list[VolunteerProfile]:
    """Return who may have to be mailed now; `take_due` has the last word.

    Args:
        now: aware.
    """
    calendar = _calendar()
    boxes = {box.profile_id: box for box in Mailbox.objects.all()}
    keyed = set(_daily_readers().values_list("pk", flat=True))
    return [
        profile
        for profile in VolunteerProfile.objects.order_by("pk")
        if (box := boxes.get(profile.pk, Mailbox())) is not None
        and (
            _is_news_due(box, now)
            or (profile.pk in keyed and _is_daily_due(box, profile, now, calendar))
        )
    ]


def take_due(*, profile: VolunteerProfile, now: datetime) -> int:
    """Mark what is due as sent, and return how many mails that is.

    Call in the transaction that queues the mails. Of two workers, one finds nothing due any more.

    Args:
        profile: to whom.
        now: aware.
    """
    with transaction.atomic():
        box = _mailbox(profile.pk)
        calendar, count = _calendar(), 0
        if _is_news_due(box, now):
            box.due_at, box.sent_at = None, now.replace(second=0, microsecond=0)
            count += 1
        gets_daily = _daily_readers().filter(pk=profile.pk).exists()
        if gets_daily and _is_daily_due(box, profile, now, calendar):
            box.daily_on = calendar.day_of(now)
            if box.due_at is not None and box.due_at > now + _SOON:
                box.due_at = None  # what was to come later comes with this one
            count += 1
        if count:
            box.save()
    return count


def alarms_due(*, now: datetime) -> list[str]:
    """Return the kinds of alarm that may have to be mailed now; `take_alarm` has the last word."""
    boxes = AlarmBox.objects.exclude(due_at=None).order_by("kind")
    return [box.kind for box in boxes if _is_news_due(box, now)]


def take_alarm(*, kind: str, now: datetime) -> bool:
    """Mark an alarm as sent, if it is due; call in the transaction that queues the mail."""
    with transaction.atomic():
        box = _alarm_box(kind)
        if not _is_news_due(box, now):
            return False
        box.due_at, box.sent_at = None, now.replace(second=0, microsecond=0)
        box.save()
    return True


def _is_news_due(box: Mailbox | AlarmBox, now: datetime) -> bool:
    if box.due_at is None or box.due_at > now:
        return False
    return box.sent_at is None or now - box.sent_at >= PAUSE


def _is_daily_due(
    box: Mailbox, profile: VolunteerProfile, now: datetime, calendar: Calendar
) -> bool:
    day = calendar.day_of(now)
    if box.daily_on is not None and box.daily_on >= day:
        return False
    # Drawn anew for each person and day, and the same for each worker that looks.
    seed = f"{settings.SECRET_KEY}|{profile.pk}|{day}".encode()
    drawn = int.from_bytes(hashlib.sha256(seed).digest()) % (DAILY_SPREAD + 1)
    return now >= calendar.at(day, time(profile.notice_hour)) + timedelta(minutes=drawn)


def _daily_readers() -> QuerySet[VolunteerProfile]:
    readers: QuerySet[VolunteerProfile] = VolunteerProfile.objects.filter(
        user__staff_keys__in=keys_with_a_desk(), left_at=None
    ).distinct()
    return readers


def _calendar() -> Calendar:
    decided = policy()
    return calendar_of(time_zone=decided.time_zone, weekend=decided.weekend)


def _mailbox(profile_id: int) -> Mailbox:
    Mailbox.objects.get_or_create(profile_id=profile_id)
    return Mailbox.objects.select_for_update().get(profile_id=profile_id)


def _alarm_box(kind: str) -> AlarmBox:
    AlarmBox.objects.get_or_create(kind=kind)
    return AlarmBox.objects.select_for_update().get(kind=kind)
