"""The request form: what it asks, its steps, and what gets sealed."""

import pytest
from django.utils.translation import gettext, override

from core import honeypot
from support.models import AnswerLanguage, HelpRequest
from tests.factories.support import (
    CrisisContactFactory,
    RegionFactory,
    TopicFactory,
    make_language,
    make_volunteer,
)
from tests.support.visitor import (
    BODY,
    Visitor,
    code,
    heading,
    hidden,
    kept,
    sealed_payload,
    soup,
    summary_errors,
    title,
    token,
)
from vault.models import Envelope

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


# What the page shows


@pytest.mark.parametrize("language", ["ar", "en"])
def test_form_asks_exactly_this(open_form, language):
    response = Visitor(language=language).get("support/")
    assert response.status_code == 200
    form = soup(response).main.form
    names = [field["name"] for field in form.find_all(["input", "textarea", "select", "button"])]
    assert list(dict.fromkeys(names)) == [FIELDS[0], "page", honeypot.FIELD, *FIELDS[1:]]
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
    open_form.contacts[0].regions.set(open_form.regions[:1])
    open_form.contacts[0].languages.set(AnswerLanguage.objects.all())
    with django_assert_num_queries(12):
        visitor.get("support/")
    TopicFactory.create_batch(3)
    RegionFactory.create_batch(3)
    for contact in CrisisContactFactory.create_batch(3):
        contact.regions.set(open_form.regions)
        contact.languages.set(AnswerLanguage.objects.all())
    make_language("ckb")
    make_volunteer()
    with django_assert_num_queries(12):
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
        "answers": [],
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
    assert (row.urgency, row.language_id, row.status) == ("now", "ar", "new")
    assert row.received_at.second == row.received_at.microsecond == 0
    assert sealed_payload(code(response)) == {
        "body": BODY,
        "contact": "٠٣ ١٢٣ ٤٥٦",
        "safe_hours": "بعد ٨",
        "may_leave_message": True,
        "answers": [],
    }


@pytest.mark.parametrize(
    ("contact", "choice", "expected"),
    [("x", "yes", True), ("x", "no", False), ("x", "", False), ("", "yes", False)],
)
def test_message_is_left_only_where_somebody_said_so(open_form, contact, choice, expected):
    visitor = Visitor()
    answers = visitor.answers(open_form, contact=contact, may_leave_message=choice)
    assert sealed_payload(code(visitor.send(answers)))["may_leave_message"] is expected
