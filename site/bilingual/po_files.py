"""Writes and reads PO files, as Poedit, Weblate or OmegaT do; knows no pages and no database."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import polib
from django.utils.translation import gettext as _

MOST_BYTES = 4 * 1024 * 1024  # some hundred pages in two languages
MOST_ENTRIES = 20_000
_FUZZY = "fuzzy"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(rf"(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])\s*)?{_QUOTED}")
_KEPT_COMMENTS = ("#,", "#:", "#~")  # flags, references, what was given up; the rest is for people
_BASE = "words-"
_WIDE_ENCODINGS = (
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    codecs.BOM_UTF32_LE,
    codecs.BOM_UTF32_BE,
)
# The rules that gettext's own tools write; a language that is not here gets none.
_PLURAL_FORMS = {
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    ),
    "en": "nplurals=2; plural=(n != 1);",
}


class UnreadableFile(Exception):
    """The bytes are no PO file that can be used; its text says why, in a sentence."""


@dataclass(frozen=True)
class Entry:
    """One passage of a PO file.

    Attributes:
        context: where it belongs (`msgctxt`); nothing if the file does not say.
        source: what is to be translated (`msgid`).
        text: its translation (`msgstr`), empty if there is none.
        notes: what a translator should know, one line each.
        previous: the source that the translation was made for, where it has changed since.
        base: what names the translation that there was when the file was written; empty if the file
            does not say. Tools keep it as the place in a program that a text comes from.
        is_fuzzy: whether the translation is only a suggestion.
        is_plural: whether it has several forms, which passages of pages never have.
        is_obsolete: whether it was given up.
    """

    context: str
    source: str
    text: str = ""
    notes: tuple[str, ...] = ()
    previous: str = ""
    base: str = ""
    is_fuzzy: bool = False
    is_plural: bool = False
    is_obsolete: bool = False


@dataclass(frozen=True)
class PoFile:
    """A whole file: its header by names, and its entries in their order."""

    headers: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


def headers_for(*, language: str, project: str, created: str) -> dict[str, str]:
    """Return the header that gettext's tools want, without any person in it.

    Args:
        language: the code of the language that is translated into.
        project: what the files belong to.
        created: when the file is made, as `2026-11-22 17:32+0000`.
    """
    headers = {
        "Project-Id-Version": project,
        "POT-Creation-Date": created,
        "PO-Revision-Date": created,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if language in _PLURAL_FORMS:
        headers["Plural-Forms"] = _PLURAL_FORMS[language]
    return headers


def write(file: PoFile) -> bytes:
    """Return the file's bytes: UTF-8, lines ended by `\\n`."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = dict(file.headers)
    for entry in file.entries:
        po.append(
            polib.POEntry(
                msgctxt=entry.context,
                msgid=entry.source,
                msgstr=entry.text,
                comment="\n".join(" ".join(note.split()) for note in entry.notes),
                occurrences=[(f"{_BASE}{entry.base}", "")] if entry.base else [],
                flags=[_FUZZY] if entry.is_fuzzy else [],
                previous_msgid=entry.previous or None,
            )
        )
    return str(po).encode()


def refuse_if_too_big(size: int) -> None:
    """Look at the size, in bytes, before anything is read.

    Raises:
        UnreadableFile: it is more than we take.
    """
    if size > MOST_BYTES:
        raise UnreadableFile(
            _("The file is too big: more than %(most)d MB. Export smaller sections.")
            % {"most": MOST_BYTES // (1024 * 1024)}
        )


def read(data: bytes) -> PoFile:
    """Return what a PO file says.

    Raises:
        UnreadableFile: it is too big, not UTF-8, or no PO file.
    """
    refuse_if_too_big(len(data))
    lines = _checked(_decoded(data).replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    try:
        # A comment first, since polib takes a text that names a file for that file's name.
        po = polib.pofile(_Lines("\n".join(["#", *lines])), encoding="utf-8")
    except (OSError, ValueError, LookupError) as error:
        raise UnreadableFile(_not_a_po_file()) from error
    entries = [_entry(entry) for entry in po]
    if not entries:
        raise UnreadableFile(_("There are no passages in this file."))
    if len(entries) > MOST_ENTRIES:
        raise UnreadableFile(
            _("The file has more than %(most)d passages. Export smaller sections.")
            % {"most": MOST_ENTRIES}
        )
    return PoFile(headers=dict(po.metadata), entries=entries)


class _Lines(str):
    """Text that only `\\n` parts into lines; Python's own list has signs that people type."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


def _decoded(data: bytes) -> str:
    if data.startswith(_WIDE_ENCODINGS):
        raise UnreadableFile(
            _("The file is saved as UTF-16 or UTF-32. Save it as UTF-8 and try again.")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            _("The file is not saved as UTF-8. Save it as UTF-8 and try again.")
        ) from error
    if "\0" in text:
        raise UnreadableFile(_not_a_po_file())
    return text


def _checked(lines: Iterable[str]) -> list[str]:
    """Return the lines that matter; polib would read on over a broken one and lose words."""
    kept = []
    for number, line in enumerate(lines, start=1):
        line = line.strip(" \t\f\v")
        if not line or (line.startswith("#") and not line.startswith(_KEPT_COMMENTS)):
            continue
        if not line.startswith("#") and not _LINE.fullmatch(line):
            raise UnreadableFile(_not_a_po_file(number))
        kept.append(line)
    return kept


def _not_a_po_file(line: int | None = None) -> str:
    if line is None:
        return _("This is not a PO file, or it is damaged.")
    return _("This is not a PO file, or it is damaged: line %(line)d cannot be read.") % {
        "line": line
    }


def _entry(entry: polib.POEntry) -> Entry:
    return Entry(
        context=entry.msgctxt or "",
        source=entry.msgid,
        text=entry.msgstr,
        base=next(
            (name.removeprefix(_BASE) for name, _line in entry.occurrences if _BASE in name), ""
        ),
        is_fuzzy=_FUZZY in entry.flags,
        is_plural=bool(entry.msgid_plural or entry.msgstr_plural),
        is_obsolete=bool(entry.obsolete),
    )
