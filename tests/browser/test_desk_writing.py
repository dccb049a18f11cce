"""What the page of a request does by itself while somebody writes: keeps, warns, and is sent."""

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from support.models import HelpRequest
from tests.browser.conftest import sign_in
from tests.factories import support
from tests.factories.pages import make_site
from tests.factories.vault import PASSPHRASE
from vault.models import SealedMessage, SealedPart

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a password for tests only"


@pytest.fixture
def request_() -> HelpRequest:
    """A request that a volunteer answers."""
    make_site()
    return support.submit(support.open_form()).request


@pytest.fixture
def page(open_browser, no_second_factor, request_) -> Page:
    """The request, opened by the volunteer on a phone, with scripts."""
    user = request_.assigned_to.user
    user.set_password(PASSWORD)
    user.save()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    page = open_browser(viewport={"width": 390, "height": 800})
    sign_in(page, username=user.username, password=PASSWORD)
    page.goto(f"/admin/desk/{request_.pk}/")
    page.fill("input[name=passphrase]", PASSPHRASE)
    page.locator(".desk-door button[type=submit]").click()
    expect(page.locator(".desk-reply")).to_be_visible()
    return page


def test_offline_nothing_is_sent_nothing_lost_and_the_draft_follows_once_online(page, request_):
    page.fill("textarea[name=body]", "Half a thought")
    page.context.set_offline(True)
    expect(page.locator("[data-desk-offline]")).to_be_visible()
    page.click("[data-desk-send]")
    expect(page.locator("[data-desk-offline]")).to_be_focused()
    expect(page.locator("textarea[name=body]")).to_have_value("Half a thought")
    assert SealedMessage.objects.count() == 1
    page.context.set_offline(False)
    expect(page.locator("[data-desk-kept]")).to_contain_text("Kept at")
    expect(page.locator("[data-desk-offline]")).to_be_hidden()
    assert SealedPart.objects.filter(name__startswith="draft").count() == 1
    page.reload()
    expect(page.locator("textarea[name=body]")).to_have_value("Half a thought")


def test_ctrl_and_enter_send_it_as_the_page_says(page, request_):
    expect(page.locator("[data-desk-shortcut]")).to_be_visible()
    page.fill("textarea[name=body]", "Whole")
    page.press("textarea[name=body]", "Control+Enter")
    expect(page.locator(".desk-message--staff")).to_contain_text("Whole")
    assert not SealedPart.objects.filter(name__startswith="draft").exists()


def test_signed_out_meanwhile_the_page_says_that_nothing_is_kept(page, request_):
    page.fill("textarea[name=body]", "Still mine")
    page.context.clear_cookies()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-desk-kept]")).to_contain_text("Not kept")
    expect(page.locator("textarea[name=body]")).to_have_value("Still mine")
