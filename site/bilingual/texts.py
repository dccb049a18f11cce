"""What a page says: its strings by their place, a fingerprint of its content, names of places."""

import hashlib
import json
import re
from collections.abc import Collection
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

SHORTEST_SENTENCE = 4  # words with a full stop at their end
LONG_FOR_A_NAME = 12  # words; the longest names of organisations have fewer
SLUG = "slug"  # an address is no prose: it is never missing, and its change makes nothing old

# Of Wagtail's own fields only these are content; the rest is state, which changes by itself.
_CONTENT_OF_PAGE = {"title", "seo_title", "search_description", "show_in_menus"}
_STATE = {
    *("id", "pk", "locale", "translation_key", "live", "has_unpublished_changes", "page_ptr"),
    *("first_published_at", "last_published_at", "live_revision", "latest_revision", "expired"),
    *("go_live_at", "expire_at", "locked", "locked_at", "locked_by"),
}
_SHOWN_OF_PATH = " › "
_ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_TAG = re.compile(r"<[^>]*>")
_ENTITY = re.compile(r"&[a-zA-Z#0-9]+;")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|www\.)\S+|\S+@\S+\.\S+", re.IGNORECASE)


def segment_values(instance: models.Model) -> list[StringSegmentValue]:
    """Return the strings of `instance` that a translator would see, in their order."""
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            _complete(field, field.value_from_object(instance))
    return [
        value
        for value in extract_segments(instance)
        if isinstance(value, StringSegmentValue) and not value.is_empty() and value.path != SLUG
    ]


def _complete(field: StreamField, value: blocks.StreamValue) -> None:
    """Give blocks that code has just made what a form would have: ids, and empty words."""
    field.get_prep_value(value)  # sets the ids, by which places are named
    for block in value:
        _fill_in(block.value)


def _fill_in(value: Any) -> None:
    if isinstance(value, blocks.StructValue):
        for name, block in value.block.child_blocks.items():
            if isinstance(block, blocks.CharBlock | blocks.TextBlock) and value.get(name) is None:
                value[name] = ""
            _fill_in(value.get(name))
    elif isinstance(value, blocks.list_block.ListValue):
        for item in value:
            _fill_in(item)
    elif isinstance(value, blocks.StreamValue):
        for child in value:
            _fill_in(child.value)


def published_text(instance: models.Model) -> list[list[str]]:
    """Return the strings of a page or snippet as `[[path, HTML fragment], …]`, in their order."""
    return [[value.path, value.string.data] for value in segment_values(instance)]


def plain(fragment: str) -> str:
    """Return an HTML fragment's words: no tags, no entities, no addresses."""
    return _ADDRESS.sub(" ", _ENTITY.sub(" ", _TAG.sub(" ", fragment))).strip()


def has_words(fragment: str) -> bool:
    """Tell whether somebody has to translate it: it has letters outside addresses."""
    return any(character.isalpha() for character in plain(fragment))


def is_in_other_script(fragment: str, language: str) -> bool:
    """Tell whether none of its letters are of the language's own script."""
    words = plain(fragment)
    own, other = (_ARABIC, _LATIN) if language.startswith("ar") else (_LATIN, _ARABIC)
    return bool(other.search(words)) and not own.search(words)


def is_copied_prose(fragment: str, language: str) -> bool:
    """Tell whether a passage reads as sentences in another language's script.

    A name or a title may stand in Latin letters on an Arabic page; sentences may not. Translation
    tools that fill empty entries with the source's words would otherwise count as translators.

    Args:
        fragment: a passage that is the same in both languages.
        language: the language's code that it is to stand in.
    """
    if not is_in_other_script(fragment, language):
        return False
    words = plain(fragment)
    count = len(words.split())
    return count >= LONG_FOR_A_NAME or (
        count >= SHORTEST_SENTENCE and words.rstrip("\"'”’)»").endswith((".", "!", "?", "؟"))
    )


