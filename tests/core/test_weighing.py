"""What is passed on at once and what is looked through first; nothing is ever turned away."""

import secrets
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from core import honeypot, limits, weighing
from core.anonymous_forms import Check, Verdict
from core.proof_of_work import TICKET_FIELD, WORK_FIELD
from tests.core.test_proof_of_work import solve

PASSED, HELD = False, True
ADDRESS = "203.0.113.5"
CALM = timedelta(minutes=2)


@pytest.fixture(autouse=True)
def same_hour(monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(limits.timezone, "now", lambda: now)


def form(age: timedelta = CALM) -> Check:
    return Check(Verdict.GENUINE, secrets.token_bytes(32), age)


def post(data: dict | None = None, address: str = ADDRESS):
    return RequestFactory().post("/", data or {}, REMOTE_ADDR=address)


def weigh(check: Check, data: dict | None = None, *, body: str = "x", address: str = ADDRESS):
    return weighing.is_held(post(data, address), check=check, content={"body": body}, form="help")


def done_sum(check: Check) -> dict:
    """Return the fields of a page whose script has done its sum."""
    ticket = weighing.price(post(), check=check, form="help").ticket
    return {TICKET_FIELD: ticket.text, WORK_FIELD: solve(ticket.challenge, ticket.bits)}


def crowd() -> None:
    """Let as many send as are free."""
    assert [weigh(form()) for _ in range(limits.FREE_FROM_ONE_ADDRESS)] == [PASSED] * 10


def test_thirty_visitors_behind_one_address_all_get_through_at_worst_held():
    held = [weigh(form()) for _ in range(30)]
    assert held == [PASSED] * 10 + [HELD] * 20


def test_thirty_visitors_behind_one_address_who_pay_are_not_even_held():
    checks = [form() for _ in range(30)]
    assert [weigh(check, done_sum(check)) for check in checks] == [PASSED] * 30


def test_thirty_visitors_without_scripts_who_took_their_time_are_not_held_either():
    assert [weigh(form(timedelta(minutes=10))) for _ in range(30)] == [PASSED] * 30


def test_sum_is_good_for_one_content():
    crowd()
    check = form()
    fields = done_sum(check)
    assert weigh(check, fields, body="one") == PASSED
    assert weigh(check, fields, body="one") == PASSED
    assert weigh(check, fields, body="two") == HELD


def test_so_is_waiting():
    crowd()
    check = form(timedelta(hours=1))
    assert weigh(check, body="one") == PASSED
    assert weigh(check, body="two") == HELD


def test_beyond_the_limit_all_are_held_whatever_they_paid(monkeypatch):
    monkeypatch.setattr(limits, "PLACES", 12)
    monkeypatch.setattr(limits, "MOST_BITS", limits.LEAST_BITS)
    held = []
    for _ in range(20):
        check = form()
        held.append(weigh(check, done_sum(check)))
    assert held == [PASSED] * 12 + [HELD] * 8
    assert weigh(form(timedelta(hours=1))) == HELD


@pytest.mark.parametrize("age", [timedelta(0), timedelta(seconds=2.9)])
def test_faster_than_a_person_is_held_also_on_a_quiet_day(settings, age):
    settings.FASTEST_FORM = 3
    assert weigh(form(age)) == HELD
    assert weigh(form(timedelta(seconds=3))) == PASSED


def test_field_that_nobody_sees_holds():
    assert weigh(form(), {honeypot.FIELD: "Casino"}) == HELD
    assert weigh(form(), {honeypot.FIELD: ""}) == PASSED


def test_what_is_held_takes_nobodys_place():
    for _ in range(50):
        weigh(form(), {honeypot.FIELD: "Casino"}, address=f"203.0.113.{_}")
    assert limits.look(post(), form="help").bits == limits.LEAST_BITS
    check = form()
    assert weigh(check, done_sum(check)) == PASSED


def test_page_says_what_it_costs_when_it_costs_something():
    price = weighing.price(post({honeypot.FIELD: "Casino"}), check=form(), form="help")
    assert (price.level, price.minutes, price.trap) == ("normal", 0, "Casino")
    crowd()
    assert weighing.price(post(), check=form(), form="help").level == "busy"
    assert weighing.price(post(), check=form(), form="help").minutes == 8
    assert weighing.price(post(), check=form(timedelta(hours=1)), form="help").minutes == 0
    for _ in range(limits.PLACES):
        limits.take_place(form="help")
    price = weighing.price(post(), check=form(), form="help")
    assert (price.level, price.minutes) == ("flood", 0)


def test_form_that_is_not_genuine_is_not_weighed():
    with pytest.raises(ValueError, match="genuine"):
        weighing.price(post(), check=Check(Verdict.EXPIRED), form="help")


def test_cache_that_is_away_loses_nothing_and_holds_nothing(monkeypatch, caplog):
    def fail(*args, **kwargs):
        raise ConnectionError("canary 203.0.113.5")

    for name in ("get", "get_many", "add"):
        monkeypatch.setattr(limits.cache, name, fail)
    assert weigh(form()) == PASSED
    assert weighing.price(post(), check=form(), form="help").level == "normal"
    assert "could not be counted" in caplog.text


def test_limits_turn_nobody_away_by_a_wrong_setting(settings):
    for proxies in (0, 1, 5):
        settings.TRUSTED_PROXIES = proxies
        assert weigh(form(timedelta(hours=1))) == PASSED


def test_a_flood_of_one_form_makes_no_other_dearer():
    """Whoever sends many reports on the directory must not make it harder to ask for help."""
    for _ in range(limits.FREE_IN_ALL + limits.PLACES):
        weighing.is_held(post(), check=form(), content={}, form="report")
    while limits.take_place(form="report"):
        pass
    assert limits.look(post(), form="report").level is limits.Level.FLOOD
    assert limits.look(post(), form="help") == limits.QUIET
    assert weigh(form()) is PASSED
