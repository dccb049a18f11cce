"""What routing and notices know of a volunteer."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.models import in_language
from core.vocabulary import Region
from support.models.vocabulary import AnswerLanguage, Topic


class VolunteerProfile(ClusterableModel):
    """What routing knows of a volunteer."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="volunteer_profile"
    )
    alias_en = models.CharField(_("name shown to visitors, in English"), max_length=60)
    alias_ar = models.CharField(_("name shown to visitors, in Arabic"), max_length=60)
    topics = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True)
    regions = models.ManyToManyField(
        Region, verbose_name=_("regions"), blank=True, help_text=_("None means: all of them.")
    )
    languages = models.ManyToManyField(
        AnswerLanguage, verbose_name=_("languages they answer in"), blank=True, related_name="+"
    )
    weekdays = models.JSONField(
        _("days on which they answer"),
        default=list,
        blank=True,
        help_text=_("None means: every day."),
    )  # of ISO 8601: 1 is Monday, 7 is Sunday
    capacity = models.PositiveSmallIntegerField(
        _("capacity"), default=5, help_text=_("How many open requests at a time.")
    )
    is_available = models.BooleanField(_("takes new requests"), default=True)
    is_duty_coordinator = models.BooleanField(
        _("duty coordinator"),
        default=False,
        help_text=_("Holds a key to every request, and answers where nobody else can."),
    )
    notice_language = models.CharField(
        _("language of notices"), max_length=2, choices=settings.LANGUAGES, default="ar"
    )

    notice_hour = models.PositiveSmallIntegerField(
        _("hour of the daily mail"),
        default=9,
        validators=[MaxValueValidator(23)],
        help_text=_("From 0 to 23, in the organisation's time zone."),
    )
    left_at = models.DateField(_("left"), null=True, editable=False)

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")

    def __str__(self) -> str:
        return self.alias

    @property
    def alias(self) -> str:
        """The name shown to visitors in the language that is active now."""
        return in_language(self, "alias")


class Absence(models.Model):
    """Days on which a volunteer gets no new requests."""

    profile = ParentalKey(VolunteerProfile, on_delete=models.CASCADE, related_name="absences")
    starts_on = models.DateField(_("first day away"))
    ends_on = models.DateField(_("last day away"))

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["starts_on", "pk"]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_on}"

    def clean(self) -> None:
        """Refuse days in the wrong order."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is before the first one.")})


class Mailbox(models.Model):
    """When the next mail to a volunteer is due. It names no request and counts none."""

    profile = models.OneToOneField(
        VolunteerProfile, on_delete=models.CASCADE, related_name="mailbox"
    )
    due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    daily_on = models.DateField(null=True)  # the local day of the last daily mail

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")

    def __str__(self) -> str:
        return str(self.profile_id)


class SavedView(models.Model):
    """A choice of filters of the inbox, under a name of a volunteer's own."""

    profile = models.ForeignKey(
        VolunteerProfile, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["profile", "name"], name="support_view_name")
        ]

    def __str__(self) -> str:
        return self.name
