"""Back shows nothing that a visitor left: not from the browser's memory, not behind a fragment."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.conftest import FLAGS
from tests.factories.pages import make_site
from tests.factories.support import open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "kestrel over the harbour"


@pytest.fixture
def remembering(chromium: Browser) -> Iterator[Browser]:
    """Chromium as people have it: it keeps left pages in memory, which tests switch off."""
    browser = chromium.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=FLAGS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


@pytest.fixture
def page(remembering: Browser, live_server, request) -> Iterator[Page]:
    """A page, with scripts unless the test's parameter says otherwise."""
    make_site()
    has_scripts = getattr(request, "param", True)
    context = remembering.new_context(base_url=live_server.url, java_script_enabled=has_scripts)
    yield context.new_page()
    context.close()


def go_back(page: Page) -> str:
    """Press Back, and return all that the page shows, in its fields too."""
    try:
        page.go_back(timeout=5_000)
    except Error:
        return ""  # the browser asks whether to send a form again, and shows nothing
    page.wait_for_timeout(500)  # for the page that is asked for anew
    fields = page.locator("textarea, input[type=text]").evaluate_all(
        "fields => fields.map(field => field.value).join()"
    )
    return page.locator("body").inner_text() + fields


def test_words_that_were_typed_are_gone_after_leaving(page):
    open_form()
    page.goto("/en/")
    page.goto("/en/support/")
    page.fill("textarea[name=body]", WORDS)
    page.goto("/en/")
    assert WORDS not in go_back(page)
    assert page.url.endswith("/en/support/")
    expect(page.locator("textarea[name=body]")).to_have_value("")


def test_a_step_to_an_error_leaves_no_page_for_back_behind_the_exit(page):
    open_form()
    page.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="Elsewhere"))
    page.goto("/en/")
    page.goto("/en/support/")
    page.fill("textarea[name=body]", WORDS)
    page.click("main form button[value=review]")
    page.locator(".error-summary a").first.click()
    assert "#" not in page.url
    assert page.evaluate("document.activeElement.name") == "topic"
    page.click(".exit")
    page.wait_for_url("https://www.wikipedia.org/**")
    for _ in range(3):
        assert WORDS not in go_back(page)


@pytest.mark.parametrize("page", [True, False], indirect=True)
def test_after_deleting_everything_back_shows_nothing_of_it(page):
    opened = open_form()
    page.goto("/en/support/")
    page.check(f"input[name=topic][value='{opened.topics[0].code}']")
    page.check("input[name=urgency][value=days]")
    page.fill("textarea[name=body]", WORDS)
    page.click("main form button[value=review]")
    page.click("button[value=send]")
    code = page.locator(".return-code__digits").inner_text()
    page.goto("/en/return/")
    page.fill("input[name=code]", code)
    page.click("main button[type=submit]")
    expect(page.locator("main")).to_contain_text(WORDS)
    page.locator("a[href*=delete]").first.click()
    page.locator("main form button").first.click()
    expect(page.locator("h1")).to_have_text("It is gone")
    for _ in range(3):
        assert WORDS not in go_back(page)
