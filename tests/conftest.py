"""What all tests share."""

import pytest
from django.core.management import call_command


@pytest.fixture(scope="session", autouse=True)
def compiled_translations() -> None:
    """Compile the catalogues, so that tests read the translations that are in the .po files now."""
    call_command("compile_locale", verbosity=0)
