"""Puts our own in the place of what wagtail-localize does wrong; each names its trap.

There are no settings for these, so names of the package's own modules are replaced, once, when
Django is ready. tests/contracts/test_traps*.py fail when one of them is taken out.
"""

from django.db import models, transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import DraftStateMixin, Locale, Page
from wagtail_localize import models as localize
from wagtail_localize.models import Translation, TranslationSource


def install() -> None:
    """Replace the functions."""
    TranslationSource.create_or_update_translation = create_or_update_translation
    TranslationSource.sync_view_restrictions = sync_view_restrictions
    _carry_over_after_refreshing()
    # B4: what follows to the other language happens with the act itself, or neither happens. A
    # publication that is refused would have cancelled the page's schedules by then.
    for action in (PublishRevisionAction, UnpublishPageAction, MovePageAction, DeletePageAction):
        action.execute = transaction.atomic(action.execute)


def create_or_update_translation(
    self: TranslationSource,
    locale: Locale,
    user=None,
    publish: bool = True,
    copy_parent_pages: bool = False,
    fallback: bool = False,
) -> tuple[models.Model, bool]:
    """Publish a translation that is whole; a draft may wait for its words (TRAPS B1, B2, B7).

    wagtail-localize writes over the live row first, with the source's words where there are none
    and without the letters of an Arabic slug.

    Raises:
        Refusal: it may not go live as it is; nothing has changed.
    """
    from bilingual.domain import publishing

    translation = Translation.objects.get(source=self, target_locale=locale)
    created = publishing.target_or_none(self, locale) is None
    if not issubclass(self.specific_content_type.model_class(), DraftStateMixin):
        raise localize.CannotSaveDraftError  # nothing of ours is translated without drafts
    if created:
        publishing.create_target(translation, user=user)
    if publish:
        return publishing.publish_translation(translation=translation, user=user), created
    if not created:
        publishing.save_draft(translation=translation, user=user)
    return publishing.target_or_none(self, locale), created


def sync_view_restrictions(self: TranslationSource, original: Page, translation_page: Page) -> None:
    """Keep a restriction that either language has; never drop the one that is there (TRAPS B5)."""
    from bilingual.domain.following import close_as_strictly

    if isinstance(original, Page):
        close_as_strictly(original, translation_page)


def _carry_over_after_refreshing() -> None:
    refresh = TranslationSource.refresh_segments

    def refresh_segments(self: TranslationSource) -> None:
        from bilingual.domain.syncing import carry_over

        refresh(self)
        for translation in self.translations.all():
            carry_over(translation)

    TranslationSource.refresh_segments = refresh_segments
