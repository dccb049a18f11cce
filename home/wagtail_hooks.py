"""Puts menus, banners and the foot of the page into the admin's menu."""

from wagtail.snippets.models import register_snippet

from home.desk import SitePartsGroup

register_snippet(SitePartsGroup)
