"""Writes down, each time a page is published, what it says and what it was made from."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail_localize.models import TranslationSource

from bilingual.models import LanguageState, RevisionBasis
from bilingual.texts import fingerprint, published_text


def original_of(page: Page) -> Page | None:
    """Return the page that `page` is a translation of, or nothing for an original."""
    others = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    sources = TranslationSource.objects.filter(object_id=page.translation_key)
    languages = set(sources.values_list("locale__language_code", flat=True))
    if languages and settings.LANGUAGE_CODE not in languages:
        return others.filter(locale__language_code__in=languages).first()
    if page.locale.language_code == settings.LANGUAGE_CODE:
        return None
    return others.filter(locale__language_code=settings.LANGUAGE_CODE).first()


def record_copy(target: Page) -> None:
    """Note what a page that was copied from another language says: all of it waits for words."""
    if target.latest_revision_id:
        RevisionBasis.objects.get_or_create(
            revision_id=target.latest_revision_id, defaults={"text": published_text(target)}
        )


@transaction.atomic
def record_publication(page: Page, revision: Revision | None) -> None:
    """Note what a page says now, which text that was made from, and that nobody read it yet.

    A native speaker's sign-off stays when not a word has changed.

    Args:
        page: the page as it went live.
        revision: the revision that did.
    """
    LanguageState.objects.get_or_create(page_id=page.pk)
    # Locked, since somebody may be signing off the earlier text at this moment.
    state = LanguageState.objects.select_for_update().get(page_id=page.pk)
    text = published_text(page)
    now = timezone.now()
    content = fingerprint(page)
    if content != state.fingerprint:
        state.changed_at = now
    if text != state.text:
        state.read_by = state.read_at = state.read_revision = None
    elif state.read_by_id:
        state.read_revision = revision
    state.text, state.fingerprint = text, content
    basis = RevisionBasis.objects.filter(revision=revision).first() if revision else None
    if basis is not None:
        state.made_from, state.made_from_text = basis.fingerprint, basis.text
    elif not state.made_from and (original := original_of(page)) is not None:
        # Kept by hand: taken to say what the other language said when it first went live.
        theirs = LanguageState.objects.filter(page_id=original.pk).first()
        if theirs is not None:
            state.made_from, state.made_from_text = theirs.fingerprint, theirs.text
    state.save()
