"""The conversation behind a code: reading, writing again, deleting, and what may go wrong."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import anonymous_forms
from support.domain import conversing
from support.models import HelpRequest
from tests.factories.support import submit
from tests.factories.vault import unlocked
from tests.support.queue import queued
from tests.support.visitor import (
    BODY,
    Visitor,
    code,
    heading,
    hidden,
    soup,
    summary_errors,
    title,
    token,
)
from vault.models import AccessLogEntry, Envelope, Grant, OpenReturn, SealedMessage

pytestmark = pytest.mark.django_db
COOKIE = "__Host-return"
PAGE = "support/conversation/"
DELETE = "support/conversation/delete/"


@pytest.fixture
def visitor(open_form) -> Visitor:
    """Somebody whose conversation is open, beside somebody else's request."""
    submit(open_form, body="What another person wrote.")
    visitor = Visitor()
    visitor.page = visitor.ask_and_come_back(open_form)
    return visitor


def request_of(_visitor: Visitor) -> HelpRequest:
    """Return the one request whose code is open."""
    return HelpRequest.objects.get(envelope__in=OpenReturn.objects.values("envelope"))


def request_of_another() -> HelpRequest:
    """Return the one request whose code is not open."""
    return HelpRequest.objects.exclude(envelope__in=OpenReturn.objects.values("envelope")).get()


def further(page, body: str) -> dict:
    return {
        "form_token": token(page),
        "conversation": hidden(page, name="conversation"),
        "body": body,
    }


def said(page) -> list[tuple[str, str]]:
    return [
        (line.find(class_="message__author").get_text(strip=True), line.find(dir="auto").get_text())
        for line in soup(page).select("ol.conversation > li")
    ]


def staff_answers(visitor: Visitor, body: str) -> None:
    request = request_of(visitor)
    conversing.open_request(request=request, key=unlocked(request.assigned_to.user))
    conversing.answer_request(request=request, body=body, alias=request.assigned_to.alias_en)


# Reading


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
        "How soon": "Within some days",
        "Language of the answer": "English",
        "Region": open_form.regions[1].label_en,
        "A safe way to reach you": "@me",
        "May we leave a message there?": "Yes",
        "When is it safe to reach you there?": "mornings",
    }


def test_status_is_told_in_plain_words(visitor):
    def lead() -> str:
        return soup(visitor.get(PAGE)).main.find(class_="lead").get_text(strip=True)

    assert lead() == "Nobody has opened your message yet."
    request = request_of(visitor)
    conversing.open_request(request=request, key=unlocked(request.assigned_to.user))
    assert lead() == "A volunteer has opened your message. There is no answer yet."
    staff_answers(visitor, "We can come with you.")
    assert lead() == "You have an answer."
    visitor.post(PAGE, further(visitor.get(PAGE), "Thank you"))
    assert lead() == "Your last message is waiting for an answer."
    conversing.close_request(request=request)
    assert lead().startswith("Our volunteer has closed this.")


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
    with django_assert_num_queries(6):
        visitor.get(PAGE)
    staff_answers(visitor, "one")
    staff_answers(visitor, "two")
    with django_assert_num_queries(6):
        visitor.get(PAGE)


def test_forged_message_is_not_shown_and_breaks_nothing(visitor):
    message = SealedMessage.objects.get(envelope=request_of(visitor).envelope)
    other = SealedMessage.objects.exclude(pk=message.pk).get()
    SealedMessage.objects.filter(pk=message.pk).update(sealed=other.sealed)
    page = visitor.get(PAGE)
    assert page.status_code == 200
    assert said(page) == []
    assert "cannot be shown at the moment" in page.content.decode()


# Writing again


def test_writing_again_adds_one_message_and_tells_the_volunteer(visitor):
    DBTaskResult.objects.all().delete()
    response = visitor.post(PAGE, further(visitor.page, "  More\r\nof it\u202e "))
    assert (response.status_code, response["Location"]) == (302, "/en/support/conversation/")
    assert said(visitor.get(PAGE)) == [("You", BODY), ("You", "More\nof it")]
    request = request_of(visitor)
    assert request.status == "waiting"
    assert queued() == [("send_notice", {"user_id": request.assigned_to.user_id})]


def test_same_form_sent_twice_is_one_message_and_one_notice(visitor):
    DBTaskResult.objects.all().delete()
    data = further(visitor.page, "More")
    for _ in range(3):
        assert visitor.post(PAGE, data).status_code == 302
    assert said(visitor.get(PAGE)) == [("You", BODY), ("You", "More")]
    assert len(queued()) == 1


def test_same_form_with_other_words_is_another_message(visitor):
    # A browser's Back may bring the form with its old token; what is written then is new.
    visitor.post(PAGE, further(visitor.page, "More"))
    visitor.post(PAGE, further(visitor.page, "Even more"))
    assert [body for _author, body in said(visitor.get(PAGE))] == [BODY, "More", "Even more"]


