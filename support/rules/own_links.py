"""Finds addresses of our own site in plain text; an address of any other site stays text."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+", re.I)
_CLOSING = ".,;:!?)]}»”’…،؛؟۔"


@dataclass(frozen=True)
class Piece:
    """A stretch of text; with a path if it is an address of ours."""

    text: str
    path: str = ""


def pieces(text: str, *, origin: str) -> list[Piece]:
    """Return `text` in pieces whose texts make it up again.

    A link leads to the path alone, so that it stays on the host by which the reader came.

    Args:
        text: plain text.
        origin: scheme and host of our site, such as `https://sanad.example`.
    """
    found, begin = [], 0
    own = urlsplit(origin)
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(_CLOSING)
        path = _path_of(address, own)
        if path:
            end = match.start() + len(address)
            found += [Piece(text[begin : match.start()]), Piece(address, path)]
            begin = end
    found.append(Piece(text[begin:]))
    return [piece for piece in found if piece.text]


def _path_of(address: str, own: SplitResult) -> str:
    try:
        split = urlsplit(address)
    except ValueError:
        return ""
    same = (split.scheme.lower(), split.netloc.lower()) == (own.scheme, own.netloc.lower())
    # Two slashes at the beginning of a path would name another host.
    if not same or not split.path.startswith("/") or split.path.startswith("//"):
        return ""
    return split._replace(scheme="", netloc="").geturl()
