"""What editors see of both languages: the report, a page's account, the home page, the explorer."""

import csv
import io

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from bilingual.domain import signing
from home.models import StandardPage
from resources.models import MythPage, ResourcesIndexPage
from tests.bilingual.growing import grow
from tests.bilingual.test_freshness import change_original, words
from tests.factories.pages import make_both, make_page, make_site, translate
from tests.factories.people import make_editor

pytestmark = pytest.mark.django_db

WORDS = [("paragraph", "<p>Bring water, hats and friends.</p>")]
QUERIES_OF_REPORT = 20  # five on the list itself, the others on the person, their menus and filters
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def editor() -> User:
    make_site()
    return make_editor()


@pytest.fixture
def desk(editor) -> Client:
    return signed_in(editor)


@pytest.fixture
def each_state() -> dict[str, Page]:
    """Return an original in each state, by the state's value."""
    pages = {
        "missing": make_page(StandardPage, title="Only here"),
        "in_translation": make_page(StandardPage, title="Half way", body=WORDS),
        "stale": make_both(StandardPage, title="Once read", body=WORDS)["en"],
        "current": make_both(StandardPage, title="Agreed", body=WORDS)["en"],
    }
    translate(pages["in_translation"], publish=False)
    words(pages["in_translation"]).exclude(context__path="slug").first().delete()
    change_original(pages["stale"], "<p>Bring water and friends.</p>")
    return pages


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="core.auth.StaffBackend")
    return client


def soup(client: Client, name: str, *args, **query) -> BeautifulSoup:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def listed(page: BeautifulSoup) -> dict[str, str]:
    """Return the report's rows: the state's words by the original's title."""
    return {
        row.select_one("td.title bdi").get_text(): row.select_one(".languages-state").get_text(
            strip=True
        )
        for row in page.select("table.languages-report tbody tr")
    }


def report(client: Client, **query) -> dict[str, str]:
    return listed(soup(client, "bilingual:freshness", **query))


# The report


def test_report_says_each_state_in_words_with_an_icon(desk, each_state) -> None:
    page = soup(desk, "bilingual:freshness")
    rows = listed(page)
    assert {title: rows[title] for title in ("Only here", "Half way", "Once read", "Agreed")} == {
        "Only here": "Missing",
        "Half way": "In translation",
        "Once read": "Older than the original",
        "Agreed": "Current",
    }
    states = page.select("table .languages-state")
    assert len(states) == len(rows)
    assert all(state.select_one("svg") for state in states)
    assert "This report is about pages." in page.get_text()
    assert next(iter(rows)) == "Once read"  # what readers suffer from comes first


@pytest.mark.parametrize("state", ["missing", "in_translation", "stale", "current"])
def test_report_filters_by_state(desk, each_state, state) -> None:
    titles = set(report(desk, state=state))
    assert titles - {"Sanad"} == {each_state[state].title}  # the home page is current


def test_report_filters_by_language_type_liveness_and_reading(desk, editor, each_state) -> None:
    arabic = make_page(StandardPage, parent=make_site().ar, title="هنا فقط")
    make_both(MythPage, title="A myth")
    make_page(StandardPage, title="A draft", live=False)
    signing.sign_off(page=each_state["current"].get_translations().get(), user=editor)
    assert set(report(desk, locale="en")) == {arabic.title}
    assert arabic.title not in report(desk, locale="ar")
    kind = MythPage.objects.get(title="A myth").content_type_id
    assert set(report(desk, content_type=kind)) == {"A myth"}
    assert set(report(desk, live="false")) == {"A draft"}
    assert set(report(desk, read="true")) == {"Agreed"}
    assert "Agreed" not in report(desk, read="false")


def test_report_filters_by_section_in_either_language(desk) -> None:
    make_both(MythPage, title="A myth")
    section = ResourcesIndexPage.objects.get(locale__language_code="en")
    arabic = section.get_translations().get()
    make_page(MythPage, parent=arabic, title="خرافة", live=False)
    make_both(StandardPage, title="Elsewhere")
    assert set(report(desk, section=section.pk)) == {section.title, "A myth", "خرافة"}


