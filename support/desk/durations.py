"""Says a length of time in words that are right in every plural form of either language."""

from datetime import timedelta

from django.utils.translation import ngettext

_HOUR, _DAY = 60, 24 * 60  # minutes


def overdue_in_words(late: timedelta) -> str:
    """Say by how much something is overdue: minutes in the first hour, hours up to two days.

    Never Django's `naturaltime`, whose Arabic is wrong (TRAPS A2).
    """
    minutes = max(int(late.total_seconds() // 60), 1)
    if minutes < _HOUR:
        words = ngettext("Overdue by %(number)d minute", "Overdue by %(number)d minutes", minutes)
        return words % {"number": minutes}
    if minutes < 2 * _DAY:
        hours = minutes // _HOUR
        words = ngettext("Overdue by %(number)d hour", "Overdue by %(number)d hours", hours)
        return words % {"number": hours}
    days = minutes // _DAY
    words = ngettext("Overdue by %(number)d day", "Overdue by %(number)d days", days)
    return words % {"number": days}
