"""The request form: what it asks, what it refuses, and that nothing typed is lost."""

import logging

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext, override

from core import anonymous_forms
from support.domain import submitting
from support.models import HelpRequest, Topic, VolunteerProfile
from tests.factories.support import RegionFactory, TopicFactory, make_volunteer
from tests.support.visitor import (
    BODY,
    SAME_ORIGIN,
    Visitor,
    code,
    heading,
    hidden,
    soup,
    summary_errors,
    title,
    token,
)
from vault.domain import records
from vault.models import Envelope, OrganisationKey, SealedMessage, StaffKey

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
NOTHING_WRITTEN = "Write what happened, in as few words as you like."


def sealed_payload(typed: str) -> dict:
    """Return the first message behind a code."""
    record = records.open_by_code(keys=records.stretch_code(typed=typed))
    return records.read_messages(record=record)[0].payload


def kept(response, name: str) -> str:
    """Return what the page holds in a field, visible or hidden."""
    field = soup(response).main.find(["textarea", "input"], {"name": name})
    if field.name == "textarea":
        return field.text.removeprefix("\n")  # HTML drops one line end after the tag
    if field.get("type") == "radio":
        chosen = soup(response).main.find("input", {"name": name, "checked": True})
        return chosen["value"] if chosen else ""
    return field.get("value", "")


# What the page shows


@pytest.mark.parametrize("language", ["ar", "en"])
def test_form_asks_exactly_this(open_form, language):
    response = Visitor(language=language).get("support/")
    assert response.status_code == 200
    form = soup(response).main.form
    names = [field["name"] for field in form.find_all(["input", "textarea", "select", "button"])]
    assert list(dict.fromkeys(names)) == FIELDS
    values = [box["value"] for box in form.find_all("input", {"type": "radio"})]
    topics = [topic.code for topic in open_form.topics]
    regions = [region.code for region in open_form.regions]
    assert values == [
        *topics,
        *["now", "days", "weeks"],
        *["ar", "en"],
        *["", *regions],
        *["yes", "no"],
    ]


def test_form_offers_only_what_is_in_use(open_form):
    gone = TopicFactory(is_active=False, label_en="Old topic")
    away = RegionFactory(is_active=False, label_en="Old region")
    page = Visitor().get("support/").content.decode()
    assert gone.label_en not in page
    assert away.label_en not in page
    assert open_form.topics[0].label_en in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_language_of_the_answer_begins_as_that_of_the_page(open_form, language):
    response = Visitor(language=language).get("support/")
    assert kept(response, "language") == language
    assert kept(response, "region") == ""


def test_crisis_contacts_stand_before_the_form(open_form):
    page = Visitor().get("support/").content.decode()
    assert page.index("+961 1 234 567") < page.index("<form")
    assert 'href="tel:+9611234567"' in page


@pytest.mark.parametrize(
    ("language", "shown"), [("ar", "أناس يصغون."), ("en", "People who listen.")]
)
def test_crisis_contacts_say_what_one_finds_there(open_form, language, shown):
    def paragraphs() -> list[str]:
        page = soup(Visitor(language=language).get("support/"))
        return [found.get_text().strip() for found in page.select(".contacts p")]

    assert len(paragraphs()) == 2  # the name and the hours: no empty paragraph stands between them
    contact = open_form.contacts[0]
    contact.description_en, contact.description_ar = "People who listen.", "أناس يصغون."
    contact.save()
    assert paragraphs()[1] == shown


@pytest.mark.parametrize("language", ["ar", "en"])
def test_document_title_is_neutral_and_the_heading_real(open_form, language):
    with override(language):
        name = gettext("Sanad")
    visitor = Visitor(language=language)
    answers = visitor.answers(open_form)
    pages = [
        visitor.get("support/"),
        visitor.get("return/"),
        visitor.post("support/", {**answers, "step": "review"}),
        visitor.send(answers),
    ]
    assert [title(page) for page in pages] == [name] * 4
    assert all(heading(page) not in {"", name} for page in pages)
    assert all('property="og:' not in page.content.decode() for page in pages)


def test_free_text_leaves_no_trace_in_the_browser(open_form):
    form = soup(Visitor().get("support/")).main.form
    assert form["autocomplete"] == "off"
    for name in ("body", "contact", "safe_hours"):
        field = form.find(["input", "textarea"], {"name": name})
        assert field["autocomplete"] == "off"
        assert field["spellcheck"] == "false"
        assert field["dir"] == "auto"
        assert "maxlength" not in field.attrs


