"""Reads who answers now, those first who fit the reader."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from core.vocabulary import Region
from support.models import AnswerLanguage, CrisisContact


@dataclass(frozen=True)
class ContactGroup:
    """Contacts that serve the same regions.

    Attributes:
        regions: in their order; none means everywhere.
        contacts: those first whose language fits.
    """

    regions: Sequence[Region]
    contacts: Sequence[CrisisContact]


def crisis_contacts(
    *, region: str | None = None, language: str | None = None
) -> list[ContactGroup]:
    """Return who answers now, by region. Always three queries, or one where there is nobody.

    Contacts of the chosen region come first, then those that serve everywhere, then the others.
    Within a group come those first who answer in the chosen language, then in the reader's own.

    Args:
        region: the code of the region that somebody chose.
        language: the code of the language that somebody chose for the answer.
    """
    wanted = [language, get_language()]
    rows = CrisisContact.objects.filter(is_active=True).prefetch_related("regions", "languages")
    groups: dict[tuple[int, ...], list[CrisisContact]] = {}
    for row in sorted(rows, key=lambda row: _language_rank(list(row.languages.all()), wanted)):
        groups.setdefault(tuple(found.pk for found in row.regions.all()), []).append(row)
    found = [
        ContactGroup(regions=list(contacts[0].regions.all()), contacts=contacts)
        for contacts in groups.values()
    ]
    return sorted(found, key=lambda group: _region_rank(group.regions, region))


def _language_rank(spoken: Sequence[AnswerLanguage], wanted: Sequence[str | None]) -> int:
    codes = {language.code for language in spoken}
    for rank, code in enumerate(wanted):
        if code in codes:
            return rank
    # Where it is not known, they may speak it; where others are named, they do not.
    return len(wanted) + bool(codes)


def _region_rank(served: Sequence[Region], wanted: str | None) -> tuple[int, list[tuple[int, str]]]:
    order = [(region.sort_order, region.code) for region in served]
    if not served:
        return 1, order
    return (0 if wanted in {region.code for region in served} else 2), order
