"""How each page stands in the other language: one annotated queryset, flat as the site grows.

A row is the page that the other one is translated from. Everything that is shown, filtered or
sorted by is computed in the database, so a list of fifty asks as often as a list of one.
"""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils.translation import pgettext_lazy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    TranslationSource,
)

from bilingual.models import LanguageState
from bilingual.texts import SLUG

_SHOWN = ("locale", "language_state__read_by")


class State(TextChoices):
    """How a page stands in the language that it is translated into.

    Sorted by these values downwards, what readers suffer from comes first: an old text that is
    live, then a missing one.
    """

    STALE = "stale", pgettext_lazy("state of a translation", "Older than the original")
    MISSING = "missing", pgettext_lazy("state of a translation", "Missing")
    IN_TRANSLATION = "in_translation", pgettext_lazy("state of a translation", "In translation")
    CURRENT = "current", pgettext_lazy("state of a translation", "Current")


def language_codes() -> list[str]:
    """Return the codes of the languages that the site publishes in."""
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


def other_language(code: str) -> str:
    """Return the code of the language that a page in `code` is translated into."""
    return next(other for other in language_codes() if other != code)


def sources() -> QuerySet[Page]:
    """Return the pages that others are translated from.

    The language of wagtail-localize's source decides where there is one, else English does, and
    also where both are one. A page without a counterpart is its own source, whatever its language:
    nothing else speaks for it.
    """
    known = TranslationSource.objects.filter(object_id=OuterRef("translation_key"))
    in_this = Exists(known.filter(locale_id=OuterRef("locale_id")))
    in_another = Exists(known.exclude(locale_id=OuterRef("locale_id")))
    in_default = Q(locale__language_code=settings.LANGUAGE_CODE)
    return Page.objects.filter(depth__gt=1, alias_of=None).filter(
        (in_default & (in_this | ~in_another))
        | (~in_default & in_this & ~in_another)
        | ~Exists(_other_pages())
    )


def pairs() -> QuerySet[Page]:
    """Return the source pages, each with how its other language stands.

    Annotations:
        other_pk, other_title, other_live: the translated page, or nothing.
        total, done, left: its passages, and how many a person has and has not translated.
        state: a `State`.
        source_changed_at: when the original's published text last changed.
        read_by_pk, read_at: the native speaker who read the translation as it is live.
    """
    other = _other_pages()
    other_state = LanguageState.objects.filter(
        page__translation_key=OuterRef("translation_key")
    ).exclude(page=OuterRef("pk"))
    segments = _segments()
    made_from_this = other_state.filter(made_from=OuterRef("language_state__fingerprint"))
    is_known = Q(language_state__fingerprint__gt="")
    return sources().annotate(
        other_pk=Subquery(other.values("pk")[:1]),
        other_title=Subquery(other.values("title")[:1]),
        other_live=Coalesce(Subquery(other.values("live")[:1]), False, output_field=BooleanField()),
        total=_count(segments),
        done=_count(segments.filter(Exists(_translations()))),
        left=_count(segments.filter(~Exists(_translations()))),
        state=Case(
            When(~Exists(other), then=Value(State.MISSING.value)),
            When(~Exists(other.filter(live=True)), then=Value(State.IN_TRANSLATION.value)),
            # A text is published only when it is whole, so where it is known what the live one was
            # made from, that alone decides: what a draft lacks is nothing that readers see.
            When(is_known & ~Exists(made_from_this), then=Value(State.STALE.value)),
            When(is_known, then=Value(State.CURRENT.value)),
            When(Exists(segments.filter(~Exists(_translations()))), then=Value(State.STALE.value)),
            default=Value(State.CURRENT.value),
            output_field=CharField(),
        ),
        source_changed_at=F("language_state__changed_at"),
        read_by_pk=Subquery(other_state.values("read_by")[:1]),
        read_at=Subquery(other_state.values("read_at")[:1]),
    )


def visible_to(rows: QuerySet[Page], user: User | AnonymousUser) -> QuerySet[Page]:
    """Keep the rows of which `user` may explore one side at least.

    So somebody who works on one language sees how its pages stand, and no draft of the other.
    """
    if user.is_active and user.is_superuser:
        return rows
    explorable = page_permission_policy.explorable_instances(user).order_by()
    return rows.filter(translation_key__in=explorable.values("translation_key"))


def counts(rows: QuerySet[Page]) -> dict[State, int]:
    """Return how many rows are in each state, in one query; states without rows included."""
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state.value, 0) for state in State}


def rows_of(pks: list[int]) -> list[Page]:
    """Return the rows with these keys, in their order, each with its translated page as `other`.

    Sorting needs one column of all rows and showing needs all columns of a few, so they are asked
    for apart; two queries, however many rows.
    """
    found = {row.pk: row for row in pairs().filter(pk__in=pks).select_related(*_SHOWN)}
    rows = [found[pk] for pk in pks if pk in found]
    others = Page.objects.select_related(*_SHOWN).in_bulk(
        [row.other_pk for row in rows if row.other_pk]
    )
    for row in rows:
        row.other = others.get(row.other_pk)
        row.state_label = State(row.state).label
    return rows


def by_translation_key(keys: Iterable[UUID]) -> dict[UUID, Page]:
    """Return the row of each pair to which one of the keys belongs, in one query."""
    rows = pairs().filter(translation_key__in=list(keys)).select_related("locale")
    found = {row.translation_key: row for row in rows}
    for row in found.values():
        row.state_label = State(row.state).label
    return found


def _other_pages() -> QuerySet[Page]:
    return (
        Page.objects.filter(translation_key=OuterRef("translation_key"))
        .exclude(pk=OuterRef("pk"))
        .order_by()
    )


def _segments() -> QuerySet[StringSegment]:
    """Return the passages of a page's translation, as `completeness.missing_segments` counts."""
    return (
        StringSegment.objects.filter(
            source__object_id=OuterRef("translation_key"),
            source__locale_id=OuterRef("locale_id"),
            source__translations__enabled=True,
        )
        .exclude(context__path=SLUG)
        .annotate(target_locale=F("source__translations__target_locale_id"))
        .order_by()
    )


def _translations() -> QuerySet[StringTranslation]:
    """Return the words for a passage, unless their markup is broken or nobody has read them."""
    return StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale_id=OuterRef("target_locale"),
        has_error=False,
    ).exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)


def _count(segments: QuerySet[StringSegment]) -> Coalesce:
    counted = segments.values("source_id").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())
