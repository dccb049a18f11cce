"""What writers do: pages made, changed, published, and set back."""

import datetime
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.models import Page

from home.models import StandardPage
from resources.models import ArticlePage, ArticleSource
from tests.factories.editing.newsroom import Newsroom, pick


class Writing(Newsroom):
    """Acts on words in one language."""

    def create(self, one: int, two: int) -> str | None:
        """Write a page in either language, somewhere; half of them go live at once."""
        code = "en" if one % 3 else "ar"
        is_article = two % 3 == 0
        model = ArticlePage if is_article else StandardPage
        parents = [
            page
            for page in Page.objects.filter(locale__language_code=code, depth__gt=1).order_by("pk")
            if (page.translation_key == self.index)
            == is_article  # articles have one place, other pages any other
            and page.specific_class is not ArticlePage
        ]
        parent = pick(parents, two // 3)
        page = model(
            title=self.words(code),
            slug=f"page-{next(self._numbers)}",
            introduction=self.words(code),
            locale=parent.locale,
            live=False,
        )
        page.body = self.blocks(code)
        if is_article:
            page.sources.add(self.source(page))
        parent.add_child(instance=page)
        self.parents[page.translation_key] = parent.translation_key
        self.expiry[page.translation_key] = None
        revision = page.save_revision()
        if one % 2:
            self.publish_revision(revision)
        return None

    def blocks(self, code: str) -> list[tuple[str, Any]]:
        """Return a body of several kinds of blocks."""
        link = {"label": self.words(code), "page": None, "url": "https://elsewhere.example/"}
        return [
            ("heading", {"text": self.words(code), "level": "h2"}),
            ("paragraph", f"<p>{self.words(code)}</p><p><b>{self.words(code)}</b> 2024</p>"),
            ("links", {"title": self.words(code), "links": [{**link, "description": ""}]}),
        ]

    def source(self, page: Page) -> ArticleSource:
        """Return one of an article's sources: facts that both share, and a note of its own."""
        number = next(self._numbers)
        return ArticleSource(
            title=f"Report {number}",
            publisher="WHO",
            url=f"https://source.example/{number}",
            note=self.words(page.locale.language_code),
            locale=page.locale,
        )

    def edit(self, one: int, two: int) -> str | None:
        """Change an original, and publish it or leave it as a draft."""
        page = pick(self.pages(original=True), one)
        if page is None:
            return "nothing there"
        draft = page.get_latest_revision_as_object()
        self.change(draft, two)
        revision = draft.save_revision()
        if two % 3:
            self.publish_revision(revision)
        return None

    def change(self, draft: Page, number: int) -> None:
        """Change something in a draft."""
        code = draft.locale.language_code
        body = [dict(block) for block in draft.body.raw_data]
        kind = number % 8
        if kind == 0:
            draft.title = self.words(code)
        elif kind == 1:
            draft.introduction = self.words(code)
        elif kind == 2:
            new = {"type": "paragraph", "value": f"<p>{self.words(code)}</p>"}
            body.insert(number % (len(body) + 1), new)
        elif kind == 3 and len(body) > 1:
            body.pop(number % len(body))
        elif kind == 4:
            body.reverse()
        elif kind == 5:
            for block in body:
                if block["type"] == "heading":
                    block["value"] = {"text": self.words(code), "level": "h3"}
        elif kind == 6 and isinstance(draft, ArticlePage):
            draft.review_by = datetime.date(2030, 1, 1) + datetime.timedelta(days=number)
            for source in draft.sources.all():
                source.url = f"https://source.example/{next(self._numbers)}"
        elif kind == 7 and isinstance(draft, ArticlePage):
            draft.sources.add(self.source(draft))
        else:
            draft.search_description = self.words(code)
        draft.body = StreamValue(draft.body.stream_block, body, is_lazy=True)

    def publish(self, one: int, two: int) -> str | None:
        """Publish the latest draft of a page in either language, as a bulk action does."""
        page = pick(self.pages(), one)
        if page is None:
            return "nothing there"
        self.publish_revision(page.get_latest_revision())
        return None

    def publish_old_revision(self, one: int, two: int) -> str | None:
        """Go back to what a page once said, in either language."""
        page = pick(self.pages(), one)
        if page is None:
            return "nothing there"
        self.publish_revision(pick(list(page.revisions.order_by("pk")), two))
        return None

    def edit_by_hand(self, one: int, two: int) -> str | None:
        """Change a translation's words without its translation, as code may do."""
        page = pick(self.pages(original=False), one)
        if page is None:
            return "nothing there"
        draft = page.get_latest_revision_as_object()
        self.change(draft, two)
        self.publish_revision(draft.save_revision())
        return None
