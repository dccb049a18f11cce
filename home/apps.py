"""Registers the app with Django, and what it listens to."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        from home import receivers  # noqa: F401 - they connect themselves
