"""Finds which page somebody meant whose address answers 404 in the language that it names."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import get_language_from_path
from wagtail.models import Page, Site

from core.i18n import direction
from core.selectors import open_to_all

MAX_PATH = 2000  # characters; longer than any address of ours


@dataclass(frozen=True)
class Offer:
    """A page that exists, for somebody who asked for an address that does not.

    Attributes:
        code: the language in which the page is live.
        name: that language's name in itself.
        dir: `rtl` or `ltr`.
        url: the page's path.
        title: its title; empty where the page is a discreet one.
    """

    code: str
    name: str
    dir: str
    url: str
    title: str


def offers(request: HttpRequest) -> list[Offer]:
    """Return the live versions of the page at this path in any language, the reader's own first.

    Whether a draft has the path makes no difference to anybody: only pages that are open to all
    are named, and a path that leads to none costs one query, whatever is behind it.
    """
    language = get_language_from_path(request.path_info)
    if language is None:
        return []
    found: dict[str, Offer] = {}
    for page in _versions_at(_url_paths(request, language)):
        # A page that did not answer here is not offered here again.
        url = page.get_url(request)
        if url and url != request.path:
            found.setdefault(
                page.language,
                Offer(
                    code=page.language,
                    name=dict(settings.LANGUAGES)[page.language],
                    dir=direction(page.language),
                    url=url,
                    title=_public_title(page),
                ),
            )
    others = [code for code, _name in settings.LANGUAGES if code != language]
    return [found[code] for code in (language, *others) if code in found]


def _url_paths(request: HttpRequest, language: str) -> list[str]:
    """Return the places in the page tree that the rest of the path has below each home page."""
    path = request.path_info
    if "\0" in path or len(path) > MAX_PATH:  # PostgreSQL knows no NUL
        return []
    below = path.removeprefix(f"/{language}").strip("/")
    site = Site.find_for_request(request)
    return [
        f"{root.root_path}{below}/" if below else root.root_path
        for root in Site.get_site_root_paths()
        if site is not None and root.site_id == site.pk
    ]


def _versions_at(url_paths: list[str]) -> list[Page]:
    meant = open_to_all(Page.objects.filter(url_path__in=url_paths, depth__gt=1))
    versions = open_to_all(
        Page.objects.live().filter(translation_key__in=meant.values("translation_key"))
    )
    ordered = versions.annotate(language=F("locale__language_code")).order_by("path")
    return list(ordered.defer_streamfields().specific())


def _public_title(page: Page) -> str:
    # What a discreet page is about is said on the page itself and nowhere before it.
    if getattr(page, "is_discreet", False) or getattr(page, "discreet_title", ""):
        return getattr(page, "discreet_title", "")
    return page.title
