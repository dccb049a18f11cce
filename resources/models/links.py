"""What the link checker found: one row for each address of a source or a service."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CheckedLink(models.Model):
    """An address that pages or services name, and whether it still answers.

    Attributes:
        url: without its fragment.
        failures: how often in a row it did not answer; once is no proof.
    """

    class Verdict(models.TextChoices):
        UNKNOWN = "unknown", _("Not asked yet")
        ALIVE = "alive", _("It answers")
        MOVED = "moved", _("It has moved")
        BARRED = "barred", _("It lets no program in; look yourself")
        DEAD = "dead", _("It does not answer")

    url = models.URLField(_("address"), max_length=500, unique=True)
    verdict = models.CharField(
        _("verdict"), max_length=10, choices=Verdict.choices, default=Verdict.UNKNOWN
    )
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    moved_to = models.URLField(_("moved to"), max_length=500, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    due_at = models.DateTimeField(_("ask again at"), null=True, blank=True, db_index=True)

    class Meta:
        ordering = ["url"]
        verbose_name = _("checked address")
        verbose_name_plural = _("checked addresses")

    def __str__(self) -> str:
        return self.url


class LinkCheckRun(models.Model):
    """One round of the link checker, for the progress that editors see."""

    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("round of the link checker")
        verbose_name_plural = _("rounds of the link checker")

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"
