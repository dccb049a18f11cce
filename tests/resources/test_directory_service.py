"""A service's own page and its organisation's: what is told, in whose words, and what never is."""

import json
import logging
from datetime import time, timedelta
from hashlib import blake2b
from itertools import product

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision
from wagtail_localize.models import String, StringTranslation, Translation

from bilingual import po_files
from bilingual.selectors import exchange
from core.logs import PrivateFormatter
from core.search.models import IndexedDocument, IndexedWord, Posting
from core.vocabulary import Region
from resources.models import MythPage, OnlineCommunity, Schedule, Service, ServiceAddress
from tests.contracts.html import Answer, foreign, loads
from tests.factories.directory import make_organisation, make_service
from tests.factories.pages import make_page, translate

pytestmark = pytest.mark.django_db
BASE = "/en/resources/services/"
TIERS = ("public", "area", "hidden", "none")


def page(tail: str, *, language: str = "en") -> Answer:
    return Answer.to(Client(), f"/{language}/resources/services/{tail}")


def json_ld(answer: Answer) -> dict | None:
    found = answer.soup.select('script[type="application/ld+json"]')
    return json.loads(found[0].string) if found else None


def canary(part: str, tier: str, code: str) -> str:
    """Return a word that stands nowhere else, and resembles no other."""
    digest = blake2b(f"{part} {tier} {code}".encode(), digest_size=7).hexdigest()
    return digest.translate(str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst"))


def with_every_canary(tier: str) -> Service:
    """Make a service whose address, way in, area and region are such words."""
    row = make_service(
        slug=f"of-{tier}",
        organisation=make_organisation(slug=f"offers-{tier}"),
        place_tier=tier,
        is_remote=True,
        texts={code: {"area": canary("area", tier, code)} for code in ("ar", "en")},
    )
    row.regions.add(
        Region.objects.create(
            code=f"r-{tier}",
            **{f"label_{code}": canary("region", tier, code) for code in ("ar", "en")},
        )
    )
    row.save()
    parts = product(("address", "directions"), ("en", "ar"))
    ServiceAddress.objects.create(
        service=row, **{f"{part}_{code}": canary(part, tier, code) for part, code in parts}
    )
    return row


def test_what_a_tier_keeps_back_is_in_no_answer_and_in_no_log(
    caplog, django_capture_on_commit_callbacks
):
    """The canaries are made in both languages and sought in everything that readers can get."""
    with django_capture_on_commit_callbacks(execute=True):  # which puts them into the search
        for tier in TIERS:
            with_every_canary(tier)
    caplog.set_level(logging.DEBUG)
    tails = ["", "?kind=health", "print/", "?region=r-hidden", "print/?region=r-hidden"]
    for tier in TIERS:
        tails += [f"of-{tier}/", f"organisations/offers-{tier}/", f"of-{tier}/report/"]
    bodies = {}
    for code, tail in product(("ar", "en"), tails):
        bodies[code, tail] = page(tail, language=code).response.content.decode()
    for path in ("/sitemap.xml", "/en/resources/feed.xml", "/ar/resources/feed.xml"):
        bodies["-", path] = Client().get(path, secure=True).content.decode()
    for code, words in (("en", "Service"), ("ar", "خدمة")):
        found = Client().get(f"/{code}/search/", {"q": words}, secure=True).content.decode()
        assert "/services/of-hidden/" in found
        bodies[code, "search"] = found
    kept_back = [
        *product(("address", "directions"), ("area", "hidden", "none"), ("ar", "en")),
        *product(("area", "region"), ("hidden",), ("ar", "en")),
        *product(("area",), ("none",), ("ar", "en")),
    ]
    for part, tier, code in kept_back:
        query = {"q": canary(part, tier, code)}
        found = Client().get(f"/{code}/search/", query, secure=True).content.decode()
        # The question stands there again; what must not be there is a service.
        assert "/services/of-" not in found, (part, tier)
    for part, code in product(("address", "directions", "area", "region"), ("ar", "en")):
        assert canary(part, "public", code) in bodies[code, "of-public/"]
    for code in ("ar", "en"):
        assert canary("address", "public", code) in bodies[code, "print/"]
        assert canary("area", "area", code) in bodies[code, "of-area/"]
        assert canary("region", "area", code) in bodies[code, ""]
    log = "\n".join(PrivateFormatter().format(record) for record in caplog.records)
    for code, tail in product(("ar", "en"), ("?region=r-hidden", "print/?region=r-hidden")):
        # Whoever asks for a region by its code is told its name, and no service in it.
        name = canary("region", "hidden", code)
        body = bodies[code, tail] = bodies[code, tail].replace(name, "")
        assert "of-hidden" not in body
    for where, body in [*bodies.items(), ("log", log)]:
        assert [told for told in kept_back if canary(*told) in body] == [], where
    assert "r-hidden" not in bodies["en", ""]


def test_what_a_tier_keeps_back_is_in_no_page_that_names_the_service_nor_in_a_file_to_translate(
    django_capture_on_commit_callbacks,
):
    """Nor in what is kept of either: revisions, strings, and the words of the search."""
    with django_capture_on_commit_callbacks(execute=True):
        hidden = with_every_canary("hidden")
        fact = make_page(MythPage, related_services=0)
        fact.related_services.add(
            fact.related_services.model(locale=fact.locale, service=hidden, sort_order=0)
        )
        fact.save_revision().publish()
        translate(MythPage.objects.get(pk=fact.pk))
    bodies = {}
    for address in (fact.url, f"{fact.url}leaflet/", f"{fact.url}text/"):
        bodies[address] = Client().get(address, secure=True).content.decode()
    assert "/services/of-hidden/" in bodies[fact.url]
    translation = Translation.objects.get(source__object_id=fact.translation_key)
    bodies["po"] = po_files.write(exchange.export([translation])).decode()
    bodies["theirs"] = str(translation.export_po())
    assert fact.title in bodies["po"]
    kept = (Revision, String, StringTranslation, IndexedDocument, Posting, IndexedWord)
    for model in kept:
        rows = list(model.objects.values())
        assert rows, model
        bodies[model.__name__] = str(rows)
    parts = product(("address", "directions", "area", "region"), ("ar", "en"))
    words = [canary(part, "hidden", code) for part, code in parts]
    for where, body in bodies.items():
        assert [word for word in words if word in body] == [], where


def test_tier_changed_after_the_address_was_written_takes_it_off_at_once():
    row = with_every_canary("public")
    address = canary("address", "public", "en")
    assert address in page("of-public/").response.content.decode()
    for tier in ("area", "hidden", "none", "tomorrow"):
        Service.objects.filter(pk=row.pk).update(place_tier=tier)
        for tail in ("of-public/", "print/", ""):
            assert address not in page(tail).response.content.decode()


def test_what_is_not_published_is_not_here():
    make_service(slug="draft", is_published=False)
    make_service(slug="of-a-draft", organisation=make_organisation(slug="d", is_published=False))
    for tail in ("draft/", "of-a-draft/", "draft/report/", "organisations/d/", "nothing/"):
        assert page(tail).response.status_code == 404


def test_numbers_say_what_they_take_and_who_hears_the_voicemail():
    row = make_service(slug="s", url="https://service.example/a", email="x@service.example")
    row.phones.create(number="+961 (1) 555-010", takes_text=True, voicemail="unsafe")
    row.phones.create(number="*123#", takes_calls=False, takes_text=True, sort_order=1)
    row.phones.create(number="000 555", voicemail="safe", sort_order=2)
    row.save()
    reach = page("s/", language="ar").one("section[aria-labelledby=reach]")
    links = [link["href"] for link in reach.select("a")]
    assert links == [
        "tel:+9611555010",
        "sms:+9611555010",
        "sms:*123%23",
        "tel:000555",
        "https://service.example/a",
        "mailto:x@service.example",
    ]
    for link in reach.select("a.contacts__phone, p.contacts__phone"):
        assert link["dir"] == "ltr"
    english = page("s/").one("section[aria-labelledby=reach]")
    items = [" ".join(item.text.split()) for item in english.select("li")]
    assert "Leave no message: others may hear it" in items[0]
    assert "Takes no calls" in items[1]
    assert "Voicemail is safe Takes no text messages" in items[2]
    answer = page("s/")
    outward = answer.one('a[href^="https://service.example"]')
    assert {"noopener", "noreferrer"} <= set(outward["rel"])
    assert foreign(loads(answer.soup)) == []


def test_hours_stand_by_day_with_their_zone_in_words_and_end_after_midnight():
    row = make_service(slug="s", place_tier="area", time_zone="Africa/Cairo")
    for day, opens, closes in (
        ("FR", "22:00", "02:00"),
        ("MO", "14:00", "18:00"),
        ("MO", "09:00", "12:30"),
        ("SU", "00:00", "00:00"),
        ("TU", "18:00", "00:00"),
    ):
        row.schedules.create(weekday=day, opens_at=opens, closes_at=closes)
    row.save()
    table = page("s/").one("table.hours")
    rows = {line.th.text: " ".join(line.td.text.split()) for line in table.select("tr")}
    assert list(rows.items()) == [
        ("Saturday", "closed"),
        ("Sunday", "round the clock"),
        ("Monday", "09:00 to 12:30 14:00 to 18:00"),
        ("Tuesday", "18:00 to midnight"),
        ("Wednesday", "closed"),
        ("Thursday", "closed"),
        ("Friday", "22:00 to 02:00 on the next day"),
    ]
    assert table.caption.text.strip() == "Hours in Cairo time"


def test_words_in_the_other_language_say_so_and_are_not_passed_off_as_ours():
    make_service(slug="s", languages=("ar",), texts={"ar": {"safety": "انتبهوا", "area": "قرب"}})
    english = page("s/")
    for element in (english.one("h1 bdi"), english.one("section[aria-labelledby=care] div[lang]")):
        assert (element["lang"], element["dir"]) == ("ar", "rtl")
    assert "Nobody has translated this into English yet" in english.soup.main.text
    assert english.one("meta[name=robots]")["content"] == "noindex"
    assert english.one("link[rel=canonical]")["href"] == f"https://sanad.example{BASE}s/"
    arabic = page("s/", language="ar")
    assert not arabic.soup.main.select("[lang]")
    assert not arabic.soup.select("meta[name=robots]")
    for answer in (arabic, english):
        said = {link["hreflang"] for link in answer.soup.select("link[rel=alternate][hreflang]")}
        assert said == {"ar", "x-default"}
    assert english.one(".languages a")["href"] == "/ar/resources/services/s/"
    # One field that is missing comes from the other language too: it may be about safety.
    make_service(slug="partly", texts={"ar": {"safety": "انتبهوا"}})
    partly = page("partly/")
    assert partly.one("section[aria-labelledby=care] div[lang=ar]").text.strip() == "انتبهوا"
    assert "Some of this has not been translated" in partly.soup.main.text
    assert not partly.soup.select("meta[name=robots]")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (90, "Checked on"),
        (91, "some of it may have changed"),
        (180, "some of it may have changed"),
        (181, "Not checked since"),
        (None, "Never checked"),
    ],
)
def test_badge_turns_without_anybody_touching_the_entry(days, said):
    day = None if days is None else timezone.localdate() - timedelta(days=days)
    make_service(slug="s", last_checked=day, check_method="visit" if day else "")
    for tail in ("s/", ""):
        assert said in page(tail).one(".page-head .mark, .card p .mark").text
    if day:
        assert "By a visit" in page("s/").one("aside").text


