"""Reckons backwards: what had to begin waiting by when, to be late now."""

from datetime import datetime, timedelta

from support.rules.clock import Calendar

_DAY = timedelta(days=1)


def late_if_since(*, now: datetime, hours: int, is_urgent: bool, calendar: Calendar) -> datetime:
    """Return the latest beginning of a wait whose time has run out by now.

    The other way round of `clock.time_is_up`: that is over by `now` exactly for beginnings up to
    what this returns. A query can so ask for all that is late with one comparison.

    Args:
        now: aware.
        hours: how long the clock runs; less than 1 counts as 1.
        is_urgent: whether the clock runs through weekends.
        calendar: the organisation's.
    """
    left, moment = timedelta(hours=max(hours, 1)), now
    if is_urgent or not calendar.weekend:
        return moment - left
    day = calendar.day_of(moment)
    while True:
        start = calendar.start_of(day)
        if not calendar.rests_on(day):
            if moment - start >= left:
                return moment - left
            left -= moment - start
        moment = start
        day -= _DAY
