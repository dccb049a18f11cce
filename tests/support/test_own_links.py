"""Which addresses in plain text are ours: no other one becomes a link, and no letter gets lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.rules.own_links import Piece, pieces

OURS = "https://sanad.example"


def linked(text: str, origin: str = OURS) -> list[tuple[str, str]]:
    return [(piece.text, piece.path) for piece in pieces(text, origin=origin) if piece.path]


@pytest.mark.parametrize(
    ("text", "address", "path"),
    [
        ("see https://sanad.example/en/", "https://sanad.example/en/", "/en/"),
        ("(https://sanad.example/en/a-b/).", "https://sanad.example/en/a-b/", "/en/a-b/"),
        ("HTTPS://SANAD.EXAMPLE/en/?q=1#x!", "HTTPS://SANAD.EXAMPLE/en/?q=1#x", "/en/?q=1#x"),
        (
            "انظر https://sanad.example/ar/موارد/، ثم",
            "https://sanad.example/ar/موارد/",
            "/ar/موارد/",
        ),
        ("\u2067https://sanad.example/en/\u2069", "https://sanad.example/en/", "/en/"),
    ],
)
def test_our_address_becomes_a_link_to_its_path(text, address, path):
    assert linked(text) == [(address, path)]


@pytest.mark.parametrize(
    "text",
    [
        "https://sanad.example",  # nothing to lead to
        "http://sanad.example/en/",
        "https://sanad.example.evil.example/en/",
        "https://sanad.example@evil.example/en/",
        "https://x:y@sanad.example/en/",
        "https://sanad.example:8000/en/",
        "https://sanad.example\\@evil.example/",
        "https://sanad.example//evil.example/",
        "https://evil.example/https://sanad.example/en/",
        "https://[sanad.example/en/",
        "//sanad.example/en/",
        "javascript:https://evil.example/",
        "/en/support/",
        "sanad.example/en/",
    ],
)
def test_nothing_else_does(text):
    assert pieces(text, origin=OURS) == [Piece(text)]


def test_port_and_scheme_are_those_of_the_site():
    assert linked("http://127.0.0.1:8303/en/", "http://127.0.0.1:8303") == [
        ("http://127.0.0.1:8303/en/", "/en/")
    ]


@given(text=st.text(alphabet=st.sampled_from(list("htps:/.@ \\#?<>\"'xن،\u2067")), max_size=60))
def test_pieces_make_up_the_text_again(text):
    whole = f"{text}{OURS}/{text} {OURS}/en/{text}"
    found = pieces(whole, origin=OURS)
    assert "".join(piece.text for piece in found) == whole
    for piece in found:
        assert not piece.path.startswith("//")
        assert piece.path == "" or piece.path.startswith("/")