def test_limits_stand_beside_the_fields(open_form):
    page = Visitor().get("support/").content.decode()
    for limit in ("At most 10000 characters.", "At most 500 characters.", "At most 200 characters"):
        assert limit in page


def test_form_costs_the_same_queries_whatever_is_on_offer(open_form, django_assert_num_queries):
    visitor = Visitor()
    visitor.get("support/")  # warms Wagtail's cache of sites
    with django_assert_num_queries(7):
        visitor.get("support/")
    TopicFactory.create_batch(3)
    RegionFactory.create_batch(3)
    make_volunteer()
    with django_assert_num_queries(7):
        visitor.get("support/")


def test_pages_are_kept_by_no_cache_and_send_the_origin_of_posts(open_form):
    visitor = Visitor()
    answers = visitor.answers(open_form)
    for response in (
        visitor.get("support/"),
        visitor.post("support/", {**answers, "step": "review"}),
        visitor.send(answers),
    ):
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "same-origin"
        assert response.cookies == {}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_other_methods_are_refused(open_form, method):
    assert getattr(Visitor().client, method)("/en/support/").status_code == 405


# The steps


def test_review_shows_everything_and_sends_nothing(open_form):
    visitor = Visitor()
    answers = visitor.answers(
        open_form,
        region=open_form.regions[1].code,
        body="First line\r\nسطر ثانٍ <script>alert(1)</script>",
        contact="@somebody",
        safe_hours="after 18",
        may_leave_message="no",
    )
    response = visitor.post("support/", {**answers, "step": "review"})
    shown = [cell.get_text("\n", strip=True) for cell in soup(response).main.find_all("dd")]
    assert shown == [
        open_form.topics[0].label_en,
        "Within some days",
        "English",
        open_form.regions[1].label_en,
        "First line\nسطر ثانٍ <script>alert(1)</script>",
        "@somebody",
        "after 18",
        "No, only speak with me",
    ]
    assert "<script>alert" not in response.content.decode()
    assert token(response) == answers["form_token"]
    for name in FIELDS[1:-1]:
        assert hidden(response, name=name) == answers[name].replace("\r\n", "\n")
    assert (HelpRequest.objects.count(), Envelope.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("contact", "choice", "shown"),
    [
        ("x", "", "No"),
        ("x", "yes", "Yes"),
        ("", "", "left empty"),
    ],
)
def test_review_says_what_becomes_of_an_unanswered_question(open_form, contact, choice, shown):
    visitor = Visitor()
    answers = visitor.answers(open_form, contact=contact, may_leave_message=choice)
    response = visitor.post("support/", {**answers, "step": "review"})
    assert soup(response).main.find_all("dd")[-1].get_text(strip=True) == shown


@pytest.mark.parametrize("step", ["", "review", "no such step", None, "SEND"])
def test_unknown_step_is_review(open_form, step):
    visitor = Visitor()
    answers = visitor.answers(open_form)
    response = visitor.post("support/", answers if step is None else {**answers, "step": step})
    assert heading(response) == "Is this right?"
    assert not HelpRequest.objects.exists()


def test_what_the_review_carries_is_what_gets_sent(open_form):
    visitor = Visitor()
    answers = visitor.answers(
        open_form, body="  é\r\n\u202eevil\u202c\x00\x07 ‏٣٤  ", contact="x", may_leave_message="yes"
    )
    review = visitor.post("support/", {**answers, "step": "review"})
    carried = {name: hidden(review, name=name) for name in FIELDS[:-1]}
    sent = visitor.send(carried)
    assert sealed_payload(code(sent)) == {
        "body": "é\nevil ‏٣٤",
        "contact": "x",
        "safe_hours": "",
        "may_leave_message": True,
    }


def test_edit_refills_the_form_without_complaining(open_form):
    visitor = Visitor()
    answers = visitor.answers(
        open_form, region=open_form.regions[0].code, may_leave_message="yes", contact="", body=""
    )
    response = visitor.post("support/", {**answers, "step": "edit"})
    assert {name: kept(response, name) for name in FIELDS[:-1]} == answers
    assert summary_errors(response) == []


