"""What keeps the directory true: checks, reports that something is wrong, and suggestions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.models.services import Service
from resources.models.vocabulary import ServiceKind
from vault.models import Envelope


class ServiceCheck(models.Model):
    """Somebody asked whether an entry is still true."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="checks")
    day = models.DateField(_("day"))
    method = models.CharField(_("how"), max_length=10, choices=Service.Method.choices)
    found_changes = models.BooleanField(_("something had changed"), default=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("check of a service")
        verbose_name_plural = _("checks of services")

    def __str__(self) -> str:
        return f"{self.service_id}: {self.day}"


class ServiceReport(models.Model):
    """A reader's word that something about an entry is wrong. Nothing is kept of who said it.

    There is no free text: it could tell who wrote it. The nonce of the form makes a form that is
    sent twice count once.
    """

    class Reason(models.TextChoices):
        CLOSED = "closed", _("It is closed or has moved")
        WRONG = "wrong", _("A number, an address or the hours are wrong")
        UNSAFE = "unsafe", _("It was not safe")
        HOSTILE = "hostile", _("People there were hostile")

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("what is wrong"), max_length=10, choices=Reason.choices)
    day = models.DateField(_("day"))
    nonce_hash = models.CharField(max_length=64, unique=True)
    is_held = models.BooleanField(_("came in a rush"), default=False)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("report on a service")
        verbose_name_plural = _("reports on services")

    def __str__(self) -> str:
        return f"{self.service_id}: {self.reason}"


class ServiceSuggestion(models.Model):
    """A service that somebody thinks should be in the directory.

    What is said of the service is internal; how to reach the one who suggests it is sealed.
    """

    class State(models.TextChoices):
        NEW = "new", _("New")
        TAKEN = "taken", _("Taken over")
        DECLINED = "declined", _("Declined")

    name = models.CharField(_("name"), max_length=160)
    kind = models.ForeignKey(
        ServiceKind, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    description = models.TextField(_("what it is"), max_length=2000, blank=True)
    reach = models.CharField(_("how to reach it"), max_length=300, blank=True)
    language = models.CharField(_("language"), max_length=2, default="ar")
    day = models.DateField(_("day"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW)
    is_held = models.BooleanField(_("came in a rush"), default=False)
    decided_on = models.DateField(null=True, blank=True)  # 30 days later it is deleted
    contact = models.OneToOneField(
        Envelope, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    nonce_hash = models.CharField(max_length=64, unique=True)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = _("suggestion for the directory")
        verbose_name_plural = _("suggestions for the directory")

    def __str__(self) -> str:
        return self.name
