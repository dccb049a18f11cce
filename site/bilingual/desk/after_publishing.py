"""Tells an editor, right after publishing, where the other language stands now."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from bilingual.naming import language_name
from bilingual.selectors.completeness import missing_segments, source_of


def after_publish_page(request: HttpRequest, page: Page) -> None:
    """Say of each translation whether it follows, or how much of it waits for words."""
    source = source_of(page)
    if source is None:
        return
    translations = source.translations.filter(enabled=True).select_related("target_locale")
    for translation in translations:
        target = page.get_translation_or_none(translation.target_locale)
        if target is not None:
            _tell(request, page, target, translation)


def _tell(request: HttpRequest, page: Page, target: Page, translation: Translation) -> None:
    language = language_name(translation.target_locale.language_code)
    button = messages.button(
        reverse("wagtailadmin_pages:edit", args=[target.pk]),
        _("Translate into %(language)s") % {"language": language},
    )
    if page.go_live_at is not None and not page.live:
        if Revision.objects.for_instance(target).filter(approved_go_live_at__isnull=False).exists():
            text = _("%(language)s is complete and goes live at the same time.")
            messages.info(request, text % {"language": language})
            return
        text = _("%(language)s is not complete and does not go live with it.")
        messages.warning(request, text % {"language": language}, buttons=[button])
        return
    waiting = len(missing_segments(translation))
    if not waiting:
        return
    if target.live:
        text = ngettext(
            "%(language)s keeps its earlier text until %(count)d passage is translated.",
            "%(language)s keeps its earlier text until %(count)d passages are translated.",
            waiting,
        )
    else:
        text = ngettext(
            "%(language)s waits for the translation of %(count)d passage.",
            "%(language)s waits for the translation of %(count)d passages.",
            waiting,
        )
    messages.info(request, text % {"language": language, "count": waiting}, buttons=[button])
