"""The terms of the form: kinds of help, regions, languages, urgency, and who helps at once."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.text import is_blank
from core.vocabulary import BilingualTerm, Region, in_language


def refuse_one_language(row: models.Model, *fields: str) -> None:
    """Refuse a text that stands in one language alone: readers of the other would miss it.

    Args:
        row: what has a text `<field>_ar` and `<field>_en`.
        fields: the names without their language.

    Raises:
        ValidationError: at each text that is missing.
    """
    errors = {}
    for field in fields:
        names = {f"{field}_ar", f"{field}_en"}
        empty = {name for name in names if is_blank(getattr(row, name))}
        if len(empty) == 1:
            errors[empty.pop()] = _("Write this in both languages, or in neither.")
    if errors:
        raise ValidationError(errors)


class Topic(BilingualTerm):
    """A kind of help."""

    help_en = models.CharField(_("explanation in English"), max_length=200, blank=True)
    help_ar = models.CharField(_("explanation in Arabic"), max_length=200, blank=True)

    class Meta(BilingualTerm.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def clean(self) -> None:
        """Refuse an explanation in one language alone."""
        super().clean()
        refuse_one_language(self, "help")

    @property
    def help_text(self) -> str:
        """The explanation in the language that is active now."""
        return in_language(self, "help")


class AnswerLanguage(BilingualTerm):
    """A language in which somebody answers; its code is that of BCP 47, such as `ckb`."""

    class Meta(BilingualTerm.Meta):
        verbose_name = _("language of answers")
        verbose_name_plural = _("languages of answers")


class UrgencyLevel(BilingualTerm):
    """How soon an answer is needed, in the form's words, and how soon we promise to look at it.

    The three levels are fixed (`HelpRequest.Urgency`); their wording and their hours are not.
    """

    hours = models.PositiveSmallIntegerField(
        _("hours until somebody else is asked"),
        validators=[MinValueValidator(1)],
        help_text=_(
            "If nobody has opened a request after this time, the person who stands by is asked, "
            "then the coordinators."
        ),
    )

    class Meta(BilingualTerm.Meta):
        verbose_name = _("urgency")
        verbose_name_plural = _("urgencies")


class CrisisContact(BilingualTerm):
    """Somebody who answers now; shown above the form, and when nothing else can be done."""

    description_en = models.CharField(_("description in English"), max_length=200, blank=True)
    description_ar = models.CharField(_("description in Arabic"), max_length=200, blank=True)
    phone = models.CharField(
        _("telephone"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(
                r"^[0-9 +()\-.*#]{3,40}\Z",
                message=_(
                    "Write the number with the digits 0 to 9, at least three characters. "
                    "Spaces and + ( ) - . * # may stand in it."
                ),
            )
        ],
    )
    url = models.URLField(_("address on the web"), blank=True)
    hours_en = models.CharField(_("hours in English"), max_length=120, blank=True)
    hours_ar = models.CharField(_("hours in Arabic"), max_length=120, blank=True)

    regions = models.ManyToManyField(
        Region,
        verbose_name=_("regions"),
        blank=True,
        related_name="+",
        help_text=_("None means: everywhere."),
    )
    languages = models.ManyToManyField(
        AnswerLanguage,
        verbose_name=_("languages"),
        blank=True,
        related_name="+",
        help_text=_("In which they answer. None means: it is not known."),
    )

    class Meta(BilingualTerm.Meta):
        verbose_name = _("crisis contact")
        verbose_name_plural = _("crisis contacts")

    def clean(self) -> None:
        """Refuse words in one language alone."""
        super().clean()
        refuse_one_language(self, "description", "hours")

    @property
    def description(self) -> str:
        """What one finds there, in the language that is active now."""
        return in_language(self, "description")

    @property
    def hours(self) -> str:
        """When somebody answers, in the language that is active now."""
        return in_language(self, "hours")
