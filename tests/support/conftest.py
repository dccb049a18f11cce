"""What tests of requests for help share."""

import pytest

from tests.factories import support
from tests.support.visitor import Visitor


@pytest.fixture
def open_form(db) -> support.OpenForm:
    """The form, open: keys, a coordinator, two volunteers, topics, regions."""
    return support.open_form()


@pytest.fixture
def visitor(open_form) -> Visitor:
    """Somebody whose conversation is open, beside somebody else's request."""
    support.submit(open_form, body="What another person wrote.")
    visitor = Visitor()
    visitor.page = visitor.ask_and_come_back(open_form)
    return visitor
