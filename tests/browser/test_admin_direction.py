"""Each field is written in the direction of its own language, whatever the admin's (TRAPS B17)."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from bilingual.models import AvoidedForm, GlossaryTerm
from core.blocks import BodyStreamBlock
from home.models import Banner, StandardPage
from resources.models import ResourcesIndexPage
from tests.browser.conftest import sign_in
from tests.factories.pages import make_page, make_site, translate
from tests.factories.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DIRECTIONS = {"ar": "rtl", "en": "ltr"}
# What a page's text is written in, by name; then what runs from left to right in any language.
TEXT_OF_BODY = ["title", "introduction", "body-0-value", "body-1-value-text", "body-2-value-title"]
TEXT_OF_ROWS = ["body-2-value-links-0-value-label", "body-2-value-links-1-value-label"]
PROMOTED = ["seo_title", "search_description", "discreet_title"]
LEFT_TO_RIGHT = ["body-2-value-links-0-value-url", "go_live_at", "expire_at"]

READ = """name => {
  const named = [...document.querySelectorAll(`form[data-edit-form] [name="${name}"]`)][0];
  const rich = named.closest("[data-field]")?.querySelector(".DraftEditor-root");
  const field = named.type === "hidden" ? rich : named;
  const paragraph = rich?.querySelector(".public-DraftStyleDefault-block") ?? field;
  return [getComputedStyle(paragraph).direction, field.dir, field.lang];
}"""


@pytest.fixture(params=["ar", "en"])
def admin(request, open_browser, no_second_factor, settings) -> Page:
    """The admin in each of its languages, to somebody who may do everything."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    make_site()
    user = get_user_model().objects.create_superuser("writer", "writer@sanad.example", PASSWORD)
    UserProfile.objects.create(user=user, preferred_language=request.param)
    page = open_browser(viewport={"width": 1280, "height": 1000})
    sign_in(page, username="writer", password=PASSWORD)
    expect(page.locator("html")).to_have_attribute("dir", DIRECTIONS[request.param])
    return page


def add_block(page: Page, name: str) -> None:
    """Add a block to the end of the body."""
    with override(page.locator("html").get_attribute("lang")):
        label = str(BodyStreamBlock().child_blocks[name].label)
    page.locator("[data-contentpath=body] .c-sf-add-button").last.click()
    page.get_by_role("option", name=label, exact=True).click()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_fields_of_a_new_page_and_of_what_is_added_to_it(admin, language):
    home = getattr(make_site(), language)
    admin.goto(reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk]))
    for name in ("paragraph", "heading", "links"):
        add_block(admin, name)
    links = admin.locator("[data-contentpath=links]")
    # Its first link comes with it; before that, the last button is another one.
    expect(admin.locator("[name=body-2-value-links-0-value-label]")).to_be_attached()
    add = links.locator(".c-sf-add-button")
    expect(add).to_have_count(2)  # before the first link, and after it
    add.last.press("Enter")  # a click could miss it while the block is still opening
    expect(admin.locator("[name=body-2-value-links-1-value-label]")).to_be_attached()
    editor = admin.locator(".public-DraftEditor-content").first
    editor.click()
    # Draft.js alone would turn each paragraph after its first letter.
    editor.press_sequentially("LGBTQ+ ثم نصّ" if language == "ar" else "نصّ and text")

    direction = DIRECTIONS[language]
    for name in (*TEXT_OF_BODY, *TEXT_OF_ROWS, *PROMOTED):
        assert admin.evaluate(READ, name) == [direction, direction, language], name
    for name in LEFT_TO_RIGHT:
        assert admin.evaluate(READ, name)[0] == "ltr", name
    admin.get_by_role("tab").nth(1).click()
    admin.fill("#id_slug", "safety")
    assert admin.evaluate(READ, "slug")[:2] == ["ltr", "auto"]
    admin.fill("#id_slug", "سلامة")
    assert admin.evaluate(READ, "slug")[:2] == ["rtl", "auto"]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_fields_of_rows_and_of_a_page_that_was_there(admin, language):
    index = make_page(ResourcesIndexPage)
    parent = translate(index) if language == "ar" else index
    admin.goto(reverse("wagtailadmin_pages:add", args=["resources", "mythpage", parent.pk]))
    admin.locator("#id_sources-ADD").click()

    direction = DIRECTIONS[language]
    for name in ("fact", "myth", "sources-0-note"):
        assert admin.evaluate(READ, name) == [direction, direction, language], name
    assert admin.evaluate(READ, "sources-0-url")[0] == "ltr"
    assert admin.evaluate(READ, "sources-0-title")[1] == "auto"  # it stays in its own language

    page = make_page(StandardPage, parent=getattr(make_site(), language), body=[])
    admin.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert admin.evaluate(READ, "introduction") == [direction, direction, language]


