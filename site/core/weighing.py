"""Says what a genuine form costs now, and whether what was sent is looked through first.

Nothing is refused here. What fills in a field that nobody sees, what is sent faster than a person
can, and what comes unpaid while very many send, is held: taken in, and answered later.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest

from core import honeypot, limits, proof_of_work
from core.anonymous_forms import Check
from core.limits import Level
from core.proof_of_work import Ticket

logger = logging.getLogger("sanad.core")


@dataclass(frozen=True)
class Price:
    """What the last page before sending tells, and what it carries along.

    Attributes:
        ticket: what a script works on while the visitor reads.
        level: `normal`, `busy` or `flood`; the page speaks of it only where it is not normal.
        minutes: how long to wait without scripts, when busy; 0 after a long time on it.
        trap: what was sent in the field that nobody sees.
    """

    ticket: Ticket
    level: str
    minutes: int
    trap: str


def price(request: HttpRequest, *, check: Check, form: str) -> Price:
    """Return what sending this form costs now.

    Args:
        request: the post that leads to the page.
        check: what `anonymous_forms.check` found; genuine.
        form: a name for this kind of form; each is counted by itself.
    """
    nonce = _nonce(check)
    try:
        rate = limits.look(request, form=form)
    except Exception:  # the cache is away: what was typed must not be lost over a count
        logger.exception("what comes in could not be counted")
        rate = limits.QUIET
    return Price(
        ticket=proof_of_work.issue_ticket(nonce=nonce, bits=rate.bits),
        level=rate.level.name.lower(),
        minutes=proof_of_work.minutes_to_wait(check.age) if rate.level is Level.BUSY else 0,
        trap=request.POST.get(honeypot.FIELD, ""),
    )


def is_held(request: HttpRequest, *, check: Check, content: dict, form: str) -> bool:
    """Count a form that was sent, and tell whether it is looked through before it is passed on.

    Args:
        request: the post that sends it.
        check: what `anonymous_forms.check` found; genuine.
        content: all that the form says; anything that JSON can hold.
        form: a name for this kind of form, as for `price`.
    """
    nonce = _nonce(check)
    try:
        rate = limits.count(request, form=form)
        if honeypot.is_sprung(request.POST):
            return True
        if check.age < timedelta(seconds=settings.FASTEST_FORM):
            return True
        if rate.level is Level.FLOOD:
            return True
        if rate.level is Level.BUSY and not _is_paid(request, check.age, nonce, content):
            return True
        return not limits.take_place(form=form)
    except Exception:  # the cache is away: what was typed must not be lost over a count
        logger.exception("what comes in could not be counted")
        return False


def _is_paid(request: HttpRequest, age: timedelta, nonce: bytes, content: dict) -> bool:
    is_earned = proof_of_work.has_waited(age) or proof_of_work.is_done(request.POST, nonce=nonce)
    return is_earned and proof_of_work.spend(nonce=nonce, content=content)


def _nonce(check: Check) -> bytes:
    if check.nonce is None:
        raise ValueError("only a genuine form has a price")
    return check.nonce