def test_report_finds_titles_of_either_language(desk, each_state) -> None:
    assert set(report(desk, q="once")) == {"Once read"}
    assert set(report(desk, q="ترجمة: Agreed")) == {"Agreed"}
    nothing = soup(desk, "bilingual:freshness", q="no such title")
    assert "No page is like this." in nothing.get_text()
    assert nothing.select_one(f"a[href='{reverse('bilingual:freshness')}']")


@pytest.mark.parametrize(
    "key",
    ["title", "content_type", "in_ar", "in_en", "left", "source_changed_at", "read_at", "state"],
)
def test_report_sorts_both_ways_and_loses_no_row(desk, each_state, key) -> None:
    make_page(StandardPage, parent=make_site().ar, title="هنا فقط")
    there, back = report(desk, ordering=key), report(desk, ordering=f"-{key}")
    assert set(there) == set(back) == set(report(desk))


def test_report_sorts_by_state(desk, each_state) -> None:
    states = list(report(desk, ordering="-in_ar").values())
    assert states == sorted(
        states,
        key=["Older than the original", "Missing", "In translation", "Current"].index,
    )


def test_report_escapes_titles(desk) -> None:
    make_page(StandardPage, title=SCRIPT)
    page = soup(desk, "bilingual:freshness")
    assert SCRIPT in page.select_one("table.languages-report").get_text()
    assert not page.select("table.languages-report script")


def test_report_shows_progress_as_words_and_bar(desk, each_state) -> None:
    page = soup(desk, "bilingual:freshness", state="in_translation")
    bar = page.select_one("table.languages-report progress")
    done, total = int(bar["value"]), int(bar["max"])
    assert total - done == 1
    assert f"{done} of {total}" in " ".join(
        page.select_one("table.languages-report").get_text().split()
    )


