"""What a page still lacks before readers may get it: words in a part, sources behind its marks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.rich_text import RichText

from core.text import is_blank
from resources.plain_text import plain_text_of
from resources.rules.citations import MARK, cites_in_a_link, naming_nothing, numbers_in

_BEFORE = 40  # letters before a mark that tell an editor which one is meant


@dataclass(frozen=True)
class Text:
    """One text of a page.

    Attributes:
        stored: HTML where it is rich, else the words themselves.
        is_rich: whether it is running text, which may cite sources: no heading, quote or caption.
    """

    stored: str
    is_rich: bool

    @property
    def words(self) -> str:
        """What a reader reads."""
        return plain_text_of(self.stored) if self.is_rich else self.stored


def texts_of(value: object, *, is_rich: bool) -> list[Text]:
    """Return the texts of a field.

    Args:
        value: a body, or the text of a field.
        is_rich: whether that text is HTML.
    """
    if isinstance(value, StreamValue):
        return [text for block in value for text in _texts_in(block.value)]
    return [Text(str(value or ""), is_rich)]


def unfinished(texts: Iterable[Text], *, sources: int) -> list[ValidationError]:
    """Return why the texts of one field may not go before readers yet.

    Args:
        texts: of the field.
        sources: how many sources the page has.
    """
    texts = list(texts)
    if all(is_blank(text.words) for text in texts):
        return [ValidationError(_("Please write something here."), "required")]
    return [error for text in texts for error in _marks_refused(text, sources)]


def _texts_in(value: object) -> Iterator[Text]:
    if isinstance(value, RichText):
        yield Text(value.source, is_rich=True)
    elif isinstance(value, StructValue):
        for name, part in value.items():
            if name != "url":
                yield from _texts_in(part)
    elif isinstance(value, ListValue):
        for part in value:
            yield from _texts_in(part)
    elif isinstance(value, str):
        yield Text(value, is_rich=False)


def _marks_refused(text: Text, sources: int) -> Iterator[ValidationError]:
    if not text.is_rich:
        for number in numbers_in(text.stored)[:1]:
            yield ValidationError(
                _("“%(place)s”: cite sources in the running text, not here."),
                "mark",
                {"place": _before_mark(text.words, number)},
            )
        return
    for number in naming_nothing(text.stored, sources=sources):
        yield ValidationError(
            ngettext_lazy(
                "“%(place)s”: there is no source %(number)s. The page has %(sources)d source.",
                "“%(place)s”: there is no source %(number)s. The page has %(sources)d sources.",
                "sources",
            ),
            "mark",
            {"place": _before_mark(text.words, number), "number": number, "sources": sources},
        )
    if cites_in_a_link(text.stored):
        yield ValidationError(_("Put the number of a source behind the link, not in it."), "mark")


def _before_mark(words: str, number: int) -> str:
    """Return the mark of a source and what stands before it."""
    for mark in MARK.finditer(words):
        if number in numbers_in(mark[0]):
            before = re.sub(r"\s+", " ", words[: mark.start()])
            cut = before[-_BEFORE:]
            return ("…" if len(before) > _BEFORE else "") + cut + mark[0]
    return words[:_BEFORE]
