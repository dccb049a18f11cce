"""Where a link to a page of this site leads in each language, many looked up together."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.blocks import StreamValue
from wagtail.models import Page

from core.selectors import live_addresses

Addresses = dict[int, dict[str, str]]

_known: ContextVar[Addresses | None] = ContextVar("known_addresses", default=None)


@contextmanager
def looked_up_together(body: StreamValue) -> Iterator[None]:
    """Look up every page that `body` links to at once, instead of block by block.

    What was found is forgotten at the end: a page may be taken down at any time.
    """
    found = live_addresses(_linked_pages(body))
    token = _known.set({**(_known.get() or {}), **found})
    try:
        yield
    finally:
        _known.reset(token)


def addresses(page_ids: Iterable[int]) -> Addresses:
    """Return the path of each page in each language in which it is live and open to all."""
    wanted = set(page_ids)
    known = _known.get() or {}
    return {
        **{page_id: known[page_id] for page_id in wanted & known.keys()},
        **live_addresses(wanted - known.keys()),
    }


def _linked_pages(body: StreamValue) -> set[int]:
    return {
        int(object_id)
        for model, object_id, *_paths in body.stream_block.extract_references(body)
        if issubclass(model, Page) and str(object_id).isdecimal()
    }
