"""Registers the app with Django, and its page with the vault's return codes."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "support"

    def ready(self) -> None:
        from support.domain import watching
        from support.domain.submitting import KIND
        from vault import returns
        from vault.domain.keys import staff_key_ended

        # Somebody lost their words, or left: who is left to open what they held?
        staff_key_ended.connect(
            lambda **_sent: watching.watch_holders(), dispatch_uid="support.holders", weak=False
        )
        returns.register(kind=KIND, url_name="support:conversation")
