"""The feed of resources in each language, for readers who would rather not come by."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from core.models import BasePage
from core.text import clean_text
from resources.selectors import index_of, newest

LIMIT = 30


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """List the newest resources in the language of the address.

    It holds what the pages' own heads say and nothing more: of a discreet page its neutral title
    alone. Neither authors nor hours, which would tell who is at work here, and when.
    """
    language = get_language() or settings.LANGUAGE_CODE
    index = index_of(language=language)
    names = [gettext("Sanad"), index.document_title if index else ""]
    address = (index.get_url(request) if index else None) or f"/{language}/"
    channel = Rss201rev2Feed(
        title=clean_text(" · ".join(filter(None, names))),
        link=settings.SITE_URL + address,
        description=clean_text(index.summary) if index and index.has_preview else "",
        language=language,
        feed_url=settings.SITE_URL + request.path,
    )
    for page in newest(language=language, limit=LIMIT):
        _add(channel, page, settings.SITE_URL + page.get_url(request))
    response = HttpResponse(channel.writeString("utf-8"), content_type=channel.content_type)
    # As with pages: no disk keeps what somebody read.
    response.headers["Cache-Control"] = "no-store"
    return response


def _add(channel: Rss201rev2Feed, page: BasePage, url: str) -> None:
    published = page.first_published_at
    channel.add_item(
        title=clean_text(page.document_title or gettext("Sanad")),
        link=url,
        description=clean_text(page.summary) if page.has_preview else "",
        unique_id=f"urn:uuid:{page.translation_key}:{page.locale.language_code}",
        unique_id_is_permalink=False,
        pubdate=datetime.combine(published.date(), time(), UTC) if published else None,
    )
