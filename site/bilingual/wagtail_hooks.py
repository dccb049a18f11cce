"""Registers with Wagtail's admin what editors and translators see of the two languages."""

from django.templatetags.static import static
from django.urls import URLResolver, include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.snippets.models import register_snippet

from bilingual import aliases, panels
from bilingual.desk import (
    after_publishing,
    confirming,
    editor,
    editor_pages,
    exchange,
    freshness,
    freshness_columns,
    links,
    machine,
    together,
)
from bilingual.desk.words import GlossaryViewSet
from core.guides import Guide

# Addresses: each desk module's, under one name


@hooks.register("register_admin_urls")
def languages_urls() -> list[URLResolver]:
    """Put everything on the two languages under `languages/`."""
    patterns = [
        *editor_pages.urlpatterns,
        *exchange.urlpatterns,
        *freshness.urlpatterns,
        *links.urlpatterns,
        *machine.urlpatterns,
        *together.urlpatterns,
    ]
    return [
        path("languages/", include((patterns, "bilingual"), namespace="bilingual")),
    ]


# How pages stand in each language

hooks.register("register_reports_menu_item", freshness.reports_menu_item)
hooks.register("construct_reports_menu", freshness.hide_localize_report)
hooks.register("construct_homepage_panels", freshness.add_home_panel)
hooks.register("register_page_header_buttons", freshness.header_button)
hooks.register("register_log_actions", freshness.register_log_actions)
freshness_columns.show_in_explorer()


@hooks.register("insert_global_admin_css")
def languages_css() -> str:
    """Load what the states look like, which stand on the home page and in every list of pages."""
    return format_html('<link rel="stylesheet" href="{}" />', static("desk/languages.css"))


@hooks.register("insert_global_admin_css")
def comfort_css() -> str:
    """Load what gives texts their direction, and the look of the text check and the glossary."""
    return format_html('<link rel="stylesheet" href="{}" />', static("desk/comfort.css"))


# Links follow the language, or are reported

hooks.register("register_reports_menu_item", links.reports_menu_item)


# Both languages in one act

hooks.register("before_unpublish_page", confirming.before_unpublish_page)
hooks.register("before_delete_page", confirming.before_delete_page)
hooks.register("before_move_page", confirming.before_move_page)
hooks.register("before_bulk_action", confirming.before_bulk_action)
hooks.register("after_publish_page", after_publishing.after_publish_page)
hooks.register("register_page_header_buttons", together.header_buttons)
together.replace_localize_buttons()


# No page shows another page's words

hooks.register("construct_page_action_menu", aliases.hide_conversion)


# The editor of translations, before wagtail-localize's, which passes by locks and reviews

hooks.register("before_edit_page", editor.edit_page, order=-1)
hooks.register("before_edit_snippet", editor.edit_snippet, order=-1)


# Translators' files, and machines' suggestions

hooks.register("register_page_header_buttons", exchange.header_button)
hooks.register("register_log_actions", machine.register_log_action)


@hooks.register("register_admin_urls", order=-1)
def checked_ways_in() -> list[URLResolver]:
    """Stand in front of wagtail-localize's own addresses, which check nothing."""
    shadowing = [
        *editor_pages.shadowing_urlpatterns,
        *exchange.shadowing_urlpatterns,
        *machine.shadowing_urlpatterns,
        *together.shadowing_urlpatterns,
    ]
    return [*aliases.urlpatterns, path("localize/", include(shadowing))]


# Words, and what the text check says of them

register_snippet(GlossaryViewSet)
panels.show_beside_editor()


# What translators are told


@hooks.register("register_guide")
def translators_guide() -> Guide:
    """Offer the guide on translating to those who work on pages."""
    return Guide("translators", _("Guide for translators"), user_has_any_page_permission, order=20)
