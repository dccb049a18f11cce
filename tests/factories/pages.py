"""Makes the site's root, pages of every type, and their Arabic versions by wagtail-localize."""

import io
import itertools
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import models
from django.test import TestCase
from django.utils.text import slugify
from modelcluster.models import get_all_child_relations
from PIL import Image as PillowImage
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Collection, Locale, Page, Site
from wagtail.models import get_page_models as all_page_models
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.models import TranslationSource as Source

from core.blocks import LinkBlock
from core.images import SanadImage
from home.models import HomePage
from resources.models import Service
from tests.factories.directory import make_service

_numbers = itertools.count(1)
HOME_TITLES = {"en": "Sanad", "ar": "سند"}
HOME_WORDS = {"en": "<p>Welcome.</p>", "ar": "<p>أهلًا بكم.</p>"}


@dataclass
class SiteTree:
    """The two home pages and what they hang from."""

    root: Page
    en: HomePage
    ar: HomePage
    site: Site


def make_site() -> SiteTree:
    """Make what the migrations made, or return it: also after a test has emptied every table."""
    for code in HOME_TITLES:
        Locale.objects.get_or_create(language_code=code)
    root = Page.get_first_root_node() or Page.add_root(
        title="Root", slug="root", content_type=ContentType.objects.get_for_model(Page)
    )
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    homes: dict[str, HomePage] = {}
    for code, slug in (("en", "home"), ("ar", "home-ar")):
        locale, _ = Locale.objects.get_or_create(language_code=code)
        home = HomePage.objects.child_of(root).filter(locale=locale).first()
        if home is None:
            home = HomePage(
                title=HOME_TITLES[code],
                hero_title=HOME_TITLES[code],
                hero_text=HOME_WORDS[code],
                slug=slug,
                locale=locale,
            )
            if homes:
                home.translation_key = homes["en"].translation_key
            root.add_child(instance=home)
            root.refresh_from_db()
        if not home.hero_text:
            home.hero_text = HOME_WORDS[code]
            home.save()
        homes[code] = home
    site = Site.objects.filter(is_default_site=True).first() or Site.objects.create(
        hostname="localhost", root_page=homes["en"], is_default_site=True, site_name="Sanad"
    )
    return SiteTree(root=root, en=homes["en"], ar=homes["ar"], site=site)


def page_models() -> list[type[Page]]:
    """Return every page type that an editor can create, in a stable order."""
    creatable = [model for model in all_page_models() if model.is_creatable]
    return sorted(creatable, key=lambda model: model._meta.label)


def make_page(
    model: type[Page], *, parent: Page | None = None, live: bool = True, **fields: Any
) -> Page:
    """Make an English page of any type: what is required and not given is filled in.

    Args:
        model: the page type; one that was written after this function works as well.
        parent: where it goes; without it a fitting place is found or made.
        live: whether it is published.
        fields: what matters to the test, `sources=2` for that many child rows included.
    """
    tree = make_site()
    if model is HomePage:
        home = tree.en
        for name, value in {**_filled(model, fields), **fields}.items():
            setattr(home, name, value)
        home.save_revision().publish()
        return HomePage.objects.get(pk=home.pk)
    number = next(_numbers)
    parent = parent or _parent_for(model, tree)
    children = {
        relation.get_accessor_name(): fields.pop(relation.get_accessor_name(), 1)
        for relation in get_all_child_relations(model)
        if not relation.field.model.__module__.startswith("wagtail")
    }
    title = fields.pop("title", f"{model._meta.verbose_name} {number}".capitalize())
    page = model(
        title=title,
        slug=fields.pop("slug", f"{slugify(title, allow_unicode=True)}-{number}"),
        locale=parent.locale,
        live=False,
        **{**_filled(model, fields), **fields},
    )
    for accessor, count in children.items():
        manager = getattr(page, accessor)
        for position in range(count):
            manager.add(_child_row(manager.model, page, position))
    # A fresh copy, since treebeard reads the parent's count of children from it.
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return model.objects.get(pk=page.pk)


