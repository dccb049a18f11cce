"""Makes many pages with translations in each state, cheaply: past all signals and publishing."""

import itertools
import uuid
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from bilingual.models import LanguageState
from home.models import HomePage, StandardPage
from tests.factories.pages import make_site

AT_ONCE = 500


def grow(number: int, *, passages: int = 1) -> None:
    """Make `number` live English pages, of which each third is missing, old, or current in Arabic.

    Args:
        passages: how many each has to translate; all of them are.
    """
    tree = make_site()
    keys = [uuid.uuid4() for _ in range(number)]
    english = _below(tree.en, keys)
    arabic = _below(tree.ar, [key for index, key in enumerate(keys) if index % 3])
    store(LanguageState, (LanguageState(page=page, fingerprint="new") for page in english))
    store(
        LanguageState,
        (
            LanguageState(page=page, fingerprint="theirs", made_from=("new", "old")[index % 2])
            for index, page in enumerate(arabic)
        ),
    )
    _translate(arabic, english=tree.en, passages=passages)


def store(model: type[Model], rows: Iterable[Model]) -> list[Model]:
    """Insert the rows."""
    return model._base_manager.bulk_create(list(rows), batch_size=AT_ONCE)


def _below(parent: HomePage, keys: list[uuid.UUID]) -> list[Page]:
    kind = ContentType.objects.get_for_model(StandardPage)
    steps = itertools.count(parent.numchild + 1)
    pages = []
    for key, step in zip(keys, steps, strict=False):
        slug = f"page-{step}"
        pages.append(
            Page(
                title=f"Page {step}",
                draft_title=f"Page {step}",
                slug=slug,
                url_path=f"{parent.url_path}{slug}/",
                path=parent._get_path(parent.path, parent.depth + 1, step),
                depth=parent.depth + 1,
                locale=parent.locale,
                translation_key=key,
                content_type=kind,
                live=True,
            )
        )
    store(Page, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))
    # Django has no bulk insert for a model with a parent; this is what it does for one without.
    rows = [StandardPage(page_ptr_id=page.pk) for page in pages]
    for start in range(0, len(rows), AT_ONCE):
        StandardPage._base_manager._insert(
            rows[start : start + AT_ONCE], fields=StandardPage._meta.local_concrete_fields
        )
    return pages


def _translate(arabic: list[Page], *, english: HomePage, passages: int) -> None:
    of_page = ContentType.objects.get_for_model(Page)
    kind = ContentType.objects.get_for_model(StandardPage)
    objects = store(
        TranslatableObject,
        (
            TranslatableObject(translation_key=page.translation_key, content_type=of_page)
            for page in arabic
        ),
    )
    now = timezone.now()
    sources = store(
        TranslationSource,
        (
            TranslationSource(
                object=item,
                specific_content_type=kind,
                locale=english.locale,
                object_repr="",
                content_json="{}",
                last_updated_at=now,
            )
            for item in objects
        ),
    )
    target = arabic[0].locale
    store(Translation, (Translation(source=source, target_locale=target) for source in sources))
    string, _created = String.objects.get_or_create(
        locale=english.locale, data_hash=String._get_data_hash("Words"), defaults={"data": "Words"}
    )
    of_source = {source.object_id: source for source in sources}
    contexts = store(
        TranslationContext,
        (
            TranslationContext(object=item, path=f"body.{place}", path_id=uuid.uuid4())
            for item in objects
            for place in range(passages)
        ),
    )
    store(
        StringSegment,
        (
            StringSegment(
                source=of_source[context.object_id],
                context=context,
                string=string,
                order=order,
                attrs="{}",
            )
            for order, context in enumerate(contexts)
        ),
    )
    store(
        StringTranslation,
        (
            StringTranslation(
                translation_of=string,
                context=context,
                locale=target,
                data="كلمات",
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for context in contexts
        ),
    )
