"""Reckons in the organisation's own days: when a time is over whose clock rests at weekends."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)
_WEEK = frozenset(range(1, 8))

WEEKENDS: dict[str, frozenset[int]] = {
    "fri_sat": frozenset({5, 6}),
    "fri": frozenset({5}),
    "sat_sun": frozenset({6, 7}),
    "sun": frozenset({7}),
    "none": frozenset(),
}


@dataclass(frozen=True)
class Calendar:
    """Where the organisation's days begin, and on which of them its clocks rest.

    Attributes:
        zone: the time zone of its days.
        weekend: ISO weekdays (Monday is 1). All seven would let every clock rest for ever, and
            count as none.
    """

    zone: ZoneInfo
    weekend: frozenset[int] = frozenset()

    def rests_on(self, day: date) -> bool:
        """Tell whether the clocks of requests that are not urgent stand still on `day`."""
        return not self.weekend >= _WEEK and day.isoweekday() in self.weekend

    def start_of(self, day: date) -> datetime:
        """Return when `day` begins, in UTC: at its first midnight.

        Where the clocks jump over midnight (Cairo and Beirut, in spring), it begins at the jump.
        """
        return self.at(day, time.min)

    def at(self, day: date, wall: time) -> datetime:
        """Return when the clocks on the wall show `wall` on `day` for the first time, in UTC."""
        return datetime.combine(day, wall.replace(tzinfo=None, fold=0), self.zone).astimezone(UTC)

    def day_of(self, moment: datetime) -> date:
        """Return the day that `moment`, which is aware, falls on.

        Days are counted from `start_of` alone, so that none is entered twice: an hour that the
        clocks repeat across midnight belongs to the day that had begun.
        """
        day = moment.astimezone(self.zone).date()
        while self.start_of(day + _DAY) <= moment:
            day += _DAY
        while self.start_of(day) > moment:
            day -= _DAY
        return day


def calendar(*, time_zone: str, weekend: str) -> Calendar:
    """Return the calendar of a time zone's name and one of the weekends that we know.

    What nobody knows any more counts as UTC, or as no weekend: no clock may stop over a setting.
    """
    try:
        zone = ZoneInfo(time_zone)
    except (KeyError, ValueError, OSError):  # unknown, malformed, or the name of a folder
        zone = ZoneInfo("UTC")
    return Calendar(zone=zone, weekend=WEEKENDS.get(weekend, frozenset()))


def time_is_up(*, since: datetime, hours: int, is_urgent: bool, calendar: Calendar) -> datetime:
    """Return when a time has run out, in UTC.

    The clock of an urgent request never stands still. Any other stands still from the beginning
    to the end of each weekend day. Hours are real ones, however the clocks on the wall are set.

    Args:
        since: when the clock began, aware.
        hours: how long it runs; less than 1 counts as 1.
        is_urgent: whether the clock runs through weekends.
        calendar: the organisation's.
    """
    left, moment = timedelta(hours=max(hours, 1)), since.astimezone(UTC)
    if is_urgent or not calendar.weekend:
        return moment + left
    day = calendar.day_of(moment)
    while True:
        end = calendar.start_of(day + _DAY)
        if calendar.rests_on(day):
            moment = end
        elif moment + left <= end:
            return moment + left
        else:
            left -= end - moment
            moment = end
        day += _DAY


def days_in_time(
    *, today: date, hours: int, is_urgent: bool, calendar: Calendar
) -> tuple[date, ...]:
    """Return the days on which an answer to a request of `today` would be in time.

    An urgent request needs somebody on this very day. For any other it is today and each day up
    to the one on which the time runs out at the latest; weekend days prolong it, and whoever
    answers on one of them is welcome.

    Args:
        today: the organisation's day.
        hours: the time that the urgency sets.
        is_urgent: whether only today will do.
        calendar: the organisation's.
    """
    if is_urgent:
        return (today,)
    last_moment = calendar.start_of(today + _DAY) - timedelta(minutes=1)
    end = time_is_up(since=last_moment, hours=hours, is_urgent=False, calendar=calendar)
    # A whole number of days ends in the last minute of one; an hour that the clocks leave out
    # must not push it into the next.
    last = max(calendar.day_of(end - timedelta(hours=1)), today)
    return tuple(today + _DAY * number for number in range((last - today).days + 1))