def test_closed_and_unsafe_ones_warn_and_are_told_to_no_machine():
    make_service(slug="open")
    make_service(slug="closed", status="closed", texts={"en": {"status_note": "Since May."}})
    make_service(slug="unsafe", needs_review=True)
    closed, unsafe = page("closed/"), page("unsafe/")
    assert "Since May." in closed.one(".callout--warning").text
    assert closed.one('.callout--warning a[href$="?kind=health"]')
    assert "Reported as unsafe; we are looking into it" in unsafe.one(".callout--warning").text
    for answer in (closed, unsafe):
        assert json_ld(answer) is None
        assert answer.one("meta[name=robots]")["content"] == "noindex"
    sitemap = Client().get("/sitemap.xml", secure=True).content.decode()
    assert "/services/open/" in sitemap
    assert not [slug for slug in ("closed", "unsafe") if f"/services/{slug}/" in sitemap]


def test_machines_are_told_what_the_allow_list_names_and_nothing_in_it_ends_the_script():
    name = "</script><script>alert(1)</script>"
    row = make_service(
        slug="s",
        place_tier="public",
        organisation=make_organisation(slug="o"),
        texts={"en": {"name": name, "safety": "Secret knock."}},
    )
    row.regions.add(Region.objects.create(code="r", label_en="North", label_ar="شمال"))
    row.phones.create(number="000 555 0100")
    row.save()
    ServiceAddress.objects.create(service=row, address_en="1 Public Street")
    answer = page("s/")
    told = json_ld(answer)
    assert told == {
        "@context": "https://schema.org",
        "@type": "Service",
        "name": name,
        "url": f"https://sanad.example{BASE}s/",
        "serviceType": ["Health"],
        "provider": {
            "@type": "Organization",
            "name": row.organisation.texts.get(language="en").name,
            "url": f"https://sanad.example{BASE}organisations/o/",
        },
        "areaServed": ["North"],
    }
    assert b"alert(1)</script>" not in answer.response.content
    assert answer.one("title").text.strip() == name


