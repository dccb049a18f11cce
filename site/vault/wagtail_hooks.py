"""Mounts the key pages in the admin. No model of the vault is ever registered there."""

from django.urls import URLResolver, include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def key_urls() -> list[URLResolver]:
    """Put the key pages under `desk/`."""
    return [path("desk/", include("vault.desk.urls"))]
