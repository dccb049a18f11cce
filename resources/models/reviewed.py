"""What articles and facts share: who answers for them, sources that can be checked, corrections."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.models import BasePage
from resources.editing import ReviewedPageForm
from resources.rules.citations import Citations
from resources.rules.reading import count_words, minutes_to_read
from resources.rules.wholeness import Text, texts_of, unfinished
from resources.selectors import related_pages, related_services
from resources.sharing import Shareable

_OWN_DIRECTION = forms.TextInput(attrs={"dir": "auto"})


class ReviewedPage(Shareable, BasePage):
    """A page that somebody answers for: read again by a date, with sources that can be checked.

    Attributes:
        parts: the fields that hold the text to read, in its order.
        plain_parts: fields beside it, which cards and search engines show.
        checked_by_form: set while a form looks at it, which knows the sources that come with it.
    """

    base_form_class = ReviewedPageForm
    parts: tuple[str, ...] = ()
    plain_parts: tuple[str, ...] = ("title",)
    checked_by_form = False

    class ReadingLevel(models.TextChoices):
        PLAIN = "plain", _("Plain words")
        GENERAL = "general", _("For everybody")
        EXPERT = "expert", _("For those who know the field")

    reviewed_by = models.CharField(
        _("reviewed by"),
        max_length=120,
        blank=True,
        help_text=_("An alias or a role, such as “a doctor of our group”. Never a real name."),
    )
    last_reviewed = models.DateField(_("last reviewed"), null=True, blank=True)
    review_by = models.DateField(_("review by"), null=True, blank=True)
    reading_level = models.CharField(
        _("reading level"),
        max_length=10,
        choices=ReadingLevel.choices,
        default=ReadingLevel.GENERAL,
    )

    review_panels = [
        MultiFieldPanel(
            [
                FieldPanel("reviewed_by"),
                FieldPanel("last_reviewed"),
                FieldPanel("review_by"),
                FieldPanel("reading_level"),
            ],
            _("Review"),
        ),
        InlinePanel("sources", heading=_("Sources"), label=_("source")),
        InlinePanel("corrections", heading=_("Corrections"), label=_("correction")),
        InlinePanel("related_pages", heading=_("Related pages"), label=_("page")),
        InlinePanel("related_services", heading=_("Related services"), label=_("service")),
    ]

    class Meta:
        abstract = True

    @property
    def is_overdue(self) -> bool:
        """Whether the date by which somebody should have read it again has passed."""
        return self.review_by is not None and self.review_by < timezone.localdate()

    @property
    def reading_minutes(self) -> int:
        """How long it takes to read, in minutes."""
        texts = [text for name in self.parts for text in self._texts(name)]
        words = sum(count_words(text.words) for text in texts)
        return minutes_to_read(words, language=self.locale.language_code)

    @property
    def shown_corrections(self) -> list["Correction"]:
        """What was corrected, the newest first."""
        return sorted(self.corrections.all(), key=lambda row: row.date, reverse=True)

    def sections(self) -> list[tuple[str, str]]:
        """Return the text to read as headings, empty where there is none, and HTML."""
        raise NotImplementedError

    def citations(self) -> Citations:
        """Return the sources, to note where the page cites them while it is shown."""
        return Citations(self.sources.all(), language=self.locale.language_code)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add what helps the same reader further."""
        context = super().get_context(request, *args, **kwargs)
        context["related_pages"] = related_pages(self)
        context["related_services"] = related_services(self)
        return context

    def clean(self) -> None:
        """Refuse a review that is due before it was last done, and a page that is not whole."""
        super().clean()
        if self.review_by and self.last_reviewed and self.review_by < self.last_reviewed:
            raise ValidationError(
                {"review_by": _("This date is before the last review. Choose a later one.")}
            )
        if not self.checked_by_form:
            self.refuse_unfinished(sources=self.sources.count())

    def refuse_unfinished(self, *, sources: int) -> None:
        """Refuse what readers may not get: a part without words, a mark that leads nowhere.

        Args:
            sources: how many sources the page has, or will have.

        Raises:
            ValidationError: by field, with the place.
        """
        errors = {
            name: unfinished(self._texts(name), sources=sources)
            for name in (*self.plain_parts, *self.parts)
        }
        if any(errors.values()):
            raise ValidationError({name: found for name, found in errors.items() if found})

    def _texts(self, name: str) -> list[Text]:
        return texts_of(getattr(self, name), is_rich=name in self.parts)


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
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse addresses that are not of the web."""
        super().clean()
        for field in ("url", "archived_url"):
            address = getattr(self, field)
            if address and not address.startswith(("https://", "http://")):
                raise ValidationError({field: _("Begin the address with https://.")})


class Correction(TranslatableMixin, Orderable):
    """What was wrong on a page and was put right; it stays there, and goes into a feed."""

    date = models.DateField(_("date"), default=timezone.localdate)
    text = models.TextField(
        _("what was corrected"),
        max_length=600,
        help_text=_("What stood here, what stands here now, and why. Repeat no myth."),
    )

    panels = [FieldPanel("date"), FieldPanel("text")]
    override_translatable_fields = [SynchronizedField("date"), TranslatableField("text")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")

    def __str__(self) -> str:
        return f"{self.date}: {self.text}"

    def clean(self) -> None:
        """Refuse a day that has not come: feeds show the newest first."""
        super().clean()
        if self.date and self.date > timezone.localdate():
            raise ValidationError({"date": _("This day has not come yet.")})


class RelatedPage(TranslatableMixin, Orderable):
    """Another page of this site that helps the same reader: an article, later an event."""

    related = models.ForeignKey(
        Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )

    panels = [PageChooserPanel("related")]
    override_translatable_fields = [SynchronizedField("related")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")

    def __str__(self) -> str:
        return str(self.related_id)


class RelatedService(TranslatableMixin, Orderable):
    """A service of the directory for those who look for more than words."""

    service = models.ForeignKey(
        "resources.Service",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("service"),
    )

    panels = [FieldPanel("service")]
    override_translatable_fields = [SynchronizedField("service")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
        verbose_name = _("related service")
        verbose_name_plural = _("related services")

    def __str__(self) -> str:
        return str(self.service_id)
