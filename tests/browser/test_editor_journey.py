"""An editor writes a fact in English, translates it, and publishes two pages that are linked."""

import re

import pytest
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from resources.models import MythPage, ResourcesIndexPage
from tests.browser.conftest import sign_in
from tests.factories.pages import make_page, make_site, translate
from tests.factories.people import PASSWORD, make_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ENGLISH = {
    "title": "Left-handed people are not clumsy",
    "summary_text": "Tools are made for the other hand.",
    "myth": "Left-handed people break everything.",
    "fact": "Most tools are made for right hands.",
    "why_misleading": "It blames the hand for the tool.",
    "fact_again": "With the right tool, either hand is skilled.",
}
ARABIC = {
    "title": "الأعسر ليس أخرق",
    "slug": "الأعسر-ليس-أخرق",
    "summary_text": "صُنعت الأدوات لليد الأخرى.",
    "myth": "الأعسر يكسر كل ما يمسك.",
    "fact": "معظم الأدوات صُنعت لليد اليمنى.",
    "why_misleading": "يلوم هذا القول اليد على عيب الأداة.",
    "fact_again": "كل يد ماهرة حين تجد أداتها.",
}


LINKED = '<p>Most <a href="https://tools.example/">tools</a> are made for right hands.</p>'


@pytest.fixture
def index() -> ResourcesIndexPage:
    make_site()
    english = make_page(ResourcesIndexPage, title="Resources", slug="resources")
    translate(english)
    return english


def test_write_translate_publish(open_browser, index, no_second_factor, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # it changes the page's address at a time of its own
    make_editor()
    page = open_browser(viewport={"width": 1280, "height": 1000})
    sign_in(page, username="editor", password=PASSWORD)

    _write_in_english(page, index)
    english = MythPage.objects.get(locale__language_code="en")
    assert english.live

    _translate(page, english)
    arabic = MythPage.objects.get(locale__language_code="ar")
    assert arabic.live
    assert arabic.translation_key == english.translation_key
    assert arabic.alias_of is None
    assert arabic.slug == ARABIC["slug"]

    # A reader, without scripts: both are there, and each leads to the other.
    reader = open_browser(java_script_enabled=False)
    reader.goto(english.url)
    expect(reader.locator("html")).to_have_attribute("lang", "en")
    expect(reader.locator("h1")).to_have_text(ENGLISH["title"])
    reader.get_by_role("link", name=re.compile("العربي")).first.click()
    expect(reader.locator("html")).to_have_attribute("lang", "ar")
    expect(reader.locator("html")).to_have_attribute("dir", "rtl")
    expect(reader.locator("h1")).to_have_text(ARABIC["title"])
    for text in ARABIC.values():
        if text != ARABIC["slug"]:
            expect(reader.locator("main")).to_contain_text(text)
    for text in ENGLISH.values():
        expect(reader.locator("main")).not_to_contain_text(text)
    reader.get_by_role("link", name="English").first.click()
    expect(reader.locator("h1")).to_have_text(ENGLISH["title"])
    assert reader.context.cookies() == []


def _write_in_english(page: Page, index: ResourcesIndexPage) -> None:
    page.goto(f"/admin/pages/add/resources/mythpage/{index.pk}/")
    expect(page.locator("[data-contentpath=fact_again] [contenteditable=true]")).to_be_visible()
    page.fill("#id_title", ENGLISH["title"])
    page.fill("#id_summary_text", ENGLISH["summary_text"])
    page.fill("#id_myth", ENGLISH["myth"])
    page.select_option("#id_fallacy", label="Cause and effect confused")
    for field in ("fact", "why_misleading", "fact_again"):
        page.locator(f"[data-contentpath={field}] [contenteditable=true]").click()
        page.keyboard.type(ENGLISH[field])
        # The editor hands its text to the form a moment later.
        expect(page.locator(f"[name={field}]")).to_have_value(re.compile(ENGLISH[field]))
    expect(page.locator("#id_slug")).to_have_value("left-handed-people-are-not-clumsy")
    page.get_by_role("button", name="More actions", exact=True).first.click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url(f"**/admin/pages/{index.pk}/**")


def _translate(page: Page, english: MythPage) -> None:
    page.goto(f"/admin/localize/submit/page/{english.pk}/")
    page.get_by_label("العربية").check()
    page.get_by_role("button", name="Submit").click()
    page.wait_for_url("**/edit/")
    # Submitting alone shows nothing to readers (TRAPS B1).
    assert not MythPage.objects.get(locale__language_code="ar").live

    # Not all at once: what is written is kept, and what is missing is named.
    _fill(page, "title", "myth")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("These passages have to be translated first:")).to_be_visible()
    assert not MythPage.objects.get(locale__language_code="ar").live
    expect(page.locator(".translate-row textarea").first).to_have_value(ARABIC["title"])

    missing = page.locator(".translate-missing a").filter(has_text="In short")
    missing.click()
    expect(page.locator(".translate-row:target")).to_contain_text(ENGLISH["summary_text"])
    _fill(page, *(field for field in ARABIC if field not in {"title", "myth"}))
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("is published.")).to_be_visible()
    expect(page.get_by_text("Nothing is missing.")).to_be_visible()


