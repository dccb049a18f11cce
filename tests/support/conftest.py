"""What tests of requests for help share."""

import pytest

from tests.factories import support


@pytest.fixture
def open_form(db) -> support.OpenForm:
    """The form, open: keys, a coordinator, two volunteers, topics, regions."""
    return support.open_form()
