"""The guides of the help menu: who gets which, and the Markdown of `site/docs` as safe HTML.

An app offers a guide by the hook `register_guide`, whose function returns a `Guide`. The texts are
the files `<name>.md` (English) and `<name>.<language>.md` in `site/docs`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image
from wagtail import hooks

DOCS = settings.SITE_DIR / "docs"
IMAGES = DOCS / "images"
IMAGE_TYPES = {".png": "image/png", ".webp": "image/webp"}
SOURCE_LANGUAGE = "en"  # the one whose file names no language

_FILE = re.compile(r"(?P<name>[\w-]+?)(?:\.(?P<language>[a-z]{2}))?\.md")
_ELSEWHERE = ("https://", "mailto:")


@dataclass(frozen=True)
class Guide:
    """A guide in the help menu.

    Attributes:
        name: of its files in `site/docs`, and in its address.
        label: in the menu.
        is_for: tells whether somebody gets to see it.
        order: its place among the guides.
    """

    name: str
    label: str | Promise
    is_for: Callable[[AbstractBaseUser], bool]
    order: int = 100


@dataclass(frozen=True)
class Heading:
    """A section, for the table of contents."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Rendered:
    """A guide in one language.

    Attributes:
        language: of the text, which need not be the one that was asked for.
        languages: all that the guide exists in.
        title: its first heading, which is not in `html`.
        contents: its sections.
        html: the rest, safe to show.
    """

    language: str
    languages: list[str]
    title: str
    contents: list[Heading]
    html: SafeString


def guides_for(user: AbstractBaseUser) -> list[Guide]:
    """Return the guides that somebody gets to see, in the order of the menu."""
    guides = [register() for register in hooks.get_hooks("register_guide")]
    return sorted((guide for guide in guides if guide.is_for(user)), key=lambda guide: guide.order)


def images() -> dict[str, Path]:
    """Return the images that guides may show, by the name of their file: a closed list."""
    return {file.name: file for file in IMAGES.iterdir() if file.suffix in IMAGE_TYPES}


def render(
    guide: Guide,
    *,
    language: str,
    guide_url: Callable[[str, str], str | None],
    image_url: Callable[[str], str],
) -> Rendered:
    """Return a guide in `language`, or in the source language where it has not been translated.

    Args:
        guide: one of `guides_for` somebody.
        language: the code of the wanted language.
        guide_url: the address of another guide, by its name and language; nothing where the reader
            may not see it, so that the words stand there without a link.
        image_url: the address of an image, by the name of its file.
    """
    files = _files(guide.name)
    if language not in files:
        language = SOURCE_LANGUAGE
    # Without HTML of its own: what looks like a tag is shown, not obeyed.
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(files[language].read_text(encoding="utf-8"))
    title, tokens = _without_title(tokens)
    contents = _give_anchors(tokens)
    for token in tokens:
        if token.children:
            token.children = _led_to_admin(token.children, guide_url, image_url)
    html = markdown.renderer.render(tokens, markdown.options, {})
    return Rendered(
        language=language,
        languages=sorted(files),
        title=title,
        contents=contents,
        # Safe, since markdown-it escapes all text and the documents can bring no tag of their own
        # (tests/core/test_guides.py); who writes them can change this line as well.
        html=mark_safe(html),  # noqa: S308
    )


def anchor_of(title: str) -> str:
    """Return a heading's anchor as the usual hosts of repositories make it, Arabic included."""
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


def _files(name: str) -> dict[str, Path]:
    files = {code: DOCS / f"{name}.{code}.md" for code, _name in settings.LANGUAGES}
    files[SOURCE_LANGUAGE] = DOCS / f"{name}.md"
    return {code: file for code, file in files.items() if file.is_file()}


def _words(heading: Token) -> str:
    return "".join(child.content for child in heading.children or [])


def _without_title(tokens: Sequence[Token]) -> tuple[str, list[Token]]:
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return _words(tokens[index + 1]), [*tokens[:index], *tokens[index + 3 :]]
    return "", list(tokens)


def _give_anchors(tokens: Sequence[Token]) -> list[Heading]:
    contents = []
    taken: set[str] = set()
    for token, inline in pairwise(tokens):
        if token.type != "heading_open":
            continue
        title = _words(inline)
        anchor = base = anchor_of(title)
        number = 0
        while anchor in taken:
            number += 1
            anchor = f"{base}-{number}"
        taken.add(anchor)
        token.attrSet("id", anchor)
        if token.tag == "h2":
            contents.append(Heading(anchor, title))
    return contents


def _led_to_admin(
    tokens: Sequence[Token],
    guide_url: Callable[[str, str], str | None],
    image_url: Callable[[str], str],
) -> list[Token]:
    kept: list[Token] = []
    is_dead = False
    for token in tokens:
        if token.type == "link_open":
            url = _link(str(token.attrGet("href") or ""), guide_url)
            is_dead = url is None
            if url is not None:
                token.attrSet("href", url)
                if url.startswith("https://"):
                    token.attrSet("rel", "noreferrer")
        elif token.type == "image":
            name = str(token.attrGet("src") or "").rpartition("/")[2]
            url = image_url(name)
            token.attrSet("src", url)
            for attribute, pixels in zip(("width", "height"), _size(name), strict=False):
                token.attrSet(attribute, str(pixels))
            token.attrSet("loading", "lazy")
            # On a phone one has to look closer.
            opening = Token("link_open", "a", 1, attrs={"href": url})
            kept += [opening, token, Token("link_close", "a", -1)]
            continue
        elif token.type == "code_inline":
            token.attrSet("dir", "ltr")
        if not (is_dead and token.type in {"link_open", "link_close"}):
            kept.append(token)
        if token.type == "link_close":
            is_dead = False
    return kept


def _link(href: str, guide_url: Callable[[str, str], str | None]) -> str | None:
    """Return where a link leads in the admin; nothing where that is no guide for this reader."""
    if href.startswith(_ELSEWHERE) or href.startswith("#"):
        return href
    path, hash_, anchor = href.partition("#")
    match = _FILE.fullmatch(unquote(path))
    if match is None:
        return None
    url = guide_url(match["name"], match["language"] or SOURCE_LANGUAGE)
    return None if url is None else f"{url}{hash_}{anchor}"


@lru_cache(maxsize=256)
def _size(name: str) -> tuple[int, ...]:
    """Return an image's width and height in pixels, so that the page keeps its place free."""
    file = images().get(name)
    if file is None:
        return ()
    with Image.open(file) as image:
        return image.size
