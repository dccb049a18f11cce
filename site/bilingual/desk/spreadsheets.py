"""What a report's CSV needs, so that a spreadsheet reads it right and computes nothing."""

from collections.abc import Iterator
from typing import Any

BYTE_ORDER_MARK = "\ufeff".encode()  # without it Excel shows Arabic as garbage
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def no_formula(text: str) -> str:
    """Keep a spreadsheet from computing what somebody wrote as a title."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


class ReadableCSV:
    """A report whose CSV says how its letters are written; before Wagtail's view in the bases."""

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """Begin with the mark."""
        yield BYTE_ORDER_MARK
        yield from super().stream_csv(queryset)  # type: ignore[misc]
