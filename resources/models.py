"""Resources: the index, articles, and facts set against myths, each with its sources."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import TEXT_FEATURES, BodyStreamBlock
from core.models import BasePage
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


class ReviewedPage(BasePage):
    """A page that somebody answers for: read again by a date, with sources that can be checked."""

    last_reviewed = models.DateField(_("last reviewed"), null=True, blank=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)

    review_panels = [
        MultiFieldPanel([FieldPanel("last_reviewed"), FieldPanel("review_by")], _("Review")),
        InlinePanel("sources", heading=_("Sources"), label=_("source")),
    ]

    class Meta:
        abstract = True

    @property
    def is_overdue(self) -> bool:
        """Whether the date by which somebody should have read it again has passed."""
        return self.review_by is not None and self.review_by < timezone.localdate()

    def clean(self) -> None:
        """Refuse a review that is due before it was last done."""
        super().clean()
        if self.review_by and self.last_reviewed and self.review_by < self.last_reviewed:
            raise ValidationError(
                {"review_by": _("This date is before the last review. Choose a later one.")}
            )


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

    template = "resources/article_page.html"
    parent_page_types = ["resources.ResourcesIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("article")

    @property
    def summary(self) -> str:
        """The introduction."""
        return self.introduction


class MythPage(ReviewedPage):
    """A fact set against a myth, in the order that sticks: fact, myth, why it misleads, fact.

    Source: Lewandowsky et al., The Debunking Handbook 2020.
    """

    summary_text = models.TextField(
        _("in short"), max_length=400, help_text=_("One or two sentences; the fact, not the myth.")
    )
    fact = RichTextField(_("the fact"), features=TEXT_FEATURES)
    myth = models.TextField(
        _("the myth"), max_length=300, help_text=_("As people say it, once, in one sentence.")
    )
    why_misleading = RichTextField(_("why it misleads"), features=TEXT_FEATURES)
    fact_again = RichTextField(_("the fact again"), features=TEXT_FEATURES)

    content_panels = [
        TitleFieldPanel("title", heading=_("Title (states the fact)")),
        FieldPanel("summary_text"),
        FieldPanel("fact"),
        FieldPanel("myth"),
        FieldPanel("why_misleading"),
        FieldPanel("fact_again"),
        *ReviewedPage.review_panels,
    ]

    quotes = ("myth",)
    template = "resources/myth_page.html"
    parent_page_types = ["resources.ResourcesIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("fact against a myth")
        verbose_name_plural = _("facts against myths")

    @property
    def summary(self) -> str:
        """The box "in short"."""
        return self.summary_text


_OWN_DIRECTION = forms.TextInput(attrs={"dir": "auto"})


class Source(TranslatableMixin, Orderable):
    """A source that can be checked. What it is called stays in its language; the note is ours."""

    title = models.CharField(_("title"), max_length=255)
    publisher = models.CharField(_("author or publisher"), max_length=255)
    url = models.URLField(_("address"), max_length=500)
    published = models.CharField(_("year of publication"), max_length=20, blank=True)
    archived_url = models.URLField(_("archived copy"), max_length=500, blank=True)
    accessed = models.DateField(_("date read"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    panels = [
        FieldPanel("title", widget=_OWN_DIRECTION),
        FieldPanel("publisher", widget=_OWN_DIRECTION),
        FieldPanel("url"),
        FieldPanel("published"),
        FieldPanel("archived_url"),
        FieldPanel("accessed"),
        FieldPanel("note"),
    ]
    override_translatable_fields = [
        SynchronizedField("title"),
        SynchronizedField("publisher"),
        SynchronizedField("url"),
        SynchronizedField("published"),
        SynchronizedField("archived_url"),
        TranslatableField("note"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse addresses that are not of the web."""
        super().clean()
        for field in ("url", "archived_url"):
            if getattr(self, field) and not getattr(self, field).startswith(
                ("https://", "http://")
            ):
                raise ValidationError({field: _("Begin the address with https://.")})


class ArticleSource(Source):
    """A source of an article."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")


class MythSource(Source):
    """A source of a fact against a myth."""

    page = ParentalKey(MythPage, on_delete=models.CASCADE, related_name="sources")

    class Meta(Source.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
