"""Counts that outlive what they count; nothing leads from them to a request."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """How often something happened in one month."""

    class What(models.TextChoices):
        RECEIVED = "received", _("received")
        ACKNOWLEDGED_IN_TIME = "acknowledged_in_time", _("opened in time")
        ACKNOWLEDGED_LATE = "acknowledged_late", _("opened late")
        ANSWERED = "answered", _("answered for the first time")
        CLOSED = "closed", _("closed")
        DELETED = "deleted", _("deleted by the visitor")
        PURGED = "purged", _("deleted by time")
        SHUT_OUT = "shut_out", _("volunteer shut out")

    month = models.DateField()  # its first day
    what = models.CharField(max_length=24, choices=What)
    topic = models.CharField(max_length=40, blank=True)  # codes, so that they outlive the terms
    language = models.CharField(max_length=40, blank=True)
    urgency = models.CharField(max_length=10, blank=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count")
        verbose_name_plural = _("counts")
        constraints = [
            models.UniqueConstraint(
                fields=["month", "what", "topic", "language", "urgency"], name="support_tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.what} {self.count}"
