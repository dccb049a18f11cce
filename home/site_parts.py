"""Puts together what is shown around a page: menus, banners, and the foot of the page."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from core.blocks import is_allowed_target
from core.chrome import Chrome
from home.blocks import in_language
from home.selectors import Part, live_parts, part_of, shown_versions


@dataclass(frozen=True)
class SiteParts:
    """What surrounds one page.

    Attributes:
        header, footer: the links of both menus, each with `title`, `url` and `is_current`.
        banners: each with `tone`, `text` and `link`, which is such a link or nothing.
        foot: the part with `text` and `notes`, or nothing.
    """

    header: list[dict[str, Any]]
    footer: list[dict[str, Any]]
    banners: list[dict[str, Any]]
    foot: Part | None


def site_parts(chrome: Chrome) -> SiteParts:
    """Return what surrounds the page of `chrome`, in its language and for everybody alike.

    Takes two queries; where nothing is kept up at the top, the pages that stand there then take
    one more, and without any link to a page it is one less.
    """
    previewed = getattr(chrome.request, "previewed_part", None)
    on_home = previewed is not None or chrome.request.path == chrome.home_url
    parts = live_parts(language=chrome.language, on_home=on_home, now=timezone.now())
    if previewed is not None:
        parts = _with(parts, part_of(previewed))
    keys = {link["page"] for part in parts for link in part.links if link.get("page")}
    pages = shown_versions(keys, language=chrome.language)
    # Where two claim one place, the newer one has it.
    menus = {part.key: _links(part, pages, chrome) for part in parts if part.kind == "menu"}
    header = menus.get("header") or chrome.navigation
    return SiteParts(
        header=header,
        footer=menus.get("footer") or header,
        banners=[
            {"tone": part.key, "text": part.text, "link": next(iter(links), None)}
            for part in parts
            if part.kind == "banner"
            for links in [_links(part, pages, chrome)]
        ],
        foot=next((part for part in reversed(parts) if part.kind == "footer"), None),
    )


def _with(parts: list[Part], previewed: Part) -> list[Part]:
    """Return `parts` with the previewed one in the place of what it would replace."""
    same = {"menu": "key", "banner": "pk", "footer": "kind"}[previewed.kind]
    others = [
        part
        for part in parts
        if part.kind != previewed.kind or getattr(part, same) != getattr(previewed, same)
    ]
    return [*others, previewed]


def _links(part: Part, pages: dict[int, Page], chrome: Chrome) -> list[dict[str, Any]]:
    """Return the links of `part` that lead somewhere in the reader's language (TRAPS B12)."""
    found = []
    for link in part.links:
        page = pages.get(link.get("page") or 0)
        if link.get("page"):
            # A desk serves no pages, so they have no address there.
            url = page.get_url(chrome.request) if page else None
        else:
            url = in_language(link.get("url") or "", chrome.language)
        title = link.get("label") or (page.title if page else "")
        # Looked at again: what comes from elsewhere, such as a revision, passed no form of ours.
        if url and title and is_allowed_target(url):
            found.append((title, url))
    return chrome.as_menu(found)
