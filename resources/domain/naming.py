"""Gives organisations and services the end of an address that nobody else has."""

import hashlib
from collections.abc import Collection

from django.db.models import Model
from django.utils.text import slugify

from resources.models import Service
from resources.models.services import TAKEN_SLUGS

_LONGEST = 60


def proposed_slug(*, names: dict[str, str], fallback: str) -> str:
    """Return what an address may end in: the English name in small letters, else the Arabic.

    Args:
        names: by language.
        fallback: where no name leaves anything, such as "service".
    """
    for language in ("en", "ar"):
        slug = slugify(names.get(language, ""))[:_LONGEST].strip("-_")
        if slug:
            return slug
    return fallback


def distinct_slug(*, proposed: str, identifier: str, taken: Collection[str]) -> str:
    """Return `proposed`, with letters made of the identifier behind it where it is taken."""
    digest = hashlib.blake2b(identifier.encode(), digest_size=12).hexdigest()
    for ending in ("", f"-{digest[:6]}", f"-{digest[:14]}"):
        if f"{proposed}{ending}" not in taken:
            return f"{proposed}{ending}"
    return f"{proposed[:40]}-{digest}"


def free_slug(model: type[Model], *, proposed: str, identifier: str) -> str:
    """Return a slug that no row of `model` has."""
    rows = model._default_manager.filter(slug__startswith=proposed)
    taken = {*rows.values_list("slug", flat=True), *reserved_slugs(model)}
    return distinct_slug(proposed=proposed, identifier=identifier, taken=taken)


def reserved_slugs(model: type[Model]) -> frozenset[str]:
    """Return the ends of addresses at which something else stands."""
    return TAKEN_SLUGS if model is Service else frozenset()
