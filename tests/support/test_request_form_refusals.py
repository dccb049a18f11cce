"""The request form: what it refuses, and that nothing typed is lost."""

import pytest

from core import anonymous_forms
from support.models import HelpRequest, Topic
from tests.support.visitor import (
    BODY,
    SAME_ORIGIN,
    Visitor,
    code,
    heading,
    kept,
    sealed_payload,
    soup,
    summary_errors,
    title,
    token,
)
from vault.models import OrganisationKey, SealedMessage

pytestmark = pytest.mark.django_db
FIELDS = [
    "form_token",
    "topic",
    "urgency",
    "language",
    "region",
    "body",
    "contact",
    "safe_hours",
    "may_leave_message",
    "step",
]


# Sent twice, late, or from elsewhere


def test_form_sent_twice_is_one_request_and_the_same_page(open_form):
    visitor = Visitor()
    answers = visitor.answers(open_form)
    first, second = visitor.send(answers), visitor.send(answers)
    assert first.content == second.content
    assert (HelpRequest.objects.count(), SealedMessage.objects.count()) == (1, 1)


def test_two_forms_are_two_requests_with_two_codes(open_form):
    visitor = Visitor()
    codes = {code(visitor.send(visitor.answers(open_form))) for _ in range(3)}
    assert len(codes) == HelpRequest.objects.count() == 3


@pytest.mark.parametrize("change", [{"body": "Something else"}, {"urgency": "now"}])
def test_form_that_was_changed_after_sending_is_another_request(open_form, change):
    visitor = Visitor()
    answers = visitor.answers(open_form)
    first, second = visitor.send(answers), visitor.send({**answers, **change})
    assert code(second) != code(first)
    assert sealed_payload(code(first))["body"] == BODY
    assert sealed_payload(code(second))["body"] == change.get("body", BODY)
    urgencies = HelpRequest.objects.order_by("urgency").values_list("urgency", flat=True)
    assert list(urgencies) == ["days", change.get("urgency", "days")]


def test_whoever_had_the_token_first_learns_no_code_from_it(open_form):
    """A token that an attacker put into the visitor's form opens nothing that was sent with it."""
    attacker, visitor = Visitor(), Visitor()
    planted = token(attacker.get("support/"))
    right = code(visitor.send(visitor.answers(open_form, form_token=planted)))
    guess = attacker.send(attacker.answers(open_form, form_token=planted, body="x"))
    assert code(guess) != right
    assert BODY not in guess.content.decode()


def test_replay_shows_the_code_even_when_the_form_has_closed_since(open_form):
    visitor = Visitor()
    answers = visitor.answers(open_form)
    first = visitor.send(answers)
    OrganisationKey.objects.update(is_current=False)
    assert code(visitor.send(answers)) == code(first)


@pytest.mark.parametrize("step", ["review", "send", "edit"])
def test_expired_form_keeps_the_text_and_gets_a_new_token(open_form, step, monkeypatch):
    visitor = Visitor()
    answers = visitor.answers(open_form, contact="somewhere")
    monkeypatch.setattr(anonymous_forms, "LIFETIME", anonymous_forms.LIFETIME * 0)
    response = visitor.post("support/", {**answers, "step": step})
    assert response.status_code == 200
    assert "Nothing is lost" in summary_errors(response)[0][1]
    assert token(response) != answers["form_token"]
    expected = {**answers, "form_token": token(response)}
    assert {name: kept(response, name) for name in FIELDS[:-1]} == expected
    assert not HelpRequest.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "none"}],
)
@pytest.mark.parametrize("step", ["review", "send"])
def test_post_from_elsewhere_is_refused_with_its_text(open_form, headers, step):
    visitor = Visitor()
    answers = visitor.answers(open_form)
    response = visitor.post("support/", {**answers, "step": step}, headers=headers)
    assert response.status_code == 403
    assert kept(response, "body") == BODY
    assert heading(response) == "Ask for help"
    assert not HelpRequest.objects.exists()


def test_token_alone_proves_a_page_where_the_browser_says_nothing(open_form):
    visitor = Visitor(headers={})
    answers = visitor.answers(open_form)
    assert visitor.send({**answers, "form_token": "forged"}).status_code == 403
    assert visitor.send({**answers, "form_token": ""}).status_code == 403
    assert not HelpRequest.objects.exists()
    assert visitor.send(answers).status_code == 200
    assert HelpRequest.objects.count() == 1