def test_sent_request_has_these_facets_and_this_payload(open_form):
    visitor = Visitor(language="ar")
    answers = visitor.answers(
        open_form,
        region=open_form.regions[2].code,
        urgency="now",
        language="ar",
        contact="٠٣ ١٢٣ ٤٥٦",
        safe_hours="بعد ٨",
        may_leave_message="yes",
    )
    response = visitor.send(answers)
    (row,) = HelpRequest.objects.all()
    assert (row.topic, row.region) == (open_form.topics[0], open_form.regions[2])
    assert (row.urgency, row.language, row.status) == ("now", "ar", "new")
    assert row.received_at.second == row.received_at.microsecond == 0
    assert sealed_payload(code(response)) == {
        "body": BODY,
        "contact": "٠٣ ١٢٣ ٤٥٦",
        "safe_hours": "بعد ٨",
        "may_leave_message": True,
    }


@pytest.mark.parametrize(
    ("contact", "choice", "expected"),
    [("x", "yes", True), ("x", "no", False), ("x", "", False), ("", "yes", False)],
)
def test_message_is_left_only_where_somebody_said_so(open_form, contact, choice, expected):
    visitor = Visitor()
    answers = visitor.answers(open_form, contact=contact, may_leave_message=choice)
    assert sealed_payload(code(visitor.send(answers)))["may_leave_message"] is expected


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


# Closed


def _no_organisation_key(opened):
    OrganisationKey.objects.update(is_current=False)


def _no_coordinator(opened):
    VolunteerProfile.objects.update(is_duty_coordinator=False)


def _coordinator_without_key(opened):
    StaffKey.objects.filter(user=opened.coordinator.user).update(revoked_at=records.now())


def _coordinator_not_active(opened):
    get_user_model().objects.filter(pk=opened.coordinator.user_id).update(is_active=False)


def _one_key_only(opened):
    StaffKey.objects.exclude(user=opened.coordinator.user).update(revoked_at=records.now())


def _no_topic(opened):
    Topic.objects.update(is_active=False)


CLOSINGS = [
    _no_organisation_key,
    _no_coordinator,
    _coordinator_without_key,
    _coordinator_not_active,
    _one_key_only,
    _no_topic,
]


@pytest.mark.parametrize("closing", CLOSINGS)
def test_form_is_closed_where_nobody_could_open_a_request(open_form, closing):
    closing(open_form)
    response = Visitor().get("support/")
    assert response.status_code == 200
    assert soup(response).main.form is None
    assert heading(response) == "We cannot take messages in right now"
    assert "+961 1 234 567" in response.content.decode()


@pytest.mark.parametrize("closing", CLOSINGS)
@pytest.mark.parametrize("step", ["review", "send", "edit"])
def test_form_that_closed_meanwhile_shows_the_text_for_copying(open_form, closing, step):
    visitor = Visitor()
    answers = visitor.answers(open_form, contact="where & how")
    closing(open_form)
    response = visitor.post("support/", {**answers, "step": step})
    assert response.status_code == 200
    assert heading(response) == "We cannot take messages in right now"
    shown = [cell.get_text(strip=True) for cell in soup(response).main.find_all("dd")]
    assert shown == [BODY, "where & how"]
    assert (HelpRequest.objects.count(), Envelope.objects.count()) == (0, 0)


# When something breaks


def test_fault_while_sending_loses_no_words_and_says_nothing_of_them(
    open_form, monkeypatch, caplog
):
    def fail(**_kwargs):
        raise RuntimeError("a fault")

    visitor = Visitor()
    answers = visitor.answers(open_form)
    monkeypatch.setattr(submitting.records, "seal_record", fail)
    with caplog.at_level(logging.DEBUG):
        response = visitor.send(answers)
    assert response.status_code == 503
    assert kept(response, "body") == BODY
    assert token(response) == answers["form_token"]
    assert "cannot arrive twice" in summary_errors(response)[0][1]
    assert BODY not in caplog.text
    assert not HelpRequest.objects.exists()
    monkeypatch.undo()
    assert visitor.send(answers).status_code == 200


def test_names_of_the_pages_are_those_that_others_link_to():
    with override("ar"):
        assert reverse("support:request") == "/ar/support/"
        assert reverse("support:conversation") == "/ar/support/conversation/"
        assert reverse("vault:return") == "/ar/return/"
