"""Things that happen at the same moment, with real threads and real commits."""

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from uuid import uuid4

import pytest
from django.db import connection

from support.domain import (
    contacting,
    conversing,
    deleting,
    drafting,
    escalating,
    shutting_out,
)
from support.models import (
    Exclusion,
    HelpRequest,
    ReadMark,
    RequestAccess,
    RequestEvent,
    Tally,
)
from tests.factories.support import open_form as make_open_form
from tests.factories.support import submit
from tests.factories.vault import unlocked
from tests.support.queue import told
from tests.support.visitor import BODY, Visitor, code, hidden, token
from vault.domain import records
from vault.domain.messages import Direction, append_message, read_messages
from vault.models import Envelope, Grant, OpenReturn, SealedFile, SealedMessage, SealedPart

pytestmark = pytest.mark.django_db(transaction=True)
TERMS = {"contact": "@new", "safe_hours": "", "may_leave_message": False}


@pytest.fixture
def opened():
    return make_open_form()


def at_once(*actions: Callable[[], object]) -> list[object]:
    """Run all actions at the same moment, each in its own thread and connection.

    Returns what each gave back, or the exception that it raised.
    """
    start = Barrier(len(actions))

    def run(action: Callable[[], object]) -> object:
        try:
            start.wait(timeout=30)
            return action()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_one_form_sent_four_times_at_once_is_one_request(opened):
    visitors = [Visitor() for _ in range(4)]
    answers = visitors[0].answers(opened)
    responses = at_once(*(lambda visitor=visitor: visitor.send(answers) for visitor in visitors))
    assert [response.status_code for response in responses] == [200] * 4
    assert len({code(response) for response in responses}) == 1
    assert len({response.content for response in responses}) == 1
    counts = HelpRequest, Envelope, SealedMessage
    assert [model.objects.count() for model in counts] == [1, 1, 1]
    assert len(told()) == 1


def test_last_place_of_a_volunteer_is_given_once(opened):
    type(opened.coordinator).objects.update(capacity=1)
    submissions = at_once(*(lambda: submit(opened) for _ in range(4)))
    assigned = [submission.request.assigned_to_id for submission in submissions]
    places = sorted(profile for profile in assigned if profile is not None)
    assert places == sorted(volunteer.pk for volunteer in opened.volunteers)
    assert assigned.count(None) == 2


def test_one_further_message_sent_four_times_at_once_is_one_message(opened):
    visitor = Visitor()
    page = visitor.ask_and_come_back(opened)
    data = {
        "form_token": token(page),
        "conversation": hidden(page, name="conversation"),
        "body": "More",
    }
    browsers = [Visitor() for _ in range(4)]
    for browser in browsers:
        browser.client.cookies = visitor.client.cookies
    responses = at_once(
        *(lambda one=one: one.post("support/conversation/", data) for one in browsers)
    )
    assert [response.status_code for response in responses] == [302] * 4
    record = records.open_by_code(keys=records.stretch_code(typed=visitor.code))
    bodies = [message.payload["body"] for message in read_messages(record=record)]
    assert bodies == [BODY, "More"]
    assert len(told()) == 1


def test_both_sides_writing_at_once_both_arrive(opened):
    submission = submit(opened)
    request = submission.request
    results = at_once(
        *(
            lambda n=n: conversing.write_again(envelope=request.envelope, body=f"visitor {n}")
            for n in range(3)
        ),
        *(
            lambda n=n: conversing.answer_request(request=request, body=f"staff {n}", alias="x")
            for n in range(3)
        ),
    )
    assert results == [None] * 6
    record = records.open_by_code(keys=records.stretch_code(typed=submission.code))
    bodies = {message.payload["body"] for message in read_messages(record=record)}
    assert bodies == {
        "I need help.",
        *(f"{who} {n}" for who in ("visitor", "staff") for n in (0, 1, 2)),
    }
    numbers = SealedMessage.objects.values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("_round", range(4))
