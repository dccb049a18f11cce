"""Seven hundred posts of bots, thirty visitors behind one address: all taken in, few mailed."""

import hashlib
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config import settings as production
from core import anonymous_forms, honeypot, limits
from core.proof_of_work import TICKET_FIELD, WORK_FIELD
from support.jobs.notices import send_due_mail
from support.models import AlarmBox, HelpRequest, Mailbox
from tests.core.test_proof_of_work import solve
from tests.factories.support import submit
from tests.support.queue import alarms, queued, run_queue, told
from tests.support.visitor import SAME_ORIGIN, Visitor, code, heading, hidden, soup
from vault.domain.records import ReturnKeys

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.5"
HOUR = timedelta(hours=1)
LONGER = "it may take some days longer"


@pytest.fixture
def visitor() -> Visitor:
    return at(ADDRESS)


@pytest.fixture(autouse=True)
def one_hour(monkeypatch):
    """Keep the counts from beginning anew while a test runs."""
    now = datetime(2026, 3, 10, 15, 5, tzinfo=UTC)
    monkeypatch.setattr(limits.timezone, "now", lambda: now)


def at(address: str) -> Visitor:
    visitor = Visitor()
    visitor.client.defaults["REMOTE_ADDR"] = address
    return visitor


def crowd(opened, count: int = limits.FREE_FROM_ONE_ADDRESS) -> None:
    """Have so many others send from the same address."""
    for number in range(count):
        assert not held(at(ADDRESS).send(at(ADDRESS).answers(opened, body=f"Other {number}")))


def held(response) -> bool:
    assert response.status_code == 200
    assert code(response)
    return HelpRequest.objects.latest("received_at", "envelope__messages__sent_at").is_held


def send(visitor: Visitor, opened, **changes):
    """Send one request; return the page, and the row that it made."""
    before = set(HelpRequest.objects.values_list("pk", flat=True))
    response = visitor.send(visitor.answers(opened, **changes))
    return response, HelpRequest.objects.exclude(pk__in=before).get()


# Through the form


def test_thirty_visitors_behind_one_address_get_a_code_each(open_form):
    codes, rows = set(), []
    for number in range(30):
        response, row = send(at(ADDRESS), open_form, body=f"Visitor {number}")
        assert response.status_code == 200
        codes.add(code(response))
        rows.append(row.is_held)
        assert (LONGER in response.content.decode()) is row.is_held
    assert len(codes) == 30
    assert rows == [False] * 10 + [True] * 20
    # Somebody elsewhere does not notice.
    assert not send(at("203.0.113.6"), open_form)[1].is_held


def test_held_request_is_sealed_and_routed_like_any_other_and_mailed_to_nobody(open_form, visitor):
    response, row = send(visitor, open_form, **{honeypot.FIELD: "Casino"})
    assert row.is_held
    assert row.assigned_to in open_form.volunteers
    assert row.access.exists()
    assert told() == alarms() == set()
    assert queued() == []
    visitor.code = code(response)
    assert visitor.come_back(visitor.code).status_code == 302


def test_held_request_fills_nobodys_places(open_form):
    type(open_form.coordinator).objects.update(capacity=1)
    for _ in range(4):
        submit(open_form, urgency="now", is_held=True)
    submission = submit(open_form, urgency="now")
    assert submission.request.assigned_to in open_form.volunteers
    assert told() == {submission.request.assigned_to.user_id}


def test_trap_gets_the_same_answer_as_anybody(open_form):
    pages = []
    for address, trap in (("203.0.113.1", ""), ("203.0.113.2", "Casino")):
        response, row = send(at(address), open_form, **{honeypot.FIELD: trap})
        assert row.is_held is bool(trap)
        shown = code(response)
        groups = " ".join(shown[n : n + 4] for n in range(0, 20, 4))
        page = soup(response).main.get_text(" ", strip=True)
        pages.append(" ".join(page.split()).replace(groups, "…"))
    assert pages[0] == pages[1]


