"""How a visitor may be reached: sealed apart from their words, replaced, and gone when replaced."""

from datetime import timedelta

import pytest

from core import anonymous_forms
from support.domain import contacting, conversing, deleting
from support.models import HelpRequest, RequestEvent
from tests.factories.support import submit
from tests.factories.vault import unlocked
from tests.support.behind_the_code import (
    CONTACT,
    COOKIE,
    PAGE,
    idle,
    request_of,
    section,
    signed,
)
from tests.support.queue import forget_news, told
from tests.support.visitor import Visitor, hidden, kept, soup, summary_errors, token
from vault.domain import records
from vault.domain.messages import read_messages
from vault.models import SealedMessage, SealedPart

pytestmark = pytest.mark.django_db

OLD = {"contact": "+961 70 000 111", "safe_hours": "mornings", "may_leave_message": "yes"}
NEW = {"contact": "@new", "safe_hours": "after 8", "may_leave_message": "no"}
NOTHING = {"contact": "", "safe_hours": "", "may_leave_message": False}


@pytest.fixture
def reachable(open_form) -> Visitor:
    """Somebody who said how to reach them, with the page for changing it, and no news of it."""
    submit(open_form, body="What another person wrote.")
    visitor = Visitor()
    visitor.ask_and_come_back(open_form, **OLD)
    visitor.page = visitor.get(CONTACT)
    forget_news()
    return visitor


def terms(visitor: Visitor) -> dict:
    record = records.open_by_code(keys=records.stretch_code(typed=visitor.code))
    return contacting.read_contact(record=record)


def part_of(visitor: Visitor) -> SealedPart:
    return request_of(visitor).envelope.parts.get()


def changes(visitor: Visitor) -> list[dict]:
    kind = RequestEvent.Kind.CONTACT_CHANGED
    return list(request_of(visitor).events.filter(kind=kind).values("actor", "reason", "facts"))


def test_terms_are_sealed_apart_from_the_words(reachable):
    record = records.open_by_code(keys=records.stretch_code(typed=reachable.code))
    (message,) = read_messages(record=record)
    assert set(message.payload) & {"contact", "safe_hours", "may_leave_message"} == set()
    assert terms(reachable) == {**OLD, "may_leave_message": True, "changed_at": None}
    assert part_of(reachable).is_staff_only is False


def test_who_said_nothing_has_a_row_of_the_same_size(reachable, open_form):
    silent = submit(open_form).request.envelope.parts.get()
    assert len(silent.sealed) == len(part_of(reachable).sealed)


def test_form_shows_what_holds(reachable):
    assert {name: kept(reachable.page, name) for name in OLD} == OLD


def test_change_overwrites_what_was_there(reachable):
    before = part_of(reachable)
    response = reachable.post(CONTACT, signed(reachable.page, **NEW))
    assert (response.status_code, response["Location"]) == (302, f"/en/{PAGE}#reach")
    after = part_of(reachable)  # the one row, as before
    assert after.pk == before.pk
    assert bytes(after.sealed) != bytes(before.sealed)
    changed_at = records.now().date().isoformat()
    assert terms(reachable) == {**NEW, "may_leave_message": False, "changed_at": changed_at}
    text = section(reachable.get(PAGE), "reach")
    assert "@new" in text
    assert "after 8" in text
    assert OLD["contact"] not in reachable.get(PAGE).content.decode()
    assert SealedMessage.objects.filter(envelope=after.envelope).count() == 1


def test_staff_read_the_new_terms_and_are_told(reachable):
    request = request_of(reachable)
    facets = HelpRequest.objects.values("status", "last_message_at", "waiting_since", "step")
    before = facets.get(pk=request.pk)
    reachable.post(CONTACT, signed(reachable.page, **NEW))
    record = conversing.open_request(request=request, key=unlocked(request.assigned_to.user))
    assert contacting.read_contact(record=record) == terms(reachable)
    assert told() == {request.assigned_to.user_id}
    assert changes(reachable) == [{"actor": None, "reason": "", "facts": {}}]
    assert facets.get(pk=request.pk) == before


def test_same_terms_change_nothing_and_tell_nobody(reachable):
    before = bytes(part_of(reachable).sealed)
    assert reachable.post(CONTACT, signed(reachable.page, **OLD)).status_code == 302
    assert bytes(part_of(reachable).sealed) == before
    assert (changes(reachable), told()) == ([], set())


