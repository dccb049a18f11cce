"""Says what the field or block at a place of a page or snippet is, and what it may hold."""

from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from bilingual.texts import SLUG

Kind = Literal["text", "rich", "slug", "link", "page", "image", "document", "object"]


@dataclass(frozen=True)
class Place:
    """A field or block that holds one value.

    Attributes:
        kind: `text` for plain words, `rich` for words with markup, `slug`, `link` for the address
            of a link within rich text, or what is chosen there.
        required: whether it may not be empty.
        help_text: what the page editor says below it.
        part: the field or block itself, where there is one.
        chooses: the models that may be chosen there.
    """

    kind: Kind
    required: bool = True
    help_text: str = ""
    part: models.Field | blocks.Block | None = None
    chooses: tuple[type[models.Model], ...] = ()

    @property
    def is_chosen(self) -> bool:
        """Whether its value is something that is chosen, not written."""
        return bool(self.chooses)


def place_of(model: type[models.Model], path: str, field_path: str) -> Place:
    """Return what stands at `path` in `model`.

    Args:
        model: a page type or a snippet.
        path: wagtail-localize's path, with the ids of blocks.
        field_path: the same with the names of blocks, from the `TranslationContext`.
    """
    if path.endswith("'"):
        # The address of a link in rich text, quoted: `body.<id>.'https://…'`.
        return Place("link")
    part = _part(model, field_path)
    if isinstance(part, blocks.Block):
        return _place_of_block(part)
    if part is None:
        return Place("text", required=False)
    help_text = str(getattr(part, "help_text", ""))
    required = not getattr(part, "blank", False)
    if path == SLUG and issubclass(model, Page):
        # Without a translator's slug the page gets one made from its title.
        return Place("slug", False, help_text, part)
    if isinstance(part, RichTextField):
        return Place("rich", required, help_text, part)
    if isinstance(part, models.ForeignKey):
        related = part.related_model
        return Place(_kind(related), required, help_text, part, (related,))
    return Place("text", required, help_text, part)


def _part(model: type[models.Model], field_path: str) -> models.Field | blocks.Block | None:
    name, _dot, rest = field_path.partition(".")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if isinstance(field, StreamField):
        return _block(field.stream_block, rest)
    if isinstance(field, models.ManyToOneRel):
        return _part(field.related_model, rest) if rest else None
    return field


def _block(block: blocks.Block | None, path: str) -> blocks.Block | None:
    if not path or block is None:
        return block
    name, _dot, rest = path.partition(".")
    if isinstance(block, blocks.ListBlock):
        return _block(block.child_block, rest)
    if isinstance(block, blocks.BaseStreamBlock | blocks.BaseStructBlock):
        return _block(block.child_blocks.get(name), rest)
    return block


def _place_of_block(block: blocks.Block) -> Place:
    required, help_text = bool(block.required), str(getattr(block.meta, "help_text", "") or "")
    if isinstance(block, blocks.RichTextBlock):
        return Place("rich", required, help_text, block)
    if isinstance(block, blocks.PageChooserBlock):
        return Place("page", required, help_text, block, tuple(block.target_models or [Page]))
    if isinstance(block, blocks.ChooserBlock):
        target = block.target_model
        return Place(_kind(target), required, help_text, block, (target,))
    return Place("text", required, help_text, block)


def _kind(model: type[models.Model]) -> Kind:
    if issubclass(model, Page):
        return "page"
    if issubclass(model, get_image_model()):
        return "image"
    if issubclass(model, get_document_model()):
        return "document"
    return "object"
