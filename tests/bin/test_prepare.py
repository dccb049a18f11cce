"""`manage.py compile_locale` and `manage.py prepare`: what a start relies on, done once only."""

import gettext
import os
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

CATALOGUE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;\n"

msgid "Send"
msgstr "أرسل"

#, fuzzy
msgid "Close"
msgstr "أرسل"

msgid "One request"
msgid_plural "%(count)s requests"
msgstr[0] "لا طلبات"
msgstr[1] "طلب واحد"
msgstr[2] "طلبان"
msgstr[3] "%(count)s طلبات"
msgstr[4] "%(count)s طلبًا"
msgstr[5] "%(count)s طلب"
"""  # noqa: E501 - a .po file


@pytest.fixture
def catalogue(tmp_path: Path, settings) -> Path:
    """Return the path of a .po file in a LOCALE_PATHS of its own."""
    settings.LOCALE_PATHS = [tmp_path]
    source = tmp_path / "ar" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE)
    return source


def compile_locale() -> str:
    """Run the command; return what it said."""
    said = StringIO()
    call_command("compile_locale", stdout=said)
    return said.getvalue()


def test_a_catalogue_is_compiled_with_its_six_plurals_and_without_what_is_fuzzy(
    catalogue: Path,
) -> None:
    assert compile_locale() == "Compiled ar/django.po\n"
    with catalogue.with_suffix(".mo").open("rb") as compiled:
        arabic = gettext.GNUTranslations(compiled)
    # Under other names, so that makemessages does not take these for the site's own strings.
    one, counted = arabic.gettext, arabic.ngettext
    assert one("Send") == "أرسل"
    assert one("Close") == "Close"
    plurals = [counted("One request", "%(count)s requests", n) for n in (0, 1, 2, 3, 11, 100)]
    assert len(set(plurals)) == 6
    assert sorted(file.name for file in catalogue.parent.iterdir()) == ["django.mo", "django.po"]


def test_only_a_changed_catalogue_is_compiled_again(catalogue: Path) -> None:
    compile_locale()
    assert compile_locale() == ""
    catalogue.write_text(CATALOGUE.replace('"أرسل"', '"أرسلي"'))
    assert compile_locale() == "Compiled ar/django.po\n"


@pytest.mark.django_db
def test_prepare_collects_static_files_once_and_again_when_one_changes(
    tmp_path: Path, settings
) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "one.css").write_text("p { color: red }")
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"

    assert "Collecting" in prepare()
    assert (tmp_path / "static" / "one.css").exists()
    assert "Collecting" not in prepare()
    (source / "one.css").write_text("p { color: darkred }")
    later = time.time() + 2  # Django compares whole seconds
    os.utime(source / "one.css", (later, later))
    assert "Collecting" in prepare()
    assert "darkred" in (tmp_path / "static" / "one.css").read_text()


def prepare() -> str:
    """Run the command as a start does; return what it said."""
    said = StringIO()
    call_command("prepare", stdout=said)
    return said.getvalue()