def test_deletion_wins_against_everything_and_leaves_nothing(opened, _round):
    stays = submit(opened).request
    submission = submit(opened, nonce=secrets.token_bytes(32), urgency="now")
    request, envelope = submission.request, submission.request.envelope
    record = records.open_by_code(keys=records.stretch_code(typed=submission.code))
    key = unlocked(request.assigned_to.user)
    later = request.waiting_since + timedelta(hours=3)
    results = at_once(
        lambda: deleting.delete_request(envelope=envelope),
        lambda: deleting.delete_request(envelope=envelope),
        lambda: conversing.open_request(request=request, key=key) and None,
        lambda: conversing.answer_request(request=request, body="x", alias="y"),
        lambda: conversing.write_again(envelope=envelope, body="z", message_id=uuid4()),
        lambda: drafting.keep_draft(request=request, author=request.assigned_to, body="d") and None,
        lambda: contacting.change_contact(record=record, terms=TERMS) and None,
        lambda: shutting_out.shut_out(envelope=envelope, profile=request.assigned_to),
        lambda: escalating.escalate_all(now=later),
        lambda: conversing.close_request(request=request),
    )
    assert results[:2] == [None, None]
    for result in results[2:]:
        # Came before the deletion, or found it closed by the last, or came after it.
        assert result is None or isinstance(
            result, conversing.RequestGone | conversing.RequestClosed | records.NoGrant
        )
    assert list(HelpRequest.objects.all()) == [stays]
    assert list(Envelope.objects.all()) == [stays.envelope]
    for model in (SealedMessage, SealedPart, SealedFile, Grant, OpenReturn):
        assert set(model.objects.values_list("envelope", flat=True)) <= {stays.envelope_id}
    for model in (RequestAccess, RequestEvent, Exclusion, ReadMark):
        assert set(model.objects.values_list("request", flat=True)) <= {stays.pk}
    assert Tally.objects.get(what="deleted").count == 1


def test_of_all_who_are_shut_out_at_once_one_stays(opened):
    request = submit(opened).request
    people = [request.assigned_to, request.backup, opened.coordinator]
    results = at_once(
        *(
            lambda profile=profile: shutting_out.shut_out(
                envelope=request.envelope, profile=profile
            )
            for profile in people
        )
    )
    refused = [result for result in results if isinstance(result, shutting_out.LastHolder)]
    assert (len(refused), results.count(None)) == (1, 2)
    (left,) = set(people) - {entry.profile for entry in Exclusion.objects.all()}
    holders = Grant.objects.filter(envelope=request.envelope).exclude(staff_key=None)
    assert [grant.staff_key.user_id for grant in holders] == [left.user_id]
    assert [entry.profile for entry in RequestAccess.objects.all()] == [left]


@pytest.mark.parametrize("_round", range(4))
def test_shutting_out_and_what_they_do_at_that_moment_come_one_after_the_other(opened, _round):
    submission = submit(opened)
    request, shut = submission.request, submission.request.assigned_to
    _none, answered, drafted = at_once(
        lambda: shutting_out.shut_out(envelope=request.envelope, profile=shut),
        lambda: conversing.answer_request(request=request, body="x", alias="y", author=shut),
        lambda: drafting.keep_draft(request=request, author=shut, body="d") and None,
    )
    assert _none is None
    for result in (answered, drafted):
        assert result is None or isinstance(result, conversing.RequestGone)
    record = records.open_by_code(keys=records.stretch_code(typed=submission.code))
    bodies = [message.payload["body"] for message in read_messages(record=record)]
    assert bodies == ["I need help.", *(["x"] if answered is None else [])]
    assert [part.name for part in SealedPart.objects.all()] == ["contact"]
    assert not Grant.objects.filter(staff_key__user=shut.user).exists()
    assert shut not in {entry.profile for entry in RequestAccess.objects.all()}


def test_whatever_two_changes_of_contact_do_one_of_them_holds(opened):
    submission = submit(opened)
    record = records.open_by_code(keys=records.stretch_code(typed=submission.code))
    results = at_once(
        *(
            lambda way=way: contacting.change_contact(
                record=record, terms={**TERMS, "contact": way}
            )
            for way in ("@one", "@two", "@three")
        )
    )
    assert results == [True] * 3
    assert contacting.read_contact(record=record)["contact"] in {"@one", "@two", "@three"}
    assert SealedPart.objects.count() == 1


def test_record_is_deleted_whole_while_a_message_is_being_added(opened, monkeypatch):
    # Below the request's own lock, as another kind of record would call it.
    envelope = submit(opened).request.envelope
    HelpRequest.objects.all().delete()
    adding, deleting_now, real = Event(), Event(), records.sealing.seal_message

    def slow(**kwargs) -> bytes:
        adding.set()
        assert deleting_now.wait(timeout=30)  # the deletion begins now, and has to wait
        return real(**kwargs)

    monkeypatch.setattr(records.sealing, "seal_message", slow)

    def add() -> SealedMessage:
        return append_message(
            envelope=envelope,
            direction=Direction.FROM_VISITOR,
            payload={"body": "x"},
            now=records.now(),
        )

    def delete() -> None:
        assert adding.wait(timeout=30)
        deleting_now.set()
        records.delete_record(envelope=envelope)

    added, deleted = at_once(add, delete)
    assert isinstance(added, SealedMessage)
    assert deleted is None
    for model in (Envelope, SealedMessage, Grant):
        assert not model.objects.exists()
