"""An editor writes a fact in English, translates it, and publishes two pages that are linked."""

import re

import pytest
from playwright.sync_api import Page, expect

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
    for tab in ("Content", "Promote"):
        page.get_by_role("tab", name=tab).click()
        _translate_visible_segments(page)
    page.get_by_role("button", name=re.compile("^Publish in")).click()
    page.wait_for_load_state("networkidle")


def _translate_visible_segments(page: Page) -> None:
    words = {text: ARABIC[field] for field, text in ENGLISH.items()}
    words["left-handed-people-are-not-clumsy"] = ARABIC["slug"]
    todo = page.locator("li.incomplete").filter(visible=True)
    while left := todo.count():
        segment = todo.first
        shown = segment.inner_text()
        source = next(text for text in words if text in shown)
        segment.get_by_role("button", name="Translate", exact=True).click()
        segment.locator("textarea").fill(words[source])
        segment.get_by_role("button", name="Save", exact=True).click()
        expect(todo).to_have_count(left - 1)
