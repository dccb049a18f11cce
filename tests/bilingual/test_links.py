"""Editors are told of links that lead nowhere, before a reader tells them."""

import csv
import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, ReferenceIndex

from bilingual.domain.following import this_language_only
from bilingual.selectors.links import Reason, lost_links
from home.models import HomePage, StandardPage
from resources.models import MythPage
from tests.contracts.html import Answer
from tests.factories.pages import make_both, make_page, make_site, translate
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db

REPORT = "/admin/languages/links/"


@pytest.fixture
def editor(settings) -> Client:
    settings.WAGTAIL_2FA_REQUIRED = False
    client = Client()
    client.force_login(make_editor())
    return client


def body(target: Page) -> list:
    link = {"label": "There", "page": target, "url": ""}
    return [
        ("paragraph", f'<p><a linktype="page" id="{target.pk}">There</a></p>'),
        ("button", link),
        ("links", {"title": "More", "links": [{**link, "description": ""}]}),
        ("callout", {"tone": "note", "title": "", "text": body_text(target)}),
    ]


def body_text(target: Page) -> str:
    return f'<p><a linktype="page" id="{target.pk}">There</a></p>'


def indexed(*pages: Page) -> None:
    """Do what the worker does after a page was saved."""
    for page in pages:
        ReferenceIndex.create_or_update_for_object(type(page).objects.get(pk=page.pk))


def found() -> list[tuple[int, str, str]]:
    """Return the page, the reason and the field of each link."""
    return sorted(
        (link.source_pk, link.reason, ".".join(link.model_path_components[1:]))
        for link in lost_links()
    )


def rows(client: Client, query: str = "") -> list[list[str]]:
    answer = Answer.to(client, REPORT + query)
    assert answer.response.status_code == 200
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in answer.soup.select("table.languages-report tbody tr")
    ]


def test_b12_links_of_a_page_whose_target_is_not_in_its_language() -> None:
    target = make_page(StandardPage)
    page = make_both(StandardPage, body=body(target))
    indexed(*page.values())
    places = ["button.page", "callout.text", "links.links.item.page", "paragraph"]
    assert found() == [(page["ar"].pk, Reason.ELSEWHERE, place) for place in places]
    translate(target)
    assert found() == []


def test_links_in_any_field() -> None:
    target = make_page(StandardPage, live=False)
    myth = make_page(MythPage, fact=body_text(target), why_misleading=body_text(target))
    home = make_page(HomePage, hero_text=body_text(target))
    indexed(myth, home)
    assert [reason for _page, reason, _place in found()] == [Reason.NOWHERE] * 3


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("draft", Reason.NOWHERE),
        ("taken down", Reason.NOWHERE),
        ("restricted", Reason.NOWHERE),
        ("below what is restricted", Reason.NOWHERE),
        ("taken down in English", Reason.ELSEWHERE),
        ("deleted", Reason.DELETED),
    ],
)
def test_why_a_link_leads_nowhere(how: str, reason: Reason) -> None:
    parent = make_page(StandardPage)
    target = make_both(StandardPage, parent=parent)
    page = make_page(StandardPage, body=body(target["en"])[:1])
    indexed(page)
    assert found() == []
    if how == "draft":
        Page.objects.filter(translation_key=target["en"].translation_key).update(live=False)
    elif how == "taken down":
        target["en"].unpublish()
    elif how == "taken down in English":
        with this_language_only():
            target["en"].unpublish()
    elif how == "deleted":
        with TestCase.captureOnCommitCallbacks(execute=True):
            StandardPage.objects.get(pk=target["en"].pk).delete()
    else:
        closed = parent if "below" in how else target["en"]
        PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert found() == [(page.pk, reason, "paragraph")]


def test_a_draft_is_not_reported() -> None:
    target = make_page(StandardPage, live=False)
    page = make_page(StandardPage, body=body(target), live=False)
    indexed(page)
    assert found() == []


def test_what_is_deleted_takes_its_own_links_with_it() -> None:
    target = make_page(StandardPage)
    page = make_page(StandardPage, body=body(target)[:1])
    indexed(page)
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.delete()
        target.delete()
    assert ReferenceIndex.objects.filter(object_id=str(page.pk)).count() == 0
    assert found() == []


def test_keys_that_are_no_numbers_do_no_harm() -> None:
    target = make_page(StandardPage, live=False)
    page = make_page(StandardPage, body=body(target)[:1])
    indexed(page)
    reference = ReferenceIndex.objects.get(object_id=str(page.pk), model_path__contains="paragraph")
    other = ReferenceIndex.objects.exclude(to_content_type=reference.to_content_type).first()
    kind = (other or reference).content_type
    ReferenceIndex.objects.create(
        base_content_type=kind,
        content_type=kind,
        object_id="no-number",
        to_content_type=kind,
        to_object_id="no-number",
        model_path="x",
        content_path="x",
        content_path_hash="0" * 32,
    )
    assert found() == [(page.pk, Reason.NOWHERE, "paragraph")]


