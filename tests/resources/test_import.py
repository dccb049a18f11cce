"""Imports: good lines are kept, bad ones named, and doing it twice changes nothing."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.vocabulary import Region
from resources.domain import exporting
from resources.domain.importing import files, reading, running
from resources.domain.importing.refusals import Unreadable
from resources.models import (
    DirectoryImport,
    Organisation,
    Service,
    ServiceAddress,
    ServiceKind,
)
from tests.factories.directory import make_service
from tests.factories.vault import UserFactory
from tests.resources.import_files import LINE, counts, line, refusals, run_import, table
from tests.resources.keepers import keeper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terms(db, settings, tmp_path) -> None:
    """Run the migration's own function: a transactional test may have emptied the tables."""
    settings.DATA_DIR = tmp_path
    import_module("resources.migrations.0003_first_terms").create_terms(apps, None)
    Region.objects.get_or_create(code="north", defaults={"label_en": "North", "label_ar": "الشمال"})


def all_rows() -> dict[str, list]:
    """Return every row of the directory, with its key and its times."""
    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_app_config("resources").get_models(include_auto_created=True)
        if model._meta.label.startswith(("resources.Service", "resources.Org", "resources.Phone"))
        or model._meta.label in {"resources.Schedule", "resources.OnlineCommunity"}
    }


def test_a_line_becomes_a_service_with_all_that_it_says():
    run = run_import(table({**LINE, "regions": "north", "address_ar": "شارع الياسمين ٣"}))
    assert (counts(run), run.state, run.position) == ((1, 0, 0, 0), "done", 1)
    service = Service.objects.get(identifier="a-1")
    assert service.slug == "jasmine-clinic"
    assert service.organisation.identifier == "org-1"
    assert {text.language: text.name for text in service.organisation.texts.all()} == {
        "ar": "جمعية الواحة",
        "en": "The Oasis",
    }
    assert {text.language: text.description for text in service.texts.all()} == {
        "ar": LINE["description_ar"],
        "en": LINE["description_en"],
    }
    assert {kind.code for kind in service.kinds.all()} == {"health", "mental-health"}
    assert [
        (phone.number, phone.takes_calls, phone.takes_text, phone.voicemail)
        for phone in service.phones.all()
    ] == [("+961 1 000 001", True, True, "unsafe"), ("+961 1 000 002", True, False, "none")]
    assert [str(hours) for hours in service.schedules.all()] == [
        "MO 09:00–17:00",
        "TU 22:00–02:00",
    ]
    assert service.address.address_ar == "شارع الياسمين ٣"
    assert (service.status, service.papers, service.minimum_age) == ("open", "none", 16)
    service.full_clean()


def test_a_trial_writes_nothing_and_says_what_would_be():
    make_service(identifier="there")
    before = all_rows()
    run = run_import(table(line(), line(id="there"), line(id="")), for_real=False)
    assert counts(run) == (1, 1, 0, 1)
    assert all_rows() == before


def test_a_second_time_changes_nothing_and_writes_no_row():
    data = table(line(address_en="12 Example Street"), line(community_platform="signal"))
    run_import(data)
    before = all_rows()
    with CaptureQueriesContext(connection) as captured:
        run = run_import(data)
    assert counts(run) == (0, 0, 2, 0)
    assert all_rows() == before
    written = {
        query["sql"].split('"')[1]
        for query in captured
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    }
    assert written <= {"resources_directoryimport"}


def test_what_a_file_does_not_speak_of_stays_and_what_it_empties_is_emptied():
    run_import(table({**LINE, "address_en": "12 Example Street"}))
    key = Service.objects.get().pk
    minimal = {name: LINE[name] for name in ("id", "organization_id", "organization_name_en")}
    run = run_import(table({**minimal, "name_en": "Jasmine", "phones": "", "address_en": ""}))
    assert counts(run) == (0, 1, 0, 0)
    service = Service.objects.get()
    assert (service.pk, service.slug) == (key, "jasmine-clinic")
    assert {text.language: text.name for text in service.texts.all()} == {
        "ar": LINE["name_ar"],
        "en": "Jasmine",
    }
    assert not service.phones.exists()
    assert service.schedules.count() == 2
    assert service.address.address_en == "12 Example Street"  # an empty address says nothing


