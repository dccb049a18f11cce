"""A newsroom in which anybody may do anything to pages, and what ought to have come of it.

It knows nothing of how the two languages are kept together. It remembers what was asked for and
granted: what is live, closed, due, where, and until when. Every sentence is unique and bears a
word that no other language uses, so that a page in the wrong words gives itself away.
"""

import datetime
import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail_localize.models import (
    Translation,
)

from bilingual.rules import Refusal
from home.models import StandardPage
from resources.models import ArticlePage, ArticleSource, ResourcesIndexPage
from tests.factories.pages import make_both, make_site
from tests.factories.people import make_editor

MARKS = {"en": "Quagga", "ar": "زرافة"}
Place = tuple[UUID, str]  # a page's translation key, and a language
Item = TypeVar("Item")


def with_body(model: type[Page]) -> QuerySet[Page]:
    """Return a type's pages with `stored`: their body as the database has it, ids included."""
    return model.objects.annotate(stored=Cast("body", TextField()))


def other(code: str) -> str:
    """Return the other language."""
    return "ar" if code == "en" else "en"


class Clock:
    """The time, which can be put forward."""

    def __init__(self) -> None:
        self.passed = datetime.timedelta()
        self.now = timezone.now

    def __call__(self) -> datetime.datetime:
        moment = self.now() + self.passed
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)  # as drafts keep it


