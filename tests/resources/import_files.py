"""Makes files for imports, and runs them as the worker would."""

import csv
import io
from itertools import count
from typing import Any

from resources.domain.importing import running
from resources.models import DirectoryImport

_numbers = count(1)

LINE = {
    "id": "a-1",
    "organization_id": "org-1",
    "organization_name_ar": "جمعية الواحة",
    "organization_name_en": "The Oasis",
    "name_ar": "عيادة الياسمين",
    "name_en": "Jasmine clinic",
    "description_ar": "فحوص مجّانية، بلا أسئلة.",
    "description_en": "Free tests, no questions asked.",
    "kinds": "health|mental-health",
    "audiences": "young",
    "languages": "ar|en",
    "status": "open",
    "is_published": "yes",
    "papers": "none",
    "cost": "free",
    "minimum_age": "16",
    "maximum_age": "",
    "url": "https://clinic.example.org/",
    "email": "clinic@example.org",
    "phones": "+961 1 000 001/calls/text/voicemail-unsafe|+961 1 000 002/calls/voicemail-none",
    "schedules": "MO 09:00-17:00|TU 22:00-02:00",
    "is_remote": "no",
    "place_tier": "hidden",
    "last_checked": "2026-10-01",
    "check_method": "phone",
    "next_check": "2026-12-30",
}


def line(**cells: str) -> dict[str, str]:
    """Return a good line, with an id of its own unless one is given."""
    return {**LINE, "id": f"made-{next(_numbers)}", **cells}


def table(*rows: dict[str, str], delimiter: str = ",") -> bytes:
    """Return a CSV file of these lines."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, names, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def run_import(
    data: bytes, *, user: Any = None, for_real: bool = True, by_operator: bool = True
) -> DirectoryImport:
    """Import a file to its end."""
    run = running.begin(chunks=[data], file_name="services.csv", user=user, is_dry_run=not for_real)
    running.move_on(run=run.pk, position=0, by_operator=by_operator)
    run.refresh_from_db()
    return run


def refusals(run: DirectoryImport) -> list[tuple[int, str, str]]:
    """Return line, field and reason of what was refused."""
    return list(run.refusals.values_list("line", "field", "reason"))


def counts(run: DirectoryImport) -> tuple[int, int, int, int]:
    """Return how many lines were new, changed, unchanged and refused."""
    return run.created, run.updated, run.unchanged, run.refused
