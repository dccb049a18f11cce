"""The desk: what an inbox shows, how a request is read, answered and closed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.desk.forms import BODY_LENGTH
from support.domain import conversing
from support.models import HelpRequest
from tests.factories import support, vault
from tests.support.desk import Desk, address, soup, text
from vault.domain import records
from vault.models import AccessLogEntry, SealedMessage

pytestmark = pytest.mark.django_db

CANARY = "kestrel-over-the-harbour"
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
    return [message.payload for message in records.read_messages(record=record)]


# The inbox


def test_inbox_shows_facets_and_no_content_locked_or_not(desk, request_):
    for _ in ("locked", "unlocked"):
        response = desk.inbox()
        shown = text(response)
        assert request_.topic.label_en in shown
        assert "Within some days" in shown
        assert "English" in shown
        assert "Not said" in shown
        assert "You answer" in shown
        assert "New" in shown
        assert CANARY not in response.content.decode()
        desk.unlock()


def test_inbox_tells_whether_it_is_locked(desk):
    assert "Locked." in text(desk.inbox())
    desk.unlock()
    assert "Unlocked." in text(desk.inbox())


def test_backup_and_coordinator_see_their_part(open_form, request_):
    backup = Desk(request_.backup.user)
    coordinator = Desk(open_form.coordinator.user)
    assert "You stand by" in text(backup.inbox())
    assert f"{request_.assigned_to.alias_en} answers" in text(coordinator.inbox())


def test_inbox_puts_the_urgent_before_those_who_wait_longer(open_form):
    coordinator = Desk(open_form.coordinator.user)
    now = timezone.now()
    rows = {}
    for urgency, age in (("weeks", 9), ("now", 1), ("days", 5)):
        rows[urgency] = support.submit(open_form, urgency=urgency).request
        HelpRequest.objects.filter(pk=rows[urgency].pk).update(
            last_message_at=now - timedelta(hours=age)
        )
    assert coordinator.cards() == [address(rows[urgency]) for urgency in ("now", "days", "weeks")]


def test_inbox_puts_what_needs_an_answer_first_and_counts(open_form):
    sent = [support.submit(open_form).request for _ in range(4)]
    coordinator = Desk(open_form.coordinator.user)
    answered, waiting, closed, new = sent
    now = timezone.now()
    for row, status, age in (
        (answered, "answered", 9),
        (waiting, "waiting", 1),
        (closed, "closed", 5),
        (new, "new", 2),
    ):
        HelpRequest.objects.filter(pk=row.pk).update(
            status=status, last_message_at=now - timedelta(hours=age)
        )
    assert coordinator.cards() == [address(row) for row in (new, waiting, answered)]
    assert coordinator.cards(show="needs-answer") == [address(new), address(waiting)]
    assert coordinator.cards(show="answered") == [address(answered)]
    assert coordinator.cards(show="closed") == [address(closed)]
    filters = soup(coordinator.inbox()).select(".desk-filters a")
    assert [(link["href"], link.get_text(" ", strip=True)) for link in filters] == [
        ("?show=open", "Open 3"),
        ("?show=needs-answer", "Needs an answer 2"),
        ("?show=answered", "Answered 1"),
        ("?show=closed", "Closed 1"),
    ]


@pytest.mark.parametrize("query", [{"show": "<script>"}, {"show": ""}, {"p": "x"}, {"p": "999"}])
def test_inbox_takes_nonsense_in_its_address_calmly(desk, request_, query):
    assert desk.cards(**query) == [address(request_)]


def test_empty_inbox_says_so(open_form):
    volunteer = Desk(open_form.volunteers[0].user)
    assert "No requests are entrusted to you yet." in text(volunteer.inbox())


def test_inbox_without_a_key_leads_to_making_one(open_form):
    keyless = Desk(support.make_volunteer(has_key=False).user)
    page = soup(keyless.inbox())
    assert page.find("a", href=f"{reverse('vault_desk:key')}?next=/admin/desk/")


def test_inbox_has_pages_of_25(open_form):
    # Rows, not submissions: 26 codes would be stretched for nothing.
    first = support.submit(open_form).request
    keys = [grant.staff_key for grant in first.envelope.grants.exclude(staff_key=None)]
    for number in range(25):
        lookup = number.to_bytes(32, "big")
        record = records.seal_record(
            kind="request",
            keys=records.ReturnKeys(lookup_id=lookup, wrapping_key=lookup),
            payload={"body": "x"},
            holders=keys,
            now=records.now(),
        )
        HelpRequest.objects.create(
            envelope=record.envelope,
            topic=first.topic,
            language="ar",
            urgency="now",
            routing_reason="matched",
            received_at=records.now(),
            last_message_at=records.now(),
        )
    coordinator = Desk(open_form.coordinator.user)
    assert len(coordinator.cards()) == 25
    assert len(coordinator.cards(p="2")) == 1
    page = soup(coordinator.inbox(p="2"))
    assert "Page 2 of 2" in page.get_text(" ")
    assert page.find("a", rel="prev")["href"] == "?show=open&p=1"


# Eight of them are Wagtail's: session, person, rights, profile, languages and what menus show.
INBOX_QUERIES = 12
REQUEST_QUERIES = 14


@pytest.mark.parametrize("rows", [1, 3])
def test_inbox_asks_the_database_equally_often(open_form, django_assert_num_queries, rows):
    for _ in range(rows):
        support.submit(open_form, region=open_form.regions[0])
    coordinator = Desk(open_form.coordinator.user)
    coordinator.unlock()
    coordinator.inbox()  # what is read once per process
    with django_assert_num_queries(INBOX_QUERIES):
        assert len(coordinator.cards()) == rows


@pytest.mark.parametrize("answers", [1, 3])
def test_request_asks_the_database_equally_often(
    desk, request_, django_assert_num_queries, answers
):
    for number in range(answers):
        conversing.answer_request(request=request_, body=f"Answer {number}", alias="Cedar")
    desk.unlock()
    desk.open(request_)
    with django_assert_num_queries(REQUEST_QUERIES):
        assert len(soup(desk.open(request_)).select(".desk-message")) == answers + 1


# One request


def test_locked_desk_asks_for_the_passphrase_and_comes_back(desk, request_):
    response = desk.open(request_)
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('vault_desk:unlock')}?next=" + address(
        request_
    ).replace("/", "%2F")
    assert not AccessLogEntry.objects.exists()
    back = desk.unlock(next=address(request_))
    assert back["Location"] == address(request_)
    assert CANARY in text(desk.open(request_))


def test_opening_shows_the_words_and_is_written_down(desk, request_):
    desk.unlock()
    response = desk.open(request_)
    body = soup(response).select_one(".desk-message__body")
    assert body.get_text() == f"{CANARY}\nsecond line"
    assert body["dir"] == "auto"
    assert "had the most room" in text(response)
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
        language="en",
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
        language="en",
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


def test_reply_sent_again_after_the_visitor_wrote_does_not_hide_that_they_wait(desk, request_):
    desk.unlock()
    token = desk.token(request_)
    desk.reply(request_, "Once.", token=token)
    conversing.write_again(envelope=request_.envelope, body="And now?")
    desk.reply(request_, "Once.", token=token)
    request_.refresh_from_db()
    assert request_.status == HelpRequest.Status.WAITING
    assert len(read(request_)) == 3


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
    request_.refresh_from_db()
    assert request_.is_open


def test_request_that_the_visitor_deleted_is_gone_from_every_address(desk, request_):
    desk.unlock()
    token = desk.token(request_)
    conversing.delete_request(envelope=request_.envelope)
    assert desk.cards() == []
    assert desk.open(request_).status_code == 404
    assert desk.reply(request_, "Hello?", token=token).status_code == 404
    assert desk.client.post(address(request_, "close")).status_code == 404


# Availability


def test_pausing_and_returning_changes_the_own_profile_only(open_form):
    one, other = open_form.volunteers
    desk = Desk(one.user)
    for value, expected in (("no", False), ("no", False), ("yes", True)):
        desk.client.post(reverse("support_desk:availability"), {"is_available": value})
        one.refresh_from_db()
        other.refresh_from_db()
        assert one.is_available is expected
        assert other.is_available is True
    assert "You take new requests." in text(desk.inbox())


def test_coordinator_who_takes_nothing_new_is_told_what_a_key_opens(open_form):
    profile = open_form.coordinator
    profile.is_available = False
    profile.save()
    shown = text(Desk(profile.user).inbox())
    assert "New requests go to volunteers first; you hold a key to all of them." in shown
    assert "You are paused" not in shown


def test_paused_volunteer_gets_nothing_new(open_form):
    one, other = open_form.volunteers
    Desk(one.user).client.post(reverse("support_desk:availability"), {"is_available": "no"})
    for _ in range(2):
        assert support.submit(open_form).request.assigned_to == other
