"""Publishes both languages of a page in one act, now or at a time."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision
from wagtail_localize.models import Translation

from bilingual.domain.publishing import save_revision
from bilingual.domain.recording import original_of
from bilingual.domain.syncing import sync
from bilingual.rules import Incomplete, Locked, Refusal
from bilingual.selectors.completeness import (
    lock_message,
    missing_segments,
    source_of,
    untranslated_text,
)


def pair_of(page: Page) -> Page:
    """Return the page that the others are translated from, whichever language is given."""
    # Read anew: which draft is the latest, a page in hand may not know.
    return Page.objects.get(pk=(original_of(page) or page).pk).specific


@transaction.atomic
def publish_both(*, page: Page, user, at: datetime | None = None) -> list[Page]:
    """Publish the latest draft of a page and its translations, all or none.

    Args:
        page: the page in any language.
        user: who publishes; has to have the right in each language.
        at: a time to come, when the scheduler puts all of them up; nothing means now.

    Returns:
        The pages, in the order of publication: the source first.

    Raises:
        PermissionDenied: somebody may not publish one of them.
        Incomplete: a translation of the latest draft misses passages.
        Locked: one of them is locked.
        Refusal: there is no translation yet, or the time has passed.
    """
    if at is not None and at <= timezone.now():
        raise Refusal(_("This time has passed. Choose a later one, or publish now."), page=page)
    original = pair_of(page)
    revisions = [_latest(original, at=at, user=user)]
    source = source_of(original)
    if source is not None:
        sync(source=source, from_draft=True)
    targets = _targets(original)
    if not targets:
        raise Refusal(_("This page has no version in the other language yet."), page=page)
    for target in [original, *targets]:
        if user is not None and not target.permissions_for_user(user).can_publish():
            raise PermissionDenied
        if reason := lock_message(target, user):
            raise Locked(reason, page=target)
    for target in targets:
        translation = _translation_to(source, target)
        if translation is None:
            revisions.append(_latest(target, at=at, user=user))
            continue
        revisions.append(save_revision(translation=translation, user=user, whole=True, at=at))
    if at is not None:
        # The source last: it would schedule what is not scheduled yet, a second time.
        return [_publish(revision, user=user) for revision in reversed(revisions)][::-1]
    return [_publish(revision, user=user) for revision in revisions]


def missing_of_both(page: Page) -> list:
    """Return what publishing both would refuse for, by the latest drafts; nothing is changed."""
    original = pair_of(page)
    with transaction.atomic():
        source = source_of(original)
        if source is not None:
            sync(source=source, from_draft=True)
        found = []
        for target in _targets(original):
            translation = _translation_to(source, target)
            if translation is not None:
                found += missing_segments(translation)
            else:
                found += untranslated_text(target.get_latest_revision_as_object())
        transaction.set_rollback(True)  # a look, not an act
    return found


def _targets(original: Page) -> list[Page]:
    return [translation.specific for translation in original.get_translations()]


def _translation_to(source, target: Page) -> Translation | None:
    if source is None:
        return None
    return source.translations.filter(target_locale_id=target.locale_id, enabled=True).first()


def _latest(page: Page, *, at: datetime | None, user) -> Revision:
    """Return the latest draft as a revision that goes live at the time."""
    draft = page.get_latest_revision_as_object()
    if at is None and draft.go_live_at is None and page.latest_revision is not None:
        return page.latest_revision
    draft.go_live_at = at
    missing = untranslated_text(draft)
    if missing:
        raise Incomplete(missing, page=page)
    return draft.save_revision(user=user)


def _publish(revision: Revision, *, user) -> Page:
    revision.refresh_from_db()  # the end of the page may have followed the one before
    page = revision.as_object()
    page.publish(revision, user=user, skip_permission_checks=True)
    return type(page).objects.get(pk=page.pk)
