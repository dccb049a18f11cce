"""The pages of imports and exports: a trial first, progress without scripts, and no address."""

import csv
import io
import logging
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.logs import PrivateFormatter
from core.vocabulary import Region
from resources.domain.importing.columns import COLUMNS
from resources.models import DirectoryImport, RefusedLine, Service, ServiceAddress
from tests.docs.test_links import DOCS
from tests.factories.directory import make_organisation, make_service
from tests.resources.import_files import LINE, line, run_import, table
from tests.resources.keepers import keeper, soup
from tests.support.queue import run_queue
from tests.vault.every_table import every_value

pytestmark = pytest.mark.django_db

SECRET = {"en": "17 Canary-Wren Lane", "ar": "زقاق الكناري السرّيّ ١٧"}


@pytest.fixture(autouse=True)
def one_factor(settings, tmp_path) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False
    settings.DATA_DIR = tmp_path
    import_module("resources.migrations.0003_first_terms").create_terms(apps, None)


def upload(client, data: bytes, name: str = "services.csv"):
    return client.post(
        reverse("directory:imports"), {"file": SimpleUploadedFile(name, data)}, follow=True
    )


def test_from_the_file_to_the_report_and_for_real():
    client = keeper()
    answer = upload(client, table(line(), line(kinds="nonsense")))
    trial = DirectoryImport.objects.get()
    assert answer["Refresh"] == "5"
    assert soup(answer).progress["max"] == "2"
    run_queue()
    page = client.get(reverse("directory:import", args=[trial.pk]))
    assert "Refresh" not in page
    row = [cell.get_text(strip=True) for cell in soup(page).select("table.desk-table td")]
    assert row == ["3", "kinds", "One of these codes is not among the directory's terms."]
    assert not Service.objects.exists()
    client.post(reverse("directory:do_for_real", args=[trial.pk]))
    run_queue()
    real = DirectoryImport.objects.get(is_dry_run=False)
    assert (real.state, real.created, real.asked_by) == ("done", 1, client.user)
    page = soup(client.get(reverse("directory:import", args=[trial.pk])))
    assert not page.find("form", action=reverse("directory:do_for_real", args=[trial.pk]))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_cannot_be_read_is_said_at_the_file(language):
    client = keeper(language=language)
    for data in (b"", table(LINE).decode().encode("utf-16"), b"1,2\n", b"id,adress_en\n"):
        page = soup(upload(client, data))
        assert page.select_one(".error-summary")
        assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")
    assert "adress_en" in page.select_one(".error-summary").get_text()
    assert not DirectoryImport.objects.exists()


def test_a_file_without_a_header_is_not_repeated_to_anybody():
    page = upload(keeper(), f"1,{SECRET['en']},{SECRET['ar']}\n".encode())
    assert all(secret not in page.content.decode() for secret in SECRET.values())


@pytest.mark.parametrize("tier", ["hidden", "area"])
def test_a_hidden_address_is_in_no_report_log_list_or_export(tier, caplog):
    caplog.set_level(logging.DEBUG)
    client = keeper()
    secrets = {"address_en": SECRET["en"], "address_ar": SECRET["ar"], "place_tier": tier}
    bad = [
        line(**secrets, kinds="nonsense"),
        line(**{**secrets, "address_en": SECRET["en"] * 40}),
        line(**{**secrets, "address_ar": "=" + SECRET["ar"]}),
        line(**{**secrets, "phones": SECRET["en"], "status": SECRET["ar"]}),
        line(**{**secrets, "id": SECRET["en"]}),
    ]
    upload(client, table(line(**secrets), *bad))
    trial = DirectoryImport.objects.get()
    run_queue()
    client.post(reverse("directory:do_for_real", args=[trial.pk]))
    run_queue()
    assert ServiceAddress.objects.get().address_ar == SECRET["ar"]
    assert Service.objects.count() == 1
    pages = [
        client.get(reverse("directory:import", args=[run.pk]))
        for run in DirectoryImport.objects.all()
    ]
    pages += [
        client.get(reverse(name, args=args), query)
        for name, args, query in (
            ("directory:imports", [], {}),
            ("directory:queue", [], {}),
            ("services:index", [], {"q": "Canary"}),
            ("services:edit", [Service.objects.get().pk], {}),
            ("wagtailadmin_reports:site_history", [], {}),
        )
    ]
    told = [page.content.decode() for page in pages]
    told += [
        client.get(reverse(name)).getvalue().decode()
        for name in ("directory:export_csv", "directory:export_json")
    ]
    formatter = PrivateFormatter()
    told += [
        formatter.format(record) for record in caplog.records if record.name != "django.db.backends"
    ]
    assert RefusedLine.objects.count() >= 2 * len(bad)
    for secret in SECRET.values():
        assert not [text for text in told if secret in text]
        tables = {name for name, value in every_value() if secret.encode() in value}
        assert tables == {"resources_serviceaddress"}


