"""The quick exit: blank first, then away, and Back does not lead to what was left."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

SITE = "http://site.test"
AWAY = "http://away.test/"
HTML = (
    '<!doctype html><html><head><link rel="stylesheet" href="/sanad.css"><title>Before</title>'
    '<script type="module" src="/exit.js"></script></head><body><h1>Read in private</h1>'
    f'<a class="exit" href="{AWAY}" rel="noreferrer nofollow" data-exit>Leave</a>'
    "<textarea></textarea></body></html>"
)

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of ours behind another one, both served from memory, and a site to leave for."""
    static = settings.SITE_DIR / "static"
    context = chromium.new_context()
    context.route(f"{SITE}/**", lambda route: route.fulfill(body=HTML, content_type="text/html"))
    context.route(f"{SITE}/exit.js", lambda route: route.fulfill(path=static / "js" / "exit.js"))
    context.route(
        f"{SITE}/sanad.css", lambda route: route.fulfill(path=static / "css" / "sanad.css")
    )
    context.route(
        f"{AWAY}**", lambda route: route.fulfill(body="Weather", content_type="text/html")
    )
    page = context.new_page()
    page.goto(f"{SITE}/earlier")
    page.goto(f"{SITE}/private")
    yield page
    context.close()


def test_e18_a_click_leaves_and_back_does_not_return(page):
    page.click(".exit")
    page.wait_for_url(AWAY)
    page.go_back()
    assert page.url == f"{SITE}/earlier"
    assert page.title() == "Before"
    assert page.is_visible("h1")


def test_e13_shift_three_times_leaves(page):
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(AWAY)


def test_e13_escape_does_nothing(page):
    for _press in range(4):
        page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    assert page.url == f"{SITE}/private"


@pytest.mark.parametrize("keys", ["Shift+A", "Alt+Shift"])
def test_everyday_typing_does_not_leave(page, keys):
    # Capitals, and the usual way to change between an Arabic and an English keyboard.
    page.focus("textarea")
    for _press in range(5):
        page.keyboard.press(keys)
    page.wait_for_timeout(200)
    assert page.url == f"{SITE}/private"


def test_e18_the_page_is_blank_before_the_other_site_answers(page):
    page.context.route(f"{AWAY}**", lambda route: route.fulfill(status=204))  # never replaces us
    page.click(".exit")
    page.wait_for_function("document.documentElement.hidden")
    assert page.title().strip() in {"", "\u200e"}
    assert not page.is_visible("h1")


def test_e18_the_control_is_large_enough_to_hit(page):
    assert page.locator(".exit").bounding_box()["height"] >= 44


def test_the_link_works_without_scripts(chromium):
    context = chromium.new_context(java_script_enabled=False)
    context.route(f"{SITE}/**", lambda route: route.fulfill(body=HTML, content_type="text/html"))
    context.route(
        f"{AWAY}**", lambda route: route.fulfill(body="Weather", content_type="text/html")
    )
    page = context.new_page()
    page.goto(f"{SITE}/private")
    page.click(".exit")
    page.wait_for_url(AWAY)
    context.close()
