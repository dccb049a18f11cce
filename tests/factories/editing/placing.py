"""What is done to pages as a whole: down, away, elsewhere, closed, ended, locked."""

import datetime
from typing import Any

from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageViewRestriction

from bilingual.domain.following import this_language_only
from home.models import StandardPage
from resources.models import ArticlePage
from tests.factories.editing.newsroom import Newsroom, pick


class Placing(Newsroom):
    """Acts on pages, whatever they say."""

    def unpublish(self, one: int, two: int) -> str | None:
        """Take a page down: in both languages, in one only when asked, or with all below it."""
        page = pick(self.pages(live=True), one)
        if page is None:
            return "nothing there"
        key, _code = place = self.place(page)
        if two % 5 == 0:
            with self.attempt(page), this_language_only():
                page.unpublish()
            self.live.discard(place)
            self.scheduled.discard(place)
            return "one language"
        keys = {key}
        with self.attempt(page) as granted:
            if two % 5 == 1:
                below = page.get_descendants(inclusive=True).live()
                keys = set(below.values_list("translation_key", flat=True))
                UnpublishPageAction(page, user=self.superuser(), include_descendants=True).execute()
            else:
                page.unpublish()
        if not granted:
            return "refused"
        gone = {place for key in keys for place in self.both(key)}
        self.live -= gone
        self.scheduled -= gone
        self.touched |= keys
        for key in keys:
            self.together.pop(key, None)
        return "both"

    def superuser(self) -> Any:
        """Return somebody who may do anything."""
        self.colleague.is_superuser = True
        return self.colleague

    def delete(self, one: int, two: int) -> str | None:
        """Delete a page and what is below it: in both languages, or in one only when asked."""
        page = pick(self.pages(), one)
        if page is None:
            return "nothing there"
        key, code = self.place(page)
        alone = two % 3 == 0
        gone = {
            place
            for below in self.below(key)
            for place in ([(below, code)] if alone else self.both(below))
        }
        with self.attempt(page):
            page = Page.objects.get(pk=page.pk)
            if alone:
                with this_language_only():
                    page.delete()
            else:
                page.delete()
        self.live -= gone
        self.scheduled -= gone
        left = set(Page.objects.values_list("translation_key", flat=True))
        for dead in self.below(key) - left:
            for known in (self.closed, self.expiry, self.basis, self.together, self.parents):
                known.pop(dead, None)
        for changed in {place[0] for place in gone}:
            self.basis.pop(changed, None)
            self.together.pop(changed, None)
        return "one language" if alone else "both"

    def move(self, one: int, two: int) -> str | None:
        """Move a page to another parent of its language."""
        page = pick([page for page in self.pages() if type(page) is StandardPage], one)
        if page is None:
            return "nothing there"
        key = page.translation_key
        parents = [
            parent
            for parent in Page.objects.filter(locale=page.locale, depth__gt=1).order_by("pk")
            if parent.specific_class is not ArticlePage
            and parent.translation_key not in self.below(key) | {self.index}
        ]
        parent = pick(parents, two)
        with self.attempt(page) as granted:
            Page.objects.get(pk=page.pk).move(parent, pos=("last-child", "first-child")[two % 2])
        if granted:
            self.parents[key] = parent.translation_key
        return "granted" if granted else "refused"

    def reorder(self, one: int, two: int) -> str | None:
        """Move a page beside one of its siblings."""
        page = pick(self.pages(), one)
        sibling = page and pick(list(page.get_siblings(inclusive=False)), two)
        if not sibling:
            return "nothing there"
        with self.attempt(page):
            Page.objects.get(pk=page.pk).move(sibling, pos=("left", "right")[two % 2])
        return None

    def restrict(self, one: int, two: int) -> str | None:
        """Close a page, change who may read it, or open it again."""
        page = pick(self.pages(), one)
        if page is None:
            return "nothing there"
        key = page.translation_key
        existing = PageViewRestriction.objects.filter(page=page).first()
        kind = (PageViewRestriction.LOGIN, PageViewRestriction.GROUPS)[two % 2]
        with self.attempt(page):
            if existing is None:
                existing = PageViewRestriction.objects.create(page=page, restriction_type=kind)
                if two % 2:
                    existing.groups.add(self.group)
            elif two % 3:
                existing.delete()
                self.closed.pop(key)
                return "opened"
            else:
                existing.restriction_type = kind
                existing.save()
        self.closed[key] = kind
        return "closed"

    def expire(self, one: int, two: int) -> str | None:
        """Set an end, or lift it, in either language."""
        page = pick(self.pages(live=True), one)
        if page is None:
            return "nothing there"
        draft = page.get_latest_revision_as_object()
        draft.expire_at = self.clock() + datetime.timedelta(hours=2 + two) if two % 3 else None
        self.publish_revision(draft.save_revision())
        return None

    def lock(self, one: int, two: int) -> str | None:
        """Lock a page, or unlock it."""
        page = pick(self.pages(), one)
        if page is None:
            return "nothing there"
        is_locked = not page.locked
        Page.objects.filter(pk=page.pk).update(
            locked=is_locked,
            locked_by=self.colleague if is_locked else None,
            locked_at=self.clock() if is_locked else None,
        )
        return "locked" if is_locked else "unlocked"
