"""The index of resources, and longer articles."""

from django.db import models
from django.http import HttpRequest
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from core.blocks import BodyStreamBlock
from core.models import BasePage
from resources.models.reviewed import (
    Correction,
    RelatedPage,
    RelatedService,
    ReviewedPage,
    Source,
)
from resources.selectors import live_articles, live_myths


class ResourcesIndexPage(BasePage):
    """The way into everything that is there to be found and learned from."""

    introduction = models.TextField(_("introduction"), max_length=600, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("introduction")]

    template = "resources/resources_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["resources.ArticlePage", "resources.MythPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("resources index")

    @property
    def summary(self) -> str:
        """The introduction."""
        return self.introduction or self.search_description

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the live articles and facts in this language."""
        context = super().get_context(request, *args, **kwargs)
        context["articles"] = live_articles(locale_id=self.locale_id, below=self)
        context["myths"] = live_myths(locale_id=self.locale_id, below=self)
        return context


class ArticlePage(ReviewedPage):
    """A longer text on how a community holds together."""

    introduction = models.TextField(_("introduction"), max_length=600)
    body = StreamField(BodyStreamBlock(), verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
        *ReviewedPage.review_panels,
    ]

    parts = ("body",)
    plain_parts = ("title", "introduction")
    template = "resources/article_page.html"
    parent_page_types = ["resources.ResourcesIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")

    @property
    def summary(self) -> str:
        """The introduction."""
        return self.introduction

    def sections(self) -> list[tuple[str, str]]:
        """Return the introduction and the body, whose headings are its own."""
        return [("", f"<p>{escape(self.introduction)}</p>"), ("", str(self.body))]


class ArticleSource(Source):
    """A source of an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="sources")


class ArticleCorrection(Correction):
    """A correction of an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="corrections")


class ArticleRelatedPage(RelatedPage):
    """A page that is related to an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_pages")


class ArticleRelatedService(RelatedService):
    """A service that is related to an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_services")
