"""Finds in a text what a careful reader would mark: it advises, and never prevents saving."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

from django.utils.translation import gettext as _

# Letters alone: no digits, no punctuation, no marks.
_LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06fa-\u06fc\u06ff"
_MARKS = re.compile(
    "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
_IS_ARABIC = re.compile(f"[{_LETTER}]")
_IS_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_FOLDED = str.maketrans("أإآٱىیةک", "ااااييهك")

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
_STRETCHED = re.compile(f"(?<=[{_LETTER}])\u0640{{2,}}(?=[{_LETTER}])")
_FILE_NAME = re.compile(r"^\S+\.(?:jpe?g|png|gif|webp|heic|bmp|tiff?|svg)$", re.IGNORECASE)

# What Arabic writes together with a word: and, so, with, as, for, the.
_PREFIX = "[وف]?(?:[بك]?(?:ال)?|لل?)"
_PRONOUN = "(?:ه|ها|هم|هن|هما|ي|نا|ك|كم|كن)"
_SUFFIX = f"(?:{_PRONOUN}|ا|ان|ين|ون|ات|يه|يان|يين|يون|يات)?"
_FEMININE = f"(?:ه|ات|تان|تين|ت{_PRONOUN})"
_SHORTEST_STEM = 3  # letters; anything shorter is found inside too many other words


@dataclass(frozen=True)
class Avoided:
    """A form to avoid, as plain words.

    Attributes:
        form: the word or words.
        language: the language that the form belongs to.
        reason: why, in the language of the person who reads the advice.
        suggestion: what to write instead, in the language of the form.
    """

    form: str
    language: str
    reason: str = ""
    suggestion: str = ""


@dataclass(frozen=True)
class Finding:
    """One remark on a text.

    Attributes:
        code: `latin-mark`, `double-space`, `space-before`, `tatweel`, `avoid`, `avoid-quoted` or
            `alt-text`.
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


def plain(text_or_html: str) -> str:
    """Return the text as it is read: tags gone, entities as letters, code left out."""
    if "<" not in text_or_html and "&" not in text_or_html:
        return text_or_html
    text = _CODE.sub(_MASK, text_or_html)
    return unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", text)))


def fold(text: str) -> str:
    """Return Arabic text in one spelling: hamza, final ya, ta marbuta, vowel signs, stretching."""
    return _MARKS.sub("", text).translate(_FOLDED)


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
        before = _MARKS.sub("", masked[:start]).rstrip(_GAP + _CLOSERS + "!?؟")[-1:]
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
    hits: list[tuple[int, int, Avoided]] = []
    folded, places = _folded_with_places(text)
    for term in terms:
        pattern = _pattern(term.form, term.language)
        if pattern is None:
            continue
        hits += [
            (places[match.start()], places[match.end() - 1] + 1, term)
            for match in pattern.finditer(folded)
        ]
    quotations = [match.span() for match in _QUOTATION.finditer(text)]
    reached = 0
    # Of forms that lie over one another, the longer says more.
    for start, end, term in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start < reached:
            continue
        reached = end
        # A vowel sign belongs to the letter before it.
        while end < len(text) and _MARKS.match(text[end]):
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


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """Return the text in one spelling, and for each of its letters the place in `text`."""
    kept = [place for place, letter in enumerate(text) if not _MARKS.match(letter)]
    return "".join(text[place] for place in kept).translate(_FOLDED), kept


@lru_cache(maxsize=2048)
def _pattern(form: str, language: str) -> re.Pattern[str] | None:
    """Return what finds a form in folded text with its usual endings, as a word of its own."""
    words = re.findall(r"[\w'’]+", fold(form))
    if not words:
        return None
    if language == "ar":
        stems = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words]
        first, *others = stems
        pattern = _arabic_word(first, _PREFIX if len(first) >= _SHORTEST_STEM else "")
        pattern += "".join(rf"\s+{_arabic_word(word, '(?:ال)?')}" for word in others)
    else:
        pattern = r"[\s-]+".join(re.escape(word).replace("’", "'") for word in words)
        pattern = pattern.replace("'", "['’]") + "(?:s|es|['’]s)?"
    return re.compile(rf"(?<![\w'’]){pattern}(?!\w)", re.IGNORECASE)


def _arabic_word(stem: str, prefix: str) -> str:
    if len(stem) < _SHORTEST_STEM:
        return prefix + re.escape(stem)
    if stem.endswith("ه"):
        return prefix + re.escape(stem[:-1]) + _FEMININE
    return prefix + re.escape(stem) + _SUFFIX
