"""Finds where a text first uses a word of the glossary, and makes that place a link."""

import re
from collections.abc import Callable, Iterable

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from bilingual.avoided_words import MARKS, Avoided, find_avoided, fold

# A comment, a tag with whatever its attributes hold, or a character reference.
_NO_TEXT = re.compile(
    r"<!--.*?-->|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|&(?:\#\w{1,10}|[A-Za-z]\w{0,30});", re.DOTALL
)
_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# In links no other link may stand; a heading and a caption are to be read at one glance; a
# quotation is somebody else's, the myth first of all; the others are no running text.
_LEFT_ALONE = {
    *("a", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "q", "cite", "figcaption"),
    *("caption", "summary", "button", "label", "code", "pre", "kbd", "abbr", "dfn", "sup", "sub"),
    *("svg", "script", "style", "textarea", "select"),
}
_INLINE = {"b", "strong", "i", "em", "span", "small", "bdi", "bdo", "u", "s", "mark", "wbr"}
_MASK = "\ufffc"  # neither letter, space nor mark: nothing is found across it
_NOWHERE = -1

Key = int


class Forms:
    """What a page's words are looked for by, in one language.

    The search's folding is not used here: it finds what is akin, and takes مثلية (gay) and مثل
    (such as) for one word. This is the matching of the text check: whole words, with what Arabic
    writes together with them and their usual endings, in any spelling.

    Args:
        forms: each with the key of its term. Of two that are the same, the first counts.
        language: `ar` or `en`.
    """

    def __init__(self, forms: Iterable[tuple[str, Key]], *, language: str) -> None:
        self._of: dict[Avoided, Key] = {}
        # At one place the longest wins; of the same letters, the form that has them all itself.
        for form, key in sorted(forms, key=lambda item: -len(item[0])):
            self._of.setdefault(Avoided(form, language), key)
        self._begins = [(_beginning(item.form), item) for item in self._of]

    def find(self, text: str) -> list[tuple[int, int, Key]]:
        """Return where terms stand in a plain text, in its order."""
        folded = fold(text).casefold()
        likely = [item for begins, item in self._begins if begins and begins in folded]
        return [(start, end, self._of[item]) for start, end, item in find_avoided(text, likely)]


def _beginning(form: str) -> str:
    """Return letters that a text has to hold, if it holds the form: quicker than a pattern."""
    words = re.findall(r"\w+", fold(form).casefold())
    first = words[0] if words else ""
    if first.startswith("ال") and len(first) > 4:
        first = first[2:]
    return first[:-1] if first.endswith(("ه", "y")) else first


def mark_first_uses(html: str, forms: Forms, open_link: Callable[[Key], str | None]) -> str:
    """Return `html` with links where terms stand first.

    Args:
        html: rich text as it is shown; only letters of its running text come into a link.
        forms: what is looked for.
        open_link: given a term's key, the attributes of the link, escaped, or nothing where the
            term is to stay as it is.
    """
    plain, places = _plain(html)
    pieces: list[str] = []
    reached = 0
    for start, end, key in forms.find(plain):
        while end < len(plain) and MARKS.match(plain[end]):
            end += 1  # a vowel sign belongs to the letter before it
        first, last = places[start], places[end - 1]
        if _NOWHERE in (first, last) or first < reached or "<" in html[first : last + 1]:
            continue
        attributes = open_link(key)
        if attributes is None:
            continue
        # What was there stays letter by letter, escaped as it was.
        words = mark_safe(html[first : last + 1])  # noqa: S308
        pieces += [html[reached:first], format_html("<a {}>{}</a>", attributes, words)]
        reached = last + 1
    return "".join([*pieces, html[reached:]])


def _plain(html: str) -> tuple[str, list[int]]:
    """Return the running text, and for each of its characters its place in `html`."""
    letters: list[str] = []
    places: list[int] = []
    inside: list[str] = []
    reached = 0

    def take(start: int, end: int) -> None:
        if inside:
            letters.append(_MASK)
            places.append(_NOWHERE)
            return
        letters.extend(html[start:end])
        places.extend(range(start, end))

    for piece in _NO_TEXT.finditer(html):
        if piece.start() > reached:
            take(reached, piece.start())
        reached = piece.end()
        between = _between(piece[0], inside)
        if between:
            letters.append(between)
            places.append(_NOWHERE)
    if reached < len(html):
        take(reached, len(html))
    return "".join(letters), places


def _between(piece: str, inside: list[str]) -> str:
    """Return what stands for a tag or a reference, and note where text is left alone."""
    if piece.startswith("&"):
        return " " if piece == "&nbsp;" else _MASK
    name = _NAME.match(piece)
    if name is None:
        return ""
    closes, tag = bool(name[1]), name[2].lower()
    if tag in _LEFT_ALONE and not piece.endswith("/>"):
        if not closes:
            inside.append(tag)
        elif tag in inside:
            while inside.pop() != tag:
                pass
        return _MASK
    return "" if tag in _INLINE else _MASK
