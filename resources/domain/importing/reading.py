"""Reads a file line by line, in bounded memory, whatever is in it."""

import codecs
import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from resources.domain.importing import hsds
from resources.domain.importing.columns import COLUMNS, Values, read_cells
from resources.domain.importing.refusals import Failure, Reason, Refused, Unreadable
from resources.models import DirectoryImport

MOST_LINES = 200_000
MOST_BYTES = 200 * 2**20
_CHUNK = 64 * 1024  # bytes or letters that are read at once
_LONGEST = 256 * 1024  # letters of one line, or of one object
_SHOWN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_ .\-]{0,39}")
_ARABIC_IN_1256 = re.compile(rb"[\xc7-\xed]{3}")
_DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Line:
    """One service of a file.

    Attributes:
        number: of the line in a table, of the service in JSON; from 1.
        id: what it is found by, if it has a good one.
        values: what it says; nothing where it is refused.
        refused: why it is refused.
    """

    number: int
    id: str = ""
    values: Values | None = field(default=None, repr=False)
    refused: tuple[Refused, ...] = ()


def format_of(path: Path) -> str:
    """Return which of the two formats a file has, by its first sign that is no space.

    Raises:
        Unreadable: it is empty, or not in UTF-8.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    _check_start(start)
    is_json = start.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"[", b"{")
    return DirectoryImport.Format.JSON if is_json else DirectoryImport.Format.CSV


def count(path: Path, *, format: str) -> int:
    """Read a whole file without looking into its lines, and return how many services it has.

    Raises:
        Unreadable: it cannot be read to its end.
    """
    _check_encoding(path)
    number = 0
    for number, _raw in enumerate(_raw_lines(path, format), start=1):
        if number > MOST_LINES:
            raise Unreadable(Failure.TOO_MANY)
    return number


def lines(path: Path, *, format: str, skip: int = 0) -> Iterator[Line]:
    """Yield the services of a file.

    Args:
        path: of the file.
        format: of `DirectoryImport.Format`.
        skip: how many are done already; of those only the ids are read.

    Raises:
        Unreadable: it cannot be read any further.
    """
    is_json = format == DirectoryImport.Format.JSON
    for position, (number, raw) in enumerate(_raw_lines(path, format)):
        if isinstance(raw, Reason):
            yield Line(number, refused=(Refused(raw),))
            continue
        try:
            cells = hsds.cells_of(raw) if is_json else raw
        except Refused as error:
            yield Line(number, refused=(error,))
            continue
        yield _line(number, cells, is_json=is_json, with_values=position >= skip)


def _line(number: int, cells: dict[str, str], *, is_json: bool, with_values: bool) -> Line:
    identifier = cells.get("id", "").strip()
    if not identifier:
        return Line(number, refused=(Refused(Reason.NO_ID, "id"),))
    try:
        COLUMNS["id"].read(identifier)
    except Refused as error:
        return Line(number, refused=(Refused(error.reason, "id"),))
    if not with_values:
        return Line(number, identifier)
    try:
        return Line(number, identifier, read_cells(cells, may_be_formula=is_json))
    except ExceptionGroup as group:
        return Line(
            number,
            identifier,
            refused=tuple(error for error in group.exceptions if isinstance(error, Refused)),
        )


def _raw_lines(path: Path, format: str) -> Iterator[tuple[int, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            if format == DirectoryImport.Format.JSON:
                yield from _objects(file)
            else:
                yield from _rows(file)
        except UnicodeDecodeError as error:
            raise Unreadable(Failure.NO_UTF_8) from error


def _rows(file: TextIO) -> Iterator[tuple[int, dict[str, str] | Reason]]:
    header = file.readline(_LONGEST)
    delimiter = max(_DELIMITERS, key=header.count)
    names = _names(header, delimiter)
    # Strict, or an open quotation mark would swallow the rest of the file without a word.
    reader = csv.reader(_bounded(file), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 2  # where the row begins; behind the header
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, Reason.QUOTES
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            yield number, Reason.CELLS
        else:
            yield number, dict(zip(names, cells, strict=True))


def _names(header: str, delimiter: str) -> list[str]:
    if not header.strip():
        raise Unreadable(Failure.EMPTY)
    try:
        found = next(csv.reader([header], delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Unreadable(Failure.NO_HEADER) from error
    names = [name.strip().lower() for name in found]
    if "id" not in names:
        # No header then: its words may be an address, and are not repeated.
        raise Unreadable(Failure.NO_HEADER)
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        shown = tuple(name for name in unknown if _SHOWN_NAME.fullmatch(name))
        raise Unreadable(Failure.UNKNOWN_COLUMNS, shown)
    if len(set(names)) != len(names):
        raise Unreadable(Failure.COLUMN_TWICE)
    return names


def _bounded(file: TextIO) -> Iterator[str]:
    while line := file.readline(_LONGEST):
        yield line


def _objects(file: TextIO) -> Iterator[tuple[int, Any]]:
    start = file.read(_CHUNK)
    while start and not start.strip():
        start = file.read(_CHUNK)
    if not start:
        raise Unreadable(Failure.EMPTY)
    start = start.lstrip()
    if start.startswith("["):
        yield from enumerate(_of_list(file, start), start=1)
    else:
        yield from _of_lines(file, start)


def _of_list(file: TextIO, buffer: str) -> Iterator[Any]:
    """Yield the members of a list; no more of it than one member and one chunk is in memory."""
    decoder, place, wants_comma = json.JSONDecoder(), 1, False
    while True:
        while place < len(buffer) and buffer[place] in " \t\r\n":
            place += 1
        sign = buffer[place : place + 1]
        if sign == "]":
            _refuse_rest(file, buffer[place + 1 :])
            return
        if sign == "," and wants_comma:
            wants_comma, place = False, place + 1
            continue
        if sign and wants_comma:
            raise Unreadable(Failure.JSON)
        try:
            if sign:
                # Objects alone: where a number or a word ends, its first half may seem whole.
                if sign != "{":
                    raise Unreadable(Failure.JSON)
                found, place = decoder.raw_decode(buffer, place)
                wants_comma = True
                yield found
                continue
        except (ValueError, RecursionError) as error:
            if len(buffer) - place > _LONGEST:
                raise Unreadable(Failure.JSON) from error
        more = file.read(_CHUNK)
        if not more:
            raise Unreadable(Failure.JSON)
        buffer, place = buffer[place:] + more, 0


def _refuse_rest(file: TextIO, rest: str) -> None:
    while not rest.strip():
        rest = file.read(_CHUNK)
        if not rest:
            return
    raise Unreadable(Failure.JSON)


def _of_lines(file: TextIO, start: str) -> Iterator[tuple[int, Any]]:
    """Yield the objects of a file that has one in each line; a bad line is only itself."""
    number = 0
    for line in _physical_lines(file, start):
        if line is not None and not line.strip():
            continue
        number += 1
        if line is None:
            yield number, Reason.TOO_LONG
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            if number == 1:
                raise Unreadable(Failure.JSON) from None
            yield number, Reason.NO_OBJECT


def _physical_lines(file: TextIO, start: str) -> Iterator[str | None]:
    """Yield lines; nothing for one that is too long."""
    held, is_too_long = start, False
    while True:
        line, newline, rest = held.partition("\n")
        if newline:
            yield None if is_too_long else line
            held, is_too_long = rest, False
            continue
        if len(held) > _LONGEST:
            held, is_too_long = "", True
        more = file.read(_CHUNK)
        if not more:
            yield None if is_too_long else held
            return
        held += more


def _check_start(start: bytes) -> None:
    if not start.strip():
        raise Unreadable(Failure.EMPTY)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in start:
        raise Unreadable(Failure.UTF_16)


def _check_encoding(path: Path) -> None:
    """Read a file once as UTF-8; where it is not, say what it seems to be."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        chunk = file.read(_CHUNK)
        _check_start(chunk[:4096])
        while chunk:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                is_arabic = _ARABIC_IN_1256.search(chunk) is not None
                failure = Failure.WINDOWS_1256 if is_arabic else Failure.NO_UTF_8
                raise Unreadable(failure) from None
            chunk = file.read(_CHUNK)
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise Unreadable(Failure.NO_UTF_8) from None