# Bad input


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("body", "", "Write what happened, in as few words as you like."),
        ("body", " \t\r\n ", "Write what happened, in as few words as you like."),
        (
            "body",
            "\u200b\u2060\ufeff\u202e\x00",
            "Write what happened, in as few words as you like.",
        ),
        (
            "body",
            "x" * 10_001,
            "This is too long: it has 10001 characters, and the limit is 10000.",
        ),
        (
            "contact",
            "x" * 501,
            "This is too long: it has 501 characters, and the limit is 500.",
        ),
        (
            "safe_hours",
            "س" * 201,
            "This is too long: it has 201 characters, and the limit is 200.",
        ),
        ("topic", "", "Choose what kind of help you need."),
        ("topic", "nothing", "This kind of help is not on offer any more. Choose another one."),
        ("topic", "a\x00b", "This kind of help is not on offer any more. Choose another one."),
        ("urgency", "", "Choose how soon you need an answer."),
        ("urgency", "yesterday", "Choose one of these answers."),
        ("language", "", "Choose the language of the answer."),
        ("language", "fr", "Choose one of these languages."),
        ("region", "moon", "This region is not in the list any more. Choose another one."),
        ("region", "\x00", "This region is not in the list any more. Choose another one."),
        ("may_leave_message", "perhaps", "Choose one of these answers."),
    ],
)
@pytest.mark.parametrize("step", ["review", "send"])
def test_bad_answer_is_named_at_the_top_and_beside_its_field(open_form, name, value, message, step):
    visitor = Visitor()
    answers = visitor.answers(open_form, **{"contact": "kept too", name: value})
    response = visitor.post("support/", {**answers, "step": step})
    assert response.status_code == 200
    assert title(response) == "Error: Sanad"
    ((target, line),) = summary_errors(response)
    assert line.endswith(message)
    page = soup(response).main
    pointed_at = page.find(id=target.removeprefix("#"))
    assert pointed_at["name"] == name
    assert page.find(id=f"id_{name}_error").get_text(strip=True) == message
    for other in set(answers) - {name}:
        assert kept(response, other) == answers[other]
    if name in {"body", "contact", "safe_hours"}:
        assert kept(response, name).strip() == value.replace("\r\n", "\n").strip()
    assert not HelpRequest.objects.exists()


@pytest.mark.parametrize(
    ("name", "limit"), [("body", 10_000), ("contact", 500), ("safe_hours", 200)]
)
def test_exactly_the_limit_is_taken(open_form, name, limit):
    visitor = Visitor()
    # Decomposed: twice as many characters on the way as are kept.
    answers = visitor.answers(open_form, **{name: "e\u0301" * limit})
    assert sealed_payload(code(visitor.send(answers)))[name] == "é" * limit


def test_all_that_is_wrong_is_named_in_the_readers_language(open_form):
    visitor = Visitor(language="ar")
    form_token = token(visitor.get("support/"))
    response = visitor.post("support/", {"form_token": form_token})
    targets = [target for target, _line in summary_errors(response)]
    assert targets == ["#id_topic_0", "#id_urgency_0", "#id_language_0", "#id_body"]
    assert soup(response).html["lang"] == "ar"


def test_topic_that_went_out_of_use_meanwhile_is_said_so(open_form):
    visitor = Visitor()
    answers = visitor.answers(open_form)
    Topic.objects.filter(pk=open_form.topics[0].pk).delete()
    response = visitor.send(answers)
    ((target, line),) = summary_errors(response)
    assert target == "#id_topic_0"
    assert "not on offer any more" in line
    assert kept(response, "body") == BODY


@pytest.mark.parametrize("field", FIELDS)
def test_nul_anywhere_breaks_nothing(open_form, field):
    visitor = Visitor()
    answers = {**visitor.answers(open_form), "step": "send"}
    response = visitor.post("support/", {**answers, field: f"\x00{answers[field]}\x00"})
    assert response.status_code == 200


def test_fields_that_we_did_not_ask_for_are_ignored(open_form):
    visitor = Visitor()
    answers = visitor.answers(open_form, status="closed", assigned_to="1", id="x")
    visitor.send(answers)
    assert HelpRequest.objects.get().status == "new"


def test_far_too_big_a_post_gets_a_clear_page(open_form):
    visitor = Visitor()
    answers = visitor.answers(open_form, body="x" * (2 * 1024 * 1024))
    response = visitor.client.post(
        "/en/support/",
        "&".join(f"{name}={value}" for name, value in answers.items()),
        content_type="application/x-www-form-urlencoded",
        headers=SAME_ORIGIN,
    )
    assert response.status_code == 400
    assert "Nothing was sent and nothing was kept." in response.content.decode()
