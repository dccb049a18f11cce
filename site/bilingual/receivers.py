"""Listens to what happens to pages, wherever it was done: in the admin, in code, on a schedule."""

from django.core.signals import request_started
from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Revision, TranslatableMixin
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
    post_page_move,
    pre_page_move,
    published,
)
from wagtail_localize.models import Translation

from bilingual import aliases, references, trees  # noqa: F401 - their receivers connect themselves
from bilingual.domain import following
from bilingual.domain.forgetting import forget_unused_after_commit
from bilingual.domain.recording import record_copy, record_publication
from bilingual.domain.syncing import carry_over, sync_published
from bilingual.rules import Incomplete, SourceNotLive
from bilingual.selectors.completeness import translation_of, untranslated_text
from bilingual.texts import writes_content


@receiver(pre_save)
def refuse_mixed_languages(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Stop anything from going live with another language's words, by whichever way it came.

    This is the last wall: `Page.publish`, bulk actions, workflows, the scheduler and code all save.

    Raises:
        Incomplete: the text holds passages that nobody translated.
        SourceNotLive: a synchronised translation would go live while its source is not.
        RightMissing: somebody would bring back what was taken down in a language not theirs.
    """
    if raw or not _is_live_content(sender, instance) or not writes_content(sender, update_fields):
        return
    missing = untranslated_text(instance)
    if missing:
        raise Incomplete(missing, page=instance if isinstance(instance, Page) else None)
    _refuse_without_source(instance)


def _is_live_content(sender, instance) -> bool:
    return (
        issubclass(sender, TranslatableMixin)
        and hasattr(instance, "live")
        and sender is not Page  # a move saves the bare page, with no content
        and instance.live
    )


def _refuse_without_source(instance) -> None:
    if following.concerns_one_language() or instance.pk is None:
        return
    versions = type(instance)._default_manager.filter(translation_key=instance.translation_key)
    if versions.filter(pk=instance.pk, live=True).exists():
        return
    page = instance if isinstance(instance, Page) else None
    translation = translation_of(instance)
    if translation is None:
        if page is not None:
            following.check_return(page)
    elif versions.filter(locale_id=translation.source.locale_id, live=False).exists():
        raise SourceNotLive(page=page)


@receiver(page_published)
def note_publication(sender, instance, revision=None, **kwargs) -> None:
    """Record what was published, and show it to translators; a scheduled draft is not yet."""
    if not instance.live:
        return
    page = sender.objects.get(pk=instance.pk)
    record_publication(page, revision)
    following.mirror_expiry(page)
    sync_published(page)


@receiver(published)
def show_snippet_to_translators(sender, instance, **kwargs) -> None:
    """Take a published snippet's text into its translation."""
    if isinstance(instance, TranslatableMixin) and not isinstance(instance, Page):
        sync_published(sender.objects.get(pk=instance.pk))


@receiver(page_unpublished)
def take_down_other_languages(sender, instance, **kwargs) -> None:
    """Follow a page down."""
    following.take_down(instance)


@receiver(request_started)
def forget_failed_deletions(sender, **kwargs) -> None:
    """Begin each request without what an earlier one failed to delete."""
    following.forget_deletions()


@receiver(pre_delete, sender=Page)
def note_deletion(sender, instance, **kwargs) -> None:
    """Know what is deleted together, before anything is."""
    following.note_deletion(instance)
    forget_unused_after_commit(instance)


@receiver(post_delete, sender=Page)
def delete_other_languages(sender, instance, **kwargs) -> None:
    """Follow a page out."""
    following.delete_counterparts(instance)


@receiver(pre_page_move)
def check_move(sender, instance, parent_page_after, **kwargs) -> None:
    """Refuse what the other language could not follow, before anything moves."""
    following.check_move(instance, parent_page_after)


@receiver(post_page_move)
def move_other_languages(sender, instance, parent_page_after, **kwargs) -> None:
    """Follow a page to its new place."""
    following.move_counterparts(instance, parent_page_after)


@receiver([pre_save, pre_delete], sender=PageViewRestriction)
def check_restriction(sender, instance, raw=False, **kwargs) -> None:
    """Refuse a change of who may read, before it is made, where it may not follow."""
    if not raw and not following.is_being_deleted(instance.page_id):
        following.check_restriction(instance.page)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def restrict_other_languages(sender, instance, raw=False, **kwargs) -> None:
    """Follow a restriction that was set, changed or lifted; not one that goes with its page."""
    if raw or following.is_being_deleted(instance.page_id):
        return
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        following.mirror_restriction(page)


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def restrict_other_languages_to_groups(sender, instance, action, reverse, **kwargs) -> None:
    """Follow a change of the groups that may read a page."""
    if action.startswith("post_") and not reverse:
        following.mirror_restriction(instance.page)


@receiver(copy_for_translation_done)
def restrict_new_language(sender, source_obj, target_obj, **kwargs) -> None:
    """Close a new language of a page that is closed, and know its words for another language's."""
    if isinstance(target_obj, Page):
        record_copy(target_obj)
        following.close_as_strictly(source_obj, target_obj)


@receiver(post_save, sender=Revision)
def follow_schedule(sender, instance, update_fields=None, raw=False, **kwargs) -> None:
    """Follow a schedule that was set or cancelled."""
    if raw or update_fields is None or set(update_fields) != {"approved_go_live_at"}:
        return
    if not issubclass(instance.content_type.model_class() or models.Model, Page):
        return
    if instance.approved_go_live_at is None:
        following.cancel_schedule(instance)
    else:
        following.check_return(instance.content_object)
        following.follow_schedule(instance)


@receiver(post_save, sender=Translation)
def fill_in_what_needs_no_words(sender, instance, created, raw=False, **kwargs) -> None:
    """Spare translators numbers and addresses."""
    if created and not raw:
        carry_over(instance)