BAD = {
    "id": [("", "no-id"), ("عيادة", "bad-id"), ("x" * 101, "bad-id"), ("=1+1", "bad-id")],
    "organization_id": [("", "required")],
    "organization_name_en": [("x" * 161, "too-long")],
    "name_en": [("=HYPERLINK(1)", "formula"), (" @x", "formula"), ("\t=x", "formula")],
    "description_ar": [("＝1", "formula"), ("ش" * 3001, "too-long"), ("-1", "formula")],
    "kinds": [("", "required"), ("health|nonsense", "unknown-code"), ("+health", "formula")],
    "status": [("gone", "unknown-value")],
    "is_published": [("maybe", "no-yes-or-no")],
    "minimum_age": [("121", "no-number"), ("-1", "formula"), ("1e3", "no-number")],
    "maximum_age": [("3", "contradiction")],
    "url": [("javascript:alert(1)", "bad-url"), ("ftp://example.org", "bad-url")],
    "email": [("nobody", "bad-email")],
    "phones": [
        ("+cmd|' /C calc'!A0", "bad-phone"),
        ("+961 1/fax", "bad-phone"),
        ("=1+1", "bad-phone"),
    ],
    "schedules": [("MO 25:00-26:00", "bad-hours"), ("XX 09:00-10:00", "bad-hours")],
    "time_zone": [("Mars/Base", "bad-zone")],
    "place_tier": [("none", "contradiction"), ("secret", "unknown-value")],
    "last_checked": [("2999-01-01", "contradiction"), ("1.2.2026", "no-day")],
    "check_method": [("", "contradiction")],
    "next_check": [("2020-01-01", "contradiction")],
    "community_platform": [("myspace", "unknown-value")],
    "community_moderators_ar": [("فريق", "required")],
}


def test_bad_lines_are_refused_with_their_reason_and_good_ones_are_kept():
    bad = [(name, cell, reason) for name, cells in BAD.items() for cell, reason in cells]
    alone = {"last_checked": {"next_check": ""}}  # what one bad day would contradict, too
    rows = [line(**alone.get(name, {}), **{name: cell}) for name, cell, _reason in bad]
    run = run_import(table(line(id="first"), *rows, line(id="last")))
    assert set(Service.objects.values_list("identifier", flat=True)) == {"first", "last"}
    assert counts(run) == (2, 0, 0, len(bad))
    expected = []
    for number, (name, cell, reason) in enumerate(bad, start=3):
        field = {
            ("place_tier", "none"): "is_remote",
            ("community_moderators_ar", "فريق"): "community_platform",
        }.get((name, cell), name)
        expected.append((number, field, reason))
    assert refusals(run) == expected


def test_the_second_line_with_an_id_is_refused_also_in_another_step(monkeypatch):
    monkeypatch.setattr(running, "BATCH", 2)
    run = run_import(
        table(
            line(id="x", name_en="First"),
            line(id="y", kinds=""),
            line(id="z"),
            line(id="x", name_en="Second"),
            line(id="y"),
        )
    )
    assert refusals(run) == [
        (3, "kinds", "required"),
        (5, "id", "twice"),
        (6, "id", "twice"),
    ]
    assert Service.objects.get(identifier="x").texts.get(language="en").name == "First"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_delimiters_and_the_byte_order_mark(delimiter, start):
    data = start + table({**LINE, "description_en": 'one, two; "three"\nfour'}, delimiter=delimiter)
    run = run_import(data)
    assert counts(run) == (1, 0, 0, 0)
    assert Service.objects.get().texts.get(language="en").description == ('one, two; "three"\nfour')


UNREADABLE = {
    "empty": [b"", b"  \n "],
    "utf-16": [table(LINE).decode().encode("utf-16"), table(LINE).decode().encode("utf-16-be")],
    "windows-1256": [
        "id,name_ar\n1,عيادة الياسمين\n".encode("windows-1256"),
        b"id,name_ar\n" + b"1,x\n" * 40_000 + "2,عيادة\n".encode("windows-1256"),
    ],
    "no-utf-8": [b"id,name_en\n1,caf\xe9\n", b"id,name_en\n1,x\xd8"],
    "no-header": [b"1,Jasmine\n", b'"id,name\n'],
    "unknown-columns": [b"id,name_en,adress_en,hidden street 12\n"],
    "column-twice": [b"id,name_en,Name_EN\n"],
    "json": [b"[1, 2]", b'[{"id": 1}', b'[{"id": 1} {"id": 2}]', b"[{}] x", b"{", b"[" * 9_000],
    "too-many": [b"id\n" + b"1\n" * 12],
}


@pytest.mark.parametrize("failure", UNREADABLE)
def test_a_file_that_cannot_be_read_says_why_and_is_not_kept(failure, monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 11 if failure == "too-many" else 200_000)
    for data in UNREADABLE[failure]:
        with pytest.raises(Unreadable) as caught:
            running.begin(chunks=[data], file_name="x", user=None)
        assert caught.value.failure == failure, data[:40]
        assert list(files.folder().iterdir()) == []
    assert not DirectoryImport.objects.exists()
    if failure == "unknown-columns":
        assert caught.value.columns == ("adress_en", "hidden street 12")


