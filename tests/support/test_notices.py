"""Mail to staff: fixed words in their language, nothing about anybody, nowhere to click."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, override
from django_tasks_db.models import DBTaskResult

from support import tasks
from support.domain import conversing
from support.jobs.notices import send_due_mail
from support.models import AlarmBox, Mailbox
from tests.factories.support import submit
from tests.support.queue import alarms, run_queue, told

pytestmark = pytest.mark.django_db
BODY = "Meet me at the blue door."


def assert_says_nothing(message: mail.EmailMessage, *submissions) -> None:
    """Hold that a mail has no link, no number and no word of a request."""
    text = str(message.message()) + message.body + message.subject
    for submission in submissions:
        request = submission.request
        for secret in (
            BODY,
            submission.code,
            str(request.pk),
            request.pk.hex,
            str(request.envelope_id),
            request.topic.label_en,
            request.topic.label_ar,
            request.topic.code,
            request.get_urgency_display(),
        ):
            assert secret not in text
    written = message.subject + message.body
    assert not re.search(r"https?:|www\.|://|<|&[a-z]+;|\{|\}", written)
    assert not re.search(r"\d", written)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_notice_is_the_same_for_every_request_in_the_volunteers_language(open_form, language):
    for volunteer in open_form.volunteers:
        volunteer.notice_language = language
        volunteer.save()
    first = submit(open_form, body=BODY)
    second = submit(open_form, body=BODY, urgency="now", topic=open_form.topics[1])
    run_queue()
    assert {message.to[0] for message in mail.outbox} == {
        volunteer.user.email for volunteer in open_form.volunteers
    }
    assert all(len(message.recipients()) == 1 for message in mail.outbox)
    assert len({(message.subject, message.body) for message in mail.outbox}) == 1
    with override(language):
        assert mail.outbox[0].subject == gettext("A note for you")
        assert mail.outbox[0].body == render_to_string("emails/notice.txt")
    for message in mail.outbox:
        assert_says_nothing(message, first, second)
        assert message.extra_headers == {}
        assert message.attachments == []


def test_further_message_sends_the_same_notice(open_form):
    submission = submit(open_form)
    run_queue()
    conversing.write_again(envelope=submission.request.envelope, body=BODY)
    run_queue()
    first, second = mail.outbox
    assert (first.to, first.subject, first.body) == (second.to, second.subject, second.body)


@pytest.mark.parametrize("gone", ["inactive", "no key", "deleted"])
def test_further_message_reaches_the_backup_when_the_volunteer_is_gone(open_form, gone):
    submission = submit(open_form)
    request = submission.request
    run_queue()
    mail.outbox.clear()
    assigned, backup = request.assigned_to, request.backup
    _remove(assigned, gone)
    conversing.write_again(envelope=request.envelope, body=BODY)
    run_queue()
    assert [message.to for message in mail.outbox] == [[backup.user.email]]

    mail.outbox.clear()
    _remove(backup, gone)
    conversing.write_again(envelope=request.envelope, body=BODY + BODY)
    run_queue()
    assert [message.to for message in mail.outbox] == [[open_form.coordinator.user.email]]


def _remove(profile, how: str) -> None:
    if how == "inactive":
        type(profile.user).objects.filter(pk=profile.user_id).update(is_active=False)
    elif how == "no key":
        profile.user.staff_keys.update(revoked_at=timezone.now())
    else:
        profile.delete()


def test_alarm_without_an_address_of_its_own_goes_to_the_coordinators(open_form, settings):
    settings.ALARM_EMAILS = []
    tasks.send_alarm.call(kind="too_few_holders")
    assert [message.to for message in mail.outbox] == [[open_form.coordinator.user.email]]


@pytest.mark.parametrize("kind", ["nobody_eligible", "too_few_holders", "no_recipient", "unopened"])
def test_alarm_speaks_both_languages_and_names_no_request(settings, kind):
    settings.ALARM_EMAILS = ["one@sanad.example", "two@sanad.example"]
    tasks.send_alarm.call(kind=kind)
    (message,) = mail.outbox
    assert message.to == settings.ALARM_EMAILS
    arabic, english = message.body.split("\n--\n")
    assert english.isascii()
    assert len(arabic.strip()) > 100
    assert_says_nothing(message)


def test_alarm_is_mailed_when_nobody_is_eligible(open_form, settings):
    type(open_form.coordinator).objects.update(is_available=False)
    submission = submit(open_form, body=BODY)
    run_queue()
    assert [message.to for message in mail.outbox] == [
        [open_form.coordinator.user.email],
        settings.ALARM_EMAILS,
        settings.ALARM_EMAILS,
    ]
    for message in mail.outbox:
        assert_says_nothing(message, submission)


@pytest.mark.parametrize("gone", ["inactive", "no address", "no profile", "deleted"])
def test_notice_without_a_recipient_breaks_nothing_and_is_logged_without_a_name(
    open_form, gone, caplog, settings
):
    profile = open_form.volunteers[0]
    user = profile.user
    user_id = user.pk
    if gone == "inactive":
        type(user).objects.update(is_active=False)
    elif gone == "no address":
        type(user).objects.update(email="")
    else:
        profile.delete()
    tasks.send_notice.call(user_id=-1 if gone == "deleted" else user_id)
    assert mail.outbox == []
    run_queue()
    assert [message.to for message in mail.outbox] == [settings.ALARM_EMAILS]
    assert "had no recipient" in caplog.text
    assert user.username not in caplog.text


def test_what_waits_to_be_mailed_names_accounts_and_kinds_only(open_form):
    type(open_form.coordinator).objects.exclude(pk=open_form.coordinator.pk).update(capacity=0)
    submission = submit(open_form, body=BODY, urgency="now")
    assert {field.name for field in Mailbox._meta.get_fields()} == {
        *("id", "profile", "due_at", "sent_at", "daily_on")
    }
    assert {field.name for field in AlarmBox._meta.get_fields()} == {
        *("id", "kind", "due_at", "sent_at")
    }
    assert told() == {open_form.coordinator.user_id}
    assert alarms() == {"nobody_eligible", "too_few_holders"}
    # As the worker meets it some minutes later.
    send_due_mail(timezone.now() + timedelta(minutes=13))
    rows = list(DBTaskResult.objects.all())
    assert {row.task_path for row in rows} == {
        "support.tasks.send_notice",
        "support.tasks.send_alarm",
    }
    for row in rows:
        assert row.args_kwargs["args"] == []
        assert set(row.args_kwargs["kwargs"]) in ({"user_id"}, {"kind"})
        assert str(submission.request.pk) not in str(vars(row))


def test_alarm_without_words_of_its_own_is_a_mistake_of_ours(open_form):
    with pytest.raises(TemplateDoesNotExist):
        tasks.raise_alarm(kind="unheard_of")
    assert alarms() == set()


def test_every_alarm_that_is_raised_anywhere_has_its_words(settings):
    sources = [path.read_text() for path in Path(settings.BASE_DIR, "support").rglob("*.py")]
    kinds = set(re.findall(r'raise_alarm\(\s*kind="(\w+)"', "".join(sources)))
    assert {"nobody_eligible", "too_few_holders", "no_recipient"} <= kinds
    emails = Path(settings.BASE_DIR, "templates", "emails")
    assert kinds == {path.stem.removeprefix("alarm_") for path in emails.glob("alarm_*.txt")}


def test_nobody_queues_a_mail_past_its_time(settings):
    """Mail that leaves at the moment at which somebody wrote says that they did."""
    for path in Path(settings.BASE_DIR, "support").rglob("*.py"):
        if path.name not in {"tasks.py", "notices.py"}:
            assert not re.search(r"send_(notice|alarm)\.", path.read_text()), path


class _MailServer(Exception):
    pass


def test_mail_that_could_not_be_handed_over_is_tried_again_for_over_a_day(open_form, monkeypatch):
    def fail(**kwargs):
        raise _MailServer(kwargs["recipient_list"])

    monkeypatch.setattr("core.mail.send_mail", fail)
    user_id = open_form.coordinator.user_id
    tasks.send_notice.call(user_id=user_id)
    waits = []
    while (row := DBTaskResult.objects.order_by("enqueued_at").last()) is not None:
        waits.append(row.run_after - timezone.now())
        kwargs = row.args_kwargs["kwargs"]
        DBTaskResult.objects.all().delete()
        tasks.send_notice.call(**kwargs)
    assert len(waits) == 10
    assert waits == sorted(waits)
    assert sum(waits, timedelta()) > timedelta(hours=24)
    assert alarms() == {"no_recipient"}
