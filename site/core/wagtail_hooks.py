"""Registers with Wagtail how rich text of this site is shown."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.rich_text import PageLinkHandler


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own, which it replaces
def link_into_the_reader_s_language(features: FeatureRegistry) -> None:
    """Let links inside text follow the language."""
    features.register_link_type(PageLinkHandler)
