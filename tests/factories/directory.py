"""Makes organisations and services of the directory, with their texts."""

import itertools
from typing import Any

from resources.models import Organisation, Service, ServiceKind

_numbers = itertools.count(1)


def make_organisation(*, languages: tuple[str, ...] = ("ar", "en"), **fields: Any) -> Organisation:
    """Make a published organisation that is described in the given languages."""
    number = next(_numbers)
    fields.setdefault("slug", f"organisation-{number}")
    row = Organisation.objects.create(**{"is_published": True, **fields})
    for language in languages:
        name = {"ar": f"جمعية {number}", "en": f"Organisation {number}"}[language]
        row.texts.create(language=language, name=name, description=f"{name}.")
    row.save()  # what belongs to a row is kept with the row
    return row


def make_service(
    *,
    organisation: Organisation | None = None,
    languages: tuple[str, ...] = ("ar", "en"),
    kinds: tuple[str, ...] = ("health",),
    texts: dict[str, dict[str, Any]] | None = None,
    **fields: Any,
) -> Service:
    """Make a published service.

    Args:
        organisation: whose it is; one is made where none is given.
        languages: in which it is described.
        kinds: codes of its kinds, of those that the migrations bring.
        texts: what its texts say beside a name, by language.
        fields: of the row.
    """
    number = next(_numbers)
    fields.setdefault("slug", f"service-{number}")
    row = Service.objects.create(
        **{"is_published": True, "organisation": organisation or make_organisation(), **fields}
    )
    for code in kinds:
        row.kinds.add(ServiceKind.objects.get_or_create(code=code, defaults=_labels(code))[0])
    for language in languages:
        name = {"ar": f"خدمة {number}", "en": f"Service {number}"}[language]
        row.texts.create(**{"language": language, "name": name, **(texts or {}).get(language, {})})
    row.save()  # what belongs to a row is kept with the row
    return row


def _labels(code: str) -> dict[str, str]:
    return {"label_en": code.capitalize(), "label_ar": code}
