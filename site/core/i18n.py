"""What the site knows of its languages: direction, own names, and each page's counterparts."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from wagtail.models import Page, Site

from core.selectors import open_to_all

DIRECTIONS = {"ar": "rtl", "en": "ltr"}


@dataclass(frozen=True)
class LanguageLink:
    """One language in the switcher.

    Attributes:
        code: the language's code.
        name: its name in itself, as somebody who cannot read the page would look for it.
        dir: `rtl` or `ltr`.
        url: this page's address in that language, or nothing when it is not live there.
        fallback_url: that language's home page if it is live, else the page that offers both.
        is_current: whether the page is in this language.
    """

    code: str
    name: str
    dir: str
    url: str | None
    fallback_url: str
    is_current: bool


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language code."""
    return DIRECTIONS.get(language.split("-")[0], "ltr")


def language_links(request: HttpRequest, *, page: Page | None, language: str) -> list[LanguageLink]:
    """Return one link for each language of the site, in the settings' order.

    Args:
        request: the one that is being answered.
        page: the Wagtail page that is served, or none for a plain view. Plain views exist in
            every language under the same path.
        language: the code of the language that is spoken now.
    """
    # Where an error answers, the versions of the page that was meant.
    urls = dict(getattr(request, "offered_urls", None) or plain_urls(request))
    homes: dict[str, str] = {}
    if len(urls) < len(settings.LANGUAGES):
        urls_of_page, homes = _live_urls(request, page)
        urls |= urls_of_page
    return [
        LanguageLink(
            code=code,
            name=name,
            dir=direction(code),
            url=urls.get(code),
            fallback_url=homes.get(code, "/"),
            is_current=code == language,
        )
        for code, name in settings.LANGUAGES
    ]


def _live_urls(request: HttpRequest, page: Page | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return the paths, by language, of `page` and of the home page where they are live and open
    to all; one query for both."""
    site = Site.find_for_request(request)
    home_key = site.root_page.translation_key if site else None
    page_key = page.translation_key if page is not None else None
    found: dict[object, dict[str, str]] = {home_key: {}, page_key: {}}
    versions = open_to_all(
        Page.objects.live().filter(translation_key__in=[key for key in found if key])
    ).select_related("locale")
    for version in versions:
        if url := version.get_url(request):
            found[version.translation_key][version.locale.language_code] = url
    return found[page_key], found[home_key]


def plain_urls(request: HttpRequest) -> dict[str, str]:
    """Return the path of the view that is answering in each language, where it has one."""
    match = request.resolver_match
    if match is None or not match.view_name or match.view_name.startswith("wagtail"):
        return {}
    return {code: translate_url(request.path, code) for code, _name in settings.LANGUAGES}


def alternates(urls: dict[str, str], *, is_home: bool) -> dict[str, str]:
    """Return what `hreflang` says of a page: its languages, and `x-default`.

    For the home page that is the page that offers both languages, else the Arabic version, or the
    only one there is.

    Args:
        urls: the absolute address in each language in which the page is live and open to all.
        is_home: whether it is the home page.
    """
    if not urls:
        return {}
    default = urls.get("ar") or next(iter(urls.values()))
    return {**urls, "x-default": f"{settings.SITE_URL}/" if is_home else default}
