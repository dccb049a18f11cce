"""Registers the app and the project's own system checks with Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        from core import checks, second_factor  # noqa: F401 - checks register themselves
        from core.search import pages

        second_factor.take_digits_of_any_device()
        pages.register()
