"""Imports into the directory: how far one has come, and which lines it refused, and why."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DirectoryImport(models.Model):
    """One file that is being, or was, read into the directory.

    `position` moves in the same transaction as the rows that were written, so that an import that
    was killed goes on where it stopped. The file itself lies outside the media, in a folder that
    no address leads to, and is deleted when the import has ended: it may hold hidden addresses.

    Attributes:
        position: lines (CSV) or services (JSON) that are done.
        total: how many there are, once that is known.
        digest: SHA-256 of the file, so that another file is never continued by mistake.
    """

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        JSON = "json", "JSON (HSDS)"

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        STOPPED = "stopped", _("Stopped")
        FAILED = "failed", _("Not readable")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    format = models.CharField(_("format"), max_length=4, choices=Format.choices)
    file_name = models.CharField(_("file"), max_length=120)
    digest = models.CharField(max_length=64)
    is_dry_run = models.BooleanField(_("trial run"), default=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    failure = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("import into the directory")
        verbose_name_plural = _("imports into the directory")

    def __str__(self) -> str:
        return self.file_name


class RefusedLine(models.Model):
    """A line that was refused, with its reason; never with its content, which may be private."""

    run = models.ForeignKey(DirectoryImport, on_delete=models.CASCADE, related_name="refusals")
    line = models.PositiveIntegerField(_("line"))
    field = models.CharField(_("field"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=40)

    class Meta:
        ordering = ["line", "pk"]
        verbose_name = _("refused line")
        verbose_name_plural = _("refused lines")

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"
