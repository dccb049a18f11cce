"""What a role of the process may not do is not mounted (SITE_ROLE)."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from django.urls import get_resolver

from tests.factories.pages import make_site

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import json, sys
from django.core.wsgi import get_wsgi_application
get_wsgi_application()
from django.urls import Resolver404, resolve
from django.utils.translation import activate, get_language_from_path
def name(path):
    activate(get_language_from_path(path) or "en")
    try:
        return resolve(path).view_name or "unnamed"
    except Resolver404:
        return None
print(json.dumps({path: name(path) for path in json.loads(sys.argv[1])}))
"""
PUBLIC = [
    "/", "/sitemap.xml", "/ar/", "/en/", "/ar/resources/", "/ar/support/", "/en/return/",
]  # fmt: skip
STAFF = ["/admin/", "/admin", "/admin/login/", "/admin/pages/", "/admin/images/add/"]
BOTH = ["/robots.txt", "/.well-known/security.txt"]
NEVER = ["/ar/_util/login/", "/_util/login/", "/django-admin/", "/api/v2/pages/", "/i18n/setlang/"]


@cache
def mounted(role: str) -> dict[str, str | None]:
    """Return what a process of this role would answer with, by address."""
    names = ("SITE_URL", "SECRET_KEY", "SEAL_KEYRING", "RETURN_CODE_PEPPER", "DATA_DIR")
    environment = {name: os.environ[name] for name in (*names, "PATH")} | {
        "SITE_ROLE": role,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
    }
    finished = subprocess.run(
        [sys.executable, "-c", PROGRAM, json.dumps(PUBLIC + STAFF + BOTH + NEVER)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return json.loads(finished.stdout)


@pytest.mark.parametrize("path", STAFF)
def test_a_public_process_has_no_admin(path: str) -> None:
    assert mounted("public")[path] is None
    assert mounted("desk")[path] is not None
    assert mounted("all")[path] is not None


@pytest.mark.parametrize("path", PUBLIC)
def test_a_desk_has_no_public_pages(path: str) -> None:
    assert mounted("desk")[path] is None
    assert mounted("public")[path] is not None
    assert mounted("all")[path] is not None


@pytest.mark.parametrize("path", BOTH)
def test_every_process_can_be_watched(path: str) -> None:
    assert {mounted(role)[path] is None for role in ("all", "public", "desk")} == {False}


@pytest.mark.parametrize("path", NEVER)
def test_no_process_has_a_second_way_in(path: str) -> None:
    found = {mounted(role)[path] for role in ("all", "public", "desk")}
    assert found <= {None, "wagtail_serve"}  # a page of that name could be, a sign-in cannot


def test_another_role_stops_the_start() -> None:
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        mounted("worker")
    assert "SITE_ROLE must be one of: all, public, desk." in stopped.value.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["public", "all"])
def test_staff_read_the_pages_of_a_public_process_without_being_sent_nowhere(
    client, admin_user, settings, role
) -> None:
    make_site()
    assert get_resolver().url_patterns  # read with the tests' own role, before it is changed
    settings.SITE_ROLE = role
    client.force_login(admin_user)
    response = client.get("/en/")
    # Only a process that has the admin can ask for the second factor.
    assert response.status_code == (200 if role == "public" else 302)
