"""Notes among volunteers, and the marks of what each of them has read."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from support.domain import conversing
from support.domain.noting import add_note
from support.domain.read_marks import mark_read
from support.models import HelpRequest, ReadMark
from tests.factories import support, vault
from tests.support.desk import Desk, address, soup, text
from tests.support.visitor import Visitor
from vault.domain import records
from vault.domain.messages import read_messages
from vault.models import SealedMessage

pytestmark = pytest.mark.django_db

NOTE = "stilt-in-the-saltpan"
SCRIPT = "<script>alert('n')</script>"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def request_(open_form) -> HelpRequest:
    """A request that a volunteer answers."""
    return support.submit(open_form).request


@pytest.fixture
def desk(request_) -> Desk:
    """The desk of the volunteer who answers it, unlocked."""
    desk = Desk(request_.assigned_to.user)
    desk.unlock()
    return desk


def token(desk: Desk, request) -> str:
    form = soup(desk.open(request)).select_one(".desk-note")
    return form.find("input", {"name": "message_token"})["value"]


def note(desk: Desk, request, words: str, **data):
    return desk.post(request, "note", {"note": words, **data})


def test_note_stands_in_the_timeline_marked_with_its_author(desk, request_):
    conversing.answer_request(request=request_, body="Answer", alias="Cedar")
    response = note(desk, request_, f"{NOTE} {SCRIPT}", message_token=token(desk, request_))
    assert response["Location"] == address(request_)
    page = desk.open(request_)
    shown = [row["class"][1] for row in soup(page).select(".desk-message")]
    assert shown == ["desk-message--visitor", "desk-message--staff", "desk-message--note"]
    row = soup(page).select_one(".desk-message--note")
    assert row.select_one(".desk-message__body").get_text() == f"{NOTE} {SCRIPT}"
    assert request_.assigned_to.alias in row.get_text()
    assert "the visitor never sees it" in row.get_text()
    assert SCRIPT not in page.content.decode()


def test_visitor_sees_neither_note_nor_any_trace_of_it(open_form):
    visitor = Visitor()
    visitor.ask_and_come_back(open_form)
    request = HelpRequest.objects.get()
    before = visitor.get("support/conversation/").content.decode()
    last = request.last_message_at, request.status
    add_note(request=request, author=request.assigned_to, body=NOTE)
    after = visitor.get("support/conversation/").content.decode()
    assert NOTE not in after
    assert soup_of(after) == soup_of(before)
    request.refresh_from_db()
    assert (request.last_message_at, request.status) == last
    key = vault.unlocked(request.assigned_to.user)
    record = records.open_by_grant(envelope=request.envelope, key=key)
    visitors = records.OpenedRecord(envelope=request.envelope, secret=record.secret)
    assert NOTE not in str([message.payload for message in read_messages(record=visitors)])
    assert NOTE in str([message.payload for message in read_messages(record=record)])


def soup_of(html: str) -> list[str]:
    """Return the words of the page, without the tokens that differ each time."""
    return BeautifulSoup(html, "html.parser").main.get_text(" ").split()


def test_note_sent_again_with_other_words_is_another_one(desk, request_):
    once = token(desk, request_)
    for words in (NOTE, "Something else"):
        note(desk, request_, words, message_token=once)
    assert SealedMessage.objects.filter(direction="note").count() == 2


def test_note_sent_twice_is_one(desk, request_):
    once = token(desk, request_)
    for _ in range(2):
        note(desk, request_, NOTE, message_token=once)
    assert SealedMessage.objects.filter(direction="note").count() == 1


def test_closed_request_takes_notes(desk, request_):
    conversing.close_request(request=request_)
    note(desk, request_, NOTE)
    request_.refresh_from_db()
    assert not request_.is_open
    assert NOTE in text(desk.open(request_))


@pytest.mark.parametrize("words", ["", " \n", "\u200b", "م" * 4001])
def test_bad_note_is_refused_in_two_places_and_kept(desk, request_, words):
    response = note(desk, request_, words)
    page = soup(response)
    assert page.select_one(".error-summary a")["href"] == "#id_note_note"
    assert page.select_one(".desk-note .errorlist")
    assert page.find("textarea", {"name": "note"}).get_text().strip() == words.strip()
    assert SealedMessage.objects.count() == 1


def test_desk_that_locked_itself_keeps_the_note(desk, request_):
    once = token(desk, request_)
    desk.client.post(reverse("vault_desk:lock"))
    locked = note(desk, request_, NOTE, message_token=once)
    assert soup(locked).find("textarea", {"name": "note"}).get_text().strip() == NOTE
    assert SealedMessage.objects.count() == 1
    sent = note(desk, request_, NOTE, message_token=once, passphrase=vault.PASSPHRASE)
    assert sent["Location"] == address(request_)
    assert NOTE in text(desk.open(request_))


def test_who_would_have_to_step_in_writes_no_note(open_form, request_):
    coordinator = Desk(open_form.coordinator.user)
    coordinator.unlock()
    assert note(coordinator, request_, NOTE)["Location"] == address(request_)
    assert SealedMessage.objects.count() == 1


# Read marks


def news(response) -> list[str]:
    """Return what the page shows behind its mark of what is new."""
    mark = soup(response).select_one(".desk-new")
    if mark is None:
        return []
    later = mark.find_all_next(class_="desk-message")
    return [row.select_one(".desk-message__body").get_text() for row in later]


def test_new_is_what_came_since_the_person_was_here(open_form, desk, request_):
    assert news(desk.open(request_)) == [], "at first everything is new, so nothing is marked"
    assert ReadMark.objects.get().number == 1
    conversing.write_again(envelope=request_.envelope, body="Again")
    Desk(open_form.coordinator.user).step_in(request_)
    add_note(request=request_, author=open_form.coordinator, body=NOTE)
    assert news(desk.open(request_)) == ["Again", NOTE]
    assert news(desk.open(request_)) == []


def test_own_note_and_own_answer_are_not_news(desk, request_):
    desk.open(request_)
    add_note(request=request_, author=request_.assigned_to, body=NOTE)
    assert news(desk.open(request_)) == []
    desk.reply(request_, "Answer", token=desk.token(request_))
    assert news(desk.open(request_)) == []


def test_marks_are_each_persons_own(open_form, desk, request_):
    coordinator = Desk(open_form.coordinator.user)
    coordinator.unlock()
    desk.open(request_)
    coordinator.step_in(request_)
    conversing.write_again(envelope=request_.envelope, body="Again")
    assert news(coordinator.open(request_)) == []
    assert news(desk.open(request_)) == ["Again"]


def test_looking_at_facets_reads_nothing(open_form, request_):
    locked = Desk(request_.assigned_to.user)
    locked.open(request_)
    coordinator = Desk(open_form.coordinator.user)
    coordinator.unlock()
    coordinator.open(request_)
    assert not ReadMark.objects.exists()


def test_mark_never_goes_back_and_needs_access(open_form, request_):
    profile = request_.assigned_to
    for number in (3, 1):
        mark_read(request=request_, profile=profile, number=number)
    assert ReadMark.objects.get().number == 3
    with pytest.raises(conversing.RequestGone):
        mark_read(request=request_, profile=open_form.coordinator, number=1)
