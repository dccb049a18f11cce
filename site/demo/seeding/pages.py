"""Creates the demo's pages in English and translates each with wagtail-localize."""

import json
import uuid
from datetime import date
from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import Locale, Page

from demo.content import PAGE_MODULES
from demo.seeding.translating import translate
from home.models import HomePage
from resources.models import Service

_DATES = ("last_reviewed", "review_by", "accessed", "claim_date")


@transaction.atomic
def seed_pages(*, user: AbstractBaseUser) -> tuple[int, dict[str, Page]]:
    """Create the pages that are missing; what is there stays as it is.

    All or none: a page that was left half made would never be made whole.

    Args:
        user: in whose name the pages are made.

    Returns:
        how many were made, and every English page by the key of its content.
    """
    contents = [import_module(f"demo.content.{name}").PAGE for name in PAGE_MODULES]
    pages: dict[str, Page] = {}
    missing = []
    for content in contents:
        page = _find(content, pages)
        if page is None:
            page = _create(content, pages)
        elif content["parent"] is not None or page.hero_text:
            pages[content["key"]] = page
            continue
        pages[content["key"]] = page
        missing.append(content)
    # Text only now, when every page that a link may lead to exists.
    for content in missing:
        page = pages[content["key"]]
        for field, value in _values(content, "en", pages).items():
            setattr(page, field, value)
        _add_related(page, content, pages)
        page.save_revision(user=user).publish(user=user)
    for content in missing:
        if content["ar"] is None:
            continue
        _translate(pages[content["key"]], content, pages, user)
    return len(missing), pages


def _find(content: dict, pages: dict[str, Page]) -> Page | None:
    if content["parent"] is None:
        return HomePage.objects.get(locale__language_code="en", depth=2)
    model = apps.get_model(content["type"])
    siblings = model.objects.child_of(pages[content["parent"]])
    return siblings.filter(slug=content["slug"]["en"]).first()


def _create(content: dict, pages: dict[str, Page]) -> Page:
    page = apps.get_model(content["type"])(
        locale=Locale.objects.get(language_code="en"),
        slug=content["slug"]["en"],
        show_in_menus=content["show_in_menus"],
        live=False,
        **_values(content, "en", {}),
    )
    _add_sources(page, content, "en")
    _add_corrections(page, content, "en")
    return pages[content["parent"]].add_child(instance=page)


def _translate(page: Page, content: dict, pages: dict[str, Page], user: AbstractBaseUser) -> None:
    # Anew: refreshing would keep related rows as they were before they were saved.
    page = type(page).objects.get(pk=page.pk)
    # An Arabic twin that is never saved: its segments pair up with those of the English page.
    twin = type(page)(locale=page.locale, **_values(content, "ar", pages))
    twin.slug = content["slug"]["ar"]
    _add_sources(twin, content, "ar", like=page)
    _add_corrections(twin, content, "ar", like=page)
    translate(page, twin=twin, language="ar", user=user)


def _values(content: dict, language: str, pages: dict[str, Page]) -> dict[str, Any]:
    values: dict[str, Any] = {
        field: date.fromisoformat(value) if field in _DATES and value else value
        for field, value in content["fields"].items()
    }
    for field, value in content[language].items():
        if field == "body":
            value = json.dumps(stream(value, content["key"], language, pages))
        elif isinstance(value, str):
            value = value.replace("{lang}", language)
        values[field] = value
    return values


def stream(blocks: list[dict], key: str, language: str, pages: dict[str, Page]) -> list[dict]:
    """Return a stream's blocks as the database keeps them, the same ids in both languages.

    Args:
        blocks: as the content has them, with keys of pages.
        key: of the content that they belong to.
        language: what `{lang}` stands for.
        pages: the pages by their keys.
    """
    return [
        {
            "type": block["type"],
            "value": _block_value(block["value"], f"{key}.{number}", language, pages),
            "id": _stable_id(f"{key}.{number}"),
        }
        for number, block in enumerate(blocks)
    ]


def _block_value(value: Any, path: str, language: str, pages: dict[str, Page]) -> Any:
    """Return a block's value as StreamField stores it: page keys resolved, list items with ids."""
    if isinstance(value, str):
        return value.replace("{lang}", language)
    if isinstance(value, list):
        return [
            {
                "type": "item",
                "value": _block_value(item, f"{path}.{number}", language, pages),
                "id": _stable_id(f"{path}.{number}"),
            }
            for number, item in enumerate(value)
        ]
    if isinstance(value, dict):
        return {
            name: (pages[part].pk if part in pages else None)
            if name == "page"
            else _block_value(part, f"{path}.{name}", language, pages)
            for name, part in value.items()
        }
    return value


def _stable_id(path: str) -> str:
    # The same in both languages: translation finds a block by its id.
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://example.org/demo/{path}"))


def _add_sources(page: Page, content: dict, language: str, *, like: Page | None = None) -> None:
    known = list(like.sources.all()) if like is not None and content.get("sources") else []
    for number, source in enumerate(content.get("sources", [])):
        values = {
            name: date.fromisoformat(value) if name in _DATES else value
            for name, value in source.items()
            if name != "note"
        }
        row = page.sources.model(
            sort_order=number, locale=page.locale, note=source["note"][language], **values
        )
        if known:
            row.translation_key = known[number].translation_key
        page.sources.add(row)


def _add_corrections(page: Page, content: dict, language: str, *, like: Page | None = None) -> None:
    known = list(like.corrections.all()) if like is not None and "corrections" in content else []
    for number, correction in enumerate(content.get("corrections", [])):
        row = page.corrections.model(
            sort_order=number,
            locale=page.locale,
            date=date.fromisoformat(correction["date"]),
            text=correction[language],
        )
        if known:
            row.translation_key = known[number].translation_key
        page.corrections.add(row)


def _add_related(page: Page, content: dict, pages: dict[str, Page]) -> None:
    """Link to pages and services; both languages keep the same ones."""
    for number, key in enumerate(content.get("related_pages", [])):
        page.related_pages.add(
            page.related_pages.model(
                sort_order=number, locale=page.locale, related_id=pages[key].pk
            )
        )
    slugs = content.get("related_services", [])
    # Only those that are there: a keeper may have taken one away.
    services = {service.slug: service for service in Service.objects.filter(slug__in=slugs)}
    for number, slug in enumerate(slug for slug in slugs if slug in services):
        page.related_services.add(
            page.related_services.model(
                sort_order=number, locale=page.locale, service=services[slug]
            )
        )