def test_same_words_from_two_forms_are_two_messages(visitor):
    visitor.post(PAGE, further(visitor.get(PAGE), "Hello?"))
    visitor.post(PAGE, further(visitor.get(PAGE), "Hello?"))
    assert [body for _author, body in said(visitor.get(PAGE))] == [BODY, "Hello?", "Hello?"]


def test_writing_opens_a_closed_request_again(visitor):
    conversing.close_request(request=request_of(visitor))
    visitor.post(PAGE, further(visitor.get(PAGE), "Again"))
    request = request_of(visitor)
    assert (request.status, request.closed_at) == ("waiting", None)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "Please write something here."),
        (" \u200b\x00\r\n", "Please write something here."),
        ("x" * 10_001, "This is too long: it has 10001 characters, and the limit is 10000."),
    ],
)
def test_bad_message_is_named_and_kept(visitor, body, message):
    response = visitor.post(PAGE, further(visitor.page, body))
    assert response.status_code == 200
    ((target, line),) = summary_errors(response)
    assert target == "#id_body"
    assert line.endswith(message)
    assert title(response) == "Error: Sanad"
    kept = soup(response).find(id="id_body").text.removeprefix("\n")
    assert kept.strip() == body.replace("\r\n", "\n").strip()
    assert said(response) == [("You", BODY)]


def test_expired_form_keeps_the_message(visitor, monkeypatch):
    monkeypatch.setattr(anonymous_forms, "LIFETIME", anonymous_forms.LIFETIME * 0)
    response = visitor.post(PAGE, further(visitor.page, "More"))
    assert "Nothing is lost" in summary_errors(response)[0][1]
    assert "More" in soup(response).find(id="id_body").text
    assert said(response) == [("You", BODY)]
    monkeypatch.undo()
    assert visitor.post(PAGE, further(response, "More")).status_code == 302


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_message_from_elsewhere_is_refused(visitor, site):
    response = visitor.post(PAGE, further(visitor.page, "More"), headers={"Sec-Fetch-Site": site})
    assert response.status_code == 403
    assert "More" in soup(response).find(id="id_body").text
    assert said(visitor.get(PAGE)) == [("You", BODY)]


def test_who_wrote_for_longer_than_the_code_stays_open_loses_nothing(visitor):
    data = further(visitor.page, "A long letter")
    _idle()
    response = visitor.post(PAGE, data)
    assert response.status_code == 200
    assert heading(response) == "Please type your code once more"
    assert "A long letter" in soup(response).find(id="id_body").text
    assert response.cookies == {}

    wrong = visitor.post(
        PAGE, {"form_token": token(response), "body": "A long letter", "code": "123"}
    )
    assert summary_errors(wrong)[0][0] == "#id_code"
    assert "A long letter" in soup(wrong).find(id="id_body").text
    assert wrong.cookies == {}

    right = visitor.post(
        PAGE, {"form_token": token(wrong), "body": "A long letter", "code": visitor.code}
    )
    assert right.status_code == 302
    assert list(right.cookies) == [COOKIE]
    assert said(visitor.get(PAGE)) == [("You", BODY), ("You", "A long letter")]


def test_empty_letter_after_idling_is_named_on_the_open_conversation(visitor):
    _idle()
    response = visitor.post(
        PAGE, {"form_token": token(visitor.page), "body": "", "code": visitor.code}
    )
    assert [target for target, _line in summary_errors(response)] == ["#id_body"]
    assert said(response) == [("You", BODY)]
    assert list(response.cookies) == [COOKIE]


@pytest.mark.parametrize("form", ["message", "delete"])
def test_page_left_in_another_tab_does_not_act_on_the_code_opened_since(open_form, visitor, form):
    old = visitor.get(PAGE if form == "message" else DELETE)
    other_code = submit(open_form, body="Another matter").code
    visitor.come_back(other_code)
    if form == "message":
        response = visitor.post(PAGE, further(old, "Meant for the first"))
        assert "Meant for the first" in soup(response).find(id="id_body").text
    else:
        data = {"form_token": token(old), "conversation": hidden(old, name="conversation")}
        response = visitor.post(DELETE, data)
    assert "Another code was opened in this browser" in response.content.decode()
    assert said(visitor.get(PAGE)) == [("You", "Another matter")]
    assert HelpRequest.objects.count() == 3


# Deleting


def test_deletion_asks_once_and_says_what_goes(visitor):
    staff_answers(visitor, "An answer")
    response = visitor.get(DELETE)
    assert response.status_code == 200
    assert "all 2 messages" in soup(response).main.get_text()
    assert HelpRequest.objects.count() == 2


