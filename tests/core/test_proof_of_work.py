"""The small sum counts when done, for one form, content and hour; waiting is worth as much."""

import hashlib
import secrets
from datetime import timedelta

import pytest
from django.core import signing
from django.http import QueryDict

from core import proof_of_work
from core.proof_of_work import TICKET_FIELD, WORK_FIELD


@pytest.fixture
def nonce() -> bytes:
    return secrets.token_bytes(32)


def solve(challenge: str, bits: int) -> str:
    """Return the number, found as a browser finds it."""
    number = 0
    while True:
        digest = hashlib.sha256(f"{challenge}{number}".encode()).digest()
        if int.from_bytes(digest, "big") >> (256 - bits) == 0:
            return str(number)
        number += 1


def data(ticket: str, work: str) -> QueryDict:
    sent = QueryDict(mutable=True)
    sent[TICKET_FIELD], sent[WORK_FIELD] = ticket, work
    return sent


def is_done(ticket: str, work: str, nonce: bytes) -> bool:
    return proof_of_work.is_done(data(ticket, work), nonce=nonce)


@pytest.mark.parametrize("bits", [1, 8, 13])
def test_sum_that_was_done_counts(nonce, bits):
    ticket = proof_of_work.issue_ticket(nonce=nonce, bits=bits)
    assert ticket.bits == bits
    # So short that a script needs one block of SHA-256 for a try.
    assert len(ticket.challenge) == 32
    assert ticket.challenge.isascii()
    assert is_done(ticket.text, solve(ticket.challenge, bits), nonce)


def test_sum_that_was_not_done_does_not(nonce):
    ticket = proof_of_work.issue_ticket(nonce=nonce, bits=13)
    right = int(solve(ticket.challenge, 13))
    # The first number that fits was found, so none before it does.
    assert not any(is_done(ticket.text, str(number), nonce) for number in range(min(right, 300)))


@pytest.mark.parametrize(
    "work", ["", "-1", "+1", "1.0", "1e3", "٣", "abc", "\x00", " 1", "9" * 17, "1" * 100_000]
)
def test_number_is_plain_digits(nonce, work):
    ticket = proof_of_work.issue_ticket(nonce=nonce, bits=0)
    assert is_done(ticket.text, "1", nonce)
    assert not is_done(ticket.text, work, nonce)


def test_price_is_what_was_signed(nonce):
    ticket = proof_of_work.issue_ticket(nonce=nonce, bits=19)
    work = solve(ticket.challenge, 3)
    _bits, _, rest = ticket.text.partition(".")
    assert not is_done(f"0.{rest}", work, nonce)
    assert not is_done("", work, nonce)
    assert not is_done("0.:x:y", work, nonce)
    assert not is_done("x" * 100_000, work, nonce)


def test_ticket_is_good_for_its_own_form_only(nonce):
    ticket = proof_of_work.issue_ticket(nonce=nonce, bits=4)
    work = solve(ticket.challenge, 4)
    assert is_done(ticket.text, work, nonce)
    assert not is_done(ticket.text, work, secrets.token_bytes(32))


def test_token_of_a_form_is_no_ticket(nonce):
    foreign = signing.TimestampSigner(salt="core.anonymous_forms").sign("0.x")
    assert not is_done(foreign, "1", nonce)


def test_ticket_is_good_for_an_hour(nonce, monkeypatch):
    monkeypatch.setattr(signing.time, "time", lambda: 1_000_000)
    ticket = proof_of_work.issue_ticket(nonce=nonce, bits=4)
    work = solve(ticket.challenge, 4)
    monkeypatch.setattr(signing.time, "time", lambda: 1_000_000 + 3600)
    assert is_done(ticket.text, work, nonce)
    monkeypatch.setattr(signing.time, "time", lambda: 1_000_000 + 3601)
    assert not is_done(ticket.text, work, nonce)


def test_ticket_does_not_give_the_nonce_away(nonce):
    ticket = proof_of_work.issue_ticket(nonce=nonce, bits=4)
    assert nonce.hex() not in ticket.text + ticket.challenge


def test_payment_is_good_for_one_content_however_often_it_comes(nonce):
    assert proof_of_work.spend(nonce=nonce, content={"body": "one", "topic": "x"})
    assert proof_of_work.spend(nonce=nonce, content={"topic": "x", "body": "one"})
    assert not proof_of_work.spend(nonce=nonce, content={"body": "two", "topic": "x"})
    assert proof_of_work.spend(nonce=nonce, content={"body": "one", "topic": "x"})
    assert proof_of_work.spend(nonce=secrets.token_bytes(32), content={"body": "two"})


@pytest.mark.parametrize(
    ("age", "minutes", "has_waited"),
    [
        (timedelta(0), 10, False),
        (timedelta(seconds=1), 10, False),
        (timedelta(minutes=1), 9, False),
        (timedelta(minutes=9, seconds=1), 1, False),
        (timedelta(minutes=9, seconds=59), 1, False),
        (timedelta(minutes=10), 0, True),
        (timedelta(hours=11), 0, True),
    ],
)
def test_waiting_pays_after_ten_minutes_and_says_how_many_are_left(age, minutes, has_waited):
    assert proof_of_work.minutes_to_wait(age) == minutes
    assert proof_of_work.has_waited(age) is has_waited