def test_comments_take_the_direction_of_their_words(admin):
    page = make_page(StandardPage, body=[])
    admin.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    admin.locator("[data-side-panel-toggle=comments]").click()
    admin.hover("#id_introduction")
    admin.locator("[data-contentpath=introduction] [data-comment-add]").first.click()

    comment = admin.locator("#comments textarea").first
    expect(comment).to_have_css("unicode-bidi", "plaintext")
    expect(comment).to_have_css("text-align", "start")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_fields_of_a_snippet_with_a_language(admin, language):
    url = reverse(Banner.snippet_viewset.get_url_name("add"))
    admin.goto(f"{url}?locale={language}")

    direction = DIRECTIONS[language]
    fields = admin.locator("form[data-edit-form] .DraftEditor-root").all()
    for field in fields:
        expect(field).to_have_attribute("dir", direction)
        expect(field).to_have_attribute("lang", language)
    texts = admin.locator("form[data-edit-form] :is(input[type=text], textarea)[lang]").all()
    assert fields or texts
    for field in texts:
        expect(field).to_have_css("direction", direction)


def test_a_row_of_both_languages_has_a_direction_for_each(admin):
    term = GlossaryTerm.objects.create(term_en="mutual aid", term_ar="التكافل")
    AvoidedForm.objects.create(
        term=term, language="ar", form="صدقة", reason_en="It looks down.", reason_ar="استعلاء."
    )
    admin.goto(reverse("wagtailsnippets_bilingual_glossaryterm:edit", args=[term.pk]))
    admin.locator("#id_avoided_forms-ADD").click()

    for name in ("term", "definition", "avoided_forms-0-reason", "avoided_forms-1-reason"):
        for language, direction in DIRECTIONS.items():
            expected = [direction, direction, language]
            assert admin.evaluate(READ, f"{name}_{language}") == expected, name
    assert admin.evaluate(READ, "avoided_forms-0-form")[:2] == ["rtl", "auto"]


def write_and_save(page: Page, text: str) -> None:
    """Write an introduction and have it saved automatically, now instead of in a while."""
    expect(page.locator("body")).to_have_class(re.compile(r"\bready\b"))
    page.fill("#id_introduction", text)
    page.locator("form[data-edit-form]").evaluate(
        """form => form.dispatchEvent(new CustomEvent(
            "w-unsaved:add", {bubbles: true, cancelable: true, detail: {type: "edits"}}
        ))"""
    )


def test_the_text_check_and_its_number_come_anew_with_an_automatic_save(admin, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 100
    body = [("paragraph", "<p>نص.</p>")]
    page = make_page(StandardPage, parent=make_site().ar, introduction="نص.", body=body)
    admin.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    counter = admin.locator("[data-side-panel-toggle=text-check] [data-side-panel-toggle-counter]")
    expect(counter).to_be_hidden()

    write_and_save(admin, "نص, ونص  آخر.")
    expect(counter).to_have_text("2", timeout=30_000)
    expect(counter).to_be_visible()
    admin.locator("[data-side-panel-toggle=text-check]").click()
    panel = admin.locator("[data-text-check]")
    expect(panel).to_contain_text("نص، ونص")
    expect(panel.locator(".comfort-excerpt").first).to_have_css("direction", "rtl")

    write_and_save(admin, "نص، ونص آخر.")
    expect(counter).to_be_hidden(timeout=30_000)


def test_both_languages_stand_side_by_side_in_the_preview(admin):
    english = make_page(StandardPage, title="A safe place", body=[])
    arabic = translate(english, words={"title": "مكان آمن"})
    for page, first, second in (
        (english, "A safe place", "مكان آمن"),
        (arabic, "مكان آمن", "A safe place"),
    ):
        admin.goto(reverse("wagtailadmin_pages:view_draft", args=[page.pk]) + "?mode=beside")
        frames = [admin.frame_locator("iframe").nth(number) for number in (0, 1)]
        expect(frames[0].locator("h1")).to_have_text(first)
        expect(frames[1].locator("h1")).to_have_text(second)