def test_form_sent_twice_is_one_change(reachable):
    for _ in range(2):
        reachable.post(CONTACT, signed(reachable.page, **NEW))
    assert len(changes(reachable)) == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"clear": "yes", **OLD},  # the button counts, whatever stands in the fields
        {"contact": "", "safe_hours": "", "may_leave_message": ""},
        {"contact": " \u200b ", "safe_hours": "mornings", "may_leave_message": "yes"},
    ],
)
def test_terms_can_be_withdrawn(reachable, sent):
    assert reachable.post(CONTACT, signed(reachable.page, **sent)).status_code == 302
    assert {**terms(reachable), "changed_at": None} == {**NOTHING, "changed_at": None}
    page = reachable.get(PAGE)
    assert "We do not contact you outside this site." in section(page, "reach")
    assert OLD["contact"] not in page.content.decode()


def test_change_of_a_closed_request_opens_nothing_and_tells_nobody(reachable):
    conversing.close_request(request=request_of(reachable))
    forget_news()
    reachable.post(CONTACT, signed(reachable.page, **NEW))
    assert request_of(reachable).status == "closed"
    assert (terms(reachable)["contact"], told()) == ("@new", set())


@pytest.mark.parametrize(
    ("changed", "target"),
    [
        ({"contact": "x" * 501}, "#id_contact"),
        ({"safe_hours": "x" * 201}, "#id_safe_hours"),
        ({"may_leave_message": "perhaps"}, "#id_may_leave_message_0"),
    ],
)
def test_bad_terms_are_named_and_kept(reachable, changed, target):
    response = reachable.post(CONTACT, signed(reachable.page, **{**NEW, **changed}))
    assert response.status_code == 200
    assert [line for line, _text in summary_errors(response)] == [target]
    shown = {name: kept(response, name) for name in NEW}
    assert shown == {**NEW, **changed} | (
        {"may_leave_message": ""} if "may_leave_message" in changed else {}
    )
    assert terms(reachable)["contact"] == OLD["contact"]


def test_change_needs_a_genuine_form_of_this_code(reachable, open_form, monkeypatch):
    data = signed(reachable.page, **NEW)
    foreign = reachable.post(CONTACT, data, headers={"Sec-Fetch-Site": "cross-site"})
    assert (foreign.status_code, kept(foreign, "contact")) == (403, "@new")
    monkeypatch.setattr(anonymous_forms, "LIFETIME", timedelta(0))
    expired = reachable.post(CONTACT, data)
    assert (expired.status_code, kept(expired, "contact")) == (200, "@new")
    monkeypatch.undo()
    first, code = request_of(reachable), reachable.code
    reachable.come_back(submit(open_form, body="Another matter").code)
    other = reachable.post(CONTACT, data)
    assert "Another code was opened in this browser" in other.content.decode()
    reachable.code = code
    assert terms(reachable)["contact"] == OLD["contact"]
    assert not first.events.filter(kind=RequestEvent.Kind.CONTACT_CHANGED).exists()


def test_without_an_open_code_there_is_no_form():
    response = Visitor().get(CONTACT)
    assert (response.status_code, response["Location"]) == (302, "/en/return/")


def test_who_took_longer_than_the_code_stays_open_loses_nothing(reachable):
    data = signed(reachable.page, **NEW)
    idle()
    asked = reachable.post(CONTACT, data)
    assert {name: kept(asked, name) for name in NEW} == NEW
    assert asked.cookies == {}
    again = {**NEW, "form_token": token(asked), "code": reachable.code}
    response = reachable.post(CONTACT, again)
    assert (response.status_code, list(response.cookies)) == (302, [COOKIE])
    assert terms(reachable)["contact"] == "@new"


def test_terms_of_a_request_that_was_deleted_meanwhile_are_given_back(reachable, monkeypatch):
    real, envelope = contacting.change_contact, request_of(reachable).envelope

    def late(**kwargs):
        deleting.delete_request(envelope=envelope)
        return real(**kwargs)

    monkeypatch.setattr(contacting, "change_contact", late)
    response = reachable.post(CONTACT, signed(reachable.page, **NEW))
    assert response.status_code == 410
    shown = [block.get_text() for block in soup(response).select(".free-text")]
    assert shown == ["@new", "after 8"]
    assert SealedPart.objects.filter(envelope=envelope).count() == 0


def test_forged_terms_are_not_shown_break_nothing_and_can_be_replaced(reachable):
    other = SealedPart.objects.exclude(envelope=request_of(reachable).envelope).get()
    SealedPart.objects.filter(pk=part_of(reachable).pk).update(sealed=other.sealed)
    page = reachable.get(PAGE)
    assert page.status_code == 200
    assert "cannot be shown at the moment" in section(page, "reach")
    assert len(soup(page).select(".message")) == 1
    form = reachable.get(CONTACT)
    assert (form.status_code, kept(form, "contact")) == (200, "")
    reachable.post(CONTACT, signed(form, **NEW))
    assert terms(reachable)["contact"] == "@new"


def test_page_for_changing_carries_no_message_form(reachable):
    assert hidden(reachable.page, name="conversation")
    assert soup(reachable.page).find("textarea") is None
