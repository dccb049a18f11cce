"""Writing a further message behind a code: taken once, kept when it cannot be taken."""

from datetime import timedelta

import pytest

from core import anonymous_forms
from support.domain import conversing
from support.models import HelpRequest
from tests.factories.support import submit
from tests.support.behind_the_code import (
    COOKIE,
    DELETE,
    PAGE,
    further,
    idle,
    request_of,
    said,
)
from tests.support.queue import forget_news, told
from tests.support.visitor import BODY, heading, hidden, soup, summary_errors, title, token
from vault.domain import records

pytestmark = pytest.mark.django_db


def test_writing_again_adds_one_message_and_tells_the_volunteer(visitor):
    forget_news()
    response = visitor.post(PAGE, further(visitor.page, "  More\r\nof it\u202e "))
    assert (response.status_code, response["Location"]) == (302, "/en/support/conversation/")
    assert said(visitor.get(PAGE)) == [("You", BODY), ("You", "More\nof it")]
    request = request_of(visitor)
    assert request.status == "waiting"
    assert told() == {request.assigned_to.user_id}


def test_same_form_sent_twice_is_one_message_and_one_notice(visitor):
    forget_news()
    data = further(visitor.page, "More")
    for _ in range(3):
        assert visitor.post(PAGE, data).status_code == 302
    assert said(visitor.get(PAGE)) == [("You", BODY), ("You", "More")]
    assert len(told()) == 1


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
    idle()
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
    idle()
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


def test_one_conversation_does_not_fill_the_disk(visitor, monkeypatch):
    monkeypatch.setattr(conversing, "MESSAGES_A_DAY", 3)
    request, last = request_of(visitor), None
    for number in range(2):  # the request itself was the first
        last = further(visitor.get(PAGE), f"More {number}")
        assert visitor.post(PAGE, last).status_code == 302
    response = visitor.post(PAGE, further(visitor.get(PAGE), "One too many"))
    assert response.status_code == 429
    assert "One too many" in soup(response).find("textarea").get_text()
    assert len(said(visitor.get(PAGE))) == 3
    assert visitor.post(PAGE, last).status_code == 302  # the same form once more is no other one
    # Yesterday's do not count.
    request.envelope.messages.update(sent_at=records.now() - timedelta(days=1, minutes=1))
    assert visitor.post(PAGE, further(visitor.get(PAGE), "The day after")).status_code == 302


def test_pictures_of_one_conversation_are_counted(open_form, monkeypatch):
    monkeypatch.setattr(conversing, "PICTURES_IN_ALL", 2)
    envelope = submit(open_form).request.envelope
    conversing.write_again(envelope=envelope, body="Two", pictures=[b"x", b"y"])
    conversing.write_again(envelope=envelope, body="None")
    with pytest.raises(conversing.TooMuch):
        conversing.write_again(envelope=envelope, body="A third", pictures=[b"z"])
    assert envelope.messages.count() == 3
