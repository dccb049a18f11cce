"""Registers the app and the project's own system checks with Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import checks, localize  # noqa: F401 - registering the checks is all

        localize.keep_arabic_slugs()