def test_csv_holds_every_row_and_computes_nothing(desk, editor, each_state) -> None:
    make_page(StandardPage, title="=1+1")
    signing.sign_off(page=each_state["current"].get_translations().get(), user=editor)
    response = desk.get(reverse("bilingual:freshness"), {"export": "csv"})
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")  # Excel reads Arabic by it
    rows = {row["Page"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}
    assert set(rows) == {"Sanad", "Only here", "Half way", "Once read", "Agreed", "'=1+1"}
    half = rows["Half way"]
    assert half["State"] == "In translation"
    assert int(half["Passages"]) - int(half["Passages translated"]) == 1
    assert (half["Original language"], half["Translated into"]) == ("English", "Arabic")
    assert rows["Agreed"]["Read by"] == editor.get_username()
    assert rows["Agreed"]["Title of the translation"] == "ترجمة: Agreed"
    narrowed = desk.get(reverse("bilingual:freshness"), {"export": "csv", "state": "stale"})
    assert b"".join(narrowed.streaming_content).count(b"\r\n") == 2
    assert desk.get(reverse("bilingual:freshness"), {"export": "xlsx"}).status_code == 200


def test_report_lists_nothing_that_a_person_may_not_explore(editor, each_state) -> None:
    group = editor.groups.get()
    GroupPagePermission.objects.filter(group=group).update(
        page=each_state["current"].get_translations().get()
    )
    client = signed_in(User.objects.get(pk=editor.pk))
    assert set(report(client)) == {"Agreed", "Sanad"}
    refused = client.get(reverse("bilingual:differences", args=[each_state["missing"].pk]))
    assert refused.status_code == 302
    exported = client.get(reverse("bilingual:freshness"), {"export": "csv"})
    assert b"Only here" not in b"".join(exported.streaming_content)


def test_report_is_for_people_who_work_on_pages(django_user_model, each_state) -> None:
    user = django_user_model.objects.create_user(username="volunteer", password="x")
    translators = Group.objects.get(name="Translators")
    user.user_permissions.add(*translators.permissions.filter(codename="access_admin"))
    client = signed_in(user)
    assert client.get(reverse("bilingual:freshness")).status_code == 302
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert 'id="panel-languages' not in home
    assert reverse("bilingual:freshness") not in home


@pytest.mark.parametrize("number", [10, 100, 1000])
def test_report_takes_as_many_queries_whatever_it_lists(desk, number) -> None:
    desk.get(reverse("bilingual:freshness"))  # content types and permissions are read once
    grow(number)
    with CaptureQueriesContext(connection) as captured:
        page = soup(desk, "bilingual:freshness")
    assert len(page.select("table.languages-report tbody tr")) == min(number + 1, 50)
    assert len(captured) == QUERIES_OF_REPORT


def test_localize_report_is_not_offered(desk) -> None:
    menu = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("bilingual:freshness") in menu
    assert reverse("wagtail_localize:translations_report") not in menu


# One page


@pytest.mark.parametrize("state", ["missing", "in_translation", "stale", "current"])
def test_account_of_a_page_opens_in_every_state_from_either_side(desk, each_state, state) -> None:
    for page in Page.objects.filter(translation_key=each_state[state].translation_key):
        shown = soup(desk, "bilingual:differences", page.pk)
        label = shown.select_one(f".languages-state--{state}")
        assert label is not None
        sides = shown.select(".languages-side")
        assert len(sides) == (1 if state == "missing" else 2)


def test_account_shows_what_changed_word_by_word(desk, each_state) -> None:
    shown = soup(desk, "bilingual:differences", each_state["stale"].pk)
    changed = shown.select_one(".languages-changes")
    assert "hats" in "".join(mark.get_text() for mark in changed.select("del"))
    arabic = each_state["stale"].get_translations().get()
    assert shown.select_one(f"a[href='{reverse('wagtailadmin_pages:edit', args=[arabic.pk])}']")


def test_account_escapes_what_editors_wrote(desk) -> None:
    pages = make_both(StandardPage, title="Plain")
    page = StandardPage.objects.get(pk=pages["en"].pk)
    page.title = SCRIPT
    page.save_revision().publish()
    shown = soup(desk, "bilingual:differences", page.pk)
    assert SCRIPT in shown.select_one(".languages-changes").get_text()
    assert not shown.select(".languages-page script")


def test_account_names_what_is_not_translated_yet(desk, each_state) -> None:
    shown = soup(desk, "bilingual:differences", each_state["in_translation"].pk)
    assert "What is not translated yet" in shown.get_text()
    assert len(shown.select(".languages-changes dt")) == 1


# The home page


def test_home_panel_counts_and_names_the_urgent_first(desk, each_state) -> None:
    panel = soup(desk, "wagtailadmin_home").select_one(".languages-panel")
    numbers = {
        link["href"].partition("state=")[2]: int(link.select_one("strong").get_text())
        for link in panel.select(".languages-counts a")
    }
    assert numbers == {"stale": 1, "missing": 1, "in_translation": 1, "current": 2}
    urgent = [title.get_text() for title in panel.select(".languages-urgent bdi")]
    assert urgent == ["Once read", "Only here"]


def test_home_panel_says_when_all_is_well(desk) -> None:
    make_both(StandardPage)
    panel = soup(desk, "wagtailadmin_home").select_one(".languages-panel")
    assert "Well done" in panel.get_text()
    assert not panel.select(".languages-urgent")


# The explorer


def test_explorer_shows_the_state_on_either_side(desk, each_state) -> None:
    tree = make_site()
    for home in (tree.en, tree.ar):
        page = soup(desk, "wagtailadmin_explore", home.pk)
        assert page.select_one("table .languages-state--stale")
        assert page.select_one("table .languages-state--current")
    assert soup(desk, "wagtailadmin_explore", tree.en.pk).select_one(".languages-state--missing")


@pytest.mark.parametrize("number", [1, 3])
def test_explorer_column_takes_one_query(desk, number, monkeypatch) -> None:
    for _ in range(number):
        make_both(StandardPage)
    address = reverse("wagtailadmin_explore", args=[make_site().en.pk])
    desk.get(address)
    with CaptureQueriesContext(connection) as captured:
        page = desk.get(address).content.decode()
    assert page.count("languages-state--current") == number
    about_languages = [
        query for query in captured if "wagtail_localize_stringsegment" in query["sql"]
    ]
    assert len(about_languages) == 1


def test_page_editor_leads_to_the_languages(desk, each_state) -> None:
    for page in (each_state["current"], each_state["current"].get_translations().get()):
        editor = desk.get(reverse("wagtailadmin_explore", args=[page.pk])).content.decode()
        assert reverse("bilingual:differences", args=[page.pk]) in editor
