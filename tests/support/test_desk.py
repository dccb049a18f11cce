"""One request at the desk: how it is read, answered and closed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.desk.forms import BODY_LENGTH
from support.domain import conversing, deleting, drafting, sharing
from support.domain.noting import add_note
from support.domain.shutting_out import shut_out
from support.models import AnswerTemplate, HelpRequest, Tally
from tests.factories import support, vault
from tests.support.desk import Desk, address, soup, text
from vault.domain import records
from vault.domain.messages import read_messages
from vault.models import AccessLogEntry, SealedMessage

pytestmark = pytest.mark.django_db

CANARY = "kestrel-over-the-harbour"
FURTHER = ("share", "close", "reopen", "note", "draft", "step_in", "recuse", "hand_over")
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def request_(open_form) -> HelpRequest:
    """A request whose text holds the canary."""
    return support.submit(open_form, body=f"{CANARY}\nsecond line").request


@pytest.fixture
def desk(request_) -> Desk:
    """The desk of the volunteer who answers it."""
    return Desk(request_.assigned_to.user)


def read(request: HelpRequest) -> list[dict]:
    """Return what the request holds, as the volunteer opens it."""
    key = vault.unlocked(request.assigned_to.user)
    record = records.open_by_grant(envelope=request.envelope, key=key)
    return [message.payload for message in read_messages(record=record)]


# Eight of them are Wagtail's: session, person, rights, profile, languages and what menus show.
REQUEST_QUERIES = 26


@pytest.mark.parametrize("many", [1, 3])
def test_request_asks_the_database_equally_often(
    open_form, desk, request_, django_assert_num_queries, many
):
    author = request_.assigned_to
    others = [support.make_volunteer() for _ in range(many)]
    for number, other in enumerate(others):
        conversing.answer_request(request=request_, body=f"Answer {number}", alias="Cedar")
        add_note(request=request_, author=author, body=f"Note {number}")
        record = records.open_by_grant(envelope=request_.envelope, key=vault.unlocked(author.user))
        sharing.share_request(request=request_, record=record, actor=author, profile=other)
        drafting.keep_draft(request=request_, author=other, body="Not yet")
        AnswerTemplate.objects.create(label_en=f"T{number}", label_ar="ق", body_en="x", body_ar="س")
    drafting.keep_draft(request=request_, author=author, body="My own")
    desk.unlock()
    desk.open(request_)
    with django_assert_num_queries(REQUEST_QUERIES):
        page = soup(desk.open(request_))
    assert len(page.select(".desk-message")) == 2 * many + 1
    assert len(page.select(".desk-templates button")) == many
    assert len(page.select(".desk-sharing li")) == many + 4
    assert page.get_text().count("is not sent yet.") == many
    assert len(page.select(".desk-history > ol > li")) == 2 * many + 1


# One request


def test_locked_desk_shows_facets_asks_for_the_passphrase_and_comes_back(desk, request_):
    response = desk.open(request_)
    page = soup(response)
    assert response.status_code == 200
    assert "Within some days" in text(response)
    assert CANARY not in response.content.decode()
    form = page.find("form", action=reverse("vault_desk:unlock"))
    assert form.find("input", {"name": "next"})["value"] == address(request_)
    assert not AccessLogEntry.objects.exists()
    request_.refresh_from_db()
    assert request_.acknowledged_at is None
    back = desk.unlock(next=address(request_))
    assert back["Location"] == address(request_)
    assert CANARY in text(desk.open(request_))


def test_opening_shows_the_words_and_is_written_down(desk, request_):
    desk.unlock()
    response = desk.open(request_)
    body = soup(response).select_one(".desk-message__body")
    assert body.get_text() == f"{CANARY}\nsecond line"
    assert body["dir"] == "auto"
    assert "drawn by lot from those with the most room" in text(response)
    assert response["Cache-Control"] == "no-store"
    assert list(AccessLogEntry.objects.values_list("envelope_id", "user_id")) == [
        (request_.envelope_id, desk.user.pk)
    ]
    request_.refresh_from_db()
    assert request_.acknowledged_at is not None


@pytest.mark.parametrize("may", [True, False])
def test_contact_shows_safe_hours_and_whether_a_message_may_be_left(open_form, may):
    payload = {
        "body": "x",
        "contact": "+961 1 234 567",
        "safe_hours": "10 to 13",
        "may_leave_message": may,
    }
    request = support.submit_request(
        nonce=b"n" * 32,
        topic=open_form.topics[0],
        region=None,
        language=support.make_language("en"),
        urgency="now",
        payload=payload,
    ).request
    desk = Desk(request.assigned_to.user)
    desk.unlock()
    shown = text(desk.open(request))
    assert "+961 1 234 567" in shown
    assert "10 to 13" in shown
    assert ("May be left." in shown) is may
    assert ("Must not be left" in shown) is not may


def test_script_in_every_field_stays_text(open_form):
    payload = dict.fromkeys(("body", "contact", "safe_hours"), SCRIPT) | {
        "may_leave_message": SCRIPT
    }
    request = support.submit_request(
        nonce=b"s" * 32,
        topic=open_form.topics[0],
        region=open_form.regions[0],
        language=support.make_language("en"),
        urgency="now",
        payload=payload,
    ).request
    for row in (request.topic, request.region):
        row.label_en = SCRIPT
        row.save()
    profile = request.assigned_to
    profile.alias_en = SCRIPT[:60]
    profile.save()
    desk = Desk(profile.user)
    desk.unlock()
    desk.reply(request, SCRIPT, token=desk.token(request))
    HelpRequest.objects.filter(pk=request.pk).update(routing_reason=SCRIPT)
    pages = [
        desk.inbox(),
        desk.open(request),
        desk.reply(request, SCRIPT + "x" * BODY_LENGTH),
        desk.client.get(address(request, "close")),
    ]
    for page in pages:
        html = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    assert pages[1].content.decode().count("&lt;script&gt;alert") >= 6


def test_altered_message_is_not_shown_and_the_page_says_so(desk, request_):
    message = SealedMessage.objects.get(envelope=request_.envelope)
    message.sealed = bytes(message.sealed)[:-1] + b"\x00"
    message.save()
    desk.unlock()
    response = desk.open(request_)
    assert "cannot be shown" in text(response)
    assert not soup(response).select(".desk-message, .desk-reply")


# Answering


def test_answer_is_sealed_under_the_alias_and_shown(desk, request_):
    desk.unlock()
    response = desk.reply(request_, "  We are here.\r\nSit down. ", token=desk.token(request_))
    assert response["Location"] == address(request_)
    assert "Your answer is sealed." in desk.open(request_).content.decode()
    assert read(request_)[1] == {
        "body": "We are here.\nSit down.",
        "alias": request_.assigned_to.alias_en,
    }
    request_.refresh_from_db()
    assert request_.status == HelpRequest.Status.ANSWERED


def test_alias_is_in_the_visitors_language(open_form):
    request = support.submit(open_form, language="ar").request
    desk = Desk(request.assigned_to.user)
    desk.unlock()
    desk.reply(request, "أهلا", token=desk.token(request))
    assert read(request)[1]["alias"] == request.assigned_to.alias_ar


def test_reply_sent_twice_is_one_reply(desk, request_):
    desk.unlock()
    token = desk.token(request_)
    for _ in range(2):
        assert desk.reply(request_, "Once.", token=token).status_code == 302
    assert len(read(request_)) == 2


def test_reply_sent_again_with_other_words_is_another_one(desk, request_):
    desk.unlock()
    token = desk.token(request_)
    for body in ("Tomorrow.", "No: today.", "Tomorrow."):
        desk.reply(request_, body, token=token)
    assert [message["body"] for message in read(request_)[1:]] == ["Tomorrow.", "No: today."]


def test_reply_sent_again_after_the_visitor_wrote_does_not_hide_that_they_wait(desk, request_):
    desk.unlock()
    token = desk.token(request_)
    desk.reply(request_, "Once.", token=token)
    conversing.write_again(envelope=request_.envelope, body="And now?")
    desk.reply(request_, "Once.", token=token)
    request_.refresh_from_db()
    assert request_.status == HelpRequest.Status.WAITING
    assert len(read(request_)) == 3


def test_reply_that_crosses_a_message_does_not_count_as_an_answer_to_it(desk, request_):
    desk.unlock()
    token = desk.token(request_)
    conversing.write_again(envelope=request_.envelope, body="It got worse.")
    crossed = SealedMessage.objects.get(envelope=request_.envelope, number=2).sent_at
    desk.reply(request_, "Next week.", token=token)
    request_.refresh_from_db()
    assert (request_.status, request_.acknowledged_at) == (HelpRequest.Status.WAITING, None)
    assert request_.unanswered_since == crossed
    # Where the answer leads, it is shown; what is sent from there answers it.
    desk.reply(request_, "Today, then.", token=desk.token(request_))
    request_.refresh_from_db()
    assert request_.status == HelpRequest.Status.ANSWERED


def test_reply_sent_again_after_closing_counts_as_sent(desk, request_):
    desk.unlock()
    token = desk.token(request_)
    desk.reply(request_, "Once.", token=token)
    conversing.close_request(request=request_)
    assert desk.reply(request_, "Once.", token=token).status_code == 302
    request_.refresh_from_db()
    assert request_.status == HelpRequest.Status.CLOSED


def test_token_of_another_request_does_not_swallow_the_answer(open_form):
    coordinator = Desk(open_form.coordinator.user)
    coordinator.unlock()
    one, other = (support.submit(open_form).request for _ in range(2))
    for row in (one, other):
        coordinator.step_in(row)
    token = coordinator.token(one)
    coordinator.reply(one, "To one.", token=token)
    coordinator.reply(other, "To the other.", token=token)
    assert len(read(one)) == len(read(other)) == 2


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", "Please write something here."),
        (" \n\t ", "Please write something here."),
        ("\u200b\u200f\u2028", "Please write something here."),
        ("\x00\x07\u202e", "Please write something here."),
        ("م" * (BODY_LENGTH + 1), "10000"),
    ],
)
def test_bad_answer_is_refused_in_two_places_and_kept(desk, request_, body, error):
    desk.unlock()
    response = desk.reply(request_, body)
    page = soup(response)
    assert error in page.select_one(".error-summary").get_text()
    assert page.select_one(".error-summary a")["href"] == "#id_body"
    assert error in page.select_one(".field .errorlist").get_text()
    assert page.find("textarea").get_text().strip() == body.strip()
    assert SealedMessage.objects.count() == 1


def test_longest_answer_is_taken_and_controls_are_dropped(desk, request_):
    desk.unlock()
    desk.reply(request_, "\x00\u202e" + "م" * BODY_LENGTH, token=desk.token(request_))
    assert read(request_)[1]["body"] == "م" * BODY_LENGTH


def test_desk_that_locked_itself_keeps_the_answer_and_sends_it_after_unlocking(desk, request_):
    desk.unlock()
    token = desk.token(request_)
    desk.client.post(reverse("vault_desk:lock"))
    typed = f"Long thoughts & {SCRIPT}"
    locked = desk.reply(request_, typed, token=token)
    page = soup(locked)
    assert locked.status_code == 200
    assert locked["Cache-Control"] == "no-store"
    assert page.find("textarea").get_text().strip() == typed
    assert page.find("input", {"name": "message_token"})["value"] == token
    assert CANARY not in locked.content.decode()
    assert SealedMessage.objects.count() == 1

    wrong = desk.reply(request_, typed, token=token, passphrase="pebble lantern of nobody")
    assert "This passphrase does not open your key." in text(wrong)
    assert soup(wrong).find("textarea").get_text().strip() == typed
    assert "pebble" not in wrong.content.decode()

    sent = desk.reply(request_, typed, token=token, passphrase=vault.PASSPHRASE)
    assert sent["Location"] == address(request_)
    assert desk.open(request_).status_code == 200, "the desk is unlocked again"
    assert read(request_)[1]["body"] == typed


def test_desk_that_locked_itself_over_a_bad_answer_shows_the_error_once_unlocked(desk, request_):
    response = desk.reply(request_, " ", passphrase=vault.PASSPHRASE)
    assert "Please write something here." in text(response)
    assert desk.open(request_).status_code == 200


# Closing, and what happens meanwhile


def test_closing_asks_first_and_ends_answering(desk, request_):
    desk.unlock()
    asked = desk.client.get(address(request_, "close"))
    assert "Yes, close it" in text(asked)
    request_.refresh_from_db()
    assert request_.is_open
    for _ in range(2):
        assert desk.client.post(address(request_, "close")).status_code == 302
    request_.refresh_from_db()
    assert not request_.is_open
    page = desk.open(request_)
    assert "This request is closed." in text(page)
    assert not soup(page).select(".desk-reply")


def test_closed_request_opens_again_when_the_visitor_writes(desk, request_):
    desk.unlock()
    desk.client.post(address(request_, "close"))
    conversing.write_again(envelope=request_.envelope, body="Still there?")
    assert desk.cards() == [address(request_)]
    assert soup(desk.open(request_)).select(".desk-reply")


def test_request_is_not_closed_over_what_nobody_has_seen(desk, request_):
    desk.unlock()
    desk.open(request_)
    conversing.write_again(envelope=request_.envelope, body="It got worse.")
    response = desk.post(request_, "close")
    assert response["Location"] == address(request_)
    request_.refresh_from_db()
    assert request_.status == HelpRequest.Status.WAITING
    assert "The person wrote again." in text(desk.open(request_))
    desk.post(request_, "close")
    request_.refresh_from_db()
    assert request_.status == HelpRequest.Status.CLOSED


def test_damaged_request_can_be_closed_once_that_was_seen(desk, request_):
    desk.unlock()
    desk.open(request_)
    conversing.write_again(envelope=request_.envelope, body="It got worse.")
    message = SealedMessage.objects.get(envelope=request_.envelope, number=2)
    message.sealed = bytes(message.sealed)[:-1] + b"\x00"
    message.save()
    for status in (HelpRequest.Status.WAITING, HelpRequest.Status.CLOSED):
        desk.post(request_, "close")
        request_.refresh_from_db()
        assert request_.status == status
        desk.open(request_)


def test_answer_to_a_request_that_was_closed_meanwhile_is_kept_in_the_page(desk, request_):
    desk.unlock()
    token = desk.token(request_)
    conversing.close_request(request=request_)
    response = desk.reply(request_, "Too late.", token=token)
    assert "was not sent" in text(response)
    assert soup(response).find("textarea").get_text().strip() == "Too late."
    assert len(read(request_)) == 1


def test_closing_needs_an_unlocked_desk(desk, request_):
    for method in (desk.client.get, desk.client.post):
        assert reverse("vault_desk:unlock") in method(address(request_, "close"))["Location"]
    assert desk.post(request_, "reopen").status_code == 302
    request_.refresh_from_db()
    assert request_.is_open


def test_request_that_the_visitor_deleted_is_gone_from_every_address(desk, request_):
    desk.unlock()
    deleting.delete_request(envelope=request_.envelope)
    assert desk.cards() == []
    missing = desk.open(None)
    for response in (
        desk.open(request_),
        desk.reply(request_, "Hello?"),
        desk.reply(request_, "Hello?", token="forged"),
        *(desk.post(request_, name) for name in FURTHER),
    ):
        assert (response.status_code, response.content) == (404, missing.content)


@pytest.mark.parametrize("how", ["deleted", "shut_out", "handed_over"])
def test_who_was_writing_gets_their_words_back_and_no_reason(desk, request_, how):
    """The token of the form shows that they were there, so it betrays nothing to strangers."""
    desk.unlock()
    token = desk.token(request_)
    drafting.keep_draft(request=request_, author=request_.assigned_to, body="Draft of old")
    if how == "deleted":
        deleting.delete_request(envelope=request_.envelope)
    elif how == "shut_out":
        shut_out(envelope=request_.envelope, profile=request_.assigned_to)
    else:
        request_.access.all().delete()
    pages = [
        desk.reply(request_, f"Still here {SCRIPT}", token=token, **extra)
        for extra in ({}, {"keep": "draft"}, {"insert": "1"})
    ]
    for response in pages:
        assert response.status_code == 404
        assert response["Cache-Control"] == "no-store"
        shown = soup(response)
        assert shown.select_one(".desk-message__body").get_text() == f"Still here {SCRIPT}"
        assert "<script>alert" not in response.content.decode()
        assert "was deleted, or it is not yours to read any more" in text(response)
        assert CANARY not in response.content.decode()
    assert SealedMessage.objects.count() == (how != "deleted")


def test_reopening_puts_it_back_among_the_open_ones(desk, request_):
    desk.unlock()
    desk.post(request_, "close")
    assert soup(desk.open(request_)).find("form", action=address(request_, "reopen"))
    for _ in range(2):
        assert desk.post(request_, "reopen")["Location"] == address(request_)
    request_.refresh_from_db()
    assert (request_.status, request_.closed_at) == (HelpRequest.Status.WAITING, None)
    assert request_.acknowledged_at is not None
    kinds = list(request_.events.values_list("kind", flat=True))
    assert kinds == ["routed", "closed", "reopened"]


def test_reopened_after_an_answer_needs_none(desk, request_):
    conversing.answer_request(request=request_, body="Answer", alias="Cedar")
    add_note(request=request_, author=request_.assigned_to, body="Note after it")
    conversing.close_request(request=request_)
    desk.unlock()
    desk.post(request_, "reopen")
    request_.refresh_from_db()
    assert request_.status == HelpRequest.Status.ANSWERED


def test_what_happens_is_counted_once(desk, request_):
    desk.unlock()
    for number in range(3):
        token = desk.token(request_)
        desk.reply(request_, f"Answer {number}", token=token)
        desk.reply(request_, f"Answer {number}", token=token)
    for _ in range(2):
        desk.post(request_, "close")
    counts = dict(Tally.objects.values_list("what", "count"))
    assert counts == {"received": 1, "acknowledged_in_time": 1, "answered": 1, "closed": 1}


def test_opening_late_is_counted_as_late(desk, request_):
    HelpRequest.objects.update(waiting_since=timezone.now() - timedelta(days=9))
    desk.unlock()
    desk.open(request_)
    desk.open(request_)
    counts = dict(Tally.objects.values_list("what", "count"))
    assert counts == {"received": 1, "acknowledged_late": 1}


def test_links_in_a_strangers_words_cannot_be_clicked(open_form):
    body = "See https://phish.example/login and mailto:x@phish.example"
    request = support.submit(open_form, body=body).request
    desk = Desk(request.assigned_to.user)
    desk.unlock()
    page = soup(desk.open(request))
    assert body in page.get_text()
    assert not [link for link in page.select("a[href]") if "phish" in link["href"]]
