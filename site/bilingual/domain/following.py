"""Carries what is done to one language of a page to the other: down, away, elsewhere, closed.

Called by signals, so that it makes no difference whether somebody clicked, code ran or the
scheduler did (TRAPS B4, B5). Wagtail's actions are made atomic in `remedies`: both, or neither.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.dateparse import parse_datetime
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, PageViewRestriction, Revision

from bilingual.rules import NoPlaceInOtherLanguage, RightMissing, SlugTaken, WrongTree
from bilingual.selectors.completeness import counterparts, lacking, missing_segments, source_of
from bilingual.texts import fingerprint

SAME_TIME = timedelta(seconds=1)

_alone: ContextVar[bool] = ContextVar("alone", default=False)
_moving: ContextVar[frozenset] = ContextVar("moving", default=frozenset())
_being_deleted: ContextVar[frozenset] = ContextVar("being_deleted", default=frozenset())


@contextmanager
def this_language_only() -> Iterator[None]:
    """Let what is taken down, deleted or put up inside this block concern one language alone."""
    token = _alone.set(True)
    try:
        yield
    finally:
        _alone.reset(token)


def concerns_one_language() -> bool:
    """Tell whether somebody has asked for one language alone."""
    return _alone.get()


def take_down(page: Page) -> None:
    """Unpublish the other languages of a page that was unpublished, and cancel their schedules."""
    if concerns_one_language():
        return
    for other in counterparts(page).specific():
        Revision.objects.for_instance(other).update(approved_go_live_at=None)
        if other.live:
            other.unpublish(
                set_expired=page.expired,
                log_action="wagtail.unpublish.scheduled" if page.expired else True,
            )


def check_return(page: Page) -> None:
    """Refuse to bring one language of a page back to somebody who may not publish the other.

    What was taken down is down for a reason, which whoever has the rights to one language alone
    may not know. A synchronised translation waits for its source anyway.

    Raises:
        RightMissing: the person who is signed in lacks the right; code and jobs have it.
    """
    user = get_active_log_context().user
    if user is None or (page.live and Page.objects.filter(pk=page.pk, live=True).exists()):
        return
    for other in lacking(page, user, "can_publish"):
        if other.first_published_at is not None and not other.live:
            raise RightMissing(title=other.get_admin_display_title(), page=page)


def note_deletion(page: Page) -> None:
    """Remember a page that is about to be deleted, with all that is deleted beside it."""
    _being_deleted.set(_being_deleted.get() | {page.pk})


def forget_deletions() -> None:
    """Forget what was to be deleted and was not."""
    _being_deleted.set(frozenset())


def is_being_deleted(page_id: int) -> bool:
    """Tell whether a page is on its way out."""
    return page_id in _being_deleted.get()


def delete_counterparts(page: Page) -> None:
    """Delete the other languages of a page that was deleted, unless they go anyway."""
    doomed = _being_deleted.get()
    _being_deleted.set(doomed - {page.pk})
    if concerns_one_language():
        return
    # Found by the key, since the page itself is gone; one by one, since a page takes its
    # descendants, which may be counterparts themselves, with it.
    keys = Page.objects.filter(translation_key=page.translation_key).exclude(pk__in=doomed)
    for key in list(keys.values_list("pk", flat=True)):
        other = Page.objects.filter(pk=key).first()
        if other is not None:
            other.delete()


def check_move(page: Page, parent: Page) -> None:
    """Refuse a move that the other language could not follow.

    Raises:
        WrongTree: `parent` is of another language.
        NoPlaceInOtherLanguage: `parent` has no version where the page has one.
    """
    if parent.depth == 1:
        return
    if parent.locale_id != page.locale_id:
        raise WrongTree(page=page)
    for other in counterparts(page):
        place = counterparts(parent).filter(locale_id=other.locale_id).first()
        if place is None:
            raise NoPlaceInOtherLanguage(parent_title=parent.get_admin_display_title(), page=page)
        if not Page._slug_is_available(other.slug, place, page=other):
            raise SlugTaken(title=other.title, slug=other.slug, page=page)


def move_counterparts(page: Page, parent: Page) -> None:
    """Move the other languages of a page that was moved, to the same place among its siblings."""
    if page.translation_key in _moving.get():
        return
    token = _moving.set(_moving.get() | {page.translation_key})
    try:
        for other in counterparts(page):
            _follow(page, parent, other)
    finally:
        _moving.reset(token)


def _follow(page: Page, parent: Page, other: Page) -> None:
    target = parent if parent.depth == 1 else parent.get_translation_or_none(other.locale)
    if target is None:
        return
    before = list(
        page.get_siblings(inclusive=False)
        .filter(path__lt=page.path)
        .order_by("-path")
        .values_list("translation_key", flat=True)
    )
    theirs = {
        sibling.translation_key: sibling
        for sibling in Page.objects.child_of(target).exclude(pk=other.pk)
    }
    neighbour = next((theirs[key] for key in before if key in theirs), None)
    if neighbour is not None:
        if other.is_child_of(target) and other.get_prev_sibling() == neighbour:
            return
        other.move(neighbour, pos="right")
    elif not (other.is_child_of(target) and other.get_prev_sibling() is None):
        other.move(target, pos="first-child")


def check_restriction(page: Page) -> None:
    """Refuse a change of who may read a page to somebody who may not change its other language.

    Raises:
        RightMissing: the person who is signed in lacks the right; code and jobs have it.
    """
    user = get_active_log_context().user
    if user is None:
        return
    for other in lacking(page, user, "can_set_view_restrictions"):
        raise RightMissing(title=other.get_admin_display_title(), page=page)


def mirror_restriction(page: Page) -> None:
    """Close or open the other languages of a page as the page itself is."""
    own = PageViewRestriction.objects.filter(page_id=page.pk).first()
    for other in counterparts(page):
        _copy_restriction(own, other)


def _copy_restriction(own: PageViewRestriction | None, other: Page) -> None:
    theirs = PageViewRestriction.objects.filter(page_id=other.pk).first()
    if own is None:
        if theirs is not None:
            theirs.delete()
        return
    groups = set(own.groups.values_list("pk", flat=True))
    if theirs is None:
        theirs = PageViewRestriction.objects.create(
            page=other, restriction_type=own.restriction_type, password=own.password
        )
    elif (theirs.restriction_type, theirs.password) != (own.restriction_type, own.password):
        theirs.restriction_type, theirs.password = own.restriction_type, own.password
        theirs.save()
    if set(theirs.groups.values_list("pk", flat=True)) != groups:
        theirs.groups.set(groups)


def close_as_strictly(original: Page, target: Page) -> None:
    """Give both languages a restriction that one of them has (TRAPS B5: never drop it)."""
    closed = PageViewRestriction.objects.filter(page_id__in=[original.pk, target.pk])
    for page in (original, target):
        if closed.filter(page_id=page.pk).exists():
            mirror_restriction(page)
            return


def mirror_expiry(page: Page) -> None:
    """Let the other languages end when a page that was published ends (TRAPS B4)."""
    for other in counterparts(page).exclude(expire_at=page.expire_at):
        Page.objects.filter(pk=other.pk).update(expire_at=page.expire_at)
        # The drafts too, or publishing them would bring the old end back.
        current = [pk for pk in (other.latest_revision_id, other.live_revision_id) if pk]
        for revision in Revision.objects.for_instance(other).filter(
            Q(pk__in=current) | Q(approved_go_live_at__isnull=False)
        ):
            revision.content["expire_at"] = (
                page.expire_at.isoformat() if page.expire_at is not None else None
            )
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def follow_schedule(revision: Revision) -> list[Page]:
    """Schedule the translations of a draft that was scheduled, where they are whole.

    Returns:
        The pages that will go live with it. A translation that is not whole stays as it is, and so
        does one that waits for a review, a lock or another person (TRAPS B6).
    """
    from bilingual.domain.publishing import save_revision

    page = revision.as_object()
    source = source_of(page)
    if source is None or concerns_one_language():
        return []
    if fingerprint(source.as_instance()) != fingerprint(page):
        return []
    followers = []
    for translation in source.translations.filter(enabled=True):
        target = page.get_translation_or_none(translation.target_locale)
        if target is None or _waits_for_somebody(target) or missing_segments(translation):
            continue
        at = revision.approved_go_live_at
        if Revision.objects.for_instance(target).filter(approved_go_live_at=at).exists():
            followers.append(target)
            continue
        theirs = save_revision(translation=translation, whole=True, at=at)
        theirs.as_object().publish(theirs, skip_permission_checks=True)
        followers.append(target)
    return followers


def _waits_for_somebody(page: Page) -> bool:
    """Tell whether a page is in review, locked, or not to be published by who is signed in."""
    user = get_active_log_context().user
    return (
        page.workflow_in_progress
        or page.locked
        or (user is not None and not page.permissions_for_user(user).can_publish())
    )


def cancel_schedule(revision: Revision) -> None:
    """Cancel what was to go live with a draft whose schedule was cancelled."""
    at = parse_datetime(str(revision.content.get("go_live_at") or ""))
    if at is None:
        return
    with transaction.atomic():
        for other in counterparts(revision.content_object):
            Revision.objects.for_instance(other).filter(
                # The content keeps milliseconds, the column microseconds.
                approved_go_live_at__range=(at - SAME_TIME, at + SAME_TIME)
            ).update(approved_go_live_at=None)
