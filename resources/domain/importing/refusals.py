"""Why a line, or a whole file, is refused: codes with their words, never a file's own content."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a line was refused."""

    NO_ID = "no-id", _("The id is missing. Without one, the next import could not find it again.")
    BAD_ID = "bad-id", _("An id has up to 100 letters a–z, digits and . _ : / - only.")
    TWICE = "twice", _("This id stands in the file a second time. The first line counts.")
    REQUIRED = "required", _("Something must stand here.")
    TOO_LONG = "too-long", _("This is longer than allowed.")
    FORMULA = "formula", _("A text must not begin with = + - or @: a table would run it.")
    NO_NUMBER = "no-number", _("This is no whole number from 0 to 120.")
    NO_DAY = "no-day", _("Write the day as year-month-day, such as 2026-11-23.")
    NO_YES_OR_NO = "no-yes-or-no", _("Write yes or no.")
    UNKNOWN_VALUE = "unknown-value", _("This is none of the values that are allowed here.")
    UNKNOWN_CODE = "unknown-code", _("One of these codes is not among the directory's terms.")
    BAD_URL = "bad-url", _("This is no address that begins with https:// or http://.")
    BAD_EMAIL = "bad-email", _("This is no e-mail address.")
    BAD_PHONE = "bad-phone", _("This is no telephone number as the table of columns describes it.")
    BAD_HOURS = "bad-hours", _("These are no hours as the table of columns describes them.")
    BAD_ZONE = "bad-zone", _("This is no time zone, such as Asia/Beirut.")
    CONTRADICTION = "contradiction", _("This contradicts something else in the same line.")
    NO_NAME = "no-name", _("There are texts in this language, but no name.")
    NO_RIGHT = "no-right", _("You may not write addresses. Ask somebody who may.")
    CELLS = "cells", _("The line has not as many cells as the first line has names.")
    QUOTES = "quotes", _("The quotation marks do not match.")
    NO_OBJECT = "no-object", _("This is no JSON object.")
    WRONG_TYPE = "wrong-type", _("This is a list or an object where a text was expected, or not.")
    UNKNOWN_MEMBER = "unknown-member", _("This member is not known.")


class Failure(models.TextChoices):
    """Why a file could not be read at all, or not to its end."""

    EMPTY = "empty", _("The file is empty.")
    UTF_16 = "utf-16", _("The file is in UTF-16. Save it as “CSV UTF-8”.")
    WINDOWS_1256 = (
        "windows-1256",
        _("The file seems to be in Windows-1256 (Arabic). Save it as “CSV UTF-8”."),
    )
    NO_UTF_8 = "no-utf-8", _("The file is not in UTF-8. Save it as “CSV UTF-8”.")
    NO_HEADER = (
        "no-header",
        _("The first line must name the columns, and one of them must be called “id”."),
    )
    UNKNOWN_COLUMNS = "unknown-columns", _("Some columns are not known.")
    COLUMN_TWICE = "column-twice", _("A column stands in the first line twice.")
    JSON = "json", _("This is no JSON: neither a list of services nor one service in each line.")
    TOO_MANY = "too-many", _("The file has too many lines. Divide it.")
    TOO_LARGE = "too-large", _("The file is too large. Divide it.")
    GONE = "gone", _("The file is not here any more. Choose it again.")
    CHANGED = "changed", _("The file is not the one that was tried. Choose it again.")


class Refused(Exception):
    """A line cannot be taken; says where and why, never with which content."""

    def __init__(self, reason: Reason, field: str = "") -> None:
        super().__init__(reason.value, field)
        self.reason, self.field = reason, field


class Unreadable(Exception):
    """A file cannot be read.

    Attributes:
        failure: why.
        columns: names of columns that are not known, as far as they can be shown.
    """

    def __init__(self, failure: Failure, columns: tuple[str, ...] = ()) -> None:
        super().__init__(failure.value)
        self.failure, self.columns = failure, columns
