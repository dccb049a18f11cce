"""Reads which articles and facts somebody has to read again, and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, StrIndex, Substr
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, get_page_models

from bilingual.selectors import freshness

DUE_WITHIN = timedelta(days=30)


class Reason(TextChoices):
    """Why a page waits for somebody; what readers suffer from first comes first."""

    OVERDUE = "overdue", _("Overdue")
    DEAD_SOURCE = "dead", _("A source does not answer")
    DUE_SOON = "soon", _("Due within 30 days")
    NEVER = "never", _("Never reviewed")


@dataclass(frozen=True)
class DeadSource:
    """A source that does not answer any more.

    Attributes:
        number: its place among the page's sources, from 1, as readers see it.
        is_archive: whether it is the archived copy that does not answer.
    """

    number: int
    title: str
    url: str
    is_archive: bool


def reviewed_models() -> list[type[Page]]:
    """Return the page types that somebody reads again by a date."""
    from resources.models.reviewed import ReviewedPage  # models import this package

    return [model for model in get_page_models() if issubclass(model, ReviewedPage)]


def reviewed_pages(*, today: date) -> QuerySet[Page]:
    """Return the live pages that others are translated from, with how they stand.

    One row for both languages, since the days of a review are facts that both share.

    Annotations:
        review_by, last_reviewed, reviewed_by: of the page.
        has_dead_source: whether one of its sources, or an archived copy, is dead.
        urgency: 4 overdue, 3 a dead source, 2 due soon, 1 never reviewed, 0 nothing of these.
    """
    kinds = ContentType.objects.get_for_models(*reviewed_models()).values()
    live = Page.objects.filter(translation_key=OuterRef("translation_key"), live=True).order_by()
    rows = freshness.sources().filter(Exists(live), content_type__in=list(kinds))
    rows = rows.annotate(
        review_by=_of_any("review_by", DateField()),
        last_reviewed=_of_any("last_reviewed", DateField()),
        reviewed_by=_of_any("reviewed_by", CharField()),
        has_dead_source=_has_dead_source(),
    )
    soon = Q(review_by__gte=today, review_by__lte=today + DUE_WITHIN)
    return rows.annotate(
        is_due_soon=Case(When(soon, then=Value(1)), default=Value(0), output_field=IntegerField()),
        urgency=Case(
            When(review_by__lt=today, then=Value(4)),
            When(has_dead_source=True, then=Value(3)),
            When(soon, then=Value(2)),
            When(last_reviewed=None, then=Value(1)),
            default=Value(0),
            output_field=IntegerField(),
        ),
    )


def waiting(*, today: date) -> QuerySet[Page]:
    """Return the rows for which there is a reason."""
    return reviewed_pages(today=today).filter(
        Q(urgency__gt=0) | Q(last_reviewed=None) | Q(has_dead_source=True)
    )


def with_reason(rows: QuerySet[Page], reasons: Iterable[str], *, today: date) -> QuerySet[Page]:
    """Keep the rows for which one of the reasons holds; no reason means all rows."""
    wanted = Q()
    for reason in reasons:
        wanted |= condition(Reason(reason), today=today)
    return rows.filter(wanted) if wanted else rows


def condition(reason: Reason, *, today: date) -> Q:
    """Return what a reason means for a row of `reviewed_pages`."""
    return {
        Reason.OVERDUE: Q(review_by__lt=today),
        Reason.DUE_SOON: Q(review_by__gte=today, review_by__lte=today + DUE_WITHIN),
        Reason.DEAD_SOURCE: Q(has_dead_source=True),
        Reason.NEVER: Q(last_reviewed=None),
    }[reason]


def counts(rows: QuerySet[Page], *, today: date) -> dict[Reason | None, int]:
    """Return how many rows each reason holds for, and under the key None all rows; one query."""
    names = {reason: f"number_{reason.value}" for reason in Reason}
    found = rows.order_by().aggregate(
        every=Count("pk"),
        **{
            name: Count("pk", filter=condition(reason, today=today))
            for reason, name in names.items()
        },
    )
    return {reason: found[name] for reason, name in names.items()} | {None: found["every"]}


def rows_of(pks: list[int], *, today: date) -> list[Page]:
    """Return the rows with these keys, in their order, with all that is shown of each.

    Each gets `other` (the page in the other language, if there is one), `days_over` (negative
    where the day has not come; nothing without a day), `reasons` and `dead_sources`. The same
    number of queries however many rows.
    """
    found = {
        row.pk: row
        for row in reviewed_pages(today=today).filter(pk__in=pks).select_related("locale")
    }
    rows = [found[pk] for pk in pks if pk in found]
    others: dict[Any, Page] = {
        page.translation_key: page
        for page in Page.objects.filter(translation_key__in=[row.translation_key for row in rows])
        .exclude(pk__in=[row.pk for row in rows])
        .select_related("locale")
    }
    dead = dead_sources([row.pk for row in rows])
    for row in rows:
        row.other = others.get(row.translation_key)
        row.days_over = (today - row.review_by).days if row.review_by else None
        row.dead_sources = dead.get(row.pk, [])
        row.reasons = list(_reasons(row))
    return rows


def _reasons(row: Any) -> Iterable[Reason]:
    if row.days_over is not None and row.days_over > 0:
        yield Reason.OVERDUE
    if row.dead_sources:
        yield Reason.DEAD_SOURCE
    if row.days_over is not None and 0 >= row.days_over >= -DUE_WITHIN.days:
        yield Reason.DUE_SOON
    if row.last_reviewed is None:
        yield Reason.NEVER


def dead_sources(page_ids: list[int]) -> dict[int, list[DeadSource]]:
    """Return the dead sources of pages; two queries for each page type, however many pages."""
    found: dict[int, list[DeadSource]] = defaultdict(list)
    addresses = _dead_addresses()
    if not addresses or not page_ids:
        return found
    for model in _source_models():
        numbers: dict[int, int] = defaultdict(int)
        rows = model._default_manager.filter(page__in=page_ids).order_by("page", "sort_order")
        for source in rows:
            numbers[source.page_id] += 1
            for url, is_archive in ((source.url, False), (source.archived_url, True)):
                if url.strip().partition("#")[0] in addresses:
                    found[source.page_id].append(
                        DeadSource(numbers[source.page_id], source.title, url, is_archive)
                    )
    return found


def named_by(urls: Iterable[str]) -> dict[str, list[Page]]:
    """Return for each address the live pages whose sources name it."""
    wanted = set(urls)
    found: dict[str, dict[int, Page]] = {url: {} for url in wanted}
    for model in _source_models():
        named = Q(plain_url__in=wanted) | Q(plain_archive__in=wanted)
        rows = (
            model._default_manager.annotate(
                plain_url=_without_fragment("url"), plain_archive=_without_fragment("archived_url")
            )
            .filter(named, page__live=True)
            .select_related("page__locale")
        )
        for source in rows:
            for url in (source.plain_url, source.plain_archive):
                if url in found:
                    found[url][source.page_id] = source.page
    return {url: list(pages.values()) for url, pages in found.items()}


def _dead_addresses() -> set[str]:
    from resources.models.links import CheckedLink  # models import this package

    dead = CheckedLink.objects.filter(verdict=CheckedLink.Verdict.DEAD)
    return set(dead.values_list("url", flat=True))


def _source_models() -> list[type[Any]]:
    return [model._meta.get_field("sources").related_model for model in reviewed_models()]


def _child(model: type[Model]) -> str:
    """Return the name by which a page leads to its row of a type."""
    return model._meta.model_name or ""


def _of_any(name: str, output: Any) -> Any:
    fields = [F(f"{_child(model)}__{name}") for model in reviewed_models()]
    return Coalesce(*fields, output_field=output) if len(fields) > 1 else fields[0]


def _has_dead_source() -> Any:
    from resources.models.links import CheckedLink  # models import this package

    dead = CheckedLink.objects.filter(verdict=CheckedLink.Verdict.DEAD).values("url")
    found = Q()
    for model in _source_models():
        sources = model._default_manager.filter(page=OuterRef("pk")).annotate(
            plain_url=_without_fragment("url"), plain_archive=_without_fragment("archived_url")
        )
        named = Q(plain_url__in=dead) | Q(plain_archive__in=dead)
        found |= Q(Exists(sources.filter(named).order_by()))
    return Case(When(found, then=Value(True)), default=Value(False))


def _without_fragment(name: str) -> Case:
    place = StrIndex(F(name), Value("#"))
    return Case(
        When(**{f"{name}__contains": "#"}, then=Substr(name, 1, place - 1)),
        default=F(name),
        output_field=CharField(),
    )
