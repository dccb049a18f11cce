"""Registers with Wagtail's admin the reports on reviews and on addresses."""

from django.urls import URLResolver, include, path
from wagtail import hooks

from resources.desk import links, review


@hooks.register("register_admin_urls")
def review_urls() -> list[URLResolver]:
    """Put both reports under `review/`."""
    patterns = [*review.urlpatterns, *links.urlpatterns]
    return [path("review/", include((patterns, "review"), namespace="review"))]


hooks.register("register_reports_menu_item", review.reports_menu_item)
hooks.register("register_reports_menu_item", links.reports_menu_item)
hooks.register("construct_homepage_panels", review.add_home_panel)
