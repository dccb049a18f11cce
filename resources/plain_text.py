"""Turns what a page shows into plain text, to be sent on or read without a browser."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.conf import settings

_BLOCKS = {"p", "div", "section", "figure", "figcaption", "blockquote", "footer", "ul", "ol", "br"}
_HEADINGS = {"h1", "h2", "h3", "h4"}
_HIDDEN = {"script", "style", "svg"}
_NOTHING_YET = re.compile(r"\s*(-|\d+\.)?\s*")  # an item that holds a paragraph begins once


class _Reader(HTMLParser):
    """Collects lines: paragraphs with a line between them, items of lists with a sign before."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = [""]
        self.lists: list[int | None] = []
        self.links: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, an item or a link."""
        values = dict(attrs)
        if tag in _HIDDEN:
            self.hidden += 1
        elif tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "a":
            self.links.append(values.get("href") or "")
        elif tag == "img":
            self._begin(values.get("alt") or "")
        if tag in _BLOCKS | _HEADINGS:
            self._begin()
        elif tag == "li":
            number = None
            if self.lists and self.lists[-1] is not None:
                number = self.lists[-1] = self.lists[-1] + 1
            self._begin(f"{number}. " if number else "- ")

    def handle_endtag(self, tag: str) -> None:
        """End what was begun; behind a link stands where it leads."""
        if tag in _HIDDEN:
            self.hidden -= 1
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag == "a" and self.links:
            href = self.links.pop()
            if href.startswith(("https://", "http://", "/")):
                self.paragraphs[-1] += f" ({urljoin(settings.SITE_URL, href)})"
        if tag in _BLOCKS | _HEADINGS | {"li"}:
            self._begin()

    def handle_data(self, data: str) -> None:
        """Take words, with one space where there were several."""
        if self.hidden:
            return
        words = " ".join(data.split())
        before = " " if data[:1].isspace() and words else ""
        after = " " if data[-1:].isspace() else ""
        self.paragraphs[-1] += before + words + after

    def _begin(self, text: str = "") -> None:
        if not _NOTHING_YET.fullmatch(self.paragraphs[-1]):
            self.paragraphs.append("")
        if text:
            self.paragraphs[-1] = text


def plain_text_of(html: str) -> str:
    """Return the words of HTML as plain text: a line between paragraphs, addresses behind links."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(paragraph.split()) for paragraph in reader.paragraphs)
    return "\n\n".join(line for line in lines if not _NOTHING_YET.fullmatch(line))
