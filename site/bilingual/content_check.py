"""Finds in a text what a careful reader would mark: it advises, and never prevents saving."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from bilingual.avoided_words import LETTER, MARKS, Avoided, find_avoided

__all__ = ["Avoided", "Finding", "check_images", "check_marks", "check_text", "is_quoted", "plain"]

_IS_ARABIC = re.compile(f"[{LETTER}]")
_IS_LATIN = re.compile("[A-Za-zÀ-ɏ]")

_CODE = re.compile(r"<(code|pre|script|style)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|li|ul|ol|h[1-6]|br|hr|blockquote|table|tr|td|th)\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:|tel:)[^\s<>«»“”\"]+"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w/])/[a-z0-9][^\s<>«»“”\"]*"
    r"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/[^\s<>«»“”\"]*)?",
    re.IGNORECASE | re.ASCII,
)
_QUOTATION = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»|‘[^’\n]*’")
_CLOSERS = ")]»”\"'’"
_OPENERS = "([«“\"'‘"
_GAP = " \u00a0"
_MASK = "\ufffc"  # stands for what is not ours to judge; neither letter, space nor mark

_ARABIC_MARK = {",": "،", ";": "؛", "?": "؟"}
_LATIN_MARK = re.compile("[,;?]")
_DOUBLED = re.compile(f"(?<=\\S)[{_GAP}]{{2,}}(?=\\S)")
_SPACE_BEFORE = re.compile(f"(?<=[^\\s{_OPENERS}])[{_GAP}]+(?=[،؛؟])")
# An ellipsis, a decimal point, a file's ending or a smiley may stand after a space.
_SPACE_BEFORE_LATIN = re.compile(
    f"(?<=[^\\s{_OPENERS}])[{_GAP}]+(?=(?:[.,](?![.,])|[;:]|[?!]+)(?:\\s|$))"
)
_LONE_TATWEEL = re.compile("(?<!\\S)\u0640+(?!\\S)")
_STRETCHED = re.compile(f"(?<=[{LETTER}])\u0640{{2,}}(?=[{LETTER}])")
# As resources.rules.citations reads them.
_SOURCE_MARK = re.compile(r"\[\s*(\d{1,3}(?:\s*[,،]\s*\d{1,3})*)\s*\]")
_FILE_NAME = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?|svg)$", re.IGNORECASE)


@dataclass(frozen=True)
class Finding:
    """One remark on a text.

    Attributes:
        code: `latin-mark`, `double-space`, `space-before`, `tatweel`, `avoid`, `avoid-quoted`,
            `alt-text` or `source-mark`.
        message: what an editor reads, in the language that is active.
        excerpt: the part of the plain text that it is about, letter by letter.
        suggestion: what to write in its place; empty where only a person can tell.
    """

    code: str
    message: str
    excerpt: str
    suggestion: str = ""


def check_text(
    text_or_html: str, language: str, *, terms: Iterable[Avoided] = (), quoted: bool = False
) -> list[Finding]:
    """Return what a careful reader would remark on a text, in the order of the text.

    Args:
        text_or_html: plain text, or the HTML of a rich text.
        language: the language's code.
        terms: forms to avoid, of any language; see `bilingual.glossary.avoided_forms`.
        quoted: whether the text repeats what others say, as a myth does. Words between quotation
            marks count as quoted anyway.
    """
    text = plain(text_or_html)
    masked = _masked(text)
    found = [*_spacing(text, masked, arabic=language == "ar")]
    if language == "ar":
        found += _latin_marks(text, masked)
        found += _tatweel(text, masked)
    own_terms = [term for term in terms if term.language == language]
    found += _avoided(text, own_terms, quoted=quoted)
    found.sort(key=lambda item: item[0])
    return list(dict.fromkeys(finding for _position, finding in found))


def check_marks(source: str, translation: str) -> list[Finding]:
    """Return a remark for each source that the original cites and its translation does not.

    Args:
        source: a passage of the original, plain or HTML.
        translation: the same passage in the other language.
    """
    missing = _cited(source) - _cited(translation)
    message = _(
        "The original cites source %(number)s here. In the translation the mark is missing."
    )
    return [Finding("source-mark", message % {"number": number}, "") for number in sorted(missing)]


def _cited(text_or_html: str) -> set[int]:
    marks = _SOURCE_MARK.findall(plain(text_or_html))
    return {int(number) for mark in marks for number in re.findall(r"\d+", mark)}


def check_images(block: Any, path: str = "") -> Iterator[tuple[str, Finding]]:
    """Yield the path and the finding of each image in a body without words for who sees it not.

    Args:
        block: the raw data of a StreamField or of a part of it.
        path: where that part is.
    """
    if isinstance(block, dict) and "type" in block and "value" in block:
        yield from check_images(block["value"], _below(path, block.get("id")))
    elif isinstance(block, dict):
        if "image" in block and "alt_text" in block and not block.get("decorative"):
            yield from _alternative(str(block["alt_text"] or ""), _below(path, "alt_text"))
        for name, value in block.items():
            yield from check_images(value, _below(path, name))
    elif not isinstance(block, str) and isinstance(block, Sequence):
        for item in block:
            yield from check_images(item, path)


def is_quoted(instance: Any, path: str) -> bool:
    """Tell whether the words at `path` of a page are somebody else's, repeated on purpose.

    Args:
        instance: a page, whose type names in `quotes` the fields that are, as a myth is.
        path: the place, as wagtail-localize writes it; a block of the kind `quote` is one too.
    """
    name, *rest = path.split(".")
    if name in getattr(instance, "quotes", ()):
        return True
    value = getattr(instance, name, None)
    if not rest or not isinstance(value, StreamValue):
        return False
    return any(block.id == rest[0] and block.block_type == "quote" for block in value)


def plain(text_or_html: str) -> str:
    """Return the text as it is read: tags gone, entities as letters, code left out."""
    if "<" not in text_or_html and "&" not in text_or_html:
        return text_or_html
    text = _CODE.sub(_MASK, text_or_html)
    return unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", text)))


def _below(path: str, name: str | None) -> str:
    return f"{path}.{name}" if path and name else path or name or ""


def _alternative(words: str, path: str) -> Iterator[tuple[str, Finding]]:
    if not words.strip():
        message = _("This image has no alternative text. Describe it, or mark it as decoration.")
        yield path, Finding("alt-text", message, "")
    elif _FILE_NAME.match(words.strip()):
        message = _("This alternative text is the name of a file. Say what the image shows.")
        yield path, Finding("alt-text", message, words)


def _masked(text: str) -> str:
    """Return `text`, of the same length, with addresses and foreign quotations covered."""

    def cover(match: re.Match[str]) -> str:
        covered = match[0].rstrip(",;?.!:،؛؟" + _CLOSERS)
        return _MASK * len(covered) + match[0][len(covered) :]

    def cover_foreign(match: re.Match[str]) -> str:
        words = match[0]
        is_foreign = len(_IS_LATIN.findall(words)) > len(_IS_ARABIC.findall(words))
        return words[0] + _MASK * (len(words) - 2) + words[-1] if is_foreign else words

    return _QUOTATION.sub(cover_foreign, _ADDRESS.sub(cover, text))


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the borders of the words on both sides of a place, on the same line."""
    while start > 0 and text[start - 1] in _GAP:
        start -= 1
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end] in _GAP:
        end += 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _remark(
    text: str, start: int, end: int, replacement: str, *, code: str, message: str
) -> tuple[int, Finding]:
    first, last = _around(text, start, end)
    better = text[first:start] + replacement + text[end:last]
    return start, Finding(code, message, text[first:last], better)


