"""A field that people never meet and simple bots fill in.

It is hidden from sight, from screen readers and from the keyboard, and its name means nothing to
what fills in forms by itself. Whoever fills it in gets the same answer as anybody: the request is
taken in and looked through first.
"""

from django.http import QueryDict

FIELD = "second_remark"


def is_sprung(data: QueryDict) -> bool:
    """Tell whether the field that nobody sees was filled in."""
    return bool(data.get(FIELD, ""))
