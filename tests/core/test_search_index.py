"""The index follows what happens to pages and services, and can be built anew at any time."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from core.management.commands import prepare
from core.search import index
from core.search.analysis import stem_of
from core.search.documents import Kind, kinds
from core.search.models import IndexBuild, IndexedDocument, IndexedWord, Posting
from home.models import StandardPage
from resources.models import Organisation, Service, ServiceText
from tests.factories.directory import make_service
from tests.factories.pages import make_both, make_page, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def committed(django_capture_on_commit_callbacks):
    """Run what waits for the end of a transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def stems() -> set[str]:
    return set(
        Posting.objects.filter(stem__startswith="otter").values_list("stem", flat=True)
    ) | set(IndexedWord.objects.filter(stem__startswith="otter").values_list("stem", flat=True))


def test_pages_are_followed_wherever_they_go(committed) -> None:
    with committed():
        page = make_page(StandardPage, title="Otterone", body=[])
        parent = make_page(StandardPage, title="Otterparent", body=[])
        child = make_page(StandardPage, title="Otterchild", parent=parent, body=[])
    assert stems() == {stem_of(f"otter{end}") for end in ("one", "parent", "child")}
    with committed():  # a draft says nothing yet
        page.title = "Ottertwo"
        revision = page.save_revision()
    assert "ottertwo" not in stems()
    with committed():
        revision.publish()
    assert "ottertwo" in stems()
    assert stem_of("otterone") not in stems()
    with committed():
        Page.objects.get(pk=page.pk).unpublish()
    assert "ottertwo" not in stems()
    with committed():  # what is below goes with it
        closed = PageViewRestriction.objects.create(
            page=parent, restriction_type=PageViewRestriction.LOGIN
        )
    assert stems() == set()
    with committed():
        closed.delete()
    assert len(stems()) == 2
    with committed():
        closed = make_page(StandardPage, title="Closed", body=[])
        PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    with committed():
        Page.objects.get(pk=child.pk).move(Page.objects.get(pk=closed.pk), pos="last-child")
    assert "otterchild" not in stems()
    with committed():
        Page.objects.get(pk=child.pk).move(make_site().en, pos="last-child")
    assert "otterchild" in stems()
    with committed():
        Page.objects.get(pk=child.pk).delete()
        Page.objects.get(pk=parent.pk).delete()
    assert stems() == set()


def test_services_are_followed_with_their_organisation(committed) -> None:
    with committed():
        service = make_service(texts={"en": {"name": "Otterclinic"}})
    assert stems() == {stem_of("otterclinic")}
    kinds_before = set(Posting.objects.values_list("stem", flat=True))
    with committed():
        service.texts.filter(language="en").first().delete()
    assert stems() == set()
    with committed():
        ServiceText.objects.create(service=service, language="en", name="Otterbath")
    assert "otterbath" in stems()
    with committed():
        organisation = Organisation.objects.get(pk=service.organisation_id)
        organisation.is_published = False
        organisation.save()
    assert stems() == set()
    assert not IndexedDocument.objects.filter(kind__in=["service", "organisation"]).exists()
    with committed():
        organisation.is_published = True
        organisation.save()
        row = Service.objects.get(pk=service.pk)
        row.kinds.clear()
        row.save()
    after = set(Posting.objects.values_list("stem", flat=True))
    assert "otterbath" in after
    assert "health" in kinds_before - after
    with committed():
        Service.objects.get(pk=service.pk).delete()
    assert stems() == set()


def test_one_document_touches_no_other(committed) -> None:
    with committed():
        first = make_page(StandardPage, title="Otter first", body=[])
        make_page(StandardPage, title="Otter second", body=[])
    before = set(Posting.objects.exclude(document__key=first.pk).values_list())
    assert before
    with committed():
        first.title = "Otter changed"
        first.save_revision().publish()
    assert set(Posting.objects.exclude(document__key=first.pk).values_list()) == before
    with CaptureQueriesContext(connection) as captured:
        index.reindex("page", [first.pk])
    assert not [one for one in captured if one["sql"].startswith(("INSERT", "DELETE", "UPDATE"))]


def test_a_failure_stops_nobody(committed, monkeypatch, caplog) -> None:
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(index, "_write", fail)
    with committed():
        page = make_page(StandardPage, title="Otter", body=[])
    assert page.live
    assert stems() == set()
    monkeypatch.undo()
    index.rebuild()
    assert stems() == {"otter"}


def test_a_build_goes_on_where_it_stopped_and_changes_nothing_twice(monkeypatch) -> None:
    monkeypatch.setattr(index, "BATCH", 2)
    for number in range(5):
        make_page(StandardPage, title=f"Otter {number}", body=[])
    original = Kind.__getattribute__

    def breaks_off(self, name):
        value = original(self, name)
        if name != "documents":
            return value

        def some(keys):
            for number, document in enumerate(value(keys)):
                if number == 4:
                    raise KeyboardInterrupt
                yield document

        return some

    monkeypatch.setattr(Kind, "__getattribute__", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        index.rebuild()
    monkeypatch.setattr(Kind, "__getattribute__", original)
    assert IndexedDocument.objects.count() == 4
    assert not index.is_current()
    kept = set(Posting.objects.values_list("pk", flat=True))
    output = io.StringIO()
    call_command("rebuild_search", stdout=output)
    assert index.is_current()
    assert kept < set(Posting.objects.values_list("pk", flat=True))
    everything = [
        list(model.objects.order_by("pk").values_list())
        for model in (IndexedDocument, Posting, IndexedWord)
    ]
    output = io.StringIO()
    call_command("rebuild_search", stdout=output)
    assert "0 written" in output.getvalue()
    assert everything == [
        list(model.objects.order_by("pk").values_list())
        for model in (IndexedDocument, Posting, IndexedWord)
    ]


def test_a_build_takes_away_what_nobody_may_read_and_kinds_that_are_gone() -> None:
    page = make_page(StandardPage, title="Otter", body=[])
    index.rebuild()
    IndexedDocument.objects.create(kind="gone", key=1, language="en", digest="x")
    Page.objects.filter(pk=page.pk).update(live=False)
    index.rebuild()
    assert stems() == set()
    assert set(IndexedDocument.objects.values_list("kind", flat=True)) <= set(kinds())


def test_the_start_builds_what_is_missing_or_made_by_other_rules(monkeypatch) -> None:
    make_both(StandardPage, title="Otter", body=[])
    said: list[str] = []
    command = prepare.Command()
    monkeypatch.setattr(command, "_say", said.append)
    command._build_search()
    assert stems() == {"otter"}
    assert len(said) == 1
    command._build_search()
    assert len(said) == 1
    monkeypatch.setattr(index, "format_digest", lambda: "another")
    command._build_search()
    assert len(said) == 2
    assert list(IndexBuild.objects.values_list("format", flat=True)) == ["another"]
    Posting.objects.all().delete()
    IndexedDocument.objects.all().delete()
    command._build_search()
    assert (len(said), stems()) == (3, {"otter"})
