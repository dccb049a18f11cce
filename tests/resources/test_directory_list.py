"""The list of services: what it holds, in which order, found by which address, at what cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.vocabulary import Region, SpokenLanguage
from resources.models import Audience, Service
from tests.contracts.html import Answer
from tests.factories.directory import make_organisation, make_service

pytestmark = pytest.mark.django_db
LIST = "/en/resources/services/"


def ask(query: str = "", *, url: str = LIST) -> Answer:
    return Answer.to(Client(), f"{url}?{query}" if query else url)


def slugs(query: str = "", *, url: str = LIST) -> list[str]:
    """Return the services of the first page, in their order."""
    links = ask(query, url=url).soup.select(".card__title a")
    return [link["href"].rstrip("/").rpartition("/")[2] for link in links]


def counts(query: str = "") -> dict[str, int]:
    """Return what each value of the form says that it would find."""
    return {
        f"{box['name']}={box['value']}": int(box.parent.select_one(".soft").text)
        for box in ask(query).soup.select(".filters input")
    }


def region(code: str) -> Region:
    return Region.objects.get_or_create(code=code, defaults={"label_en": code, "label_ar": code})[0]


def days_ago(days: int) -> object:
    return timezone.localdate() - timedelta(days=days)


def checked(days: int) -> dict:
    return {"last_checked": days_ago(days), "check_method": "phone"}


@pytest.fixture
def varied() -> None:
    """Services of every kind that the order and the filters tell apart, made in no order."""
    make_service(slug="paused", status="paused", papers="none", is_remote=True, **checked(1))
    make_service(slug="old", **checked(200))
    make_service(slug="remote", is_remote=True, place_tier="none", kinds=("legal",))
    make_service(slug="unsafe", needs_review=True, papers="none", is_remote=True, **checked(1))
    make_service(slug="no-papers", papers="none", cost="free", kinds=("legal", "health"))
    make_service(slug="full", status="full", papers="none", **checked(1))
    make_service(slug="never")
    make_service(slug="best", papers="none", is_remote=True, cost="free", **checked(90))
    make_service(slug="lately", **checked(91))
    make_service(slug="closed", status="closed", papers="none", **checked(1))
    make_service(slug="draft", is_published=False)
    make_service(slug="of-a-draft", organisation=make_organisation(is_published=False))
    make_service(slug="says-nothing", languages=())


def test_order_and_what_is_not_in_the_list(varied):
    assert slugs() == [
        "best",
        "no-papers",
        "remote",
        "lately",
        "old",
        "never",
        "full",
        "paused",
        "unsafe",
    ]
    page = ask()
    assert "Open ones come first" in page.soup.main.text
    assert page.soup.select_one("#found").text.strip() == "9 services"
    marks = {card.h3.a["href"].split("/")[-2]: card.ul.text for card in page.soup.select(".card")}
    assert "Full for now" in marks["full"]
    assert "Paused" in marks["paused"]
    assert "Reported as unsafe" in marks["unsafe"]
    assert marks["never"].strip() == ""


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=legal", {"remote", "no-papers"}),
        ("kind=legal&kind=health&papers=none&cost=free", {"best", "no-papers"}),
        ("papers=none", {"best", "no-papers", "full", "paused", "unsafe"}),
        ("remote=yes&status=open", {"best", "remote", "unsafe"}),
        ("checked=recently", {"best", "full", "paused", "unsafe"}),
        ("cost=free", {"best", "no-papers"}),
        ("status=full&status=paused", {"full", "paused"}),
        ("status=closed", None),
    ],
)
def test_filters_are_addresses_and_mean_the_same_in_both_languages(varied, query, expected):
    if expected is None:  # not among what can be asked for, so it is left out and said
        assert "closed" not in slugs(query)
        assert "means nothing here" in ask(query).soup.main.text
        return
    assert set(slugs(query)) == expected
    assert set(slugs(query, url="/ar/resources/services/")) == expected
    assert ask(query).soup.select_one("#found").text.split()[0] == str(len(expected))


def test_by_region_language_and_whom_it_is_for_and_never_by_a_hidden_place():
    north, french = region("north"), SpokenLanguage.objects.get(code="fr")
    women = Audience.objects.get(code="women")
    for tier in ("public", "area", "hidden", "none"):
        row = make_service(slug=tier, place_tier=tier, is_remote=tier == "none")
        row.regions.add(north)
        row.languages.add(french)
        row.audiences.add(women)
        row.save()
    make_service(slug="elsewhere")
    assert set(slugs("region=north")) == {"public", "area", "none"}
    assert set(slugs("language=fr&for=women")) == {"public", "area", "hidden", "none"}
    told = counts()
    assert (told["region=north"], told["language=fr"], told["for=women"]) == (3, 4, 4)
    card = next(card for card in ask().soup.select(".card") if "/hidden/" in str(card))
    assert "north" not in card.text


def test_counts_say_what_a_press_would_find(varied):
    told = counts("papers=none")
    for pair, count in told.items():
        name = pair.partition("=")[0]
        query = "papers=none" if name == "papers" else f"papers=none&{pair}"
        assert len(slugs(query)) == count, pair
    # A second value of a group adds to the first, so the first does not narrow it.
    assert counts("kind=legal")["kind=health"] == counts()["kind=health"] == 8


def test_what_is_on_is_shown_and_can_be_taken_away_one_by_one(varied):
    page = ask("kind=legal&kind=health&remote=yes")
    chips = {
        link.text.split(":")[1].split("×")[0].strip(): link["href"]
        for link in page.soup.select(".pill--on")
    }
    assert chips == {
        "Legal help": f"{LIST}?kind=health&remote=yes",
        "Health": f"{LIST}?kind=legal&remote=yes",
        "Remote": f"{LIST}?kind=health&kind=legal",
    }
    assert page.one(".pill--plain")["href"] == LIST
    on = {(box["name"], box["value"]) for box in page.soup.select(".filters input[checked]")}
    assert on == {("kind", "health"), ("kind", "legal"), ("remote", "yes")}
    form = page.one(".filters form")
    assert (form["method"], form["action"]) == ("get", LIST)


def test_language_switch_keeps_the_filters_and_the_head_drops_them(varied):
    page = ask("kind=legal&page=1")
    switch = page.one(".languages a")
    assert switch["href"] == "/ar/resources/services/?kind=legal"
    assert page.one("link[rel=canonical]")["href"] == f"https://sanad.example{LIST}"
    assert page.one("meta[name=robots]")["content"] == "noindex"
    alternates = {
        link["hreflang"]: link["href"] for link in page.soup.select("link[rel=alternate][hreflang]")
    }
    base = "https://sanad.example/{}/resources/services/"
    assert alternates == {
        "ar": base.format("ar"),
        "en": base.format("en"),
        "x-default": base.format("ar"),
    }
    plain = ask()
    assert not plain.soup.select("meta[name=robots]")
    assert plain.one("title").text.strip() == "Services"
    assert plain.response.cookies.output() == ""
    assert not plain.soup.main.select("input:not([type=checkbox]), script")  # asks for nothing else


def test_pages_of_a_long_list_keep_the_filters(monkeypatch):
    monkeypatch.setattr("resources.directory.views.PER_PAGE", 2)
    made = {make_service(papers="none").slug for _ in range(5)}
    make_service(kinds=("legal",))
    found = [slugs(f"papers=none&page={number}") for number in (1, 2, 3)]
    assert [len(page) for page in found] == [2, 2, 1]
    assert {slug for page in found for slug in page} == made
    page = ask("papers=none&page=2")
    links = {link["rel"][0]: link["href"] for link in page.soup.select(".pagination a")}
    assert links == {"prev": "?papers=none&page=1", "next": "?papers=none&page=3"}
    # What is no page leads to the nearest that is one.
    assert slugs(f"papers=none&page={'9' * 30}") == found[2]
    for junk in ("-1", "0", "x", "1.5", "%00", "9" * 10_000):
        assert slugs(f"papers=none&page={junk}") in (found[0], found[2])


def test_junk_gets_a_clear_answer_and_is_not_repeated(varied):
    for query in (
        "kind=" + "9" * 30,
        "region=' OR 1=1 --",
        "kind=%00&kind=%F0%28%8C%28",
        "status=" + "x" * 10_000,
        "language=<script>canary",
    ):
        for url in (LIST, f"{LIST}print/"):
            page = ask(query, url=url)
            assert page.response.status_code == 200
            assert not {"OR 1=1", "canary", "xxxx", "9999"} & set(str(page.soup).split())
            assert "canary" not in str(page.soup)
        assert "means nothing here" in ask(query).soup.main.text
    assert slugs("&".join(["kind=legal"] * 2000)) == slugs("kind=legal")


def test_where_nothing_fits_it_says_what_to_leave_out(varied):
    page = ask("kind=legal&checked=recently&cost=free")
    assert page.soup.select_one("#found").text.strip() == "0 services"
    ways = {
        link["href"]: link.text.split(":")[1].split()[0] for link in page.one(".links").select("a")
    }
    assert ways == {
        f"{LIST}?checked=recently&cost=free": "1",  # without the kind
        f"{LIST}?kind=legal&cost=free": "1",
    }
    others = {link["href"] for link in page.soup.main.select("section a")}
    assert {f"{LIST}suggest/", "/en/support/"} <= others
    Service.objects.all().delete()
    assert "No service is listed here yet" in ask().soup.main.text


@pytest.mark.parametrize(
    ("tail", "at_most"), [("", 10), ("print/", 16), ("organisations/{}/", 10), ("{}/", 13)]
)
def test_three_services_cost_as_many_queries_as_one(tail, at_most):
    organisation, spent = make_organisation(slug="o"), []
    for number in (1, 3):
        while Service.objects.count() < number:
            row = make_service(
                slug=f"s{Service.objects.count()}",
                organisation=organisation,
                kinds=("health", "legal"),
                place_tier="public",
                url="https://service.example",
                **checked(1),
            )
            row.regions.add(region("north"), region("south"))
            row.languages.add(*SpokenLanguage.objects.all()[:2])
            row.audiences.add(*Audience.objects.all()[:2])
            row.phones.create(number="000 555 0100")
            row.schedules.create(weekday="MO", opens_at="09:00", closes_at="17:00")
            row.save()
        url = LIST + tail.format("o" if "organisations" in tail else "s0")
        ask(url=url)
        with CaptureQueriesContext(connection) as captured:
            assert ask(url=url).response.status_code == 200
        spent.append(len(captured))
    assert spent[0] == spent[1]
    assert spent[0] <= at_most


def test_the_printed_list_is_the_same_list_and_leaves_out_what_is_unsafe(varied):
    page = ask("papers=none", url=f"{LIST}print/")
    names = [heading.text.strip() for heading in page.soup.select(".take-along h2")]
    by_slug = {
        row.slug: row.texts.get(language="en").name
        for row in Service.objects.all()[:20]
        if row.texts.filter(language="en").exists()
    }
    expected = ("best", "no-papers", "full", "paused")
    assert names == [by_slug[slug] for slug in expected]
    assert page.one("meta[name=robots]")["content"] == "noindex"
    assert page.one(".languages a")["href"] == "/ar/resources/services/print/?papers=none"
    assert page.one("h1")["class"] == ["no-print"]
    assert "Sanad" not in page.soup.main.text
