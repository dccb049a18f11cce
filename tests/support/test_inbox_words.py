"""How late something is, in words."""

from datetime import timedelta

import pytest
from django.utils import translation

from support.desk.durations import overdue_in_words

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (0 * MINUTE, "Overdue by 1 minute"),
        (1 * MINUTE, "Overdue by 1 minute"),
        (59 * MINUTE, "Overdue by 59 minutes"),
        (60 * MINUTE, "Overdue by 1 hour"),
        (47 * HOUR + 59 * MINUTE, "Overdue by 47 hours"),
        (48 * HOUR, "Overdue by 2 days"),
        (100 * DAY, "Overdue by 100 days"),
    ],
)
def test_lateness_is_said_in_the_unit_that_fits(late, words):
    with translation.override("en"):
        assert overdue_in_words(late) == words


@pytest.mark.parametrize("unit", [MINUTE, HOUR, DAY])
def test_each_number_asks_for_its_own_plural(unit, monkeypatch):
    asked = []

    def ngettext(one: str, many: str, number: int) -> str:
        asked.append(number)
        return many

    monkeypatch.setattr("support.desk.durations.ngettext", ngettext)
    first = {MINUTE: 1, HOUR: 1, DAY: 2}[unit]
    numbers = [number for number in (1, 2, 3, 11, 47) if number >= first]
    for number in numbers:
        overdue_in_words(number * unit)
    assert asked == numbers
