"""What is done to both languages at once, now or at a time, and what time does by itself."""

import datetime
from typing import Any

from django.core.management import call_command
from wagtail.models import Page, Revision

from bilingual.domain.together import publish_both
from tests.factories.editing.newsroom import Newsroom, pick


class Timing(Newsroom):
    """Acts that name no language, and the passing of time."""

    def publish_together(self, one: int, two: int) -> str | None:
        """Publish both languages of a page, now or at a time."""
        page = pick(self.pages(), one)
        if page is None:
            return "nothing there"
        key = page.translation_key
        at = self.clock() + datetime.timedelta(hours=two % 9) if two % 3 == 0 and two % 9 else None
        user = self.editor if two % 2 else None
        expiry: list[Any] = []
        with self.attempt(page) as granted:
            published = publish_both(page=page, user=user, at=at)
            expiry.append(published[0].get_latest_revision_as_object().expire_at)
        if not granted:
            return "refused"
        if at is not None:
            self.scheduled |= self.both(key)
            self.together[key] = at
            return "granted for later"
        self.live |= self.both(key)
        # Of two that are kept by hand each brings its own end; the later one holds for both.
        self.expiry[key] = Page.objects.filter(translation_key=key).first().expire_at
        for translation in self.translations():
            if translation.source.object_id == key and translation.enabled:
                self.made_from(key, translation)
                self.expiry[key] = expiry[0]
        return "granted"

    def schedule(self, one: int, two: int) -> str | None:
        """Let a draft in either language go live at a time."""
        page = pick(self.pages(), one)
        if page is None:
            return "nothing there"
        draft = page.get_latest_revision_as_object()
        if two % 2:
            self.change(draft, two)
        draft.go_live_at = self.clock() + datetime.timedelta(hours=1 + two % 10)
        self.publish_revision(draft.save_revision())
        return None

    def cancel_schedule(self, one: int, two: int) -> str | None:
        """Let a draft be a draft again, as Wagtail's view does."""
        revision = pick(
            list(Revision.objects.filter(approved_go_live_at__isnull=False).order_by("pk")), one
        )
        if revision is None:
            return "nothing there"
        page = revision.content_object
        with self.attempt(page):
            revision.approved_go_live_at = None
            revision.save(user=self.editor, update_fields=["approved_go_live_at"])
        self.scheduled.discard(self.place(page))
        return None

    def let_time_pass(self, one: int, two: int) -> str | None:
        """Let hours pass, and what is due happen."""
        self.clock.passed += datetime.timedelta(hours=1 + two % 8)
        due = Revision.objects.filter(approved_go_live_at__lt=self.clock())
        waiting = {self.place(revision.content_object) for revision in due}
        together = {key for key, at in self.together.items() if at < self.clock()}
        over = {
            key
            for key, end in self.expiry.items()
            if end and end < self.clock() and self.live & self.both(key)
        }
        expiring = {place for place in self.live if place[0] in over}
        before = {self.place(page) for page in self.pages(live=True)}
        call_command("publish_scheduled", verbosity=0)
        after = {self.place(page) for page in self.pages(live=True)}
        risen = after - (before - expiring)
        # Nothing rises by itself that nobody has scheduled, or that was taken down since.
        assert risen <= waiting & self.scheduled
        for key in together:
            self.together.pop(key)
            assert key in over or self.both(key) <= after, "both were to go live together"
        self.live = (self.live - expiring) | risen
        for key, _code in waiting:
            self.basis.pop(key, None)
            end = self.expiry[key] = Page.objects.filter(translation_key=key).first().expire_at
            if end and end < self.clock():  # it rose with an end that has passed, and fell at once
                over.add(key)
                self.live -= self.both(key)
        self.scheduled -= {place for key in over for place in self.both(key)} - risen
        assert not Revision.objects.filter(approved_go_live_at__lt=self.clock()).exists()
        self.touched = over | {key for key, _code in risen}
        return f"{bool(over)} over, {bool(risen)} risen"
