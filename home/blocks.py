"""The blocks of menus and banners: links that follow the reader's language."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import LinkBlock


class AddressBlock(blocks.CharBlock):
    """An address that both languages share: there is nothing in it to translate."""

    def get_translatable_segments(self, value: str) -> list:
        """Give wagtail-localize nothing: it would ask for a translation of `https://…`."""
        return []

    def restore_translated_segments(self, value: str, segments: list) -> str:
        """Return the address as it was."""
        return value


class SiteLinkBlock(LinkBlock):
    """A link of a menu or a banner: to a page under its own title, or to an address."""

    label = blocks.CharBlock(
        label=_("Text of the link"),
        max_length=80,
        required=False,
        help_text=_("Leave empty for a page's own title, which then follows the language."),
    )
    url = AddressBlock(
        label=_("Or an address"),
        required=False,
        max_length=500,
        help_text=_("https://…, or a form of this site such as /en/support/."),
    )

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: dict) -> dict:
        """Require words for an address, and a page where an address of ours is one."""
        result = super().clean(value)
        url = result["url"] = (result["url"] or "").strip()
        if url and not result["label"].strip():
            raise StructBlockValidationError(
                {"label": ValidationError(_("An address needs a text."), code="required")}
            )
        if is_page_address(url):
            message = _("Choose the page instead, so that the link follows the language.")
            raise StructBlockValidationError({"url": ValidationError(message, code="invalid")})
        return result


def is_page_address(url: str) -> bool:
    """Tell whether `url` is a path of this site behind which a page may stand, not a form."""
    path = url.partition("?")[0].partition("#")[0]
    language = get_language_from_path(path)
    if language is None:
        return False
    with override(language):
        try:
            return resolve(path).view_name == "wagtail_serve"
        except Resolver404:  # a process without public pages cannot tell
            return False


def in_language(url: str, language: str) -> str:
    """Return `url`, or the same form in `language` where it is a path of this site."""
    for code, _name in settings.LANGUAGES:
        if url.startswith(f"/{code}/"):
            return f"/{language}/{url.removeprefix(f'/{code}/')}"
    return url
