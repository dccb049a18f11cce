"""The conversation behind a code: what its visitor is shown, and what they never see."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from support.domain import access, conversing
from support.domain.history import record_event
from support.models import HelpPolicy, HelpRequest, RequestEvent, UrgencyLevel
from support.selectors import visiting
from support.views import conversation
from tests.factories.support import make_volunteer
from tests.support.behind_the_code import (
    CONTACT,
    DELETE,
    PAGE,
    SHUT_OUT,
    further,
    request_of,
    said,
    section,
    staff_answers,
    staff_open,
)
from tests.support.visitor import BODY, Visitor, heading, soup, title
from vault.domain import parts, records
from vault.domain.messages import Direction, append_message
from vault.models import OpenReturn, SealedMessage

pytestmark = pytest.mark.django_db
Kind = RequestEvent.Kind


def test_without_an_open_code_the_page_leads_to_the_one_that_takes_codes(open_form):
    response = Visitor().get(PAGE)
    assert (response.status_code, response["Location"]) == (302, "/en/return/")
    assert response.cookies == {}


def test_page_shows_ones_own_words_and_nobody_elses(visitor):
    assert said(visitor.page) == [("You", BODY)]
    assert "What another person wrote." not in visitor.page.content.decode()
    assert title(visitor.page) == "Sanad"
    assert heading(visitor.page) == "Your message and the answers"
    assert visitor.page["Cache-Control"] == "no-store"


def test_page_shows_what_else_was_told(open_form):
    visitor = Visitor()
    page = visitor.ask_and_come_back(
        open_form,
        region=open_form.regions[1].code,
        contact="@me",
        safe_hours="mornings",
        may_leave_message="yes",
    )
    rows = {
        row.dt.get_text(strip=True): row.dd.get_text(strip=True)
        for row in soup(page).select("dl.summary > div")
    }
    assert rows.pop("Sent")
    assert rows == {
        "Kind of help": open_form.topics[0].label_en,
        "How soon": UrgencyLevel.objects.get(code="days").label_en,
        "Language of the answer": "English",
        "Region": open_form.regions[1].label_en,
        "A safe way to reach you": "@me",
        "May we leave a message there?": "Yes",
        "When is it safe to reach you there?": "mornings",
    }


def lead(page) -> str:
    return " ".join(soup(page).main.find(class_="lead").get_text(" ").split())


def test_status_is_told_in_plain_words(visitor):
    def status() -> str:
        return lead(visitor.get(PAGE))

    assert status().startswith("Nobody has opened your message yet. If that stays so until ")
    request = request_of(visitor)
    staff_open(request)
    assert status() == "A volunteer has opened your message. There is no answer yet."
    staff_answers(visitor, "We can come with you.")
    assert status() == "You have an answer."
    visitor.post(PAGE, further(visitor.get(PAGE), "Thank you"))
    assert status().startswith(
        "Your last message is waiting for an answer. Nobody has opened it yet."
    )
    staff_open(request_of(visitor))
    assert status() == "A volunteer has opened your last message. There is no answer to it yet."
    conversing.close_request(request=request)
    assert status().startswith("Our volunteer has closed this.")


SUNDAY = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)  # 10 o'clock in Beirut


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"urgency": "now"}, "until 22 November 2026, 12:00, we ask the next person."),
        ({"urgency": "days"}, "until 23 November 2026, 10:00, we ask the next person."),
        (
            {"urgency": "now", "step": 1},
            "until 22 November 2026, 14:00, we ask the coordinators.",
        ),
        (
            {"urgency": "now", "backup": None},
            "until 22 November 2026, 12:00, we ask the coordinators.",
        ),
        (
            {"urgency": "now", "step": 2},
            "until 22 November 2026, 16:00, an alarm goes to everybody who is responsible here.",
        ),
    ],
)
def test_next_step_is_told_as_the_escalation_will_take_it(visitor, monkeypatch, fields, expected):
    HelpPolicy.objects.create(time_zone="Asia/Beirut")
    rows = HelpRequest.objects.filter(pk=request_of(visitor).pk)
    rows.update(waiting_since=SUNDAY, **fields)
    monkeypatch.setattr(conversation.timezone, "now", lambda: SUNDAY)
    assert lead(visitor.get(PAGE)).endswith(f"If that stays so {expected}")


@pytest.mark.parametrize(
    "fields",
    [
        {"waiting_since": SUNDAY - timedelta(days=9)},  # late already: not promised a second time
        {"step": 4},
        {"acknowledged_at": SUNDAY},
        {"status": "answered"},
        {"is_held": True},
    ],
)
def test_nothing_is_promised_that_nobody_keeps(visitor, monkeypatch, fields):
    rows = HelpRequest.objects.filter(pk=request_of(visitor).pk)
    rows.update(**{"waiting_since": SUNDAY, "urgency": "now", **fields})
    monkeypatch.setattr(conversation.timezone, "now", lambda: SUNDAY)
    page = visitor.get(PAGE)
    assert "If that stays so" not in page.content.decode()
    assert ("may wait for longer than usual" in lead(page)) == ("is_held" in fields)


def test_answer_is_shown_with_the_volunteers_alias(visitor):
    staff_answers(visitor, "We can <b>come</b> with you.")
    alias = request_of(visitor).assigned_to.alias_en
    page = visitor.get(PAGE)
    assert said(page) == [("You", BODY), (alias, "We can <b>come</b> with you.")]
    assert "<b>come" not in page.content.decode()
    user = request_of(visitor).assigned_to.user
    assert user.username not in page.content.decode()
    assert user.email not in page.content.decode()


def test_conversation_costs_the_same_queries_however_long_it_is(visitor, django_assert_num_queries):
    def grow() -> None:
        staff_answers(visitor, "An answer")
        record_event(request=request_of(visitor), kind=Kind.HANDED_OVER, target=make_volunteer())

    grow()
    with CaptureQueriesContext(connection) as once:
        visitor.get(PAGE)
    for _ in range(3):
        grow()
    with django_assert_num_queries(len(once)):
        visitor.get(PAGE)
    assert len(once) <= 14


def test_forged_message_is_not_shown_and_breaks_nothing(visitor):
    message = SealedMessage.objects.get(envelope=request_of(visitor).envelope)
    other = SealedMessage.objects.exclude(pk=message.pk).get()
    SealedMessage.objects.filter(pk=message.pk).update(sealed=other.sealed)
    page = visitor.get(PAGE)
    assert page.status_code == 200
    assert said(page) == []
    assert "cannot be shown at the moment" in page.content.decode()


def test_reading_leaves_nothing_that_anybody_could_see(visitor):
    def rows() -> dict:
        # The open code's own row alone says that it is in use, and goes with it.
        models = [model for model in apps.get_models() if model is not OpenReturn]
        return {model: list(model.objects.order_by("pk").values_list()) for model in models}

    staff_answers(visitor, "An answer")
    before = rows()
    for page in (PAGE, CONTACT, SHUT_OUT, DELETE):
        assert visitor.get(page).status_code == 200
    assert visitor.come_back(visitor.code).status_code == 302
    assert rows() == before


def test_notes_drafts_and_read_marks_of_staff_never_appear(visitor):
    request = request_of(visitor)
    staff_answers(visitor, "An answer")
    append_message(
        envelope=request.envelope,
        direction=Direction.NOTE,
        payload={"body": "Canary of a note", "alias": "x"},
        now=records.now(),
    )
    parts.put_part(
        envelope=request.envelope,
        name=f"draft|{request.assigned_to.pk}",
        payload={"body": "Canary of a draft"},
        staff_only=True,
        now=records.now(),
    )
    page = visitor.get(PAGE)
    assert [body for _author, body in said(page)] == [BODY, "An answer"]
    assert "Canary" not in page.content.decode()
    assert "all 2 messages" in soup(visitor.get(DELETE)).main.get_text()


# What happened, and who can read it


def test_history_tells_what_is_the_visitors_to_know_and_no_reason(visitor):
    request = request_of(visitor)
    request.events.all().delete()
    cedar, olive = make_volunteer(alias_en="Cedar"), make_volunteer(alias_en="Olive")
    expected = {
        Kind.ROUTED: "Olive was asked to answer.",
        Kind.ACKNOWLEDGED: "Cedar opened your message.",
        Kind.ANSWERED: None,
        Kind.WROTE_AGAIN: None,
        Kind.ESCALATED: "Nobody had opened it, so Olive was asked too.",
        Kind.ALARMED: None,
        Kind.STEPPED_IN: "Cedar stepped in and can read it.",
        Kind.HANDED_OVER: "It was handed over to Olive .",
        Kind.ENTRUSTED: "It was opened to Olive , too.",
        Kind.RECUSED: None,
        Kind.SHUT_OUT: "You shut Olive out.",
        Kind.CONTACT_CHANGED: "You changed how we may reach you.",
        Kind.CLOSED: "It was closed.",
        Kind.REOPENED: "It was opened again.",
        Kind.REKEYED: None,
        Kind.WARNED: None,
        Kind.KEPT: None,
        Kind.RELEASED: None,
    }
    assert set(expected) == set(Kind), "decide what visitors are told of a new kind of event"
    for kind in expected:
        record_event(request=request, kind=kind, actor=cedar, target=olive, reason="canary-reason")
    page = visitor.get(PAGE)
    lines = [" ".join(line.get_text(" ").split()) for line in soup(page).select(".history li span")]
    assert lines == [line for line in expected.values() if line]
    assert "canary-reason" not in page.content.decode()


def test_history_speaks_of_people_whose_accounts_are_gone(visitor):
    request = request_of(visitor)
    request.events.all().delete()
    for kind in visiting.TOLD:
        record_event(request=request, kind=kind)
    lines = [line.get_text(strip=True) for line in soup(visitor.get(PAGE)).select(".history span")]
    assert len(lines) == len(visiting.TOLD)
    assert all(len(line) > 10 for line in lines)


def test_page_names_everybody_with_a_key_and_who_reads_now(visitor, open_form):
    stranger = make_volunteer(alias_en="Stranger")
    request = request_of(visitor)
    names = [request.assigned_to, request.backup, open_form.coordinator]
    answers, stands_by, coordinates = (profile.alias_en for profile in names)
    lines = [
        " ".join(line.get_text(" ").split())
        for line in soup(visitor.get(PAGE)).select("[aria-labelledby=who-reads] li")
    ]
    assert lines == [
        f"{answers} answers you.",
        f"{stands_by} stands by and has a key, but opens it only if it is passed on.",
        f"{coordinates} coordinates and has a key, but opens it only if nobody else can answer.",
    ]
    access.widen_access(request=request, profiles=[open_form.coordinator], why="escalated")
    assert f"{coordinates} can read it and may answer." in section(visitor.get(PAGE), "who-reads")
    assert stranger.alias_en not in visitor.get(PAGE).content.decode()


# Links in answers


def test_only_our_own_addresses_in_answers_become_links(visitor):
    ours = f"{settings.SITE_URL}/en/resources/?page=2#rights"
    staff_answers(visitor, f"See {ours}. Or https://elsewhere.example/x <b>bold</b>\nThen call.")
    page = visitor.get(PAGE)
    (message,) = soup(page).select(".message:not(.message--mine)")
    assert [(link["href"], link["rel"]) for link in message.find_all("a")] == [
        ("/en/resources/?page=2#rights", ["noreferrer"])
    ]
    assert message.find(dir="auto").get_text() == (
        f"See {ours}. Or https://elsewhere.example/x <b>bold</b>\nThen call."
    )


def test_addresses_in_ones_own_words_stay_words(visitor):
    body = f"I read {settings.SITE_URL}/en/resources/"
    visitor.post(PAGE, further(visitor.page, body))
    assert soup(visitor.get(PAGE)).select(".conversation a") == []


def test_page_says_how_long_it_is_kept(visitor):
    HelpPolicy.objects.create(closed_days=31, silent_days=91, backup_days=15)
    text = section(visitor.get(PAGE), "how-long")
    assert all(f"{days} days" in text for days in (31, 91, 15))
    assert "up to 15 days" in " ".join(soup(visitor.get(DELETE)).main.get_text().split())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_behind_a_code_has_one_heading_and_names_its_forms_fields(open_form, language):
    visitor = Visitor(language=language)
    visitor.ask_and_come_back(open_form)
    for tail in (PAGE, CONTACT, SHUT_OUT, DELETE):
        page = visitor.get(tail)
        assert heading(page)
        assert title(page) not in {heading(page), ""}
        assert (soup(page).html["lang"], soup(page).html["dir"]) == (
            language,
            "rtl" if language == "ar" else "ltr",
        )
        for field in soup(page).main.select("input:not([type=hidden]), textarea, select"):
            assert soup(page).find("label", {"for": field["id"]}) or field.find_parent("label")
        assert page["Cache-Control"] == "no-store"
        assert "script" not in {node.name for node in soup(page).main.find_all()}
