"""The feeds of resources in each language, for readers who would rather not come by."""

from datetime import UTC, date, datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from core.models import BasePage
from core.text import clean_text
from resources.selectors import index_of, newest, newest_corrections

LIMIT = 30


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """List the newest resources in the language of the address.

    It holds what the pages' own heads say and nothing more: of a discreet page its neutral title
    alone. Neither authors nor hours, which would tell who is at work here, and when.
    """
    channel = _channel(request)
    for page in newest(language=_language(), limit=LIMIT):
        published = page.first_published_at
        channel.add_item(
            title=_title(page),
            link=settings.SITE_URL + page.get_url(request),
            description=clean_text(page.summary) if page.has_preview else "",
            unique_id=f"urn:uuid:{page.translation_key}:{page.locale.language_code}",
            unique_id_is_permalink=False,
            pubdate=_at_midnight(published.date()) if published else None,
        )
    return _answer(channel)


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """List what was corrected last in the language of the address.

    Of a discreet page it says that something was corrected, under its neutral title, and not what.
    """
    channel = _channel(request, gettext("Corrections"))
    for correction in newest_corrections(language=_language(), limit=LIMIT):
        page = correction.page
        channel.add_item(
            title=_title(page),
            link=f"{settings.SITE_URL}{page.get_url(request)}#corrections",
            description=clean_text(correction.text) if page.has_preview else "",
            # The row itself is made anew whenever its language follows the other.
            unique_id=f"urn:uuid:{correction.translation_key}:{page.locale.language_code}",
            unique_id_is_permalink=False,
            pubdate=_at_midnight(correction.date),
        )
    return _answer(channel)


def _channel(request: HttpRequest, name: str = "") -> Rss201rev2Feed:
    index = index_of(language=_language())
    names = [gettext("Sanad"), index.document_title if index else "", name]
    address = (index.get_url(request) if index else None) or f"/{_language()}/"
    return Rss201rev2Feed(
        title=clean_text(" · ".join(filter(None, names))),
        link=settings.SITE_URL + address,
        description=clean_text(index.summary) if index and index.has_preview else "",
        language=_language(),
        feed_url=settings.SITE_URL + request.path,
    )


def _answer(channel: Rss201rev2Feed) -> HttpResponse:
    response = HttpResponse(channel.writeString("utf-8"), content_type=channel.content_type)
    # As with pages: no disk keeps what somebody read.
    response.headers["Cache-Control"] = "no-store"
    return response


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _title(page: BasePage) -> str:
    return clean_text(page.document_title or gettext("Sanad"))


def _at_midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
