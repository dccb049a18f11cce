"""The columns of an import and an export: the allow-list, how each is read and how it is written.

A line becomes values and values become a line again without a loss, so that an export that is
imported changes nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator
from django.db.models import Model, TextChoices

from core.text import clean_text
from resources.domain.importing.refusals import Reason, Refused
from resources.models import OnlineCommunity, Phone, Schedule, Service, ServiceAddress, ServiceText
from resources.models.services import validate_phone

Values = dict[str, Any]

LANGUAGES = ("ar", "en")
PROSE = (
    "name",
    "description",
    "eligibility",
    "application",
    "fees",
    "hours",
    "area",
    "status_note",
    "safety",
    "accessibility",
    "confidentiality",
)
TERMS = ("kinds", "audiences", "languages", "regions")
COMMUNITY = tuple(
    f"{name}_{language}"
    for name in ("moderators", "seen_by_others", "without_own_name")
    for language in LANGUAGES
)
ADDRESS = tuple(
    f"{name}_{language}" for name in ("address", "directions") for language in LANGUAGES
)
ORGANISATION = ("organization_id", "organization_name_ar", "organization_name_en")
SCALARS = (
    "status",
    "is_published",
    "papers",
    "cost",
    "minimum_age",
    "maximum_age",
    "url",
    "email",
    "time_zone",
    "is_remote",
    "place_tier",
    "last_checked",
    "check_method",
    "next_check",
)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/\-]{0,99}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HOURS = re.compile(r"(?P<day>[A-Z]{2}) (?P<opens>[0-9]{2}:[0-9]{2})-(?P<closes>[0-9]{2}:[0-9]{2})")
# What table calculation takes for the beginning of a formula, also in full width.
FORMULA = re.compile(r"\s*[=+\-@\t\r＝＋－＠]")
_ESCAPED = re.compile(r"'+\s*[=+\-@\t\r＝＋－＠]")
_ZONES = frozenset(available_timezones())
_YES = {"yes": True, "no": False, "true": True, "false": False, "1": True, "0": False}
_VOICEMAIL = "voicemail-"
_check_url = URLValidator(schemes=["https", "http"])
_check_email = EmailValidator()


@dataclass(frozen=True)
class Column:
    """A column: its name, how a cell is read and written, and what the guide says of it.

    Attributes:
        read: takes a cell that is not empty, and returns its value.
        write: takes a value, and returns the cell.
        empty: the value of an empty cell.
    """

    name: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    empty: Any = ""


def unescaped(cell: str) -> str:
    """Take off the quote that an export puts before what looks like a formula.

    Raises:
        Refused: it looks like a formula.
    """
    if FORMULA.match(cell):
        raise Refused(Reason.FORMULA)
    return cell[1:] if _ESCAPED.match(cell) else cell


def escaped(cell: str) -> str:
    """Put a quote before what looks like a formula, or like such a quote."""
    return f"'{cell}" if FORMULA.match(cell) or _ESCAPED.match(cell) else cell


def read_id(cell: str) -> str:
    """Read an id.

    Raises:
        Refused: it has letters that an id must not have.
    """
    if not _ID.fullmatch(cell):
        raise Refused(Reason.BAD_ID)
    return cell


def _text(longest: int | None) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if longest is not None and len(cell) > longest:
            raise Refused(Reason.TOO_LONG)
        return cell

    return read


def _one_of(choices: type[TextChoices]) -> Callable[[str], str]:
    values = frozenset(choices.values)

    def read(cell: str) -> str:
        value = cell.lower()
        if value not in values:
            raise Refused(Reason.UNKNOWN_VALUE)
        return value

    return read


def _age(cell: str) -> int:
    if not cell.isdecimal() or len(cell) > 3 or int(cell) > 120:
        raise Refused(Reason.NO_NUMBER)
    return int(cell)


def _day(cell: str) -> date:
    try:
        if _DAY.fullmatch(cell):
            return date.fromisoformat(cell)
    except ValueError:
        pass
    raise Refused(Reason.NO_DAY)


def _yes_or_no(cell: str) -> bool:
    if cell.lower() not in _YES:
        raise Refused(Reason.NO_YES_OR_NO)
    return _YES[cell.lower()]


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(sorted({code.strip() for code in cell.split("|")} - {""}))


def _url(cell: str) -> str:
    try:
        _check_url(_text(500)(cell))
    except ValidationError:
        raise Refused(Reason.BAD_URL) from None
    return cell


def _email(cell: str) -> str:
    try:
        _check_email(_text(254)(cell))
    except ValidationError:
        raise Refused(Reason.BAD_EMAIL) from None
    return cell


def _zone(cell: str) -> str:
    if cell not in _ZONES:
        raise Refused(Reason.BAD_ZONE)
    return cell


def _phones(cell: str) -> tuple[tuple[str, bool, bool, str], ...]:
    return tuple(_phone(part) for part in cell.split("|"))


def _phone(text: str) -> tuple[str, bool, bool, str]:
    number, *marks = (part.strip() for part in text.split("/"))
    voicemail = Phone.Voicemail.UNKNOWN.value
    known = {"calls", "text"}
    for mark in marks:
        if mark.startswith(_VOICEMAIL):
            voicemail = mark.removeprefix(_VOICEMAIL)
        elif mark not in known:
            raise Refused(Reason.BAD_PHONE)
    try:
        validate_phone(number)
    except ValidationError:
        raise Refused(Reason.BAD_PHONE) from None
    if voicemail not in Phone.Voicemail.values:
        raise Refused(Reason.BAD_PHONE)
    ways = known & set(marks)
    return number, "calls" in ways or not ways, "text" in ways, voicemail


def _write_phones(phones: tuple[tuple[str, bool, bool, str], ...]) -> str:
    return "|".join(
        "/".join(
            [
                number,
                *(["calls"] if calls else []),
                *(["text"] if text else []),
                f"{_VOICEMAIL}{voicemail}",
            ]
        )
        for number, calls, text, voicemail in phones
    )


def _schedules(cell: str) -> tuple[tuple[str, time, time], ...]:
    return tuple(_hours(part.strip()) for part in cell.split("|"))


def _hours(text: str) -> tuple[str, time, time]:
    found = _HOURS.fullmatch(text)
    try:
        if found and found["day"] in Schedule.Weekday.values:
            opens, closes = time.fromisoformat(found["opens"]), time.fromisoformat(found["closes"])
            return found["day"], opens, closes
    except ValueError:
        pass
    raise Refused(Reason.BAD_HOURS)


def _write_schedules(schedules: tuple[tuple[str, time, time], ...]) -> str:
    return "|".join(f"{day} {opens:%H:%M}-{closes:%H:%M}" for day, opens, closes in schedules)


def _write_day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _write_yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


def _write_number(number: int | None) -> str:
    return "" if number is None else str(number)


def _same(text: str) -> str:
    return text


def _texts(model: type[Model], names: tuple[str, ...], *, prefix: str = "") -> list[Column]:
    columns = []
    for name in names:
        # A service's texts have a row for each language; elsewhere each language has a field.
        field = model._meta.get_field(name[:-3] if model is ServiceText else name)
        longest: int | None = getattr(field, "max_length", None)
        columns.append(Column(f"{prefix}{name}", _text(longest), _same))
    return columns


COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        Column("id", read_id, _same),
        Column("organization_id", read_id, _same),
        Column("organization_name_ar", _text(160), _same),
        Column("organization_name_en", _text(160), _same),
        *_texts(ServiceText, tuple(f"{name}_{code}" for name in PROSE for code in LANGUAGES)),
        *(Column(name, _codes, "|".join, ()) for name in TERMS),
        Column("status", _one_of(Service.Status), _same, Service.Status.OPEN.value),
        Column("is_published", _yes_or_no, _write_yes_or_no, False),
        Column("papers", _one_of(Service.Papers), _same, Service.Papers.UNKNOWN.value),
        Column("cost", _one_of(Service.Cost), _same, Service.Cost.UNKNOWN.value),
        Column("minimum_age", _age, _write_number, None),
        Column("maximum_age", _age, _write_number, None),
        Column("url", _url, _same),
        Column("email", _email, _same),
        Column("phones", _phones, _write_phones, ()),
        Column("time_zone", _zone, _same, "Asia/Beirut"),
        Column("schedules", _schedules, _write_schedules, ()),
        Column("is_remote", _yes_or_no, _write_yes_or_no, False),
        Column("place_tier", _one_of(Service.PlaceTier), _same, Service.PlaceTier.HIDDEN.value),
        Column("last_checked", _day, _write_day, None),
        Column("check_method", _one_of(Service.Method), _same),
        Column("next_check", _day, _write_day, None),
        Column("community_platform", _one_of(OnlineCommunity.Platform), _same),
        *_texts(OnlineCommunity, COMMUNITY, prefix="community_"),
        *_texts(ServiceAddress, ADDRESS),
    )
}
# An export leaves these out where readers do not learn of them: an empty cell says nothing then.
COARSE_PLACE = ("area_ar", "area_en", "regions")
KEPT_WHEN_EMPTY = frozenset({*ADDRESS, *COARSE_PLACE, "time_zone"})


def defaults() -> Values:
    """Return what a service is of which a file says nothing."""
    return {name: column.empty for name, column in COLUMNS.items()}


def read_cells(cells: dict[str, str], *, may_be_formula: bool = False) -> Values:
    """Return the values of a line; a place that is empty is left out, since it says nothing.

    Args:
        cells: by the names of known columns.
        may_be_formula: nothing runs it where it comes from, as in JSON.

    Raises:
        ExceptionGroup: of `Refused`, one for each cell that cannot be taken.
    """
    values: Values = {}
    refused: list[Refused] = []
    for name, cell in cells.items():
        column = COLUMNS[name]
        try:
            text = cell if may_be_formula else _unescaped(name, cell)
            text = clean_text(text)
            if text:
                values[name] = column.read(text)
            elif name not in KEPT_WHEN_EMPTY:
                values[name] = column.empty
        except Refused as error:
            refused.append(Refused(error.reason, name))
    if refused:
        raise ExceptionGroup("cells that cannot be taken", refused)
    return values


def _unescaped(name: str, cell: str) -> str:
    # A telephone number begins with a plus, and its own pattern lets nothing through that runs.
    if name == "phones" and not _ESCAPED.match(cell):
        return cell
    return unescaped(cell)


def write_cells(values: Values, *, names: tuple[str, ...]) -> list[str]:
    """Return the cells of a line, safe in a table calculation."""
    return [escaped(COLUMNS[name].write(values[name])) for name in names]