def _spacing(text: str, masked: str, *, arabic: bool) -> Iterator[tuple[int, Finding]]:
    for match in _DOUBLED.finditer(masked):
        message = _("There are two spaces here. One is enough.")
        yield _remark(text, *match.span(), " ", code="double-space", message=message)
    pattern = _SPACE_BEFORE if arabic else _SPACE_BEFORE_LATIN
    patterns = [pattern, _SPACE_BEFORE_LATIN] if arabic else [pattern]
    for each in patterns:
        for match in each.finditer(masked):
            start, end = match.span()
            # The comma that a space wrongly precedes often has none behind it.
            glued = arabic and _IS_ARABIC.match(masked[end + 1 : end + 2])
            first, last = _around(text, start, end + 1)
            better = text[first:start] + text[end] + " " * bool(glued) + text[end + 1 : last]
            message = _("A space stands before the punctuation mark. It belongs after it.")
            yield start, Finding("space-before", message, text[first:last], better)


def _latin_marks(text: str, masked: str) -> Iterator[tuple[int, Finding]]:
    for match in _LATIN_MARK.finditer(masked):
        start, end = match.span()
        before = MARKS.sub("", masked[:start]).rstrip(_GAP + _CLOSERS + "!?؟")[-1:]
        after = masked[end:].lstrip(_GAP + _OPENERS)[:1]
        if not (_IS_ARABIC.match(before) or _IS_ARABIC.match(after)):
            continue
        mark = match[0]
        message = _("“%(latin)s” is the Latin mark. In Arabic it is “%(arabic)s”.") % {
            "latin": mark,
            "arabic": _ARABIC_MARK[mark],
        }
        yield _remark(text, start, end, _ARABIC_MARK[mark], code="latin-mark", message=message)


def _tatweel(text: str, masked: str) -> Iterator[tuple[int, Finding]]:
    for match in _LONE_TATWEEL.finditer(masked):
        message = _("This is the sign that stretches letters, not a dash.")
        yield _remark(text, *match.span(), "–", code="tatweel", message=message)
    for match in _STRETCHED.finditer(masked):
        message = _("Stretched letters are hard to search for and to read aloud.")
        yield _remark(text, *match.span(), "", code="tatweel", message=message)


def _avoided(text: str, terms: list[Avoided], *, quoted: bool) -> Iterator[tuple[int, Finding]]:
    if not terms:
        return
    quotations = [match.span() for match in _QUOTATION.finditer(text)]
    for start, end, term in find_avoided(text, terms):
        # A vowel sign belongs to the letter before it.
        while end < len(text) and MARKS.match(text[end]):
            end += 1
        is_quoted = quoted or any(left < start < right for left, right in quotations)
        yield start, _advice(text[start:end], term, quoted=is_quoted)


def _advice(excerpt: str, term: Avoided, *, quoted: bool) -> Finding:
    if quoted:
        message = _("Quoted on purpose? Else avoid this form. %(reason)s")
    else:
        message = _("We avoid this form. %(reason)s")
    words = (message % {"reason": term.reason}).strip()
    return Finding("avoid-quoted" if quoted else "avoid", words, excerpt, term.suggestion)
