"""Remedies for what wagtail-localize does to Arabic content; each names its trap."""

from functools import partial

from django.utils.text import slugify
from wagtail_localize import models as localize_models


def keep_arabic_slugs() -> None:
    """Keep the Arabic letters of a translated slug (TRAPS B7).

    wagtail-localize passes a translator's slug through Django's plain `slugify`, which leaves
    nothing of Arabic, and Wagtail then makes one up from the title. The module's own name is
    replaced, since there is no setting for it.
    """
    localize_models.slugify = partial(slugify, allow_unicode=True)
