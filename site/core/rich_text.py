"""Links to pages inside rich text: into the reader's language, honest about another, never dead."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from wagtail.models import Page
from wagtail.rich_text import LinkHandler

from core.links import addresses

# What the handler leaves for `finish`, since it may write the opening tag only.
NOWHERE = "<a data-nowhere>"
_NOWHERE = re.compile(rf"{NOWHERE}(.*?)</a>", re.DOTALL)
# What is no text to change: a whole link, or any other tag.
_NO_TEXT = re.compile(r"(<a\b.*?</a>|<[^>]*>)", re.DOTALL)
_ELSEWHERE = re.compile(r'(<a [^>]*?) data-only-in="([\w-]+)">(.*?)</a>', re.DOTALL)

Finisher = Callable[[str], str]
_finishers: ContextVar[tuple[Finisher, ...]] = ContextVar("finishers_of_rich_text", default=())


@contextmanager
def also_finished_by(finisher: Finisher) -> Iterator[None]:
    """Let `finisher` have a last look at every rich text that is shown meanwhile.

    Args:
        finisher: takes HTML and returns HTML; what it adds it has to escape itself.
    """
    token = _finishers.set((*_finishers.get(), finisher))
    try:
        yield
    finally:
        _finishers.reset(token)


def in_text(html: str, change: Callable[[str], str]) -> str:
    """Return `html` with `change` made to its text, but neither to its tags nor inside links."""
    pieces = _NO_TEXT.split(html)
    pieces[::2] = [change(piece) if piece else "" for piece in pieces[::2]]
    return "".join(pieces)


class PageLinkHandler(LinkHandler):
    """Leads to the page in the reader's language (TRAPS B12).

    Wagtail's own falls back to the page that was chosen, whether it is live or not, and says
    nothing of its language.
    """

    identifier = "page"

    @staticmethod
    def get_model() -> type[Page]:
        """Name what is linked to."""
        return Page

    @classmethod
    def expand_db_attributes(cls, attrs: dict) -> str:
        """Return the opening tag of one link."""
        return cls.expand_db_attributes_many([attrs])[0]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        """Return the opening tag of each link, looked up together."""
        ids = [attrs.get("id", "") for attrs in attrs_list]
        found = addresses(int(id_) for id_ in ids if id_.isdecimal())
        return [_opening_tag(found.get(int(id_), {}) if id_.isdecimal() else {}) for id_ in ids]

    @classmethod
    def extract_references(cls, attrs: dict):
        """Name the page, for the index that says where pages are used."""
        yield Page, attrs["id"], "", ""


def _opening_tag(urls: dict[str, str]) -> str:
    own = urls.get(get_language() or "")
    if own:
        return format_html('<a href="{}">', own)
    for code, _name in settings.LANGUAGES:
        if code in urls:
            return format_html(
                '<a href="{}" hreflang="{}" data-only-in="{}">', urls[code], code, code
            )
    return NOWHERE


def finish(html: str) -> SafeString:
    """Say behind a link which other language it leads into, and leave of a dead link its words."""
    html = _NOWHERE.sub(r"\1", html)
    html = _ELSEWHERE.sub(
        lambda link: f"{link[1]}>{link[3]} <small>({conditional_escape(_in(link[2]))})</small></a>",
        html,
    )
    for finisher in _finishers.get():
        html = finisher(html)
    # Wagtail's own template marks the same text as safe: rich text holds only the tags that its
    # editor allows. What is added here is ours, and escaped.
    return mark_safe(html)  # noqa: S308


def _in(code: str) -> str:
    return {
        "ar": pgettext("the language that a link leads into", "in Arabic"),
        "en": pgettext("the language that a link leads into", "in English"),
    }.get(code, code)