def writes_content(model: type[models.Model], update_fields: Collection[str] | None) -> bool:
    """Tell whether saving these fields changes what readers read, or whether they may.

    Args:
        model: a page type or a snippet.
        update_fields: as `save` takes them; nothing means all.
    """
    if update_fields is None:
        return True
    own = {field.name for field in model._meta.local_fields} | {"title"}
    return not (own - _STATE | {"live"}).isdisjoint(update_fields)


def fingerprint(instance: models.Model) -> str:
    """Return a hash of everything that an editor wrote, chose or set on a page or snippet.

    Two instances with the same content have the same hash, whether they come from the database, a
    revision or wagtail-localize's stored source. The slug is left out, and so is state.
    """
    content = json.dumps(_content(instance), cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _content(instance: models.Model) -> dict[str, Any]:
    is_page = isinstance(instance, Page)
    of_page = {field.name for field in Page._meta.get_fields()} if is_page else set()
    content: dict[str, Any] = {}
    for field in instance._meta.concrete_fields:
        name = field.name
        if name in _STATE or (name in of_page and name not in _CONTENT_OF_PAGE):
            continue
        if field.remote_field and getattr(field.remote_field, "parent_link", False):
            continue
        if field.__class__.__name__ == "ParentalKey":
            continue
        if isinstance(field, StreamField):
            content[name] = field.get_prep_value(field.value_from_object(instance))
        else:
            content[name] = field.to_python(field.value_from_object(instance))
    if isinstance(instance, ClusterableModel):
        for relation in get_all_child_relations(instance.__class__):
            name = relation.get_accessor_name()
            if is_page and relation.related_model.__module__.startswith("wagtail."):
                continue  # comments
            content[name] = [_content(child) for child in getattr(instance, name).all()]
    return content


def where(instance: models.Model, path: str) -> str:
    """Return a segment's place in the words of the editor, such as “Body › 3. Heading › Text”.

    Args:
        instance: the page or snippet that holds the segment.
        path: wagtail-localize's path, of field names, block ids and translation keys.
    """
    name, *rest = path.split(".")
    try:
        field = instance._meta.get_field(name)
    except FieldDoesNotExist:
        return path
    if isinstance(field, StreamField):
        parts = [capfirst(str(field.verbose_name))]
        parts += _where_in_block(field.value_from_object(instance), rest)
    elif isinstance(field, models.ManyToOneRel):
        parts = _where_in_children(instance, field, rest)
    else:
        parts = [capfirst(str(field.verbose_name))]
    return _SHOWN_OF_PATH.join(parts)


def _where_in_children(instance: models.Model, relation: models.ManyToOneRel, rest: list[str]):
    children = list(getattr(instance, relation.get_accessor_name()).all())
    label = capfirst(str(relation.related_model._meta.verbose_name))
    for number, child in enumerate(children, start=1):
        if rest and str(child.translation_key) == rest[0]:
            inner = where(child, ".".join(rest[1:])) if rest[1:] else ""
            return [f"{number}. {label}", *([inner] if inner else [])]
    return [label]


def _where_in_block(value: Any, rest: list[str]) -> list[str]:
    if not rest:
        return []
    if isinstance(value, blocks.StructValue):
        child = value.block.child_blocks.get(rest[0])
        if child is None:
            return []
        return [capfirst(str(child.label)), *_where_in_block(value.get(rest[0]), rest[1:])]
    if isinstance(value, blocks.list_block.ListValue):
        for number, item in enumerate(value.bound_blocks, start=1):
            if item.id == rest[0]:
                return [str(number), *_where_in_block(item.value, rest[1:])]
        return []
    if isinstance(value, blocks.StreamValue):
        for number, item in enumerate(value, start=1):
            if item.id == rest[0]:
                label = capfirst(str(item.block.label))
                return [f"{number}. {label}", *_where_in_block(item.value, rest[1:])]
        return [gettext("(removed)")]
    return []
