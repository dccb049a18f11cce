"""`manage.py prepare` does what has to be done before a start, once."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from home.models import StandardPage
from tests.factories.pages import make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def prepare(settings, tmp_path: Path, monkeypatch):
    """Run the command without migrating; static files go to a folder of the test's own."""
    settings.STATIC_ROOT = str(tmp_path / "static")
    (tmp_path / "static").mkdir()
    monkeypatch.setattr("core.management.commands.prepare.Command._migrate", lambda command: None)
    collected: list[str] = []

    def note(name: str, *args, **options) -> None:
        collected.append(name)
        if name == "rebuild_search":
            call_command(name, *args, **options)

    monkeypatch.setattr("core.management.commands.prepare.call_command", note)

    def run() -> list[str]:
        collected.clear()
        call_command("prepare", verbosity=0)
        return list(collected)

    return run


@pytest.mark.parametrize(
    ("address", "https", "hostname", "port"),
    [
        ("https://sanad.example", True, "sanad.example", 443),
        ("http://127.0.0.1:8000", False, "127.0.0.1", 8000),
        ("http://localhost", False, "localhost", 80),
    ],
)
def test_full_addresses_are_those_of_the_site(
    prepare, settings, address: str, https: bool, hostname: str, port: int
) -> None:
    make_site()
    settings.SITE_URL, settings.HTTPS = address, https
    prepare()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == (hostname, port, True)
    # Wagtail knows the scheme by the port alone, so TLS on another port is for a proxy to hide.
    page = make_page(StandardPage, slug="about")
    assert page.full_url == f"{address}/en/about/"
    assert page.url == "/en/about/"


def test_a_second_run_writes_nothing(prepare) -> None:
    make_site()
    assert prepare() == ["compile_locale", "collectstatic", "rebuild_search"]
    with CaptureQueriesContext(connection) as captured:
        assert prepare() == ["compile_locale"]
    assert [q["sql"] for q in captured if not q["sql"].startswith("SELECT")] == []