def test_broken_quotes_cost_their_own_line_alone():
    good = table(line(id="good-1")).decode().splitlines()
    header, row = good[0], good[1]
    broken = ['"broken" x' + row, row.replace("good-1", 'open"'), '"never closed,' + row]
    data = "\r\n".join(
        [header, *broken[:2], row, row.replace("good-1", "good-2"), broken[2]]
    ).encode()
    run = run_import(data)
    assert set(Service.objects.values_list("identifier", flat=True)) == {"good-1", "good-2"}
    assert {reason for _line, _field, reason in refusals(run)} <= {"quotes", "bad-id", "cells"}


def test_too_many_and_too_few_cells_and_empty_lines():
    good = table(line(id="good")).decode().splitlines()
    data = "\n".join([good[0], "", "x", good[1] + ",more", ",,,", good[1]]).encode()
    run = run_import(data)
    assert refusals(run) == [(3, "", "cells"), (4, "", "cells")]
    assert run.created == 1


def test_ids_that_only_differ_in_names_get_addresses_of_their_own():
    run_import(table(line(id="n-1"), line(id="n-2"), line(id="n-3", name_en="", description_en="")))
    slugs = set(Service.objects.values_list("slug", flat=True))
    assert len(slugs) == 3
    assert "service" in slugs
    assert Organisation.objects.count() == 1


def test_an_organisation_is_shown_as_soon_as_one_of_its_services_is():
    lines = [line(id="a", is_published="no"), line(id="b", is_published="yes")]
    run_import(table(*lines))
    assert Organisation.objects.get().is_published


def test_no_service_gets_an_address_at_which_something_else_stands():
    run_import(table(line(id="p", name_en="Print")))
    assert Service.objects.get().slug.startswith("print-")


class TestAddresses:
    """Who may not see addresses does not write them, and nobody gets one back."""

    def test_without_the_right_lines_with_addresses_are_refused(self):
        user = keeper(without=("change_serviceaddress", "view_serviceaddress")).user
        data = table(line(address_ar="شارع سرّيّ"), line(address_ar="", address_en=""))
        run = run_import(data, user=user, by_operator=False)
        assert refusals(run) == [(2, "address_ar", "no-right")]
        assert (run.created, ServiceAddress.objects.count()) == (1, 0)

    def test_nor_do_they_learn_which_address_is_hidden_or_publish_one(self):
        run_import(table({**LINE, "address_en": "12 Example Street"}))
        user = keeper(without=("change_serviceaddress", "view_serviceaddress")).user
        guess = table({**LINE, "address_en": "12 Example Street"})
        run = run_import(guess, user=user, by_operator=False)
        assert refusals(run) == [(2, "address_en", "no-right")]
        publish = table({**LINE, "place_tier": "public"})
        run = run_import(publish, user=user, by_operator=False)
        assert refusals(run) == [(2, "place_tier", "no-right")]
        assert Service.objects.get().place_tier == "hidden"

    def test_with_the_right_they_are_written(self):
        user = keeper().user
        run = run_import(table(line(address_ar="شارع")), user=user, by_operator=False)
        assert (run.created, ServiceAddress.objects.get().address_ar) == (1, "شارع")

    def test_a_run_whose_asker_is_gone_has_no_right(self):
        run = run_import(table(line(address_ar="شارع")), user=None, by_operator=False)
        assert refusals(run) == [(2, "address_ar", "no-right")]


class TestRoundTrip:
    """What was exported is found unchanged."""

    @pytest.fixture
    def full(self) -> None:
        """A directory with whatever may stand in it."""
        make_service(languages=("ar",), texts={"ar": {"hours": "-٩ إلى ٥", "area": "'=طرابلس"}})
        make_service(languages=("en",), texts={"en": {"description": "=1+1\n@x", "fees": "'"}})
        run_import(
            table(
                {**LINE, "regions": "north", "place_tier": "public", "address_ar": "شارع"},
                line(
                    community_platform="telegram",
                    community_moderators_ar="فريق",
                    community_seen_by_others_en="Your name",
                ),
                line(place_tier="none", is_remote="yes", time_zone="Africa/Cairo"),
            )
        )

    @pytest.mark.parametrize("lines", [exporting.csv_lines, exporting.json_lines])
    def test_an_export_that_is_imported_changes_nothing(self, full, lines):
        data = "".join(lines()).encode()
        run = run_import(data, user=UserFactory(), by_operator=False)
        assert (refusals(run), counts(run)) == ([], (0, 0, 5, 0))

    @pytest.mark.parametrize("lines", [exporting.csv_lines, exporting.json_lines])
    def test_and_makes_the_same_directory_in_an_empty_one(self, full, lines):
        data = "".join(lines())
        Organisation.objects.all().delete()
        assert run_import(data.encode()).created == 5
        assert "".join(lines()) == data