def test_trap_is_carried_from_page_to_page(open_form, visitor):
    answers = visitor.answers(open_form, **{honeypot.FIELD: '"Casino"'})
    assert hidden(visitor.get("support/"), name=honeypot.FIELD) == ""
    review = visitor.post("support/", {**answers, "step": "review"})
    assert hidden(review, name=honeypot.FIELD) == '"Casino"'
    edit = visitor.post("support/", {**answers, "step": "edit"})
    assert hidden(edit, name=honeypot.FIELD) == '"Casino"'
    wrong = visitor.post("support/", {**answers, "body": "", "step": "review"})
    assert hidden(wrong, name=honeypot.FIELD) == '"Casino"'


def test_form_that_is_sent_faster_than_a_person_can_is_held(open_form, settings, monkeypatch):
    settings.FASTEST_FORM = 3
    assert send(at("203.0.113.1"), open_form)[1].is_held
    now = anonymous_forms.time.time()
    early = at("203.0.113.2").answers(open_form)
    monkeypatch.setattr(anonymous_forms.time, "time", lambda: now + 30)
    response = at("203.0.113.2").send(early)
    assert LONGER not in response.content.decode()
    assert HelpRequest.objects.filter(is_held=False).count() == 1


def test_production_knows_what_no_person_can_do():
    assert production.FASTEST_FORM == 3
    assert django_settings.FASTEST_FORM == 0


def test_form_sent_twice_is_one_request_and_says_the_same_twice(open_form):
    crowd(open_form)
    for changes in ({}, {"pays": True}):
        visitor = at(ADDRESS)
        answers = visitor.answers(open_form, body=f"Twice {changes}")
        if changes:
            answers |= pay(visitor, answers)
        first, second = visitor.send(answers), visitor.send(answers)
        assert first.content == second.content
        assert (LONGER in first.content.decode()) is not bool(changes)


def pay(visitor: Visitor, answers: dict) -> dict:
    """Return what the page's script adds to the form."""
    review = visitor.post("support/", {**answers, "step": "review"})
    field = soup(review).find("input", {"name": WORK_FIELD})
    return {
        TICKET_FIELD: hidden(review, name=TICKET_FIELD),
        WORK_FIELD: solve(field["data-challenge"], int(field["data-bits"])),
    }


def test_page_speaks_of_the_cost_only_when_there_is_one(open_form, visitor):
    answers = visitor.answers(open_form)
    review = visitor.post("support/", {**answers, "step": "review"})
    assert hidden(review, name=TICKET_FIELD)
    assert "Many requests" not in review.content.decode()

    crowd(open_form)
    review = visitor.post("support/", {**answers, "step": "review"})
    said = soup(review).find(attrs={"data-unpaid": True}).get_text(" ", strip=True)
    assert "wait 10 minutes on this page" in said
    assert "Or send now, and it is answered later." in said
    assert soup(review).find(attrs={"data-paid": True}).has_attr("hidden")
    elsewhere = at("203.0.113.6").post("support/", {**answers, "step": "review"})
    assert "Many requests" not in elsewhere.content.decode()

    response = visitor.send({**answers, **pay(visitor, answers)})
    assert LONGER not in response.content.decode()


def test_page_says_when_nothing_helps_but_patience(open_form, visitor, monkeypatch):
    crowd(open_form)
    monkeypatch.setattr(limits, "PLACES", 10)
    answers = visitor.answers(open_form)
    review = visitor.post("support/", {**answers, "step": "review"})
    assert "it may take longer until somebody answers" in review.content.decode()
    assert heading(visitor.send({**answers, **pay(visitor, answers)})) == "We have it"
    assert HelpRequest.objects.filter(is_held=True).count() == 1


def test_whoever_took_ten_minutes_has_paid(open_form, visitor, monkeypatch):
    answers = visitor.answers(open_form)
    crowd(open_form)
    now = anonymous_forms.time.time()
    monkeypatch.setattr(anonymous_forms.time, "time", lambda: now + 601)
    review = visitor.post("support/", {**answers, "step": "review"})
    assert "Many requests" not in review.content.decode()
    assert LONGER not in visitor.send(answers).content.decode()


