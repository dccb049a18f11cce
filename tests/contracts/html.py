"""Reads an answer as a browser would: what it loads, what can be focused, what runs."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.http import HttpResponse

# Links that only name an address; a browser loads nothing for them.
NAMING_RELS = {"canonical", "alternate"}
DATA = "application/ld+json"
LOADING_ATTRIBUTES = ("src", "data", "poster", "action", "formaction", "background", "ping")


@dataclass
class Answer:
    """One answer to a reader: its headers and its HTML, parsed."""

    url: str
    language: str
    response: HttpResponse
    soup: BeautifulSoup

    @classmethod
    def to(cls, client, url: str, *, language: str = "", **extra) -> "Answer":
        """Ask for `url` over TLS, as a reader's browser would."""
        response = client.get(url, secure=True, **extra)
        return cls(url, language, response, parse(response))

    def header(self, name: str) -> str | None:
        """Return a header's value, or nothing where it was not sent."""
        return self.response.headers.get(name)

    def one(self, selector: str) -> Tag:
        """Return the only element that matches."""
        (element,) = self.soup.select(selector)
        return element


def parse(response: HttpResponse) -> BeautifulSoup:
    """Return the HTML of an answer, parsed."""
    return BeautifulSoup(response.content.decode(), "html.parser")


def loads(soup: BeautifulSoup) -> list[str]:
    """Return every address that a browser would fetch or post to by itself or by a form."""
    found = []
    for element in soup.find_all(True):
        found += [str(element[name]) for name in LOADING_ATTRIBUTES if element.has_attr(name)]
        for candidate in str(element.get("srcset", "")).split(","):
            found += candidate.split()[:1]
        if element.name == "link" and not NAMING_RELS & set(element.get("rel", [])):
            found.append(str(element.get("href", "")))
        if element.name in {"use", "image"}:
            found.append(str(element.get("href", element.get("xlink:href", ""))))
        if element.name == "meta" and str(element.get("http-equiv", "")).lower() == "refresh":
            found.append(str(element.get("content", "")))
    return found


def foreign(addresses: list[str]) -> list[str]:
    """Return the addresses that are not this site's own."""
    own = urlsplit(settings.SITE_URL)
    foreigners = []
    for address in addresses:
        parts = urlsplit(address)
        if (parts.scheme or parts.netloc) and (parts.scheme, parts.netloc) != own[:2]:
            foreigners.append(address)
    return foreigners


def inline_code(soup: BeautifulSoup) -> list[str]:
    """Return whatever a strict policy would block: inline scripts, styles and handlers.

    A block of data is no script: no policy asks after it, and no browser runs it.
    """
    found = [str(tag) for tag in soup.find_all("style")]
    scripts = [tag for tag in soup.find_all("script") if tag.get("type") != DATA]
    found += [str(tag) for tag in scripts if not tag.get("src") or tag.get_text()]
    for element in soup.find_all(True):
        for name, value in element.attrs.items():
            if name == "style" or name.startswith("on"):
                found.append(f"{element.name} {name}={value}")
            if str(value).strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                found.append(f"{element.name} {name}={value}")
    return found


def focusable(soup: BeautifulSoup) -> list[Tag]:
    """Return what the Tab key reaches, in its order."""
    return soup.select(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
    )
