"""Registers the app with Django."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "resources"

    def ready(self) -> None:
        from core import sitemap
        from resources import search
        from resources.directory.sitemap import addresses

        search.register()
        sitemap.register(addresses)
