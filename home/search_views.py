"""The page where readers search. It keeps nothing of what is searched for.

The form posts, so that no query stands in an address, where a history or a proxy would keep it. It
carries no token: whoever makes somebody else post it has them read public pages, and no cookie,
row, cache or log is written. So `csrf_exempt`: readers have no cookie for Django to compare, and
there is nothing to protect (tests/contracts/test_anonymous_forms.py).
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.i18n import direction
from core.search.documents import kinds
from core.search.query import Results
from core.search.query import search as find
from core.text import clean_text
from resources.selectors.pages import index_of

PER_PAGE = 10
MOST_PAGES = 1000  # that anybody may ask for; what is beyond is the last one
LONGEST_KEPT = 300  # characters that stand in the field again


@dataclass(frozen=True)
class Asked:
    """What a reader asked for.

    Attributes:
        text: as it was typed.
        kind: the name of a kind, or nothing for all.
        in_both: whether in both languages.
        page: which page of the results, from 1.
        was_sent: whether anything was asked for at all.
    """

    text: str
    kind: str
    in_both: bool
    page: int
    was_sent: bool

    @classmethod
    def by(cls, request: HttpRequest) -> "Asked":
        """Read it from a form that was posted, or from the address."""
        said = request.POST if request.method == "POST" else request.GET
        kind, page = said.get("kind", ""), said.get("page", "")
        return cls(
            text=said.get("q", ""),
            kind=kind if kind in kinds() else "",
            in_both=said.get("both", "") == "1",
            page=min(int(page), MOST_PAGES) if page.isdecimal() and len(page) < 9 else 1,
            was_sent="q" in said,
        )

    @property
    def kept_text(self) -> str:
        """What stands in the field again: the reader's own words, hurtful ones too."""
        return clean_text(self.text)[:LONGEST_KEPT]


@csrf_exempt  # see the head of this module
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Show the form, and what was found by the words that were sent."""
    asked = Asked.by(request)
    language = get_language() or settings.LANGUAGE_CODE
    others = [code for code, _name in settings.LANGUAGES if code != language]
    results = None
    if asked.was_sent:
        results = find(
            asked.text,
            languages=[language, *others] if asked.in_both else [language],
            kinds=[asked.kind] if asked.kind else None,
            offset=max(0, asked.page - 1) * PER_PAGE,
            limit=PER_PAGE,
        )
    context = {
        "asked": asked,
        "results": results,
        "page_number": results.offset // PER_PAGE + 1 if results else 1,
        "page_count": -(-results.total // PER_PAGE) if results else 0,
        "filters": _filters(results, asked) if results else [],
        "rows": _rows(results, language) if results else [],
        "ways_on": [] if results and results.total else _ways_on(language),
    }
    response = render(request, "home/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _rows(results: Results, language: str) -> list[dict]:
    """Return the hits with what is said of each: its kind, and its language where it is another."""
    names = dict(settings.LANGUAGES)
    return [
        {
            "hit": hit,
            "label": kinds()[hit.kind].label,
            "dir": direction(hit.language),
            "language_name": names[hit.language] if hit.language != language else "",
        }
        for hit in results.hits
    ]


def _filters(results: Results, asked: Asked) -> list[dict]:
    """Return the kinds that were found, with how many, and all of them together."""
    found = [(name, kind.label) for name, kind in kinds().items() if results.kinds.get(name)]
    if len(found) < 2 and not asked.kind:
        return []
    counts = [{"name": "", "label": None, "count": sum(results.kinds.values())}]
    counts += [
        {"name": name, "label": label, "count": results.kinds[name]} for name, label in found
    ]
    return [{**one, "is_chosen": one["name"] == asked.kind} for one in counts]


def _ways_on(language: str) -> list[dict[str, str]]:
    """Return where to look instead of searching."""
    index = index_of(language=language)
    pages = [{"title": index.title, "url": index.url}] if index and index.url else []
    return [*pages, {"title": "", "url": reverse("resources:services")}]
