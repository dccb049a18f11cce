"""Registers the app with Django, and its page with the vault's return codes."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "support"

    def ready(self) -> None:
        from support.domain.submitting import KIND
        from vault import returns

        returns.register(kind=KIND, url_name="support:conversation")
