"""Services of the directory: what, for whom, how to reach them, and how sure we are (HSDS 3)."""

from datetime import date
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from core.vocabulary import Region, SpokenLanguage
from resources.models.organisations import LANGUAGES, Organisation, Prose, new_identifier
from resources.models.vocabulary import Audience, ServiceKind

validate_phone = RegexValidator(
    r"^[0-9 +()\-.*#]{3,40}\Z",
    message=_(
        "Write the number with the digits 0 to 9, at least three characters. "
        "Spaces and + ( ) - . * # may stand in it."
    ),
)


# Where a day begins first: keepers live in zones of their own, and each writes down their own day.
_EARLIEST_ZONE = ZoneInfo("Pacific/Kiritimati")


@cache
def _zones() -> set[str]:
    return available_timezones()  # walks through all files of the database


def validate_zone(name: str) -> None:
    """Refuse what is no time zone of the IANA database."""
    if name not in _zones():
        raise ValidationError(_("Choose a time zone, such as Asia/Beirut."))


# What stands at these ends of the address already.
TAKEN_SLUGS = frozenset({"organisations", "print", "suggest"})


class Service(ClusterableModel):
    """What somebody can turn to; HSDS `service` with its `service_at_location`.

    Attributes:
        identifier: stays the same for ever; what an import finds the row by (HSDS `id`).
        slug: the end of its address, the same in both languages.
        place_tier: how much of the place readers learn. The exact address is a row of its own
            with its own permission (`ServiceAddress`), and reaches no page unless this is public.
        last_checked, next_check: days; who keeps the entry has asked, and will ask again.
        needs_review: two people said that it is unsafe; staff look before they do anything else.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        FULL = "full", _("Full for now")
        PAUSED = "paused", _("Paused")
        CLOSED = "closed", _("Closed for good")

    class Papers(models.TextChoices):
        NONE = "none", _("No papers needed")
        SOME = "some", _("Some papers asked for")
        REQUIRED = "required", _("Papers required")
        UNKNOWN = "unknown", _("Not known")

    class Cost(models.TextChoices):
        FREE = "free", _("Free")
        DONATION = "donation", _("By donation")
        SLIDING = "sliding", _("According to income")
        PAID = "paid", _("To be paid for")
        UNKNOWN = "unknown", _("Not known")

    class PlaceTier(models.TextChoices):
        NONE = "none", _("No place: remote only")
        PUBLIC = "public", _("Public: the address is shown")
        AREA = "area", _("Area only: the address is never shown")
        HIDDEN = "hidden", _("Hidden: not even the area is shown")

    class Method(models.TextChoices):
        PHONE = "phone", _("By telephone")
        VISIT = "visit", _("By a visit")
        MESSAGE = "message", _("By a message")
        WEB = "web", _("On their own page")
        THEY_SAID = "they-said", _("They told us")

    identifier = models.CharField(
        _("identifier"), max_length=100, unique=True, default=new_identifier, editable=False
    )
    slug = models.SlugField(_("end of its address"), max_length=80, unique=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="services",
        verbose_name=_("organisation"),
    )
    is_published = models.BooleanField(_("published"), default=False)

    kinds = ParentalManyToManyField(ServiceKind, verbose_name=_("kinds"), related_name="services")
    audiences = ParentalManyToManyField(
        Audience,
        verbose_name=_("for whom"),
        blank=True,
        related_name="+",
        help_text=_("None means: for everybody."),
    )
    minimum_age = models.PositiveSmallIntegerField(
        _("from the age of"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    maximum_age = models.PositiveSmallIntegerField(
        _("up to the age of"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    papers = models.CharField(
        _("papers"), max_length=10, choices=Papers.choices, default=Papers.UNKNOWN
    )
    cost = models.CharField(_("cost"), max_length=10, choices=Cost.choices, default=Cost.UNKNOWN)
    languages = ParentalManyToManyField(
        SpokenLanguage, verbose_name=_("languages spoken"), blank=True, related_name="+"
    )

    url = models.URLField(_("address on the web"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Asia/Beirut", validators=[validate_zone]
    )
    is_remote = models.BooleanField(_("can be had from afar"), default=False)
    place_tier = models.CharField(
        _("place"), max_length=10, choices=PlaceTier.choices, default=PlaceTier.HIDDEN
    )
    regions = ParentalManyToManyField(
        Region, verbose_name=_("regions"), blank=True, related_name="+"
    )

    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.OPEN
    )
    last_checked = models.DateField(_("last checked"), null=True, blank=True)
    check_method = models.CharField(
        _("how it was checked"), max_length=10, choices=Method.choices, blank=True
    )
    next_check = models.DateField(_("check again by"), null=True, blank=True)
    needs_review = models.BooleanField(_("reported as unsafe"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("service")
        verbose_name_plural = _("services")
        indexes = [
            models.Index(fields=["is_published", "status", "-last_checked"]),
            models.Index(fields=["last_checked"]),
        ]

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        """Refuse ages and days that contradict one another, and a check without its method."""
        super().clean()
        errors: dict[str, object] = {}
        if self.slug in TAKEN_SLUGS:
            errors["slug"] = _("This end of an address is taken. Choose another one.")
        ages = (self.minimum_age, self.maximum_age)
        if None not in ages and ages[0] > ages[1]:
            errors["maximum_age"] = _("This is below the lowest age.")
        if self.last_checked and self.last_checked > timezone.localdate(timezone=_EARLIEST_ZONE):
            errors["last_checked"] = _("This day has not come yet.")
        if self.last_checked and self.next_check and self.next_check < self.last_checked:
            errors["next_check"] = _("This is before the last check. Choose a later day.")
        if self.last_checked and not self.check_method:
            errors["check_method"] = _("Say how it was checked.")
        if self.place_tier == self.PlaceTier.NONE and not self.is_remote:
            errors["is_remote"] = _("Without a place it must be possible from afar.")
        if errors:
            raise ValidationError(errors)

    def days_since_check(self, today: date) -> int | None:
        """Return how many days ago it was checked, or nothing if it never was."""
        return (today - self.last_checked).days if self.last_checked else None


class ServiceText(Prose):
    """What is said of a service in one language."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="texts")
    eligibility = models.TextField(_("for whom, in words"), max_length=1000, blank=True)
    application = models.TextField(_("how to get it"), max_length=1000, blank=True)
    fees = models.CharField(_("cost, in words"), max_length=300, blank=True)
    hours = models.CharField(_("hours, in words"), max_length=300, blank=True)
    area = models.CharField(
        _("area, in words"),
        max_length=160,
        blank=True,
        help_text=_("As coarse as safety asks for. Never the address."),
    )
    status_note = models.CharField(_("note on the status"), max_length=300, blank=True)
    safety = models.TextField(
        _("safety"),
        max_length=1000,
        blank=True,
        help_text=_("What they record, who sees you come in, whom they tell."),
    )
    accessibility = models.TextField(_("access"), max_length=1000, blank=True)
    confidentiality = models.TextField(_("confidentiality"), max_length=1000, blank=True)

    class Meta(Prose.Meta):
        constraints = [
            models.UniqueConstraint(fields=["service", "language"], name="one_text_of_a_service")
        ]
        verbose_name = _("text of a service")
        verbose_name_plural = _("texts of services")