def test_forged_payment_is_none(open_form, visitor):
    crowd(open_form)
    answers = visitor.answers(open_form)
    for forged in (
        {TICKET_FIELD: "0.x:y:z", WORK_FIELD: "1"},
        {TICKET_FIELD: "", WORK_FIELD: "\x00"},
        {WORK_FIELD: "9" * 5000},
        pay(at(ADDRESS), at(ADDRESS).answers(open_form)),  # somebody else's
    ):
        response = visitor.send({**answers, "body": f"Forged {forged}"[:2000], **forged})
        assert LONGER in response.content.decode()


def test_address_is_nowhere_in_the_pages_or_rows(open_form, visitor):
    response, row = send(visitor, open_form)
    assert ADDRESS not in response.content.decode()
    assert ADDRESS not in str(HelpRequest.objects.filter(pk=row.pk).values())


# The mails


def test_seven_hundred_posts_make_at_most_one_mail_an_hour(open_form, monkeypatch, settings):
    """The worst case: each of them passes, is urgent, and nobody is there to stop it."""
    monkeypatch.setattr("support.domain.submitting.records.stretch_code", cheaply)
    settings.ALARM_EMAILS = ["alarm@sanad.example"]
    everybody = [open_form.coordinator, *open_form.volunteers]
    start = datetime(2026, 3, 10, 6, 0, tzinfo=UTC)
    Mailbox.objects.bulk_create(Mailbox(profile=profile) for profile in everybody)
    mails: dict[str, list[datetime]] = {}
    posts = 0
    for minute in range(5 * 60):
        now = start + timedelta(minutes=minute)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        while posts < min(700, minute * 4):
            submit(open_form, body="Casino", urgency="now")
            posts += 1
        send_due_mail()
        _deliver(now, mails)
    assert posts == 700
    assert HelpRequest.objects.count() == 700
    staff = {profile.user.email for profile in everybody}
    assert staff <= set(mails) <= staff | set(settings.ALARM_EMAILS)
    for address, times in mails.items():
        hours = Counter(time.replace(minute=0) for time in times)
        if address in staff:
            # The daily one, at nine and some minutes, comes besides.
            assert hours.pop(start.replace(hour=9)) in {1, 2}
            assert all(count == 1 for count in hours.values())
        else:
            # Two kinds of alarm at most.
            assert all(count <= len(AlarmBox.objects.all()) for count in hours.values())
    assert sum(map(len, mails.values())) < 40


def _deliver(now: datetime, mails: dict[str, list[datetime]]) -> None:
    before = len(mail.outbox)
    run_only_what_is_queued()
    for message in mail.outbox[before:]:
        for address in message.to:
            mails.setdefault(address, []).append(now)


def run_only_what_is_queued() -> None:
    for row in DBTaskResult.objects.all():
        row.task.call(**row.args_kwargs["kwargs"])
    DBTaskResult.objects.all().delete()


def test_seven_hundred_posts_of_bots_that_pay_nothing_are_all_there_and_looked_through_first(
    open_form, monkeypatch
):
    monkeypatch.setattr("support.domain.submitting.records.stretch_code", cheaply)
    bot, codes = at(ADDRESS), set()
    answers = bot.answers(open_form)
    for number in range(700):
        filled = {
            **answers,
            "form_token": anonymous_forms.issue_token(),
            "body": f"Casino {number}",
            "step": "send",
        }
        response = bot.client.post("/en/support/", filled, headers=SAME_ORIGIN)
        assert response.status_code == 200
        codes.add(code(response))
    assert len(codes) == HelpRequest.objects.count() == 700
    assert HelpRequest.objects.filter(is_held=False).count() == limits.FREE_FROM_ONE_ADDRESS
    run_queue()
    assert max(Counter(message.to[0] for message in mail.outbox).values()) == 1


def cheaply(*, typed: str):
    """Stand in for Argon2id: what stretching costs is not what these are about."""
    digest = hashlib.sha512(typed.encode()).digest()
    return ReturnKeys(lookup_id=digest[:32], wrapping_key=digest[32:])