def _fill(page: Page, *fields: str) -> None:
    for field in fields:
        source = ENGLISH.get(field, "left-handed-people-are-not-clumsy")
        row = page.locator(".translate-row").filter(has=page.get_by_text(source, exact=True))
        row.locator("textarea").fill(ARABIC[field])


@pytest.mark.parametrize("has_scripts", [True, False])
def test_translate_on_a_phone(open_browser, index, no_second_factor, has_scripts):
    """Correct the source, keep the translator's sentence, and meet somebody else's change."""
    english = make_page(MythPage, parent=index, myth="They always brake everything.", fact=LINKED)
    arabic = translate(english)
    english = MythPage.objects.get(pk=english.pk)
    english.myth = "They always break everything."
    english.fact = LINKED.replace("right hands", "right hands only")
    english.save_revision().publish()
    user = make_editor()
    UserProfile.objects.create(user=user, preferred_language="ar")
    page = open_browser(viewport={"width": 390, "height": 844}, java_script_enabled=has_scripts)
    sign_in(page, username="editor", password=PASSWORD)
    page.goto(f"/admin/pages/{arabic.pk}/edit/?show=missing")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    rows = page.locator(".translate-row")
    expect(rows).to_have_count(2)
    myth = rows.filter(has_text="They always break everything.")
    fact = rows.filter(has_text="right hands only")
    expect(myth.locator("textarea")).to_have_css("direction", "rtl")
    expect(myth.locator("del")).to_have_text("brake")

    # What is typed elsewhere is saved by the same click.
    field = fact.locator("textarea")
    field.fill("معظم ")
    if has_scripts:
        fact.locator(".translate-insert button").first.click()
        page.keyboard.type("الأدوات")
    else:
        expect(fact.locator(".translate-insert")).to_be_hidden()
        field.fill('معظم <a id="a1">الأدوات</a>')
    expect(field).to_have_value('معظم <a id="a1">الأدوات</a>')
    myth.locator("button[name=keep]").click()
    expect(rows).to_have_count(0)
    words = StringTranslation.objects.filter(context__object_id=english.translation_key)
    assert words.filter(data='معظم <a id="a1">الأدوات</a>').exists()

    # Somebody else writes the title meanwhile.
    page.goto(f"/admin/pages/{arabic.pk}/edit/")
    words.filter(context__path="title").update(data="عنوان من غيري")
    title = rows.first
    title.locator("textarea").fill("عنواني")
    page.locator(".translate-actions button[value=save]").click()
    expect(title.locator("textarea")).to_have_value("عنواني")
    expect(title.locator(".translate-conflict")).to_contain_text("عنوان من غيري")
    title.locator("input[value=theirs]").check()
    page.locator(".translate-actions button[value=save]").click()
    expect(title.locator("textarea")).to_have_value("عنوان من غيري")

    # Both languages beside one another.
    frames = page.locator(".translate-previews iframe")
    page.locator(".translate-previews summary").click()
    expect(frames).to_have_count(2)
    source, target = (frames.nth(number).content_frame for number in range(2))
    expect(source.locator("html")).to_have_attribute("lang", "en")
    expect(target.locator("html")).to_have_attribute("dir", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
