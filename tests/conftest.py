"""What all tests share."""

import pytest
from django.core.cache import cache
from django.core.management import call_command


@pytest.fixture(scope="session", autouse=True)
def compiled_translations() -> None:
    """Compile the catalogues, so that tests read the translations that are in the .po files now."""
    call_command("compile_locale", verbosity=0)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Forget what an earlier test left in the cache: it speaks of rows that are gone."""
    cache.clear()