class Newsroom:
    """Pages in two languages, what is done to them, and what should be true of them after it.

    Each act takes two numbers from outside, by which it chooses among what there is.

    Attributes:
        live: what readers should find.
        closed: which pages only some may read, by their key, and who.
        scheduled: what may go live by itself.
        together: when both languages of a page are to go live, by its key; only as long as nobody
            has done anything else to the page.
        expiry: when a page ends, by its key.
        parents: the key of each page's parent, by its own.
        basis: what the live original said when its live translation was made, by its key.
        touched: the keys of what the last act was about.
        is_idle: whether there was nothing to do it to.
        refusals: how often somebody was refused, by the act.
        done: how often an act had its effect.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        tree = make_site()
        index = make_both(ResourcesIndexPage, title="Resources", slug="resources", introduction="")
        self.homes = {"en": tree.en, "ar": tree.ar}
        self.fixed = {tree.en.translation_key, index["en"].translation_key}
        self.index = index["en"].translation_key
        self.editor, self.colleague = make_editor(), make_editor(username="colleague")
        self.group = Group.objects.create(name="Readers of this test")
        self.live: set[Place] = set(itertools.product(self.fixed, MARKS))
        self.closed: dict[UUID, str] = {}
        self.scheduled: set[Place] = set()
        self.together: dict[UUID, datetime.datetime] = {}
        self.expiry: dict[UUID, datetime.datetime | None] = {}
        self.parents: dict[UUID, UUID] = {self.index: tree.en.translation_key}
        self.basis: dict[UUID, Any] = {}
        self.touched: set[UUID] = set()
        self.is_idle = False
        self.refusals: dict[str, int] = {}
        self.done: dict[str, int] = {}
        self._numbers = itertools.count(1)

    def act(self, name: str, one: int, two: int) -> None:
        """Do something to some page."""
        self.touched, self.is_idle = set(), False
        # wagtail-localize acts when a transaction ends, which within a test it never does.
        with TestCase.captureOnCommitCallbacks(execute=True):
            result = getattr(self, name)(one, two)
        self.is_idle = result == "nothing there"
        label = name if result is None else f"{name}: {result}"
        self.done[label] = self.done.get(label, 0) + 1

    # What there is

    def pages(self, *, live: bool | None = None, original: bool | None = None) -> list[Page]:
        """Return the pages that editors work on, in the order in which they were made."""
        found = Page.objects.filter(depth__gt=2).exclude(translation_key__in=self.fixed)
        if live is not None:
            found = found.filter(live=live)
        pages = [page.specific for page in found.select_related("locale").order_by("pk")]
        if original is None:
            return pages
        targets = {(t.source.object_id, t.target_locale_id) for t in self.translations()}
        return [
            page
            for page in pages
            if ((page.translation_key, page.locale_id) not in targets) is original
        ]

    def translations(self) -> list[Translation]:
        """Return all that are translated from one language into the other, stopped or not."""
        return list(
            Translation.objects.exclude(source__object_id__in=self.fixed)
            .select_related("source", "target_locale")
            .order_by("pk")
        )

    def place(self, page: Page) -> Place:
        """Return what names a page here."""
        return page.translation_key, page.locale.language_code

    def both(self, key: UUID) -> set[Place]:
        """Return both languages of a page."""
        return {(key, code) for code in MARKS}

    def below(self, key: UUID) -> set[UUID]:
        """Return a page's key, and the keys of all pages below it."""
        found = {key}
        while more := {child for child, parent in self.parents.items() if parent in found} - found:
            found |= more
        return found

    def is_open(self, key: UUID) -> bool:
        """Tell whether everybody may read a page, as far as restrictions go."""
        while key not in self.closed:
            if key not in self.parents:
                return True
            key = self.parents[key]
        return False

    def words(self, code: str) -> str:
        """Return a sentence that nobody has written before."""
        number = next(self._numbers)
        if code == "en":
            return f"The {MARKS['en']} says sentence {number}."
        return f"تقول ال{MARKS['ar']} جملة {number}."

    def content(self, page: Page) -> Any:
        """Return what a page's row says and shows, for comparing it with itself."""
        model = type(page)
        fields = ["title", "introduction", "stored"]
        if model is ArticlePage:
            fields.append("review_by")
        row = with_body(model).values_list(*fields).get(pk=page.pk)
        sources = ArticleSource.objects.filter(page_id=page.pk).order_by("sort_order", "pk")
        return [str(value) for value in row], list(sources.values_list("url", "note"))

    # What may be refused, and then must have changed nothing

    def as_readers_see(self) -> list[Any]:
        """Return everything that is shown, closed or due."""
        of_page = [
            *("pk", "title", "slug", "url_path", "path", "numchild", "live", "expired"),
            *("expire_at", "live_revision_id", "last_published_at"),
        ]
        return [
            list(Page.objects.order_by("pk").values_list(*of_page)),
            *(
                list(with_body(model).order_by("pk").values_list("pk", "introduction", "stored"))
                for model in (StandardPage, ArticlePage)
            ),
            list(ArticleSource.objects.order_by("pk").values_list("page", "title", "url", "note")),
            list(PageViewRestriction.objects.order_by("pk").values()),
            list(
                Revision.objects.filter(approved_go_live_at__isnull=False)
                .order_by("pk")
                .values_list("pk", "approved_go_live_at")
            ),
        ]

    @contextmanager
    def attempt(self, page: Page) -> Iterator[list[bool]]:
        """Let something be tried on a page; a refusal is answered with nothing having changed."""
        granted: list[bool] = []
        self.touched.add(page.translation_key)
        self.together.pop(page.translation_key, None)
        before = self.as_readers_see()
        try:
            yield granted
        except (Refusal, PermissionDenied) as refusal:
            self.note_refusal(refusal)
            assert self.as_readers_see() == before
        else:
            granted.append(True)

    def note_refusal(self, refusal: Refusal | PermissionDenied) -> None:
        """Count it; it has to say something."""
        assert "".join(getattr(refusal, "messages", [str(refusal)])).strip()
        name = type(refusal).__name__
        self.refusals[name] = self.refusals.get(name, 0) + 1

    def publish_revision(self, revision: Revision) -> None:
        """Publish a revision, and expect that it is live now, or will be at its time."""
        page = revision.content_object
        said = revision.as_object()
        place = key, _code = self.place(page)
        is_later = said.go_live_at is not None and said.go_live_at > self.clock()
        if is_later and page.live and said.live_revision_id is None:
            return  # Wagtail would take the page down until then; its editor never asks for that
        with self.attempt(page) as granted:
            revision.publish()
        if not granted:
            return
        if is_later:
            self.scheduled |= self.both(key)
            return
        self.live.add(place)
        self.expiry[key] = said.expire_at
        if (key, page.locale_id) in {
            (item.source.object_id, item.target_locale_id) for item in self.translations()
        }:
            self.basis.pop(key, None)  # nobody knows what this was made from

    def source_page(self, translation: Translation) -> Page | None:
        """Return what is translated from, unless it was deleted."""
        page = Page.objects.filter(
            translation_key=translation.source.object_id, locale_id=translation.source.locale_id
        ).first()
        return page and page.specific

    def target_page(self, translation: Translation) -> Page | None:
        """Return what is translated into, unless it was deleted."""
        page = Page.objects.filter(
            translation_key=translation.source.object_id, locale_id=translation.target_locale_id
        ).first()
        return page and page.specific

    def made_from(self, key: UUID, translation: Translation) -> None:
        """Remember what a translation was made from, and expect that it is of the same build."""
        source, target = self.source_page(translation), self.target_page(translation)
        if not source.live:
            return
        self.basis[key] = self.content(source)
        (_texts, there), (_words, here) = self.basis[key], self.content(target)
        assert [url for url, _note in there] == [url for url, _note in here]
        assert [(block.block_type, block.id) for block in source.body] == [
            (block.block_type, block.id) for block in target.body
        ]
        if isinstance(source, ArticlePage):
            assert source.review_by == target.review_by


def pick(items: Sequence[Item], number: int) -> Item | None:
    """Return one of the items, or nothing where there are none."""
    return items[number % len(items)] if items else None
