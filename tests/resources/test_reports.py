"""Readers say that something is wrong: anonymously, once for each form, and never in vain."""

from datetime import timedelta
from multiprocessing import get_context

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import honeypot
from resources import tasks
from resources.domain.checking import handle_reports
from resources.domain.reporting import report_service
from resources.models import Service, ServiceReport
from tests.contracts.html import Answer
from tests.factories.directory import make_service
from tests.factories.vault import UserFactory
from tests.resources.keepers import keeper
from tests.support.queue import queued

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
pytestmark = pytest.mark.django_db


def address(slug: str, language: str = "en") -> str:
    return f"/{language}/resources/services/{slug}/report/"


def token(slug: str) -> str:
    return Answer.to(Client(), address(slug)).one("main [name=form_token]")["value"]


def send(slug: str, reason: str, *, form_token: str | None = None, headers=None, **extra):
    data = {"form_token": form_token or token(slug), "reason": reason, **extra}
    headers = SAME_ORIGIN if headers is None else headers
    return Client().post(address(slug), data, headers=headers)


def flagged(slug: str) -> bool:
    return Service.objects.get(slug=slug).needs_review


def report(service: Service, nonce: bytes, reason: str = "unsafe", **extra) -> bool:
    return report_service(
        service=service, reason=reason, nonce=nonce, today=timezone.localdate(), **extra
    )


def test_form_offers_reasons_and_no_room_for_words():
    make_service(slug="s")
    page = Answer.to(Client(), address("s"))
    form = page.one("main form")
    assert {box["value"] for box in form.select("input[type=radio]")} == {
        *ServiceReport.Reason.values
    }
    visible = [field["type"] for field in form.select("input") if not field.find_parent(hidden="")]
    assert set(visible) == {"hidden", "radio"}
    assert form.select("textarea") == []
    assert page.response.cookies.output() == ""
    assert page.header("Referrer-Policy") == "same-origin"
    assert page.one("meta[name=robots]")["content"] == "noindex"


def test_report_keeps_the_reason_and_the_day_and_answers_all_alike():
    make_service(slug="s")
    answers = [send("s", "closed"), send("s", "hostile"), send("s", "closed")]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].content == answers[2].content
    assert all(answer.cookies.output() == "" for answer in answers)
    rows = ServiceReport.objects.order_by("pk").values("reason", "day", "is_held", "handled_by")
    today = {"day": timezone.localdate(), "is_held": False, "handled_by": None}
    assert list(rows) == [{"reason": reason, **today} for reason in ("closed", "hostile", "closed")]
    assert {field.name for field in ServiceReport._meta.fields} == {
        "id",
        "service",
        "reason",
        "day",
        "nonce_hash",
        "is_held",
        "handled_at",
        "handled_by",
    }
    assert mail.outbox == []
    assert not flagged("s")


def test_second_unsafe_report_flags_the_entry_at_once_and_readers_see_it():
    make_service(slug="s")
    make_service(slug="other")
    for reason in ("unsafe", "hostile", "closed", "wrong"):
        send("s", reason)
    send("other", "unsafe")
    assert not flagged("s")
    assert not flagged("other")
    assert send("s", "unsafe").content == send("s", "unsafe").content
    assert flagged("s")
    assert not flagged("other")
    page = Answer.to(Client(), "/ar/resources/services/s/")
    assert page.soup.select(".callout--warning")


def test_one_form_sent_many_times_is_one_report():
    make_service(slug="s")
    form_token = token("s")
    for _ in range(3):
        assert send("s", "unsafe", form_token=form_token).status_code == 200
    assert ServiceReport.objects.count() == 1
    assert not flagged("s")
    # Who chose the wrong reason can go back and choose another.
    send("s", "hostile", form_token=form_token)
    assert ServiceReport.objects.count() == 2


def test_keepers_are_told_at_once_once_an_hour_and_without_a_word_of_which_entry():
    make_service(slug="canary-slug", texts={"en": {"name": "canary-name"}})
    make_service(slug="other")
    one, two = keeper().user, keeper().user
    UserFactory(email="reader@example.org")
    UserFactory(is_superuser=True, email="root@example.org")
    for slug in ("canary-slug", "canary-slug", "other", "other"):
        send(slug, "unsafe")
    assert flagged("canary-slug")
    assert flagged("other")
    assert queued() == [("mail_keepers", {})]
    tasks.mail_keepers.call()
    assert sorted(to for sent in mail.outbox for to in sent.to) == sorted([one.email, two.email])
    for sent in mail.outbox:
        assert sent.subject == "A note for you · رسالة إليكم"
        assert "canary" not in f"{sent.subject} {sent.body} {sent.extra_headers}"
        assert "What to check next" in sent.body
    later = DBTaskResult.objects.filter(
        run_after__gt=timezone.now(), run_after__lt=timezone.now() + timedelta(days=1)
    )
    (waits,) = later  # the second entry is told of when the hour is over, and only once
    assert timedelta(minutes=59) < waits.run_after - timezone.now() <= timedelta(hours=1)
    cache.clear()  # an hour later
    make_service(slug="third")
    send("third", "unsafe")
    send("third", "unsafe")
    assert len(queued()) == 2
    assert later.count() == 1
    # Where somebody has looked since, nothing is left to be told.
    Service.objects.update(needs_review=False)
    ServiceReport.objects.update(handled_at=timezone.now())
    sent = len(mail.outbox)
    tasks.mail_keepers.call()
    assert len(mail.outbox) == sent


