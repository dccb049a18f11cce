"""What the sitemap names of the directory: what is listed, in the languages it is described in."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from resources.selectors import directory


def addresses() -> Iterator[Mapping[str, str]]:
    """Yield the paths, by language, of the list, of each service and of each organisation.

    Nothing that was reported as unsafe or is closed; without a service, no list either. Two
    queries, however many there are.
    """
    found = _by_slug(directory.described(services=directory.offered()))
    if not found:
        return
    lists = _in_each_language("resources:services")
    yield lists
    for slug, languages in found.items():
        yield {code: f"{lists[code]}{slug}/" for code in languages}
    for slug, languages in _by_slug(directory.described_organisations()).items():
        yield {code: f"{lists[code]}organisations/{slug}/" for code in languages}


def _by_slug(rows: list[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for slug, language in rows:
        found[slug].append(language)
    return found


def _in_each_language(name: str) -> dict[str, str]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = reverse(name)
    return found
