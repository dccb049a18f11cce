"""Pages in the search: what each is found by, and what happens to it that the index must follow."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from core.models import BasePage
from core.search.documents import Hit, SearchDocument, register_kind
from core.search.index import reindex_on_commit
from core.selectors import open_to_all

KIND = "page"
BATCH = 50  # pages with all their text in memory at once

# What Wagtail alone writes when a draft is saved: readers see nothing of it.
_OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


def register() -> None:
    """Make pages findable."""
    register_kind(KIND, label=_("Pages"), documents=documents, visible=visible, resolve=resolve)


def documents(keys: Collection[int] | None) -> Iterator[SearchDocument]:
    """Return what pages are found by that everybody may read; of all pages, for `None`."""
    readable = _readable()
    if keys is not None:
        readable = readable.filter(pk__in=keys)
    ids = iter(list(readable.order_by("pk").values_list("pk", flat=True)))
    while some := list(islice(ids, BATCH)):
        pages = _readable().filter(pk__in=some).order_by("pk").select_related("locale")
        for page in pages.specific():
            if isinstance(page, BasePage):
                yield document_of(page)


def document_of(page: BasePage) -> SearchDocument:
    """Return what a page is found by. What it quotes is found and never shown."""
    shown, quoted = [], []
    summary = page.summary or page.search_description
    for name, text in _texts(page):
        if name in page.quotes:
            quoted.append(text)
        elif text != summary:
            shown.append(text)
    return SearchDocument(
        kind=KIND,
        language=page.locale.language_code,
        key=page.pk,
        title=page.title,
        summary=summary,
        body="\n".join(shown),
        unseen="\n".join(quoted),
    )


def visible() -> QuerySet:
    """Return the page that a document is of, if everybody may read it in that language now."""
    return _readable().filter(
        pk=OuterRef("document__key"), locale__language_code=OuterRef("document__language")
    )


def resolve(keys: Collection[int], language: str) -> dict[int, Hit]:
    """Return the pages as readers of a language may see them now, by one query."""
    pages = _readable().filter(pk__in=keys, locale__language_code=language)
    return {
        page.pk: Hit(title=page.title, url=url)
        for page in pages.only("title", "url_path", "path", "depth", "numchild")
        if (url := page.url)
    }


def _readable() -> QuerySet:
    return open_to_all(Page.objects.live().filter(depth__gt=1))


def _texts(page: BasePage) -> Iterator[tuple[str, str]]:
    """Return the prose that a page's type adds to every page, by the name of its field."""
    yield "search_description", page.search_description
    of_every_page = {field.name for field in BasePage._meta.get_fields()}
    of_every_page |= {field.name for field in Page._meta.get_fields()}
    for field in page._meta.concrete_fields:
        if field.name in of_every_page or field.choices:
            continue
        value = field.value_from_object(page)
        if isinstance(field, StreamField | RichTextField):
            yield from ((field.name, text) for text in field.get_searchable_content(value))
        elif isinstance(field, models.TextField) or type(field) is models.CharField:
            yield field.name, value


@receiver(post_save)
def follow_save(
    sender: type, instance: Any, update_fields: Any = None, raw: bool = False, **kwargs: Any
) -> None:
    """Follow a page that was published, taken down or changed, by whichever way it came."""
    if raw or not issubclass(sender, Page):
        return
    if update_fields is not None and set(update_fields) <= _OF_DRAFTS:
        return
    reindex_on_commit(KIND, instance.pk)


@receiver(post_delete)
def follow_deletion(sender: type, instance: Any, **kwargs: Any) -> None:
    """Let a page go that was deleted."""
    if issubclass(sender, Page):
        reindex_on_commit(KIND, instance.pk)


@receiver(post_page_move)
def follow_move(sender: type, instance: Page, **kwargs: Any) -> None:
    """Follow a page and what is below it: it may have come under a page that is closed."""
    _reindex_below(Page.objects.get(pk=instance.pk))


@receiver([post_save, post_delete], sender=PageViewRestriction)
def follow_restriction(
    sender: type, instance: PageViewRestriction, raw: bool = False, **kwargs: Any
) -> None:
    """Follow a page that was closed or opened, and all below it."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None and not raw:
        _reindex_below(page)


def _reindex_below(page: Page) -> None:
    keys = Page.objects.filter(path__startswith=page.path).annotate(key=F("pk"))
    reindex_on_commit(KIND, *keys.values_list("key", flat=True))
