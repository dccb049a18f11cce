"""Requests for help as facets that may be stored in the open; what people write is in the vault."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import BilingualTerm, in_language
from core.text import is_blank
from vault.models import Envelope


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


class Region(BilingualTerm):
    """A region so coarse that it finds nobody."""

    class Meta(BilingualTerm.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


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


class VolunteerProfile(models.Model):
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
    speaks_ar = models.BooleanField(_("answers in Arabic"), default=False)
    speaks_en = models.BooleanField(_("answers in English"), default=False)
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

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")

    def __str__(self) -> str:
        return self.alias

    @property
    def alias(self) -> str:
        """The name shown to visitors in the language that is active now."""
        return in_language(self, "alias")


class HelpRequest(models.Model):
    """One request for help: the facets that routing needs, and the envelope with all else."""

    class Urgency(models.TextChoices):
        NOW = "now", _("Today: I am not safe, or it cannot wait")
        DAYS = "days", _("Within some days")
        WEEKS = "weeks", _("It can wait some weeks")

    class Status(models.TextChoices):
        NEW = "new", _("New")
        ANSWERED = "answered", _("Answered")
        WAITING = "waiting", _("Needs an answer")
        CLOSED = "closed", _("Closed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope = models.OneToOneField(Envelope, on_delete=models.CASCADE, related_name="request")
    topic = models.ForeignKey(
        Topic, verbose_name=_("topic"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    assigned_to = models.ForeignKey(
        VolunteerProfile,
        verbose_name=_("volunteer"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="assigned_requests",
    )
    backup = models.ForeignKey(
        VolunteerProfile,
        verbose_name=_("backup"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="backed_requests",
    )
    routing_reason = models.CharField(_("why this volunteer"), max_length=200)
    received_at = models.DateTimeField(_("received"))
    last_message_at = models.DateTimeField(_("last message"))
    acknowledged_at = models.DateTimeField(_("first opened"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    class Meta:
        verbose_name = _("request for help")
        verbose_name_plural = _("requests for help")
        indexes = [models.Index(fields=["status", "received_at"], name="support_inbox")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it."""
        return self.status != self.Status.CLOSED
