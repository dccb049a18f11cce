"""PO files as other tools write them, whole, broken, or made to harm."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.po_files import MOST_BYTES, Entry, PoFile, UnreadableFile, headers_for, read, write

HEADER = b'msgid ""\nmsgstr "Language: ar\\n"\n\n'
ENTRY = b'msgctxt "c"\nmsgid "s"\nmsgstr "t"\n'
# No NUL, and no half of a pair: neither is text.
WORDS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)


def file_of(*entries: Entry) -> PoFile:
    headers = headers_for(language="ar", project="Sanad", created="2026-11-22 10:00+0000")
    return PoFile(headers=headers, entries=list(entries))


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(data)
    return str(caught.value)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS, st.booleans()), min_size=1, max_size=4))
def test_what_is_written_is_read(rows) -> None:
    entries = [
        Entry(f"c{context}", f"s{source}", text, notes=(note,), previous=note, is_fuzzy=fuzzy)
        for context, source, text, note, fuzzy in rows
    ]
    found = read(write(file_of(*entries))).entries
    assert [(one.context, one.source, one.text, one.is_fuzzy) for one in found] == [
        (one.context, one.source, one.text, one.is_fuzzy) for one in entries
    ]


def test_bytes_are_utf_8_with_plain_line_ends_and_no_mark_in_front() -> None:
    data = write(file_of(Entry("c", "one\r\ntwo", "واحد\r\nاثنان")))
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert "واحد".encode() in data


def test_gettext_finds_no_fault_in_it(tmp_path: Path) -> None:
    data = write(
        file_of(
            Entry("u:title", "Hi\nyou", "أهلًا\nبكم", notes=("Page: “A”", "Title"), base="ab12"),
            Entry(
                "u:body", 'A "quote" \\ and <b>more</b>', "", previous="old\ntext", is_fuzzy=True
            ),
        )
    )
    path = tmp_path / "page.po"
    path.write_bytes(data)
    run = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")


def test_a_name_of_a_file_is_not_read_as_that_file(tmp_path: Path) -> None:
    path = tmp_path / "secret.po"
    path.write_bytes(HEADER + ENTRY)
    for name in (str(path), f"{path}\n", "/etc/passwd"):
        assert "line 1" in refusal(name.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        b"PK\x03\x04 zip",
        b"\x7fELF",
        b"{}",
        b"msgstr",
        b'msgstr "x"',
        b'msgid "open\nmsgstr "x"\n',
        b'msgid "a" b\nmsgstr "x"\n',
        b'msgid "a"b"\nmsgstr "x"\n',
        b'"loose"\n',
        b"#~ loose\n",
        HEADER + ENTRY + b"<<<<<<< HEAD\n",
        HEADER + b'msgctxt "c"\nmsgstr "t"\n',
    ],
)
def test_what_is_no_po_file_is_refused_in_a_sentence(data: bytes) -> None:
    assert refusal(data).startswith("This is not a PO file, or it is damaged")


@pytest.mark.parametrize("data", [b"", b"\n\n", HEADER, b"# only a comment\n"])
def test_a_file_without_passages_is_refused(data: bytes) -> None:
    assert refusal(data) == "There are no passages in this file."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp1256", "iso-8859-6"])
def test_other_encodings_are_refused_and_named(encoding: str) -> None:
    data = (HEADER + ENTRY).decode().replace('"t"', '"كلمة"').encode(encoding)
    said = refusal(data)
    assert "UTF-8" in said or "damaged" in said


def test_nul_bytes_are_refused() -> None:
    assert "damaged" in refusal(HEADER + ENTRY.replace(b"t", b"\0"))


def test_a_file_that_is_too_big_is_refused_before_it_is_looked_at() -> None:
    assert "too big" in refusal(b"\xff" * (MOST_BYTES + 1))


def test_too_many_passages_are_refused() -> None:
    many = b"".join(b'msgctxt "%d"\nmsgid "s"\nmsgstr ""\n\n' % number for number in range(20_001))
    assert "passages" in refusal(HEADER + many)


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + HEADER + ENTRY,
        (HEADER + ENTRY).replace(b"\n", b"\r\n"),
        (HEADER + ENTRY).replace(b"\n", b"\r"),
        ENTRY,
        HEADER + b'#. note\n#: place:1\n#| msgid "old"\n# by hand\n' + ENTRY,
        HEADER + b'#, fuzzy\n#~ msgid "gone"\n#~ msgstr "fort"\n\n' + ENTRY,
    ],
)
def test_what_other_tools_write_is_read(data: bytes) -> None:
    entries = [entry for entry in read(data).entries if not entry.is_obsolete]
    assert [(one.context, one.source, one.text, one.is_fuzzy) for one in entries] == [
        ("c", "s", "t", False)
    ]


def test_a_plural_is_recognised() -> None:
    data = HEADER + b'msgctxt "c"\nmsgid "s"\nmsgid_plural "ss"\nmsgstr[0] "a"\nmsgstr[1] "b"\n'
    (entry,) = read(data).entries
    assert entry.is_plural