def test_online_community_says_what_one_gives_away_by_joining():
    row = make_service(slug="s", place_tier="none", is_remote=True, kinds=("online-community",))
    OnlineCommunity.objects.create(
        service=row,
        platform="telegram",
        moderators_en="Two people",
        without_own_name_ar="بلا اسم",
    )
    section = page("s/").one("section[aria-labelledby=community]")
    rows = {item.dt.text: " ".join(item.dd.text.split()) for item in section.select("dl > div")}
    assert rows["Platform"] == "Telegram"
    assert rows["Who moderates"] == "Two people"
    assert rows["What others can see of you"].startswith("Not known")
    assert section.select_one("[lang=ar][dir=rtl]").text.strip() == "بلا اسم"


def test_organisation_shows_its_own_listed_services_and_no_others():
    mine, other = make_organisation(slug="mine", url="https://o.example"), make_organisation()
    for slug, fields in {
        "unsafe": {"needs_review": True},
        "full": {"status": "full"},
        "closed": {"status": "closed"},
        "draft": {"is_published": False},
        "open": {},
    }.items():
        make_service(slug=slug, organisation=mine, **fields)
    make_service(slug="others", organisation=other)
    answer = page("organisations/mine/")
    links = [link["href"].split("/")[-2] for link in answer.soup.select(".card__title a")]
    assert links == ["open", "full", "unsafe"]
    assert {"noopener", "noreferrer"} <= set(answer.one('a[href="https://o.example"]')["rel"])


def test_of_a_hidden_place_not_even_the_zone_is_told():
    for tier in TIERS:
        row = make_service(
            slug=f"z-{tier}", place_tier=tier, is_remote=True, time_zone="Asia/Damascus"
        )
        row.schedules.add(Schedule(weekday="MO", opens_at=time(9), closes_at=time(12)))
        row.save()
    told = {tier: "Damascus" in str(page(f"z-{tier}/").one("main")) for tier in TIERS}
    assert told == {"public": True, "area": True, "hidden": False, "none": True}
    hidden = page("z-hidden/").one("main")
    assert "Hours in the time of the place itself" in hidden.get_text(" ")
    assert str(page("print/").one("main")).count("Damascus") == 3
