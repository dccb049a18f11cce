"""Links of live pages to pages that are not public in their language, from Wagtail's own index.

The index is filled by the worker when a page is saved, so what was published a minute ago may not
be in it yet. It knows what is live, never drafts.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    Field,
    OuterRef,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import page_permission_policy

from core.selectors import open_to_all


class Reason(TextChoices):
    """Why a link does not lead to its page in the reader's language."""

    NOWHERE = "nowhere", _("The page is not public in any language")
    DELETED = "deleted", _("The page was deleted")
    ELSEWHERE = "elsewhere", _("The page is public in the other language only")


class Shown(TextChoices):
    """What readers meet in its place."""

    NOTHING = "nothing", _("Nothing: the link is left out")
    WORDS = "words", _("The words, without a link")
    MARKED = "marked", _("A link that says that it leads into the other language")


def lost_links() -> QuerySet[ReferenceIndex]:
    """Return the links that lead nowhere in the language of the live page that they are on.

    Annotations:
        source_pk, source_title, source_language: the page with the link.
        target_pk, target_key: the page that was chosen, and its key, empty when it is deleted.
        reason: a `Reason`.
    """
    pages = ContentType.objects.get_for_model(Page)
    source = Page.objects.filter(pk=OuterRef("source_pk")).order_by()
    target = Page.objects.filter(pk=OuterRef("target_pk")).order_by()
    public = open_to_all(Page.objects.live()).filter(translation_key=OuterRef("target_key"))
    return (
        ReferenceIndex.objects.filter(base_content_type=pages, to_content_type=pages)
        .annotate(
            source_pk=_number("object_id", when={"base_content_type": pages}),
            target_pk=_number("to_object_id", when={"to_content_type": pages}),
        )
        .annotate(
            source_title=Subquery(source.values("title")[:1]),
            source_locale=Subquery(source.values("locale_id")[:1]),
            source_language=Subquery(source.values("locale__language_code")[:1]),
            target_key=Subquery(target.values("translation_key")[:1]),
        )
        .filter(Exists(source.filter(live=True)))
        .exclude(Exists(public.filter(locale_id=OuterRef("source_locale"))))
        .annotate(
            reason=Case(
                When(target_key=None, then=Value(Reason.DELETED.value)),
                When(Exists(public), then=Value(Reason.ELSEWHERE.value)),
                default=Value(Reason.NOWHERE.value),
                output_field=CharField(),
            )
        )
    )


def _number(name: str, *, when: dict[str, ContentType]) -> Case:
    # Keys are stored as text. Others than those of pages may be no numbers, and PostgreSQL may
    # look at a row's key before it has left the row out.
    return Case(When(**when, then=Cast(name, BigIntegerField())), output_field=BigIntegerField())


def on_pages_of(
    links: QuerySet[ReferenceIndex], user: User | AnonymousUser
) -> QuerySet[ReferenceIndex]:
    """Keep the links on pages that `user` may explore."""
    if user.is_active and user.is_superuser:
        return links
    explorable = page_permission_policy.explorable_instances(user).order_by()
    return links.filter(source_pk__in=explorable.values("pk"))


def rows_of(pks: list[int], user: User | AnonymousUser) -> list[ReferenceIndex]:
    """Return the links with these keys, in their order, with all that is shown of each.

    Each gets `source` and `target` (a page; no target where it is deleted, or where `user` may not
    know of it), `place`, `reason_label` and `shown_label`. Three queries, however many rows.
    """
    found = {row.pk: row for row in lost_links().filter(pk__in=pks)}
    rows = [found[pk] for pk in pks if pk in found]
    pages = Page.objects.select_related("locale")
    sources = pages.in_bulk([row.source_pk for row in rows])
    targets = pages.filter(pk__in=[row.target_pk for row in rows])
    if not user.is_superuser:
        explorable = page_permission_policy.explorable_instances(user).order_by()
        targets = targets.filter(pk__in=explorable.values("pk"))
    known = {page.pk: page for page in targets}
    for row in rows:
        row.source = sources[row.source_pk]
        row.target = known.get(row.target_pk)
        row.place, row.is_prose = _place(row)
        row.reason_label = Reason(row.reason).label
        row.shown_label = _shown(row).label
    return rows


def _shown(row: ReferenceIndex) -> Shown:
    if not row.is_prose:
        return Shown.NOTHING
    return Shown.MARKED if row.reason == Reason.ELSEWHERE else Shown.WORDS


def _place(row: ReferenceIndex) -> tuple[str, bool]:
    """Return a link's place in the words of the page editor, and whether it is inside text."""
    field: Any = row.source_field
    names = row.model_path_components[1:]
    if isinstance(field, ForeignObjectRel):
        return capfirst(str(field.related_model._meta.verbose_name)), False
    parts = [_label(field)]
    if not isinstance(field, StreamField):
        return parts[0], isinstance(field, RichTextField)
    block: blocks.Block = field.stream_block
    for name in names:
        if isinstance(block, blocks.ListBlock):
            block = block.child_block
            continue
        child = getattr(block, "child_blocks", {}).get(name)
        if child is None:
            break
        block = child
        parts.append(capfirst(str(block.label)))
    return " › ".join(parts), isinstance(block, blocks.RichTextBlock)


def _label(field: Field) -> str:
    return capfirst(str(field.verbose_name))
