"""Exact addresses of services: private rows, which no page, index, feed or export reads unasked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.models.services import Service


class ServiceAddress(models.Model):
    """Where a service is. Class of data: private, unless the service's place is public.

    Apart from the service, so that nothing that reads services can show it by mistake; who may see
    and change it has a permission of its own.
    """

    service = models.OneToOneField(
        Service, on_delete=models.CASCADE, related_name="address", verbose_name=_("service")
    )
    address_en = models.TextField(_("address in English"), max_length=300, blank=True)
    address_ar = models.TextField(_("address in Arabic"), max_length=300, blank=True)
    directions_en = models.TextField(_("way in, in English"), max_length=600, blank=True)
    directions_ar = models.TextField(_("way in, in Arabic"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("address of a service")
        verbose_name_plural = _("addresses of services")

    def __str__(self) -> str:
        # Shown in logs and lists: names the row and nothing of what is in it.
        return f"address {self.pk}"