def test_deletion_leaves_no_row_and_no_cookie(visitor):
    staff_answers(visitor, "An answer")
    gone, stays = request_of(visitor), request_of_another()
    page = visitor.get(DELETE)
    response = visitor.post(DELETE, further(page, ""))
    assert response.status_code == 200
    assert heading(response) == "It is gone"
    assert response.cookies[COOKIE]["max-age"] == 0
    left = {
        HelpRequest: {stays.envelope_id},
        SealedMessage: {stays.envelope_id},
        Grant: {stays.envelope_id},
        OpenReturn: set(),
    }
    for model, expected in left.items():
        assert set(model.objects.values_list("envelope", flat=True)) == expected
    assert set(Envelope.objects.values_list("pk", flat=True)) == {stays.envelope_id}
    # What stays is written on the page that asked: who of the staff opened a record, and when.
    assert {entry.envelope_id for entry in AccessLogEntry.objects.all()} == {gone.envelope_id}
    assert Visitor().come_back(visitor.code).status_code == 200
    assert visitor.get(PAGE).status_code == 302
    assert visitor.post(DELETE, further(page, "")).status_code == 302


def test_deletion_needs_a_genuine_form(visitor, monkeypatch):
    page = visitor.get(DELETE)
    foreign = visitor.post(DELETE, further(page, ""), headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert visitor.post(DELETE, {}).status_code == 200
    monkeypatch.setattr(anonymous_forms, "LIFETIME", timedelta(0))
    expired = visitor.post(DELETE, further(page, ""))
    assert (expired.status_code, heading(expired)) == (200, "Delete everything?")
    assert HelpRequest.objects.count() == 2


def test_deletion_needs_an_open_code(visitor):
    page = visitor.get(DELETE)
    _idle()
    response = visitor.post(DELETE, further(page, ""))
    assert (response.status_code, response["Location"]) == (302, "/en/return/")
    assert HelpRequest.objects.count() == 2


@pytest.mark.parametrize("opened_elsewhere", [True, False])
def test_what_was_deleted_elsewhere_is_said_to_be_gone(visitor, monkeypatch, opened_elsewhere):
    data = further(visitor.page, "Too late")
    request = request_of(visitor)
    if opened_elsewhere:
        # The row of the open code is read just before the deletion, the request just after.
        real = conversing.write_again

        def late(**kwargs):
            conversing.delete_request(envelope=request.envelope)
            real(**kwargs)

        monkeypatch.setattr(conversing, "write_again", late)
        response = visitor.post(PAGE, data)
        assert response.status_code == 410
        assert heading(response) == "This was deleted"
        assert response.cookies[COOKIE]["max-age"] == 0
    else:
        conversing.delete_request(envelope=request.envelope)
        response = visitor.post(PAGE, data)
        assert heading(response) == "Please type your code once more"
    assert "Too late" in response.content.decode()
    assert HelpRequest.objects.count() == SealedMessage.objects.count() == 1


def test_deletion_is_final_for_staff_too(visitor):
    request = request_of(visitor)
    conversing.delete_request(envelope=request.envelope)
    with pytest.raises(conversing.RequestGone):
        conversing.answer_request(request=request, body="x", alias="y")
    with pytest.raises(conversing.RequestGone):
        conversing.close_request(request=request)
    assert SealedMessage.objects.count() == 1


def test_only_the_right_code_ever_sets_a_cookie(visitor, open_form):
    stranger = Visitor()
    answers = stranger.answers(open_form)
    sent = stranger.send(answers)
    pages = [
        stranger.get("support/"),
        stranger.post("support/", {**answers, "step": "review"}),
        stranger.post("support/", {**answers, "step": "edit"}),
        stranger.post("support/", {**answers, "body": ""}),
        stranger.post("support/", answers, headers={"Sec-Fetch-Site": "cross-site"}),
        sent,
        stranger.get("return/"),
        stranger.come_back("1234"),
        stranger.get(PAGE),
        stranger.get(DELETE),
        stranger.post(PAGE, {"body": "x"}),
        stranger.post(DELETE, {}),
        stranger.client.get("/en/nothing-here/"),
        visitor.get(PAGE),
        visitor.get(DELETE),
        visitor.post(PAGE, further(visitor.page, "")),
        visitor.post(PAGE, further(visitor.page, "More")),
    ]
    assert [dict(page.cookies) for page in pages] == [{}] * len(pages)
    assert list(stranger.come_back(code(sent)).cookies) == [COOKIE]


def _idle() -> None:
    limit = timedelta(seconds=settings.VAULT_IDLE_SECONDS)
    OpenReturn.objects.update(used_at=timezone.now() - limit)


def test_form_that_is_sent_again_after_deleting_revives_nothing(open_form):
    visitor = Visitor()
    answers = visitor.answers(open_form)
    visitor.come_back(code(visitor.send(answers)))
    page = visitor.get(DELETE)
    fields = {field["name"]: field["value"] for field in soup(page).main.form.find_all("input")}
    assert heading(visitor.post(DELETE, fields)) == "It is gone"

    again = visitor.send(answers)
    assert again.status_code == 410
    assert "was deleted, so it was not sent again" in summary_errors(again)[0][1]
    assert BODY in soup(again).find(id="id_body").text
    assert not HelpRequest.objects.exists()

    # From here it may be sent, as something new.
    anew = visitor.send({**answers, "form_token": token(again)})
    assert code(anew)
    assert HelpRequest.objects.count() == 1