class TestReport:
    """The report in the admin's menu."""

    def test_it_names_the_place_and_what_readers_see(self, editor) -> None:
        target = make_page(StandardPage, title="Target")
        page = make_both(StandardPage, title="Source", body=body(target))
        indexed(page["ar"])
        shown = rows(editor)
        assert [(row[0], row[3]) for row in shown] == [(page["ar"].title, "Target")] * 4
        assert {(row[2], row[5]) for row in shown} == {
            ("Body › Text", "A link that says that it leads into the other language"),
            ("Body › Callout › Text", "A link that says that it leads into the other language"),
            ("Body › Button › Page", "Nothing: the link is left out"),
            ("Body › List of links › Links › Page", "Nothing: the link is left out"),
        }
        # As readers see it.
        answer = Answer.to(Client(), page["ar"].url)
        links = answer.soup.select("main .prose a[href]")
        assert [link["hreflang"] for link in links] == ["en", "en"]

    def test_it_leads_to_the_link_in_the_editor(self, editor) -> None:
        target = make_page(StandardPage, live=False)
        page = make_page(StandardPage, body=body(target)[:1])
        indexed(page)
        (link,) = Answer.to(editor, REPORT).soup.select("td.title a")
        block = page.body[0].id
        assert link["href"] == f"/admin/pages/{page.pk}/edit/#:w:contentpath=body.{block}"
        assert rows(editor)[0][5] == "The words, without a link"

    def test_it_is_in_the_menu(self, editor) -> None:
        assert reverse("bilingual:links") == REPORT
        make_site()
        assert REPORT in editor.get("/admin/", secure=True).content.decode()

    def test_when_there_is_nothing_it_says_so(self, editor) -> None:
        page = make_page(StandardPage, body=body(make_page(StandardPage)))
        indexed(page)
        text = Answer.to(editor, REPORT).soup.get_text()
        assert "Every link on your public pages" in text

    def test_filters(self, editor) -> None:
        english = make_page(
            StandardPage, title="Apple", body=body(make_page(StandardPage, live=False))[:1]
        )
        both = make_both(StandardPage, title="Pear", body=body(make_page(StandardPage))[:1])
        indexed(english, *both.values())
        for query, titles in [
            ("", ["Apple", both["ar"].title]),
            ("?reason=nowhere", ["Apple"]),
            ("?reason=elsewhere", [both["ar"].title]),
            ("?reason=elsewhere&reason=nowhere", ["Apple", both["ar"].title]),
            ("?language=ar", [both["ar"].title]),
            ("?language=en", ["Apple"]),
            ("?q=App", ["Apple"]),
            ("?ordering=-source_title", [both["ar"].title, "Apple"]),
            ("?ordering=reason", [both["ar"].title, "Apple"]),
            ("?reason=deleted", []),
        ]:
            assert sorted(row[0] for row in rows(editor, query)) == sorted(titles), query
        assert "Show all links" in Answer.to(editor, REPORT + "?reason=deleted").soup.get_text()
        assert Answer.to(editor, REPORT + "?reason=nonsense&language=xx&ordering=x&p=9").response

    def test_csv(self, editor) -> None:
        target = make_page(StandardPage, title="=1+1", live=False)
        page = make_page(StandardPage, title="@here", body=body(target))
        indexed(page)
        response = editor.get(REPORT + "?export=csv", secure=True)
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        head, *lines = csv.reader(io.StringIO(text))
        assert head == ["Page", "Language", "Place", "Leads to", "Why", "What readers see"]
        assert len(lines) == 4
        assert {(line[0], line[3]) for line in lines} == {("'@here", "'=1+1")}

    def test_somebody_sees_the_links_of_their_own_sections(self, editor) -> None:
        section, other = make_page(StandardPage), make_page(StandardPage)
        secret = make_page(StandardPage, parent=other, title="Canary", live=False)
        mine = make_page(StandardPage, parent=section, title="Mine", body=body(secret)[:1])
        theirs = make_page(StandardPage, parent=other, title="Theirs", body=body(secret)[:1])
        indexed(mine, theirs)
        assert len(rows(editor)) == 2
        group = Group.objects.get(name="Editors of this test")
        GroupPagePermission.objects.filter(group=group).delete()
        GroupPagePermission.objects.create(
            group=group,
            page=Page.objects.get(pk=section.pk),
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename="change_page"
            ),
        )
        (row,) = rows(editor)
        assert row[0] == "Mine"
        assert row[3] == "A page outside the sections that you work on"
        exported = b"".join(editor.get(REPORT + "?export=csv", secure=True).streaming_content)
        assert b"Canary" not in exported
        assert b"Theirs" not in exported

    def test_it_is_for_those_who_work_on_pages(self, editor) -> None:
        GroupPagePermission.objects.all().delete()
        assert editor.get(REPORT, secure=True).status_code == 302
        assert REPORT not in editor.get("/admin/", secure=True).content.decode()
        assert Client().get(REPORT, secure=True).status_code == 302

    def test_the_number_of_queries_does_not_grow(self, editor) -> None:
        counts = []
        for number in (2, 12):
            for _ in range(number):
                target = make_page(StandardPage, live=False)
                indexed(make_page(StandardPage, body=body(target)))
            rows(editor)
            with CaptureQueriesContext(connection) as captured:
                rows(editor)
            counts.append(len(captured))
        assert counts[0] == counts[1]
