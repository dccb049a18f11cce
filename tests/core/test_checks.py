"""Conventions as system checks: each one fires, and the project passes them all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from wagtail.models import Page

from core import checks
from core.models import BasePage
from tests.factories.pages import page_models

ROOT = Path(__file__).resolve().parents[2]


def ids(messages) -> list[str]:
    return [message.id for message in messages]


@pytest.mark.django_db
def test_the_project_passes_its_checks(monkeypatch) -> None:
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)  # browser tests set it
    found = run_checks(include_deployment_checks=True)
    # The test client speaks plain HTTP, which is all that tests/settings.py changes here.
    assert ids(message for message in found if not message.is_silenced()) == ["security.W008"]


def test_e001_a_page_type_of_its_own_kind_is_an_error(monkeypatch) -> None:
    class Stray:
        """Stands for a page model; a real one would stay registered for the other tests."""

        is_creatable = True
        __name__ = "Stray"

    assert checks.pages_build_on_base_page(None) == []
    for creatable, expected in ((True, ["sanad.E001"]), (False, [])):
        monkeypatch.setattr(Stray, "is_creatable", creatable)
        monkeypatch.setattr("wagtail.models.get_page_models", lambda: [*page_models(), Stray])
        found = checks.pages_build_on_base_page(None)
        assert ids(found) == expected
        assert all(message.obj is Stray and "Stray" in message.msg for message in found)


def test_e001_is_found_by_a_real_check(tmp_path: Path) -> None:
    # A real page model, in a process of its own.
    app = tmp_path / "stray"
    app.mkdir()
    (app / "__init__.py").write_text("")
    (app / "models.py").write_text(
        "from wagtail.models import Page\n\n\nclass StrayPage(Page):\n    pass\n"
    )
    (tmp_path / "stray_settings.py").write_text(
        "from tests.settings import *\nINSTALLED_APPS = [*INSTALLED_APPS, 'stray']\n"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "stray_settings",
        "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "site"), str(ROOT)]),
    }
    finished = subprocess.run(
        [sys.executable, ROOT / "manage.py", "check"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert finished.returncode == 1
    assert "(sanad.E001) StrayPage does not build on core.models.BasePage." in finished.stderr


def test_the_walk_of_the_contract_tests_sees_every_type() -> None:
    models = page_models()
    assert {model.__name__ for model in models} >= {
        "HomePage",
        "StandardPage",
        "ResourcesIndexPage",
        "ArticlePage",
        "MythPage",
    }
    assert all(issubclass(model, BasePage) for model in models)
    assert Page not in models


def test_e002_the_demo_is_no_deployment(settings) -> None:
    assert checks.no_demo_in_production(None) == []
    settings.DEMO = True
    assert ids(checks.no_demo_in_production(None)) == ["sanad.E002"]
    assert "sanad.E002" in ids(run_checks(tags=["security"], include_deployment_checks=True))
    assert "sanad.E002" not in ids(run_checks(tags=["security"]))  # the demo itself starts


@pytest.mark.django_db
def test_e003_accounts_of_the_demo_stop_a_deployment(settings, django_user_model) -> None:
    assert checks.no_demo_accounts_in_production(None) == []
    django_user_model.objects.create_user(username="x", email="x@DEMO.invalid")
    assert ids(checks.no_demo_accounts_in_production(None)) == ["sanad.E003"]
    settings.DEMO = True
    assert checks.no_demo_accounts_in_production(None) == []


@pytest.mark.django_db
def test_w001_an_alarm_needs_an_address(settings) -> None:
    assert checks.alarms_reach_somebody(None) == []
    settings.ALARM_EMAILS = []
    assert ids(checks.alarms_reach_somebody(None)) == ["sanad.W001"]
    assert "sanad.W001" in ids(run_checks(tags=["security"], include_deployment_checks=True))