class Phone(models.Model):
    """A number to reach a service by; HSDS `phone`."""

    class Voicemail(models.TextChoices):
        NONE = "none", _("No voicemail")
        SAFE = "safe", _("Voicemail is safe")
        UNSAFE = "unsafe", _("Leave no message: others may hear it")
        UNKNOWN = "unknown", _("Not known who hears the voicemail")

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(_("number"), max_length=40, validators=[validate_phone])
    takes_calls = models.BooleanField(_("takes calls"), default=True)
    takes_text = models.BooleanField(_("takes text messages"), default=False)
    voicemail = models.CharField(
        _("voicemail"), max_length=10, choices=Voicemail.choices, default=Voicemail.UNKNOWN
    )
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["sort_order", "pk"]
        verbose_name = _("telephone")
        verbose_name_plural = _("telephones")

    def __str__(self) -> str:
        return self.number


class Schedule(models.Model):
    """Hours on one day of the week, in the service's time zone; HSDS `schedule`, RFC 5545 days.

    Hours that end at or before they begin end on the next day.
    """

    class Weekday(models.TextChoices):
        SU = "SU", _("Sunday")
        MO = "MO", _("Monday")
        TU = "TU", _("Tuesday")
        WE = "WE", _("Wednesday")
        TH = "TH", _("Thursday")
        FR = "FR", _("Friday")
        SA = "SA", _("Saturday")

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="schedules")
    weekday = models.CharField(_("day"), max_length=2, choices=Weekday.choices)
    opens_at = models.TimeField(_("from"))
    closes_at = models.TimeField(_("to"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("hours")
        verbose_name_plural = _("hours")

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"


class OnlineCommunity(models.Model):
    """What one has to know of an online community before joining, beside what any service has.

    How one joins stands with the service's texts (`application`).
    """

    class Platform(models.TextChoices):
        TELEGRAM = "telegram", "Telegram"
        DISCORD = "discord", "Discord"
        FACEBOOK = "facebook", "Facebook"
        WHATSAPP = "whatsapp", "WhatsApp"
        SIGNAL = "signal", "Signal"
        MATRIX = "matrix", "Matrix"
        OTHER = "other", _("Another one")

    service = models.OneToOneField(
        Service, on_delete=models.CASCADE, related_name="community", verbose_name=_("service")
    )
    platform = models.CharField(_("platform"), max_length=10, choices=Platform.choices)
    moderators_en = models.CharField(_("who moderates, in English"), max_length=300, blank=True)
    moderators_ar = models.CharField(_("who moderates, in Arabic"), max_length=300, blank=True)
    seen_by_others_en = models.CharField(
        _("what others can see, in English"), max_length=500, blank=True
    )
    seen_by_others_ar = models.CharField(
        _("what others can see, in Arabic"), max_length=500, blank=True
    )
    without_own_name_en = models.CharField(
        _("how to join without one's own name, in English"), max_length=500, blank=True
    )
    without_own_name_ar = models.CharField(
        _("how to join without one's own name, in Arabic"), max_length=500, blank=True
    )

    class Meta:
        verbose_name = _("online community")
        verbose_name_plural = _("online communities")

    def __str__(self) -> str:
        return self.get_platform_display()


__all__ = ["LANGUAGES", "OnlineCommunity", "Phone", "Schedule", "Service", "ServiceText"]
