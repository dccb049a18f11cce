"""The blocks that editors build a page's body from; none of them embeds a third party."""

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from core.links import addresses

TEXT_FEATURES = ["bold", "ol", "ul", "link"]
ALLOWED_TARGETS = ("https://", "http://", "mailto:", "tel:", "/")


def is_allowed_target(url: str) -> bool:
    """Tell whether a link may lead to `url`: no scheme that runs code, no disguised site."""
    # A browser drops control characters and reads a backslash as a slash.
    is_plain = url.isprintable() and "\\" not in url
    return is_plain and url.startswith(ALLOWED_TARGETS) and not url.startswith("//")


class HeadingBlock(blocks.StructBlock):
    """A heading inside the body; the page's title is the only first-level one."""

    text = blocks.CharBlock(label=_("Text"), max_length=160)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Section")), ("h3", _("Part of a section"))],
        default="h2",
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, set apart."""

    text = blocks.TextBlock(label=_("Words"), max_length=600)
    attribution = blocks.CharBlock(
        label=_("Who said it"),
        max_length=120,
        required=False,
        help_text=_("An alias or a role, unless the person asked to be named."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"


class ImageBlock(blocks.StructBlock):
    """An image with its alternative text and caption.

    Wagtail's own ImageBlock breaks in translation (TRAPS B11), so the parts are named here.
    """

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=200,
        required=False,
        help_text=_("What somebody who does not see the image should know."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Only decoration"),
        required=False,
        help_text=_("It says nothing that the text does not say."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=240, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image.html"

    def clean(self, value):
        """Require an alternative text unless the image is decoration."""
        result = super().clean(value)
        if not result["decorative"] and not result["alt_text"].strip():
            raise StructBlockValidationError(
                {
                    "alt_text": ValidationError(
                        _("Describe the image, or mark it as decoration."), code="required"
                    )
                }
            )
        return result


class CalloutBlock(blocks.StructBlock):
    """A box that stands out: a note, a warning, or where to find support."""

    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("note", _("Note")), ("warning", _("Warning")), ("support", _("Support"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "blocks/callout.html"


class LinkValue(blocks.StructValue):
    """A link's target: the page in the reader's language if it is live there, or an address."""

    @property
    def href(self) -> str:
        """The address, or nothing when the page is not live in this language (TRAPS B12)."""
        page = self.get("page")
        if page is not None:
            return addresses([page.pk])[page.pk].get(get_language() or "", "")
        # Looked at again, since a translator's address passes no form of ours.
        url = (self.get("url") or "").strip()
        return url if is_allowed_target(url) else ""


class LinkBlock(blocks.StructBlock):
    """A link to a page of this site or to an address elsewhere, one of the two."""

    label = blocks.CharBlock(label=_("Text of the link"), max_length=120)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.CharBlock(
        label=_("Or an address"),
        required=False,
        max_length=500,
        help_text=_("https://…, or a path of this site such as /en/support/."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def clean(self, value):
        """Require exactly one target, and refuse schemes that run code."""
        result = super().clean(value)
        url = (result["url"] or "").strip()
        if bool(result["page"]) == bool(url):
            message = _("Choose a page, or give an address: one of the two.")
        elif url and not is_allowed_target(url):
            message = _("Begin the address with https://, mailto:, tel: or /.")
        else:
            return result
        raise StructBlockValidationError({"url": ValidationError(message, code="invalid")})


class ButtonBlock(LinkBlock):
    """A link that looks like what it is: the next step."""

    class Meta:
        icon = "link"
        label = _("Button")
        template = "blocks/button.html"


class DescribedLinkBlock(LinkBlock):
    """A link with a line on what one finds there."""

    description = blocks.CharBlock(label=_("What one finds there"), max_length=240, required=False)


class LinksValue(blocks.StructValue):
    """A list of links, looked up together."""

    @property
    def shown(self) -> list[dict]:
        """The links that lead somewhere in this language, as `label`, `href`, `description`."""
        found = addresses(link["page"].pk for link in self["links"] if link["page"])
        language = get_language() or ""
        hrefs = [
            found[link["page"].pk].get(language) if link["page"] else link.href
            for link in self["links"]
        ]
        return [
            {**link, "href": href} for link, href in zip(self["links"], hrefs, strict=True) if href
        ]


class LinksBlock(blocks.StructBlock):
    """A titled list of links."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    links = blocks.ListBlock(DescribedLinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List of links")
        value_class = LinksValue
        template = "blocks/links.html"


class BodyStreamBlock(blocks.StreamBlock):
    """The body of a page."""

    paragraph = blocks.RichTextBlock(
        label=_("Text"),
        features=TEXT_FEATURES,
        icon="pilcrow",
        template="blocks/paragraph.html",
    )
    heading = HeadingBlock()
    quote = QuoteBlock()
    image = ImageBlock()
    callout = CalloutBlock()
    button = ButtonBlock()
    links = LinksBlock()

    class Meta:
        required = False
