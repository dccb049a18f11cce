"""An address as a QR code that a template can draw: no picture file, no markup from elsewhere."""

from itertools import groupby

import segno

QUIET = 4  # modules of white around a code, as ISO/IEC 18004 asks for


class QrCode:
    """A QR code.

    Attributes:
        size: its side in modules, the white margin included.
        path: its black modules as the `d` of an SVG path, one row after the other.
    """

    def __init__(self, address: str) -> None:
        code = segno.make(address, error="l", micro=False)  # raised where there is room
        rows = list(code.matrix)
        self.size = len(rows) + 2 * QUIET
        self.path = "".join(
            f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z"
            for y, row in enumerate(rows)
            for start, length in _runs(row)
        )


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Return where each run of black modules begins, and how long it is."""
    found, at = [], 0
    for is_black, group in groupby(row):
        length = len(list(group))
        if is_black:
            found.append((at, length))
        at += length
    return found
