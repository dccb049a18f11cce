"""Submits a page for translation as a draft, where Wagtail would make an alias."""

from wagtail.models import Locale, Page
from wagtail_localize import models as localize_models


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
