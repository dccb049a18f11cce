"""What all tests share."""

import contextlib

import pytest
from django.core.cache import cache
from django.core.management import call_command

from tests import prepared_database, second_database


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run on another database leave out what no database has a part in."""
    parser.addoption(
        "--second-database",
        action="store_true",
        help="run those tests alone that another database could break (tests/second_database.py)",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what passed on the first database and needs no second, where that was asked for."""
    if not config.getoption("--second-database"):
        return
    items[:], left_out = second_database.choose(items)
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> bool:
    """Begin with the prepared database, if there is one; it is a copy in a folder of this run."""
    if not prepared_database.can_be_prepared():
        return request.config.getvalue("reuse_db")
    prepared_database.lay_out()
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Keep what was just migrated for later runs."""
    if prepared_database.can_be_prepared():
        with contextlib.suppress(OSError):  # a read-only checkout migrates each time
            prepared_database.put_aside()


@pytest.fixture(scope="session", autouse=True)
def compiled_translations() -> None:
    """Compile the catalogues, so that tests read the translations that are in the .po files now."""
    call_command("compile_locale", verbosity=0)


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Forget what an earlier test left in the cache: it speaks of rows that are gone."""
    cache.clear()
