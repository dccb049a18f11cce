"""What machines are told stands in the page as data, whatever an editor typed."""

import json

from bs4 import BeautifulSoup
from django.template import Context, Template

NASTY = "</script><script>alert(1)</script><!-- <script> ]]> & &lt; \u2028 \u2029 \"'\\ مثليّة"


def shown(data: dict | None) -> str:
    """Return what the tag leaves on a page."""
    return Template("{% load sanad %}{% json_ld data %}").render(Context({"data": data}))


def test_nothing_that_is_typed_leaves_the_block() -> None:
    html = shown({"name": NASTY, NASTY: [NASTY]})
    (script,) = BeautifulSoup(html, "html.parser").find_all(True)
    assert script.attrs == {"type": "application/ld+json"}
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside) == {"name": NASTY, NASTY: [NASTY]}


def test_arabic_is_not_blown_up() -> None:
    assert "مثليّة" in shown({"name": "مثليّة"})


def test_without_data_there_is_no_block() -> None:
    assert shown(None) == shown({}) == ""
