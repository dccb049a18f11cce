"""Reads what the home page shows, and what editors keep up around every page."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from wagtail.models import Page

from core.selectors import open_to_all
from resources.selectors import live_articles, live_myths


def newest_resources(*, locale_id: int, limit: int = 4) -> list:
    """Return the most recently reviewed resources in a language, articles before facts."""
    articles = list(live_articles(locale_id=locale_id)[:1])
    return articles + list(live_myths(locale_id=locale_id)[: limit - len(articles)])


@dataclass(frozen=True)
class Part:
    """A live menu, banner or foot of the page as the database keeps it.

    Attributes:
        kind: `menu`, `banner` or `footer`.
        pk: its primary key among its kind.
        key: a menu's place or a banner's tone.
        text, notes: its words.
        links: each with `label`, `page` (a primary key in any language, or nothing) and `url`.
    """

    kind: str
    pk: int
    key: str
    text: str = ""
    notes: str = ""
    links: list[dict[str, Any]] = field(default_factory=list)


def live_parts(*, language: str, on_home: bool, now: datetime) -> list[Part]:
    """Return what is shown around a page, the oldest first, in one query.

    Args:
        language: the language's code.
        on_home: whether the page is the home page.
        now: banners outside their time are left out here, so that no job has to.
    """
    banners = _live("Banner", language).filter(
        Q(shown_from=None) | Q(shown_from__lte=now), Q(shown_until=None) | Q(shown_until__gt=now)
    )
    if not on_home:
        banners = banners.filter(only_home=False)
    rows = _as_rows(_live("Menu", language), "menu", key="place", links="links").union(
        _as_rows(banners, "banner", key="tone", text="text", links="link"),
        _as_rows(_live("Footer", language), "footer", text="text", notes="notes"),
        all=True,
    )
    parts = [
        Part(kind, pk, key, text, notes, _links_of(json.loads(links or "[]")))
        for kind, pk, key, text, notes, links in rows
    ]
    return sorted(parts, key=lambda part: part.pk)


def part_of(instance: models.Model) -> Part:
    """Return a menu, banner or foot of the page as it is now, for a preview."""
    kind = instance._meta.model_name or ""
    links = getattr(instance, "links", None) or getattr(instance, "link", None)
    return Part(
        kind=kind,
        pk=instance.pk or 0,
        key=getattr(instance, "place", "") or getattr(instance, "tone", ""),
        text=getattr(instance, "text", ""),
        notes=getattr(instance, "notes", ""),
        links=_links_of(links.get_prep_value() if links else []),
    )


def _links_of(stream: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [block["value"] for block in stream]


def shown_versions(keys: Iterable[int], *, language: str) -> dict[int, Page]:
    """Return the versions of pages that readers of `language` may open, in one query.

    Args:
        keys: primary keys of pages in any language.
        language: the language's code.

    Returns:
        the version by each of those keys; a page without one is left out.
    """
    wanted = list(keys)
    if not wanted:
        return {}
    open_here = open_to_all(Page.objects.live()).filter(
        pk=OuterRef("pk"), locale__language_code=language
    )
    # Both languages of each page, since the keys may be of the other one.
    versions = list(
        Page.objects.filter(
            translation_key__in=Page.objects.filter(pk__in=wanted).values("translation_key")
        )
        .annotate(is_shown=Exists(open_here))
        .only("title", "url_path", "path", "depth", "numchild", "translation_key")
    )
    shown = {page.translation_key: page for page in versions if page.is_shown}
    return {
        page.pk: shown[page.translation_key] for page in versions if page.translation_key in shown
    }


def _live(model: str, language: str) -> QuerySet:
    # By name, since the page models call these selectors.
    return apps.get_model("home", model).objects.filter(live=True, locale__language_code=language)


def _as_rows(parts: QuerySet, kind: str, **columns: str) -> QuerySet:
    # The three kinds have the same columns, all of them text, so that one query reads them.
    texts = {
        f"part_{name}": Cast(columns[name], TextField())
        if name in columns
        else Value("", output_field=TextField())
        for name in ("key", "text", "notes", "links")
    }
    return parts.annotate(part_kind=Value(kind, output_field=CharField()), **texts).values_list(
        "part_kind", "pk", *texts
    )