def test_whoever_reports_is_answered_though_nobody_can_be_told(monkeypatch):
    def fail(*args, **kwargs):
        raise OSError

    make_service(slug="s")
    monkeypatch.setattr(type(tasks.mail_keepers), "enqueue", fail)
    assert [send("s", "unsafe").status_code for _ in range(2)] == [200, 200]
    assert flagged("s")
    monkeypatch.undo()
    make_service(slug="next")
    send("next", "unsafe")
    send("next", "unsafe")
    assert queued() == [("mail_keepers", {})]


@pytest.mark.parametrize("held", [(False, False), (True, False), (False, True), (True, True)])
def test_two_who_say_it_is_unsafe_are_told_of_whether_they_came_in_a_rush_or_not(held):
    row = make_service()
    told = [report(row, bytes([n]), is_held=is_held) for n, is_held in enumerate(held)]
    assert told == [False, True]
    assert not report(row, b"x", reason="closed", is_held=True)
    assert flagged(row.slug) == (not any(held))


def test_what_came_in_a_rush_is_told_of_and_counts_once_somebody_let_it_through(settings):
    settings.WAGTAIL_2FA_REQUIRED = False
    row, client = make_service(slug="s"), keeper()
    for _ in range(2):
        assert send("s", "unsafe", **{honeypot.FIELD: "x"}).status_code == 200
    assert not flagged("s")
    assert queued() == [("mail_keepers", {})]
    address = reverse("directory:let_through", args=[row.pk])
    keys = list(row.reports.values_list("pk", flat=True))
    queue = client.get(reverse("directory:queue")).content.decode()
    assert f'formaction="{address}"' in queue
    keeper(without=("change_servicereport",)).post(address, {"report": keys})
    assert not flagged("s")
    client.post(address, {"report": [*keys, "9" * 20, "9" * 5000, "x"]})
    assert flagged("s")
    assert f'formaction="{address}"' not in client.get(reverse("directory:queue")).content.decode()


def test_without_a_keeper_those_hear_who_answer_for_the_server_and_failures_are_tried_again(
    monkeypatch, settings
):
    settings.ALARM_EMAILS = ["alarm@example.org"]

    def fail(**kwargs):
        raise OSError

    with monkeypatch.context() as broken:
        broken.setattr("core.mail.send_mail", fail)
        report(make_service(), b"a")
        tasks.mail_keepers.call()
        (row,) = DBTaskResult.objects.all()
        assert row.run_after > timezone.now()
        assert row.args_kwargs["kwargs"] == {"attempt": 2}
        tasks.mail_keepers.call(attempt=tasks.LAST_ATTEMPT)
        assert DBTaskResult.objects.count() == 1
    tasks.mail_keepers.call(attempt=2)
    assert [sent.to for sent in mail.outbox] == [["alarm@example.org"]]


def test_what_is_held_flags_nothing_until_somebody_has_looked():
    row = make_service(slug="s")
    for _ in range(3):
        answer = send("s", "unsafe", **{honeypot.FIELD: "x"})
        assert answer.status_code == 200
    assert ServiceReport.objects.filter(is_held=True).count() == 3
    assert not flagged("s")
    assert [report(row, b"a"), report(row, b"b")] == [False, True]


def test_in_a_rush_reports_are_held_and_none_is_refused(monkeypatch):
    monkeypatch.setattr("core.limits.FREE_IN_ALL", 1)
    make_service(slug="s")
    answers = [send("s", "unsafe") for _ in range(4)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert list(ServiceReport.objects.order_by("pk").values_list("is_held", flat=True)) == [
        False,
        True,
        True,
        True,
    ]
    assert not flagged("s")


def test_what_was_dealt_with_counts_no_longer():
    row, keeper = make_service(slug="s"), UserFactory()
    assert [report(row, bytes([n])) for n in range(3)] == [False, True, False]
    keys = list(row.reports.values_list("pk", flat=True))
    handle_reports(service=row.pk, reports=keys, user=keeper)
    assert not flagged("s")
    assert [report(row, bytes([n])) for n in range(3, 6)] == [False, True, False]
    assert flagged("s")


@pytest.mark.parametrize("reason", ["", "nonsense", "\x00", "9" * 30, "unsafe\n"])
def test_what_is_no_reason_is_asked_again_with_the_same_form(reason):
    make_service(slug="s")
    form_token = token("s")
    answer = send("s", reason, form_token=form_token)
    assert answer.status_code == 200
    assert b"error-summary" in answer.content
    assert form_token.encode() in answer.content
    assert not ServiceReport.objects.exists()


def test_a_post_from_elsewhere_changes_nothing_and_of_no_entry_there_is_no_form():
    make_service(slug="s")
    make_service(slug="draft", is_published=False)
    form_token = token("s")
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert send("s", "unsafe", form_token=form_token, headers=headers).status_code == 403
    assert send("s", "unsafe", form_token="x").status_code == 200  # expired: asked again
    for slug in ("draft", "nothing"):
        assert send(slug, "unsafe", form_token=form_token).status_code == 404
    assert not ServiceReport.objects.exists()


def _report_apart(slug: str, nonce: bytes, start, results) -> None:
    row = Service.objects.get(slug=slug)
    start.wait(timeout=60)
    results.put(report(row, nonce))
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_of_processes_that_report_at_once_exactly_one_flags_the_entry():
    make_service(slug="s")
    context = get_context("fork")
    start, results = context.Barrier(4), context.Queue()
    connections.close_all()  # no process may inherit another's connection
    processes = [
        context.Process(target=_report_apart, args=("s", bytes([number]), start, results))
        for number in range(4)
    ]
    for process in processes:
        process.start()
    told = [results.get(timeout=120) for _ in processes]
    for process in processes:
        process.join(timeout=60)
        assert process.exitcode == 0
    assert sorted(told) == [False, False, False, True]
    assert flagged("s")
    assert ServiceReport.objects.count() == 4
