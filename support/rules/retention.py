"""Decides how long a request is kept, from plain times alone.

A closed request goes some days after it was closed. An open one in which nobody wrote goes too, but
coordinators are warned first, and it waits for as many days after the warning as was promised, also
where the job that warns was down for weeks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Step(StrEnum):
    """What is due with a request."""

    NOTHING = "nothing"
    WARN = "warn"
    PURGE = "purge"


@dataclass(frozen=True)
class Windows:
    """The group's decisions, in days."""

    closed: int
    silent: int
    warning: int


@dataclass(frozen=True)
class Lifetime:
    """The times of one request.

    Attributes:
        last_sign: the last message, or when a coordinator decided to keep it.
        closed_at: when it was closed; none while it is open.
        warned_at: when coordinators were warned, if they were.
    """

    last_sign: datetime
    closed_at: datetime | None
    warned_at: datetime | None


def step_due(lifetime: Lifetime, *, now: datetime, windows: Windows) -> Step:
    """Return what is due with a request now."""
    if lifetime.closed_at is not None:
        return Step.PURGE if now >= lifetime.closed_at + _days(windows.closed) else Step.NOTHING
    if now < lifetime.last_sign + _days(windows.silent - windows.warning):
        return Step.NOTHING
    warned = lifetime.warned_at
    if warned is None or warned < lifetime.last_sign:  # a warning of an earlier silence is void
        return Step.WARN
    return Step.PURGE if now >= goes_at(lifetime, windows=windows) else Step.NOTHING


def goes_at(lifetime: Lifetime, *, windows: Windows) -> datetime:
    """Return when a request is deleted at the earliest, if nothing more happens to it."""
    if lifetime.closed_at is not None:
        return lifetime.closed_at + _days(windows.closed)
    end = lifetime.last_sign + _days(windows.silent)
    if lifetime.warned_at is not None and lifetime.warned_at >= lifetime.last_sign:
        return max(end, lifetime.warned_at + _days(windows.warning))
    return end


def _days(number: int) -> timedelta:
    return timedelta(days=number)
