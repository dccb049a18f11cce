"""What surrounds the content of every page: names, navigation, languages, ways out."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language, gettext
from wagtail.models import Page

from core.i18n import LanguageLink, alternates, direction, language_links
from core.selectors import open_to_all


class Chrome:
    """Read by `base.html` as `chrome`; each part is made when a template first asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def page(self) -> Page | None:
        """The Wagtail page that is served, if one is."""
        return getattr(self.request, "served_page", None)

    @property
    def language(self) -> str:
        """The code of the language that is spoken: the address's, which is the page's too."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def path(self) -> str:
        """This page's path as links write it: Arabic letters percent-encoded."""
        return escape_uri_path(self.request.path)

    @property
    def dir(self) -> str:
        """The direction of that language."""
        return direction(self.language)

    @property
    def site_name(self) -> str:
        """The site's name in that language."""
        return gettext("Sanad")

    @property
    def home_url(self) -> str:
        """The home page in that language."""
        return f"/{self.language}/"

    @cached_property
    def navigation(self) -> list[dict]:
        """The pages under the home page that editors put into menus."""
        pages = (
            open_to_all(Page.objects.live().in_menu())
            .filter(depth=3, locale__language_code=self.language)
            .order_by("path")
            .only("title", "url_path", "path", "depth", "numchild")
        )
        # A desk serves no pages, so they have no address there.
        found = [(page.title, url) for page in pages if (url := page.get_url(self.request))]
        return self.as_menu(found)

    def as_menu(self, links: list[tuple[str, str]]) -> list[dict]:
        """Return titles and addresses as a menu that marks where the reader is.

        That is the link to this page, or else the nearest one above it: of `resources/` and
        `resources/services/` one alone. The home page is above all, so it is marked on itself only.
        """
        above = [
            url
            for _title, url in links
            if self.path == url or (url != self.home_url and self.path.startswith(url))
        ]
        nearest = max(above, key=len, default=None)
        return [{"title": title, "url": url, "is_current": url == nearest} for title, url in links]

    @cached_property
    def language_links(self) -> list[LanguageLink]:
        """This page in each language."""
        return language_links(self.request, page=self.page, language=self.language)

    @property
    def canonical_url(self) -> str:
        """This page's own address, without a query: never another language's."""
        return settings.SITE_URL + self.path

    @cached_property
    def alternates(self) -> list[dict[str, str]]:
        """The `hreflang` links: each language that is live, and `x-default`."""
        urls = {link.code: settings.SITE_URL + link.url for link in self.language_links if link.url}
        found = alternates(urls, is_home=self.request.path == self.home_url)
        return [{"hreflang": code, "url": url} for code, url in found.items()]

    @property
    def exit_url(self) -> str:
        """Where the quick exit leads."""
        return settings.EXIT_URL

    @property
    def support_url(self) -> str | None:
        """The form that asks for help."""
        return _reverse("support:request")

    @property
    def search_url(self) -> str | None:
        """The page where readers search."""
        return _reverse("home:search")

    @property
    def return_url(self) -> str | None:
        """The page that takes a return code."""
        return _reverse("vault:return")


def _reverse(name: str) -> str | None:
    # A role of the process may leave the view out.
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
