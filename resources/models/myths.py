"""Facts set against myths, in the order that sticks."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField
from wagtail.rich_text import RichText
from wagtail_localize.fields import SynchronizedField

from core.blocks import TEXT_FEATURES
from resources.models.reviewed import (
    Correction,
    RelatedPage,
    RelatedService,
    ReviewedPage,
    Source,
)
from resources.plain_text import plain_text_of
from resources.rules.citations import without_marks
from resources.rules.titles import repeats_the_myth

_LINK_TAG = re.compile(r"</?a\b[^>]*>")


class Fallacy(models.TextChoices):
    """How a myth misleads. Source: the FLICC taxonomy (John Cook, after Hoofnagle and Diethelm)."""

    FAKE_EXPERTS = "fake-experts", _("False experts")
    LOGIC = "logic", _("False conclusion")
    CAUSE = "cause", _("Cause and effect confused")
    ANECDOTE = "anecdote", _("One story taken for all")
    SLIPPERY_SLOPE = "slippery-slope", _("Slippery slope")
    FALSE_CHOICE = "false-choice", _("False choice")
    IMPOSSIBLE = "impossible", _("Impossible expectations")
    CHERRY_PICKING = "cherry-picking", _("Cherry-picking")
    CONSPIRACY = "conspiracy", _("Conspiracy theory")
    MISREPRESENTATION = "misrepresentation", _("Misrepresentation")
    NATURE = "nature", _("Appeal to nature")
    TRADITION = "tradition", _("Appeal to tradition")


EXPLAINED = {
    Fallacy.FAKE_EXPERTS: _(
        "It leans on people who look like experts but never studied this question, or whom their "
        "own field contradicts."
    ),
    Fallacy.LOGIC: _("Its conclusion does not follow from what it starts from."),
    Fallacy.CAUSE: _("It takes what goes along with something, or comes of it, for its cause."),
    Fallacy.ANECDOTE: _("It takes one story for all, but one story cannot tell how things are."),
    Fallacy.SLIPPERY_SLOPE: _("It says that one step must lead to the worst, and never shows how."),
    Fallacy.FALSE_CHOICE: _("It leaves only two ways to choose from where there are more."),
    Fallacy.IMPOSSIBLE: _("It asks for a certainty that no research of any kind can give."),
    Fallacy.CHERRY_PICKING: _("It shows the few findings that fit it and hides the many others."),
    Fallacy.CONSPIRACY: _(
        "It explains whatever speaks against it by a secret plan, so that nothing can refute it."
    ),
    Fallacy.MISREPRESENTATION: _(
        "It makes something else of what people or studies said, and then argues against that."
    ),
    Fallacy.NATURE: _(
        "It takes what is called natural for good and the rest for bad. Nature decides neither."
    ),
    Fallacy.TRADITION: _("It takes something for right because people have long held it so."),
}


class Rating(models.TextChoices):
    """What we find of a claim that somebody made in public; schema.org's `reviewRating`."""

    FALSE = "false", _("False")
    MISLEADING = "misleading", _("Misleading")
    UNPROVEN = "unproven", _("Unproven")
    OUT_OF_CONTEXT = "out-of-context", _("Out of context")


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
    fallacy = models.CharField(_("how it misleads"), max_length=20, choices=Fallacy.choices)
    why_misleading = RichTextField(_("why it misleads"), features=TEXT_FEATURES)
    fact_again = RichTextField(_("the fact again"), features=TEXT_FEATURES)

    claim_url = models.URLField(
        _("where it was claimed"),
        max_length=500,
        blank=True,
        help_text=_(
            "Only where somebody with a public voice really said it in public. Then search engines "
            "may show this page beside that claim."
        ),
    )
    claim_by = models.CharField(
        _("who claimed it"),
        max_length=160,
        blank=True,
        help_text=_("An institution, a newspaper, a programme. No private person."),
    )
    claim_date = models.DateField(_("when it was claimed"), null=True, blank=True)
    claim_rating = models.CharField(
        _("what we find of it"), max_length=20, choices=Rating.choices, blank=True
    )

    content_panels = [
        TitleFieldPanel("title", heading=_("Title (states the fact)")),
        FieldPanel("summary_text"),
        FieldPanel("fact"),
        FieldPanel("myth"),
        FieldPanel("fallacy"),
        FieldPanel("why_misleading"),
        FieldPanel("fact_again"),
        MultiFieldPanel(
            [
                FieldPanel("claim_url"),
                FieldPanel("claim_by"),
                FieldPanel("claim_date"),
                FieldPanel("claim_rating"),
            ],
            _("A claim that was made in public"),
        ),
        *ReviewedPage.review_panels,
    ]
    override_translatable_fields = [SynchronizedField("claim_url"), SynchronizedField("claim_by")]

    parts = ("fact", "why_misleading", "fact_again")
    plain_parts = ("title", "summary_text", "myth")
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

    @property
    def fallacy_explained(self) -> str:
        """What the named way of misleading does, in one sentence."""
        return EXPLAINED.get(self.fallacy, "")

    @property
    def has_claim(self) -> bool:
        """Whether somebody really said it in public, and where, and what we find of it."""
        return bool(self.claim_url and self.claim_by and self.claim_rating)

    @property
    def leaflet_paragraphs(self) -> list[str]:
        """The fact, without what only works on a screen: links, and the way to sources."""
        words = plain_text_of(_LINK_TAG.sub("", self.fact))
        return without_marks(words).split("\n\n")

    def sections(self) -> list[tuple[str, str]]:
        """Return the parts in their order, the myth behind its warning."""
        warning = gettext("What follows is not true. It stands here so that you can recognise it.")
        misleads = f"{self.get_fallacy_display()}: {self.fallacy_explained}"
        return [
            (gettext("In short"), f"<p>{escape(self.summary_text)}</p>"),
            (gettext("The fact"), str(RichText(self.fact))),
            (gettext("The myth"), f"<p>{escape(warning)}</p><p>{escape(self.myth)}</p>"),
            (
                gettext("Why it misleads"),
                f"<p>{escape(misleads)}</p>{RichText(self.why_misleading)}",
            ),
            (gettext("The fact again"), str(RichText(self.fact_again))),
        ]

    def clean(self) -> None:
        """Refuse half a claim: without its address, speaker and rating nobody can check it."""
        super().clean()
        parts = ("claim_url", "claim_by", "claim_rating")
        missing = [name for name in parts if not getattr(self, name)]
        if missing and (len(missing) < len(parts) or self.claim_date):
            raise ValidationError(
                {
                    name: _("A public claim needs its address, who made it and what we find.")
                    for name in missing
                }
            )
        if self.claim_url and not self.claim_url.startswith(("https://", "http://")):
            raise ValidationError({"claim_url": _("Begin the address with https://.")})

    def refuse_unfinished(self, *, sources: int) -> None:
        """Refuse a title that is the myth, too: titles are remembered, and taken for true."""
        super().refuse_unfinished(sources=sources)
        if repeats_the_myth(self.title, self.myth):
            raise ValidationError(
                {"title": _("This repeats the myth. Let the title state the fact.")}
            )


class MythSource(Source):
    """A source of a fact against a myth."""

    page = ParentalKey(MythPage, on_delete=models.CASCADE, related_name="sources")


class MythCorrection(Correction):
    """A correction of a fact against a myth."""

    page = ParentalKey(MythPage, on_delete=models.CASCADE, related_name="corrections")


class MythRelatedPage(RelatedPage):
    """A page that is related to a fact against a myth."""

    page = ParentalKey(MythPage, on_delete=models.CASCADE, related_name="related_pages")


class MythRelatedService(RelatedService):
    """A service that is related to a fact against a myth."""

    page = ParentalKey(MythPage, on_delete=models.CASCADE, related_name="related_services")
