"""Exports the directory: published services, allow-listed columns, addresses that are public."""

import csv
import json
from collections.abc import Iterator
from itertools import islice

from resources.domain.importing import hsds
from resources.domain.importing.columns import COARSE_PLACE, COLUMNS, Values, write_cells
from resources.domain.importing.describing import describe, organisation_names
from resources.models import Service
from resources.selectors.directory import published

_CHUNK = 500  # services that are read at once
_BYTE_ORDER_MARK = "\ufeff"  # without it, table calculations take Arabic for something else
NAMES = tuple(COLUMNS)


class _Line:
    """A file that hands back what is written into it."""

    def write(self, text: str) -> str:
        return text


def csv_lines() -> Iterator[str]:
    """Yield a table with a line for each service, that an import reads as it is."""
    writer = csv.writer(_Line())
    yield _BYTE_ORDER_MARK + writer.writerow(NAMES)
    for values in _services():
        yield writer.writerow(write_cells(values, names=NAMES))


def json_lines() -> Iterator[str]:
    """Yield a JSON list with a service in each line, in the terms of HSDS 3."""
    before = "[\n"
    for values in _services():
        yield before + json.dumps(hsds.to_hsds(values), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _services() -> Iterator[Values]:
    rows = published().order_by("identifier").values_list("pk", "organisation")
    found = rows.iterator(chunk_size=_CHUNK)
    while some := dict(islice(found, _CHUNK)):
        names = organisation_names(some.values())
        described = describe(some, only_public_addresses=True)
        for key, organisation in some.items():
            values = described.get(key)
            # Between the two readings it may have been closed to readers.
            if values is None or not values["is_published"]:
                continue
            if values["place_tier"] == Service.PlaceTier.HIDDEN:
                values.update((column, COLUMNS[column].empty) for column in COARSE_PLACE)
                values["time_zone"] = ""  # which names a city
            for language, name in names.get(organisation, {}).items():
                values[f"organization_name_{language}"] = name
            yield values
