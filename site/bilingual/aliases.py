"""Keeps aliases out: pages that show another page's words at an address of their own (TRAPS B8)."""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.models import Page

from bilingual.rules import AliasRefused
from core.views import nothing_here

# Stands in front of wagtail-localize's own address, which turns a translation into an alias.
urlpatterns: list[URLPattern] = [
    path("localize/page/<int:page_id>/convert_to_alias/", nothing_here),
]


@receiver(pre_save)
def refuse_alias(sender, instance, raw=False, **kwargs) -> None:
    """Stop a page from being stored as an alias, whoever asks for it.

    Raises:
        AliasRefused: always, for an alias.
    """
    if not raw and isinstance(instance, Page) and instance.alias_of_id is not None:
        raise AliasRefused(page=Page.objects.filter(pk=instance.alias_of_id).first())


def hide_conversion(menu_items: list, request: HttpRequest, context: dict) -> None:
    """Take "Convert to alias page" out of the page editor's menu."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]
