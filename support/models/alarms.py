"""Which alarms are due to be mailed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AlarmBox(models.Model):
    """When the next mail about one kind of alarm is due. It names no request and counts none."""

    kind = models.SlugField(unique=True)
    due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("alarm")
        verbose_name_plural = _("alarms")

    def __str__(self) -> str:
        return self.kind
