"""What the group decided about time: its zone and weekend, and how long requests are kept."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_DAYS = [MinValueValidator(1), MaxValueValidator(3650)]


def validate_time_zone(name: str) -> None:
    """Refuse what is no time zone of the IANA database."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Write a time zone such as Asia/Beirut or Africa/Cairo."))


def server_time_zone() -> str:
    """Return the zone that the server was set up with."""
    return settings.TIME_ZONE


class HelpPolicy(models.Model):
    """One row; where there is none, the defaults hold (`selectors.offer.policy`)."""

    class Weekend(models.TextChoices):
        FRI_SAT = "fri_sat", _("Friday and Saturday")
        FRI = "fri", _("Friday")
        SAT_SUN = "sat_sun", _("Saturday and Sunday")
        SUN = "sun", _("Sunday")
        NONE = "none", _("no days off")

    time_zone = models.CharField(
        _("time zone"), max_length=60, default=server_time_zone, validators=[validate_time_zone]
    )
    weekend = models.CharField(
        _("weekend"), max_length=10, choices=Weekend, default=Weekend.FRI_SAT
    )
    closed_days = models.PositiveSmallIntegerField(
        _("days until a closed request is deleted"), default=30, validators=_DAYS
    )
    silent_days = models.PositiveSmallIntegerField(
        _("days of silence until an open request is deleted"), default=90, validators=_DAYS
    )
    warning_days = models.PositiveSmallIntegerField(
        _("days before that on which coordinators are warned"), default=14, validators=_DAYS
    )
    backup_days = models.PositiveSmallIntegerField(
        _("days for which backups are kept"),
        default=14,
        validators=_DAYS,
        help_text=_("Said to visitors. Whoever runs the server must keep to it."),
    )

    class Meta:
        verbose_name = _("times of the help desk")
        verbose_name_plural = _("times of the help desk")

    def __str__(self) -> str:
        return self.time_zone

    def clean(self) -> None:
        """Refuse a warning that would come before the silence it warns of."""
        if self.warning_days and self.silent_days and self.warning_days >= self.silent_days:
            raise ValidationError(
                {"warning_days": _("The warning must come later than the silence begins.")}
            )
