"""What stands around the form: who answers now, how long things are kept, what is protected."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from support.models import HelpPolicy, Topic, UrgencyLevel
from tests.factories.support import CrisisContactFactory, make_language
from tests.support.visitor import Visitor, soup

pytestmark = pytest.mark.django_db


def names(response) -> list[str]:
    """Return the names of the contacts of a page, in its order."""
    return [found.get_text(strip=True) for found in soup(response).select(".contacts__name")]


def groups(response) -> list[str]:
    """Return the headings over the contacts."""
    found = soup(response).select(".contacts__regions")
    return [" ".join(heading.get_text(" ").split()) for heading in found]


@pytest.fixture
def contacts(open_form) -> dict:
    """Contacts for each region and language; the one that `open_form` made is for everybody."""
    made = {}
    for name, regions, codes in (
        ("south ar", [1], ["ar"]),
        ("north en", [0], ["en"]),
        ("north ar", [0], ["ar"]),
        ("both ckb", [0, 1], ["ckb"]),
        ("anywhere ckb", [], ["ckb"]),
        ("anywhere en", [], ["ar", "en"]),
    ):
        contact = CrisisContactFactory(label_en=name, label_ar=name)
        contact.regions.set([open_form.regions[number] for number in regions])
        contact.languages.set(make_language(code) for code in codes)
        made[name] = contact
    CrisisContactFactory(label_en="gone", is_active=False)
    return made


def test_contacts_stand_by_region_those_of_the_readers_language_first(open_form, contacts):
    page = Visitor().get("support/")
    north, south = (region.label_en for region in open_form.regions[:2])
    assert groups(page) == ["Everywhere", north, f"{north} · {south}", south]
    assert names(page) == [
        *["anywhere en", "Night line", "anywhere ckb"],
        *["north en", "north ar"],
        "both ckb",
        "south ar",
    ]
    arabic = names(Visitor(language="ar").get("support/"))
    assert arabic.index("north ar") < arabic.index("north en")


@pytest.mark.parametrize("step", ["review", "send"])
def test_contacts_of_the_chosen_region_and_language_come_first(open_form, contacts, step):
    visitor = Visitor()
    make_language("ckb")
    answers = visitor.answers(
        open_form, region=open_form.regions[1].code, language="ckb", urgency="now"
    )
    page = visitor.post("support/", {**answers, "step": step})
    assert names(page)[:4] == ["both ckb", "south ar", "anywhere ckb", "anywhere en"]


@pytest.mark.parametrize(("urgency", "expected"), [("now", 7), ("days", 0), ("weeks", 0)])
def test_review_of_what_cannot_wait_shows_who_answers_now(open_form, contacts, urgency, expected):
    visitor = Visitor()
    answers = visitor.answers(open_form, urgency=urgency)
    page = visitor.post("support/", {**answers, "step": "review"})
    assert len(names(page)) == expected


def test_closed_form_shows_who_answers_now(open_form, contacts):
    Topic.objects.update(is_active=False)
    assert len(names(Visitor().get("support/"))) == 7


def test_telephone_can_be_dialled_and_reads_from_left_to_right(open_form):
    link = soup(Visitor(language="ar").get("support/")).select_one("a[href^='tel:']")
    assert (link["href"], link["dir"]) == ("tel:+9611234567", "ltr")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_script_in_a_contact_and_in_the_terms_is_text(open_form, contacts, language):
    evil = "<script>alert(1)</script>"
    for row in (open_form.contacts[0], open_form.regions[0], open_form.topics[0]):
        row.label_ar = row.label_en = evil
        row.save()
    UrgencyLevel.objects.update(label_ar=evil, label_en=evil)
    page = Visitor(language=language).get("support/").content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert") >= 4


def test_wording_of_urgency_is_that_of_the_group(open_form):
    UrgencyLevel.objects.filter(code="now").update(label_en="At once", label_ar="حالًا")
    UrgencyLevel.objects.filter(code="weeks").delete()
    for language, expected in (("en", "At once"), ("ar", "حالًا")):
        form = soup(Visitor(language=language).get("support/")).main.form
        labels = [
            box.find_parent("label").get_text(strip=True) for box in form.select("[name=urgency]")
        ]
        assert labels[0] == expected
        assert all(labels)
        assert len(labels) == 3


def test_language_that_is_not_on_offer_is_not_chosen_for_anybody(open_form):
    make_language("en").delete()
    make_language("ckb")
    form = soup(Visitor().get("support/")).main.form
    boxes = form.select("[name=language]")
    assert {box["value"] for box in boxes} == {"ar", "ckb"}
    assert not any(box.has_attr("checked") for box in boxes)


@pytest.mark.parametrize(("days", "words"), [(1, "1 day"), (2, "2 days"), (45, "45 days")])
def test_form_says_how_long_things_are_kept(open_form, days, words):
    HelpPolicy.objects.create(
        closed_days=days, silent_days=days + 20, warning_days=1, backup_days=days
    )
    page = " ".join(soup(Visitor().get("support/")).main.get_text().split())
    assert f"everything is deleted {words} later." in page
    assert f"If nobody writes for {days + 20} days" in page
    assert f"stays in backups, sealed, for up to {words}." in page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_protected_stands_in_the_readers_language_one_link_away(open_form, language):
    with override(language):
        address = reverse("support:protection")
    visitor = Visitor(language=language)
    assert soup(visitor.get("support/")).main.find("a", href=address)
    response = visitor.client.get(address)
    page = soup(response)
    suffix = ".ar" if language == "ar" else ""
    text = (settings.SITE_DIR / "docs" / f"threat-model{suffix}.md").read_text(encoding="utf-8")
    assert page.h1.get_text(strip=True) == text.splitlines()[0].removeprefix("# ").strip()
    article = page.main.article
    assert (article["lang"], article["dir"]) == (language, "rtl" if language == "ar" else "ltr")
    anchors = [link["href"].removeprefix("#") for link in article.nav.find_all("a")]
    assert anchors
    assert all(article.find(id=anchor) for anchor in anchors)
    assert [link["href"] for link in article.find_all("a") if link["href"].endswith(".md")] == []
    assert (response.cookies, visitor.client.post(address).status_code) == ({}, 405)
