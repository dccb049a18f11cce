"""Extra questions that a kind of help asks, and their answers to choose from."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from core.models import in_language
from core.text import clean_text, is_blank
from support.models.vocabulary import Topic, refuse_one_language


def new_code() -> str:
    """Return a name that stays with a question or a choice, whatever its wording."""
    return get_random_string(8, "abcdefghijkmnpqrstuvwxyz23456789")


class Question(ClusterableModel):
    """A question that the form asks after one kind of help was chosen."""

    class Kind(models.TextChoices):
        SHORT = "short", _("a short text")
        LONG = "long", _("a long text")
        ONE = "one", _("one of several answers")
        MANY = "many", _("any of several answers")
        YES_NO = "yes_no", _("yes or no")

    code = models.SlugField(max_length=40, unique=True, default=new_code, editable=False)
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), on_delete=models.CASCADE, related_name="questions"
    )
    kind = models.CharField(_("kind of answer"), max_length=10, choices=Kind)
    label_en = models.CharField(_("question in English"), max_length=200)
    label_ar = models.CharField(_("question in Arabic"), max_length=200)
    help_en = models.CharField(_("explanation in English"), max_length=300, blank=True)
    help_ar = models.CharField(_("explanation in Arabic"), max_length=300, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    is_active = models.BooleanField(_("in use"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)
    shown_after = models.ForeignKey(
        "self",
        verbose_name=_("only after the question"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    shown_answer = models.CharField(_("if the answer was"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["topic", "sort_order", "pk"]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Refuse an explanation in one language alone."""
        super().clean()
        refuse_one_language(self, "help")

    @property
    def label(self) -> str:
        """The question in the language that is active now."""
        return in_language(self, "label")

    @property
    def help_text(self) -> str:
        """The explanation in the language that is active now."""
        return in_language(self, "help")


class Choice(Orderable):
    """An answer that a question offers."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    code = models.SlugField(max_length=40, default=new_code, editable=False)
    label_en = models.CharField(_("answer in English"), max_length=120)
    label_ar = models.CharField(_("answer in Arabic"), max_length=120)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta(Orderable.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["question", "code"], name="support_choice_code")
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Refuse an answer that shows nothing in one of the languages."""
        super().clean()
        errors = {}
        for name in ("label_ar", "label_en"):
            setattr(self, name, clean_text(getattr(self, name)))
            if is_blank(getattr(self, name)):
                errors[name] = _("Please write something here.")
        if errors:
            raise ValidationError(errors)

    @property
    def label(self) -> str:
        """The answer in the language that is active now."""
        return in_language(self, "label")