class TestExport:
    """By an allow-list: what readers have, and no more."""

    def test_only_what_is_published_and_only_public_addresses(self):
        shown = make_service(place_tier="public")
        hidden = make_service(place_tier="area")
        unpublished = make_service(is_published=False)
        closed_house = make_service(organisation=make_organisation(is_published=False))
        for service in (shown, hidden, unpublished, closed_house):
            ServiceAddress.objects.create(service=service, address_en=f"Street of {service.slug}")
        client = keeper()
        for name in ("directory:export_csv", "directory:export_json"):
            text = client.get(reverse(name)).getvalue().decode()
            assert shown.identifier in text
            assert hidden.identifier in text
            assert f"Street of {shown.slug}" in text
            assert text.count("Street of") == (1 if name.endswith("csv") else 2)
            assert unpublished.identifier not in text
            assert closed_house.identifier not in text

    def test_of_a_hidden_place_not_even_the_area(self):
        texts = {"ar": {"area": SECRET["ar"]}, "en": {"area": SECRET["en"]}}
        service = make_service(place_tier="hidden", texts=texts, time_zone="Asia/Damascus")
        service.regions.add(
            Region.objects.get_or_create(
                code="canary-region", defaults={"label_en": "North", "label_ar": "الشمال"}
            )[0]
        )
        service.save()
        client = keeper()
        for name in ("directory:export_csv", "directory:export_json"):
            text = client.get(reverse(name)).getvalue().decode()
            kept_back = (*SECRET.values(), "canary-region", "Damascus")
            assert not [word for word in kept_back if word in text]
            run = run_import(text.encode())
            assert (run.unchanged, run.updated, run.refused) == (1, 0, 0)

    def test_nothing_in_it_runs_in_a_table(self):
        make_service(
            texts={"en": {"description": '=cmd|"x"!A1', "fees": "@sum", "hours": "＝1"}},
            languages=("en",),
        )
        run_import(table(line()))
        text = keeper().get(reverse("directory:export_csv")).getvalue().decode()
        assert text.startswith("\ufeffid,")
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r＝＋－＠") - {""} and cell]
        assert "'@sum" in cells

    def test_an_empty_directory(self):
        client = keeper()
        assert client.get(reverse("directory:export_json")).getvalue() == b"[]\n"
        assert client.get(reverse("directory:export_csv")).getvalue().count(b"\n") == 1

    def test_rights(self):
        nobody = keeper(without=("view_service", "view_directoryimport", "add_directoryimport"))
        for name in ("export_csv", "export_json", "imports"):
            answer = nobody.get(reverse(f"directory:{name}"))
            assert answer["Location"] == reverse("wagtailadmin_home")


def test_the_command_tries_first_and_says_what_it_refuses(tmp_path, capsys):
    file = tmp_path / "services.csv"
    file.write_bytes(table(line(address_en=SECRET["en"]), line(kinds="", address_en=SECRET["en"])))
    call_command("import_directory", str(file))
    said = capsys.readouterr().out
    assert "new 1, changed 0, unchanged 0, refused 1" in said
    assert "3: kinds" in said
    assert not Service.objects.exists()
    call_command("import_directory", str(file), "--for-real")
    assert ServiceAddress.objects.get().address_en == SECRET["en"]
    assert SECRET["en"] not in said + capsys.readouterr().out
    assert list((tmp_path / "imports").iterdir()) == []
    for bad in (tmp_path / "missing.csv", tmp_path):
        with pytest.raises(CommandError):
            call_command("import_directory", str(bad))


@pytest.mark.parametrize("guide", ["directory.md", "directory.ar.md"])
def test_the_guide_names_every_column(guide):
    text = (DOCS / guide).read_text()
    for name in COLUMNS:
        stem = name.removesuffix("ar").removesuffix("en")
        assert f"`{name}`" in text or f"`{stem}`" in text, name