class TestJson:
    """JSON in the terms of HSDS 3."""

    SERVICE = {
        "id": "hsds-1",
        "name": "Food bank",
        "description": "Food for a week.",
        "status": "temporarily closed",
        "organization": {"id": "org-9", "name": "Bread for all", "description": ""},
        "phones": [{"id": "p", "number": "555 01", "type": "text"}],
        "schedules": [
            {"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "12:00"}
        ],
        "languages": [{"code": "ar"}],
        "attributes": [{"taxonomy_term": {"code": "housing-money"}}],
        "minimum_age": 18,
        "service_at_locations": [
            {"location": {"addresses": [{"address_1": "1 Street", "city": "Town"}]}}
        ],
        "accreditations": None,
    }

    def test_plain_hsds_is_understood(self):
        run = run_import(json.dumps([self.SERVICE]).encode())
        assert (refusals(run), run.created) == ([], 1)
        service = Service.objects.get()
        assert (service.status, service.minimum_age) == ("paused", 18)
        assert service.texts.get().name == "Food bank"
        assert [str(hours) for hours in service.schedules.all()] == [
            "MO 09:00–12:00",
            "TU 09:00–12:00",
        ]
        assert service.address.address_en == "1 Street, Town"
        assert [(one.takes_calls, one.takes_text) for one in service.phones.all()] == [
            (False, True)
        ]

    def test_one_in_each_line_and_a_bad_line_is_only_itself(self):
        rows = [self.SERVICE, [], {"id": "x", "name": {}}, {**self.SERVICE, "id": "hsds-2"}]
        lines = [json.dumps(row) for row in rows]
        lines.insert(2, '{"id": ')
        run = run_import("\n".join(lines).encode())
        assert refusals(run) == [
            (2, "", "no-object"),
            (3, "", "no-object"),
            (4, "name", "wrong-type"),
        ]
        assert run.created == 2

    def test_members_of_the_wrong_type_are_refused_one_by_one(self):
        wrong = [
            {"organization": "x"},
            {"phones": {}},
            {"phones": ["x"]},
            {"schedules": [{"byday": []}]},
            {"sanad": []},
            {"sanad": {"texts": []}},
            {"sanad": {"secret street": 1}},
            {"id": None},
            {"minimum_age": 1e400},
        ]
        rows = [{**self.SERVICE, "id": f"w-{number}", **row} for number, row in enumerate(wrong)]
        run = run_import(json.dumps([*rows, self.SERVICE]).encode())
        assert (run.created, run.refused) == (1, len(wrong))
        assert "secret" not in str(refusals(run))

    def test_a_list_is_read_in_pieces(self, monkeypatch):
        monkeypatch.setattr(reading, "_CHUNK", 7)
        rows = [{**self.SERVICE, "id": f"p-{number}", "name": "حرف"} for number in range(3)]
        run = run_import(json.dumps(rows, ensure_ascii=False, indent=1).encode())
        assert run.created == 3

    def test_an_object_without_an_end_does_not_fill_the_memory(self, monkeypatch):
        monkeypatch.setattr(reading, "_LONGEST", 5_000)
        monkeypatch.setattr(reading, "_CHUNK", 1_000)
        chunks = [b'[{"id": "', b"x" * 20_000]
        with pytest.raises(Unreadable):
            running.begin(chunks=chunks, file_name="x", user=None)
        long_line = json.dumps({**self.SERVICE, "description": "y" * 20_000})
        data = "\n".join([json.dumps(self.SERVICE), long_line]).encode()
        assert refusals(run_import(data)) == [(2, "", "too-long")]


def test_queries_do_not_grow_with_the_lines_of_a_step():
    def queries(data: bytes) -> int:
        with CaptureQueriesContext(connection) as captured:
            run_import(data)
        return len(captured)

    queries(table(line()))  # what is asked once is asked now
    assert queries(table(line())) == queries(table(line(), line(), line()))
    rows = [line() for _number in range(3)]
    run_import(table(*rows))
    changed = [{**row, "name_en": "Other", "kinds": "legal"} for row in rows]
    assert queries(table(changed[0])) == queries(table(*changed[1:]))


def test_every_kind_can_be_imported():
    codes = list(ServiceKind.objects.values_list("code", flat=True))
    run = run_import(table(line(kinds="|".join(codes))))
    assert refusals(run) == []
    assert Service.objects.get().kinds.count() == len(codes)
