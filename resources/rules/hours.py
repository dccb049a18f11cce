"""Lays out a week of opening hours, with what ends after midnight in its right place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")  # RFC 5545, 3.3.10; counted as Django does

# How people call the time of a place; any other zone is named by its city.
ZONES = {
    "Africa/Algiers": _("Algiers time"),
    "Africa/Cairo": _("Cairo time"),
    "Africa/Casablanca": _("Casablanca time"),
    "Africa/Khartoum": _("Khartoum time"),
    "Africa/Tripoli": _("Tripoli time"),
    "Africa/Tunis": _("Tunis time"),
    "Asia/Amman": _("Amman time"),
    "Asia/Baghdad": _("Baghdad time"),
    "Asia/Beirut": _("Beirut time"),
    "Asia/Damascus": _("Damascus time"),
    "Asia/Dubai": _("Dubai time"),
    "Asia/Gaza": _("Gaza time"),
    "Asia/Hebron": _("Hebron time"),
    "Asia/Kuwait": _("Kuwait time"),
    "Asia/Riyadh": _("Riyadh time"),
    "Europe/Berlin": _("Berlin time"),
    "Europe/Istanbul": _("Istanbul time"),
    "Europe/London": _("London time"),
    "Europe/Paris": _("Paris time"),
    "UTC": _("universal time (UTC)"),
}


@dataclass(frozen=True)
class Opening:
    """From when to when; hours that end at or before they begin end on the next day."""

    opens: time
    closes: time

    @property
    def lasts_all_day(self) -> bool:
        """Whether it is open round the clock from midnight."""
        return self.opens == self.closes == time()

    @property
    def ends_at_midnight(self) -> bool:
        """Whether it ends with the day."""
        return self.closes == time() and not self.lasts_all_day

    @property
    def ends_next_day(self) -> bool:
        """Whether it ends after midnight."""
        return self.closes <= self.opens and self.closes != time()


@dataclass(frozen=True)
class Day:
    """A day of the week with its hours; without any it is closed."""

    code: str
    openings: tuple[Opening, ...]


def week(openings: Iterable[tuple[str, time, time]], *, first_day: int) -> list[Day]:
    """Return the seven days in the reader's order, or nothing where no hours are known.

    Args:
        openings: a day of `DAYS`, and from when to when.
        first_day: the number of the day on which the week begins; Sunday is 0.
    """
    by_day: dict[str, set[tuple[time, time]]] = {}
    for code, opens, closes in openings:
        by_day.setdefault(code, set()).add((opens, closes))
    if not by_day:
        return []
    ordered = DAYS[first_day:] + DAYS[:first_day]
    return [
        Day(code, tuple(Opening(*hours) for hours in sorted(by_day.get(code, ()))))
        for code in ordered
    ]


def zone_in_words(zone: str) -> str:
    """Return how people call the time of an IANA zone, in the active language."""
    if zone in ZONES:
        return str(ZONES[zone])
    city = zone.rpartition("/")[2].replace("_", " ")
    return gettext("the time of %(city)s") % {"city": city}
