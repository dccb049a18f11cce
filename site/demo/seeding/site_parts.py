"""Creates the demo's menus, its banner and the foot of the page, and translates each."""

import json
import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from wagtail.models import Locale, Page

from demo.content import site_parts as content
from demo.seeding.pages import stream
from demo.seeding.translating import translate
from home.models import Banner, Footer, Menu

LANGUAGES = ("en", "ar")


def seed_site_parts(*, user: AbstractBaseUser, pages: dict[str, Page]) -> None:
    """Create what is missing; what is there stays as it is.

    Args:
        user: in whose name they are made.
        pages: the English pages by the keys of their content.
    """
    for menu in content.MENUS:
        if not Menu.objects.filter(place=menu["place"]).exists():
            values = {
                language: {
                    "place": menu["place"],
                    "links": _links(menu["links"], menu["key"], language, pages),
                }
                for language in LANGUAGES
            }
            _create(Menu, key=menu["key"], values=values, user=user)
    if not Footer.objects.exists():
        values = {
            language: {name: content.FOOTER[name][language] for name in ("text", "notes")}
            for language in LANGUAGES
        }
        _create(Footer, key=content.FOOTER["key"], values=values, user=user)
    banner = content.BANNER
    if not Banner.objects.filter(translation_key=_translation_key(banner["key"])).exists():
        values = {
            language: {
                "tone": banner["tone"],
                "only_home": banner["only_home"],
                "text": banner["text"][language],
                "link": _links([banner["link"]], banner["key"], language, pages),
            }
            for language in LANGUAGES
        }
        _create(Banner, key=banner["key"], values=values, user=user)


def _create(
    model: type, *, key: str, values: dict[str, dict[str, Any]], user: AbstractBaseUser
) -> None:
    locale = Locale.objects.get(language_code="en")
    part = model(locale=locale, translation_key=_translation_key(key), live=False, **values["en"])
    part.save()
    part.save_revision(user=user).publish(user=user)
    part.refresh_from_db()
    translate(part, twin=model(locale=locale, **values["ar"]), language="ar", user=user)


def _links(links: list[dict], key: str, language: str, pages: dict[str, Page]) -> str:
    blocks = [
        {
            "type": "link",
            "value": {
                "label": link[language],
                "page": link.get("page"),
                "url": link.get("url", ""),
            },
        }
        for link in links
    ]
    return json.dumps(stream(blocks, key, language, pages))


def _translation_key(key: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://example.org/demo/part/{key}")
