"""Registers the app, its remedies for wagtail-localize, and what it listens to."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BilingualConfig(AppConfig):
    name = "bilingual"
    verbose_name = _("Two languages")

    def ready(self) -> None:
        from bilingual import receivers, remedies, search  # noqa: F401 - receivers connect themselves

        remedies.install()
        search.register()
