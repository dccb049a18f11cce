"""Remedies for what wagtail-localize does to Arabic content; each names its trap."""

from functools import partial

from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail_localize import models as localize_models


def keep_arabic_slugs() -> None:
    """Keep the Arabic letters of a translated slug (TRAPS B7).

    wagtail-localize passes a translator's slug through Django's plain `slugify`, which leaves
    nothing of Arabic, and Wagtail then makes one up from the title. The module's own name is
    replaced, since there is no setting for it.
    """
    localize_models.slugify = partial(slugify, allow_unicode=True)


def submit_as_draft(page: Page, *, locale: Locale) -> Page:
    """Submit `page` for translation into `locale` and return the draft that waits for its words.

    Pages above a translated page get this instead of an alias (TRAPS B1, B8): an alias is live at
    once, with English text under an Arabic address.
    """
    source, _created = localize_models.TranslationSource.get_or_create_from_instance(page)
    translation, _created = localize_models.Translation.objects.get_or_create(
        source=source, target_locale=locale
    )
    translation.save_target(publish=False)
    return page.get_translation(locale)