def translate(page: Page, *, publish: bool = True, words: dict[str, str] | None = None) -> Page:
    """Translate `page` into Arabic as a translator would, every segment, and return the result.

    Args:
        publish: else the Arabic page is a draft.
        words: the Arabic for some segments, by their path, such as `slug`; else it is made up.
    """
    make_site()
    arabic = Locale.objects.get(language_code="ar")
    parent = page.get_parent()
    if parent.depth > 1 and not parent.has_translation(arabic):
        translate(parent.specific)
    source, _ = Source.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=arabic)
    written = {}
    for segment in StringSegment.objects.filter(source=source).select_related("context", "string"):
        path = segment.context.path
        written[segment.string_id, segment.context_id] = StringTranslation(
            translation_of_id=segment.string_id,
            locale=arabic,
            context_id=segment.context_id,
            data=(words or {}).get(path) or _in_arabic(path, segment.string.data),
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
    # At one go: what localize's `save` looks at besides holds for words that are made up here.
    StringTranslation.objects.bulk_create(
        written.values(),
        update_conflicts=True,
        update_fields=["data", "translation_type", "updated_at"],
        unique_fields=["locale", "translation_of", "context"],
    )
    # localize publishes when the transaction ends, which within a test it never does.
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=publish)
    return type(page).objects.get(translation_key=page.translation_key, locale=arabic)


def make_both(model: type[Page], **fields: Any) -> dict[str, Page]:
    """Make a page of `model` in English and its Arabic version, both live."""
    english = make_page(model, **fields)
    return {"en": english, "ar": translate(english)}


def picture(
    *, size: tuple[int, int] = (40, 30), fmt: str = "PNG", color="#7a3b69", **options
) -> bytes:
    """Return the bytes of a small picture; `options` go to Pillow's `save`."""
    output = io.BytesIO()
    PillowImage.new("RGB", size, color).save(output, fmt, **options)
    return output.getvalue()


def make_image(
    *, content: bytes | None = None, name: str = "picture.png", title: str = "A picture"
) -> SanadImage:
    """Store an image as the library would; without `content` a small plain one."""
    make_site()
    return SanadImage.objects.create(title=title, file=ContentFile(content or picture(), name=name))


def body_of_every_block() -> list[tuple[str, Any]]:
    """Return a body with each kind of block once."""
    from core.blocks import BodyStreamBlock

    stream = BodyStreamBlock()
    return [(name, _sample(name, block)) for name, block in stream.child_blocks.items()]


def _filled(model: type[Page], given: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    own = [field for field in model._meta.get_fields() if isinstance(field, models.Field)]
    inherited = {field.name for field in Page._meta.get_fields()}
    for field in own:
        if field.name in inherited or field.name in given or field.is_relation:
            continue
        if isinstance(field, StreamField):
            values[field.name] = body_of_every_block()
        elif isinstance(field, RichTextField):
            values[field.name] = f"<p>Some <b>rich</b> words on {field.name}.</p>"
        elif field.choices and not field.blank:
            values[field.name] = field.choices[0][0]
        elif isinstance(field, (models.CharField, models.TextField)) and not field.blank:
            values[field.name] = f"Words on {field.name}."
    return values


def _child_row(model: type[models.Model], page: Page, position: int) -> models.Model:
    values: dict[str, Any] = {"sort_order": position}
    for field in model._meta.get_fields():
        if isinstance(field, models.URLField):
            values[field.name] = f"https://source.example/{position}"
        elif isinstance(field, (models.CharField, models.TextField)):
            values[field.name] = f"{field.name} {position}"[: field.max_length]
        elif isinstance(field, models.ForeignKey) and field.related_model is Page:
            values[field.name] = Page.objects.get(pk=make_site().en.pk)
        elif isinstance(field, models.ForeignKey) and field.related_model is Service:
            values[field.name] = make_service()
    return model(locale=page.locale, **values)


def _parent_for(model: type[Page], tree: SiteTree) -> Page:
    allowed = model.allowed_parent_page_models()
    for home in (HomePage, *allowed):
        if home not in allowed:
            continue
        if home is HomePage:
            return tree.en
        existing = home.objects.filter(locale=tree.en.locale).first()
        return existing or make_page(home)
    raise LookupError(f"{model.__name__} may be created nowhere")


def _sample(name: str, block: blocks.Block) -> Any:
    if isinstance(block, LinkBlock):
        value = {key: _sample(key, child) for key, child in block.child_blocks.items()}
        return {**value, "page": None, "url": "https://elsewhere.example/"}
    if isinstance(block, blocks.StructBlock):
        return {key: _sample(key, child) for key, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [_sample(name, block.child_block)]
    if isinstance(block, ImageChooserBlock):
        return make_image()
    if isinstance(block, blocks.ChoiceBlock):
        return block.get_default()
    if isinstance(block, blocks.BooleanBlock):
        return False
    if isinstance(block, blocks.RichTextBlock):
        return f"<p>Some <b>rich</b> words of a {name}.</p>"
    if isinstance(block, blocks.PageChooserBlock):
        return None
    return f"Words of {name}"


def _in_arabic(path: str, source: str) -> str:
    if path == "slug":
        return f"صفحة-{source}"
    if path.endswith(".url"):
        return source
    return f"ترجمة: {source}"
