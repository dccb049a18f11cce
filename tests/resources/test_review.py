"""Editors are told what to read again and why, who answers for it, and which sources are dead."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from resources.models import ArticlePage, CheckedLink, LinkCheckRun, MythPage, ResourcesIndexPage
from resources.selectors import review
from tests.factories.directory import make_organisation, make_service
from tests.factories.pages import make_page, make_site, translate
from tests.factories.people import make_editor
from tests.resources.growing import grow

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("http://evil.net")'


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def desk() -> Client:
    make_site()
    return signed_in(make_editor())


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="core.auth.StaffBackend")
    return client


def day(days: int):
    return timezone.localdate() + timedelta(days=days)


def set_days(page: Page, **fields) -> Page:
    """Set fields of a page as they are live, without publishing it again."""
    type(page).objects.filter(pk=page.pk).update(**fields)
    return page


def make_fact(title: str, **fields) -> Page:
    fields = {"last_reviewed": day(-100), "review_by": day(200), **fields}
    return make_page(MythPage, title=title, sources=2, **fields)


def kill(page: Page, *, number: int = 1, fragment: str = "", field: str = "url") -> str:
    """Have a source of a page not answer any more, and return its address."""
    url = f"https://gone.net/{page.pk}/{number}"
    source = page.sources.order_by("sort_order")[number - 1]
    type(source).objects.filter(pk=source.pk).update(**{field: url + fragment})
    CheckedLink.objects.get_or_create(url=url, verdict="dead", failures=3)
    return url


def soup(client: Client, name: str, **query) -> BeautifulSoup:
    response = client.get(reverse(name), query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rows(page: BeautifulSoup) -> dict[str, list[str]]:
    """Return the report's rows: the reasons by the page's title."""
    return {
        row.select_one("td.title bdi").get_text(): [
            state.get_text(strip=True) for state in row.select(".languages-state")
        ]
        for row in page.select("table.languages-report tbody tr")
    }


def report(client: Client, **query) -> dict[str, list[str]]:
    return rows(soup(client, "review:report", **query))


@pytest.fixture
def each() -> dict[str, Page]:
    """A page on each side of each line, and what the report must not name."""
    pages = {
        "overdue": make_fact("Yesterday", review_by=day(-1), reviewed_by="A doctor"),
        "today": make_fact("Today", review_by=day(0), reviewed_by="A lawyer"),
        "soon": make_fact("In thirty days", review_by=day(30)),
        "later": make_fact("In thirty-one days", review_by=day(31)),
        "never": set_days(
            make_page(ArticlePage, title="Never", sources=1), last_reviewed=None, review_by=None
        ),
        "dead": make_fact("Dead source", reviewed_by="A doctor"),
        "archive": make_fact("Dead copy"),
    }
    kill(pages["dead"], number=2, fragment="#page-3")
    kill(pages["archive"], field="archived_url")
    # Neither a draft nor a dead address that only looks alike is anybody's work.
    make_fact("Draft", review_by=day(-9))
    draft = Page.objects.get(title="Draft")
    Page.objects.filter(pk=draft.pk).update(live=False)
    alike = pages["later"].sources.order_by("sort_order")[0]
    CheckedLink.objects.create(url=f"{alike.url}0", verdict="dead", failures=3)
    return pages


class TestReport:
    """What waits, and nothing else."""

    def test_each_reason_and_the_most_urgent_first(self, desk, each) -> None:
        assert list(report(desk).items()) == [
            ("Yesterday", ["Overdue"]),
            ("Dead copy", ["A source does not answer"]),
            ("Dead source", ["A source does not answer"]),
            ("Today", ["Due within 30 days"]),
            ("In thirty days", ["Due within 30 days"]),
            ("Never", ["Never reviewed"]),
        ]
        page = soup(desk, "review:report")
        words = page.select_one("table.languages-report").get_text(" ", strip=True)
        for said in ("1 day over", "today", "in 30 days", "A doctor", "Nobody is named"):
            assert said in words
        assert "Source 2: title 1" in " ".join(words.split())
        assert "Source 1, archived copy: title 0" in " ".join(words.split())
        numbers = [strong.get_text() for strong in page.select(".languages-counts strong")]
        assert numbers == ["1", "2", "2", "1"]

    def test_every_filter_and_order_is_an_address(self, desk, each) -> None:
        assert list(report(desk, reason="overdue")) == ["Yesterday"]
        assert set(report(desk, reason=["overdue", "never"])) == {"Yesterday", "Never"}
        assert set(report(desk, reason="dead")) == {"Dead source", "Dead copy"}
        assert set(report(desk, reviewed_by="A doctor")) == {"Yesterday", "Dead source"}
        assert report(desk, reviewed_by="A doctor", reason="soon") == {}
        assert set(report(desk, q="thirty")) == {"In thirty days"}
        kind = each["never"].content_type_id
        assert list(report(desk, content_type=kind)) == ["Never"]
        assert next(iter(report(desk, ordering="title"))) == "Dead copy"
        assert next(iter(report(desk, ordering="-title"))) == "Yesterday"
        by_day = list(report(desk, ordering="review_by"))
        assert (by_day[0], by_day[-1]) == ("Yesterday", "Never")

    def test_nonsense_in_the_address_is_no_error(self, desk, each) -> None:
        for query in (
            {"reason": "'; DROP TABLE"},
            {"reviewed_by": "x" * 3000},
            {"content_type": "a"},
            {"ordering": "password"},
            {"p": "999"},
            {"q": "\0%_"},
        ):
            assert desk.get(reverse("review:report"), query).status_code in {200, 404}

    def test_one_row_for_both_languages_with_both_titles(self, desk) -> None:
        page = make_fact("In English", review_by=day(-3))
        translate(page, words={"title": "بالعربية"})
        table = soup(desk, "review:report").select_one("table.languages-report")
        assert len(table.select("tbody tr")) == 1
        assert "بالعربية" in table.get_text()
        assert "In one language only" not in table.get_text()

    def test_only_what_the_person_may_explore(self) -> None:
        make_fact("Elsewhere", review_by=day(-1))
        index = ResourcesIndexPage.objects.get()
        own = set_days(make_page(ArticlePage, title="Own", parent=index), review_by=day(-2))
        user = make_editor(username="narrow")
        group = Group.objects.create(name="Narrow")
        change = Permission.objects.get(
            content_type__app_label="wagtailcore", codename="change_page"
        )
        GroupPagePermission.objects.create(group=group, page=own.page_ptr, permission=change)
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        user.groups.set([group])
        client = signed_in(user)

        assert list(report(client)) == ["Own"]
        body = client.get(reverse("review:report"), {"export": "csv"}).getvalue().decode()
        assert "Elsewhere" not in body
        home = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
        first = home.select_one("#panel-review-section, [id*=review]")
        assert first is not None

    def test_who_does_not_work_on_pages_gets_nothing(self) -> None:
        make_fact("Secret", review_by=day(-1))
        user = make_editor(username="stranger")
        group = Group.objects.create(name="Signed in")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        user.groups.set([group])
        client = signed_in(user)
        for name in ("review:report", "review:results", "review:links", "review:links_results"):
            assert client.get(reverse(name)).status_code == 302
        assert client.post(reverse("review:ask_again")).status_code == 302
        assert "Secret" not in client.get(reverse("wagtailadmin_home")).content.decode()
        assert Client().get(reverse("review:report")).status_code == 302

    def test_an_empty_site_says_so(self, desk) -> None:
        make_fact("Fine")
        assert "No page waits for a review" in soup(desk, "review:report").get_text()
        assert "No page waits for a review" in soup(desk, "wagtailadmin_home").get_text()


class TestExport:
    """A spreadsheet gets what is named, and computes nothing."""

    HEADINGS = [
        *("Page", "Language", "Title of the translation", "Type", "Why", "Who answers for it"),
        *("Last reviewed", "Review by", "Days over", "Sources that do not answer"),
    ]

    def test_csv(self, desk) -> None:
        page = make_fact(FORMULA, review_by=day(-2), reviewed_by="@SUM(1)")
        url = kill(page)
        response = desk.get(reverse("review:report"), {"export": "csv"})
        text = response.getvalue().decode("utf-8")
        assert text.startswith("\ufeff")
        heading, row = csv.reader(io.StringIO(text.lstrip("\ufeff")))
        assert heading == self.HEADINGS
        assert row[0] == f"'{FORMULA}"
        assert row[4:6] == ["Overdue; A source does not answer", "'@SUM(1)"]
        assert row[8:] == ["2", url]

    def test_xlsx(self, desk) -> None:
        make_fact(FORMULA, review_by=day(-2), reviewed_by="+1")
        response = desk.get(reverse("review:report"), {"export": "xlsx"})
        with zipfile.ZipFile(io.BytesIO(response.getvalue())) as file:
            written = "".join(file.read(name).decode() for name in file.namelist())
        assert "<f>" not in written
        assert "'=HYPERLINK" in written
        assert "'+1" in written


class TestCost:
    """The database is asked as often for many pages as for one."""

    def cost(self, client: Client, name: str, **query) -> int:
        client.get(reverse(name), query)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(name), query).status_code == 200
        return len(captured)

    @pytest.mark.parametrize("query", [{}, {"reason": "dead"}, {"export": "csv"}])
    def test_one_and_three(self, desk, query) -> None:
        pages = [make_fact(f"Fact {number}", review_by=day(-number)) for number in range(3)]
        kill(pages[0])
        set_days(pages[1], review_by=day(300))
        set_days(pages[2], review_by=day(300))
        one = self.cost(desk, "review:report", **query)
        for page in pages[1:]:
            set_days(page, review_by=day(-5))
            kill(page)
        assert self.cost(desk, "review:report", **query) == one

    def test_a_thousand(self, desk, capsys) -> None:
        grow(10)
        few = {name: self.cost(desk, name) for name in ("review:report", "wagtailadmin_home")}
        few["links"] = self.cost(desk, "review:links")
        MythPage.objects.all().delete()
        CheckedLink.objects.all().delete()
        grow(1000)
        many = {name: self.cost(desk, name) for name in ("review:report", "wagtailadmin_home")}
        many["links"] = self.cost(desk, "review:links")
        with capsys.disabled():
            print(f"\nqueries at 10 pages {few}, at 1,000 {many}")  # noqa: T201
        assert many == few
        assert review.waiting(today=timezone.localdate()).count() > 600


class TestPanel:
    """The admin's home page counts what waits."""

    def test_its_numbers_are_the_reports_and_lead_there(self, desk, each) -> None:
        home = soup(desk, "wagtailadmin_home")
        links = [
            link
            for link in home.select(".languages-counts a")
            if link["href"].startswith(reverse("review:report"))
        ]
        found = {link["href"].partition("=")[2]: link.strong.get_text() for link in links}
        assert found == {"overdue": "1", "dead": "2", "soon": "2", "never": "1"}
        for link in links:
            assert len(rows(BeautifulSoup(desk.get(link["href"]).content, "html.parser"))) == int(
                link.strong.get_text()
            )


