"""Footnotes: an editor writes `[1]`, and a reader gets a link to the source and the way back."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from core.rich_text import in_text

# `[2]`, `[2, 5]`, in either language's digits and commas. Four digits are a year, not a source.
MARK = re.compile(r"\[\s*(\d{1,3}(?:\s*[,،]\s*\d{1,3})*)\s*\]")
_MARK_AND_SPACE = re.compile(rf"[\s\u00a0]*{MARK.pattern}")
_LETTERS = {"ar": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "en": "abcdefghijklmnopqrstuvwxyz"}


def numbers_in(text: str) -> list[int]:
    """Return the numbers of the sources that a text cites, in its order."""
    return [number for mark in MARK.finditer(text) for number in _numbers(mark)]


def without_marks(text: str) -> str:
    """Return a text as it stands where no source is at hand."""
    return _MARK_AND_SPACE.sub("", text)


def cites_in_a_link(html: str) -> bool:
    """Tell whether a mark stands inside a link, where no other link can be."""
    # With its links gone, a text that names fewer sources named some in them.
    without_links = re.sub(r"<a\b.*?</a>", "", html, flags=re.DOTALL)
    return len(numbers_in(_words(without_links))) < len(numbers_in(_words(html)))


def naming_nothing(text: str, *, sources: int) -> list[int]:
    """Return the numbers in a text that name none of a page's sources.

    Args:
        text: plain or HTML.
        sources: how many sources the page has; the first is number 1.
    """
    return [number for number in numbers_in(text) if not 1 <= number <= sources]


def letter(place: int, *, language: str) -> str:
    """Return what the way back to a place is called: a, b, c … or أ، ب، ج … and so on.

    Args:
        place: 1 for the first place that cites a source.
        language: the code of the language that is spoken.
    """
    letters = _LETTERS.get(language, _LETTERS["en"])
    turns, position = divmod(place - 1, len(letters))
    return letters[position] * (turns + 1)


@dataclass(frozen=True)
class Place:
    """Where a source is cited.

    Attributes:
        anchor: the id of the mark in the text.
        letter: what the way back is called.
    """

    anchor: str
    letter: str


@dataclass
class Cited:
    """A source under its number, and every place that cites it, in the order of the text."""

    number: int
    source: object
    places: list[Place] = field(default_factory=list)


class Citations:
    """What a page cites while it is shown; iterating gives its sources as `Cited`."""

    def __init__(self, sources: Iterable[object], *, language: str) -> None:
        self._cited = [Cited(number, source) for number, source in enumerate(sources, start=1)]
        self._language = language

    def __iter__(self) -> Iterator[Cited]:
        return iter(self._cited)

    def __len__(self) -> int:
        return len(self._cited)

    def link(self, html: str) -> str:
        """Return rich text whose marks lead to the sources; a mark without a source stays text.

        The space before a mark goes: no line begins with one.
        """
        return in_text(html, lambda text: _MARK_AND_SPACE.sub(self._linked, text))

    def _linked(self, mark: re.Match[str]) -> str:
        numbers = _numbers(mark)
        if any(not 1 <= number <= len(self) for number in numbers):
            return mark[0]
        links = [(*self._place(number), number) for number in numbers]
        return format_html(
            '<sup class="cite">{}</sup>',
            format_html_join("", '<a href="#{}" id="{}" aria-label="{}">[{}]</a>', links),
        )

    def _place(self, number: int) -> tuple[str, str, str]:
        places = self._cited[number - 1].places
        anchor = f"cite-{number}-{len(places) + 1}"
        places.append(Place(anchor, letter(len(places) + 1, language=self._language)))
        return f"source-{number}", anchor, gettext("Source %(number)d") % {"number": number}


def _numbers(mark: re.Match[str]) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", mark[1])]


def _words(html: str) -> str:
    return re.sub(r"<[^>]*>", "\n", html)
