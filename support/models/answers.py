"""Answers that were thought through once, for volunteers to begin with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page

from core.models import in_language
from support.models.vocabulary import Topic


class AnswerTemplate(ClusterableModel):
    """A beginning of an answer, in both languages; a volunteer makes it their own."""

    label_en = models.CharField(_("name in English"), max_length=120)
    label_ar = models.CharField(_("name in Arabic"), max_length=120)
    body_en = models.TextField(_("text in English"), max_length=5000)
    body_ar = models.TextField(_("text in Arabic"), max_length=5000)
    topics = models.ManyToManyField(
        Topic,
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        help_text=_("None means: offered for all of them."),
    )
    is_active = models.BooleanField(_("in use"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("answer to begin with")
        verbose_name_plural = _("answers to begin with")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the language that is active now."""
        return in_language(self, "label")


class AnswerTemplateLink(Orderable):
    """A page of this site to point to; its version in the language of the answer is linked."""

    template = ParentalKey(AnswerTemplate, on_delete=models.CASCADE, related_name="links")
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("page to point to")
        verbose_name_plural = _("pages to point to")

    def __str__(self) -> str:
        return str(self.page_id)