class TestAddresses:
    """The report on addresses, and its buttons."""

    @pytest.fixture(autouse=True)
    def switched_on(self, settings) -> None:
        settings.LINK_CHECKER = True

    def test_what_is_wrong_comes_first_with_where_it_stands(self, desk) -> None:
        page = make_fact("A fact")
        dead = kill(page, fragment="#part")
        draft = make_fact("A draft that names it too")
        kill(draft)
        draft.sources.update(url=dead)
        Page.objects.filter(pk=draft.pk).update(live=False)
        shown = make_service(url="https://moved.net/#now", slug="moved")
        make_service(url="https://moved.net/", slug="unpublished", is_published=False)
        make_service(
            url="https://moved.net/",
            slug="closed",
            organisation=make_organisation(is_published=False),
        )
        CheckedLink.objects.create(
            url="https://moved.net/", verdict="moved", moved_to="https://new.net/", status=200
        )
        CheckedLink.objects.create(url="https://weak.net/", verdict="alive", failures=2)
        CheckedLink.objects.create(url="https://asleep.net/")
        CheckedLink.objects.create(url="https://fine.net/", verdict="alive")
        CheckedLink.objects.exclude(url="https://asleep.net/").update(checked_at=timezone.now())
        CheckedLink.objects.filter(url__contains=f"/{draft.pk}/").delete()

        page_ = soup(desk, "review:links")
        table = page_.select_one("table.languages-report")
        found = [
            (row.select_one("td.title a").get_text(), row.select("td")[3].get_text(" ", strip=True))
            for row in table.select("tbody tr")
        ]
        assert found == [
            (dead, "A fact"),
            ("https://weak.net/", ""),
            ("https://moved.net/", shown.slug),
            ("https://fine.net/", ""),
            ("https://asleep.net/", ""),
        ]
        assert "https://new.net/" in table.get_text()
        assert "Failed on 2 of 3 days" in " ".join(table.get_text().split())
        for link in table.select("td.title a"):
            assert "noreferrer" in link["rel"]
        only = soup(desk, "review:links", verdict=["moved", "unknown"])
        assert len(only.select("table.languages-report tbody tr")) == 2

    def test_the_progress_of_a_round(self, desk) -> None:
        LinkCheckRun.objects.create(done=12, total=1234)
        page = soup(desk, "review:links")
        assert "12 of 1234 addresses asked" in " ".join(page.get_text().split())
        assert page.progress["value"] == "12"
        assert page.progress["max"] == "1234"
        LinkCheckRun.objects.update(ended_at=timezone.now())
        assert "The last round ended" in soup(desk, "review:links").get_text()

    def test_asking_again(self, desk) -> None:
        soon = timezone.now() + timedelta(days=20)
        for name in ("a", "b"):
            CheckedLink.objects.create(url=f"https://{name}.net/", due_at=soon)
        again = reverse("review:ask_again")
        assert desk.get(again).status_code == 405
        assert desk.post(again, {"url": "https://nowhere.net/"}).status_code == 302
        assert CheckedLink.objects.filter(due_at=soon).count() == 2
        desk.post(again, {"url": "https://a.net/"})
        assert CheckedLink.objects.get(due_at=soon).url == "https://b.net/"
        desk.post(again)
        assert not CheckedLink.objects.filter(due_at=soon).exists()
        strict = Client(enforce_csrf_checks=True)
        strict.cookies = desk.cookies
        assert strict.post(again, {"url": "https://a.net/"}).status_code == 403

    def test_switched_off_it_says_how_to_switch_it_on(self, desk, settings) -> None:
        settings.LINK_CHECKER = False
        later = timezone.now() + timedelta(days=20)
        CheckedLink.objects.create(url="https://a.net/", due_at=later)
        page = soup(desk, "review:links")
        assert "LINK_CHECKER=1" in page.get_text()
        assert page.select(f'form[action="{reverse("review:ask_again")}"]') == []
        desk.post(reverse("review:ask_again"))
        assert CheckedLink.objects.get().due_at == later

    def test_its_export_computes_nothing(self, desk) -> None:
        page = make_fact(FORMULA)
        kill(page)
        CheckedLink.objects.update(moved_to="=1+1")
        response = desk.get(reverse("review:links"), {"export": "csv"})
        heading, row = csv.reader(io.StringIO(response.getvalue().decode().lstrip("\ufeff")))
        assert heading == [
            *("Address", "State", "HTTP status", "Failures in a row", "Moved to", "Asked at"),
            "Where it stands",
        ]
        assert row[4] == "'=1+1"
        assert row[6] == f"'{FORMULA}"
