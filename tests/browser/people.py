"""A visitor and the staff in real browsers, without scripts: the steps that journeys share."""

from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from support.models import HelpRequest, VolunteerProfile
from tests.browser.conftest import sign_in
from tests.factories.vault import PASSPHRASE

PASSWORD = "a password for tests only"
PHONE = {"java_script_enabled": False, "viewport": {"width": 390, "height": 800}}
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def fill_in(page: Page, *, language: str, topic: str, urgency: str, body: str) -> None:
    """Open the form and fill in what must be there."""
    page.goto(f"/{language}/support/")
    page.check(f"input[name=topic][value='{topic}']")
    page.check(f"input[name=urgency][value={urgency}]")
    page.fill("textarea[name=body]", body)


def send(page: Page) -> str:
    """Look through the answers, send them, and return the code that is shown."""
    page.click("main form button[value=review]")
    page.click("button[value=send]")
    return shown_code(page)


def shown_code(page: Page) -> str:
    """Return the return code that the page shows."""
    code = "".join(page.locator(".return-code__digits").inner_text().split())
    assert len(code) == 20
    assert code.isdigit()
    return code


def come_back(page: Page, *, language: str, code: str) -> None:
    """Type the code as somebody does on an Arabic keyboard, in groups."""
    groups = " ".join(code[start : start + 4] for start in range(0, 20, 4))
    page.goto(f"/{language}/return/")
    page.fill("input[name=code]", groups.translate(ARABIC_DIGITS))
    page.click("main button[type=submit]")
    page.wait_for_url(f"**/{language}/support/conversation/")


def open_desk(open_browser, profile: VolunteerProfile) -> Page:
    """Sign a volunteer in on a telephone, and return the page of their inbox."""
    user = profile.user
    user.set_password(PASSWORD)
    user.save()
    # All that the group of volunteers may do; a transactional test empties the group itself.
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    desk = open_browser(**PHONE)
    sign_in(desk, username=user.username, password=PASSWORD)
    desk.goto("/admin/desk/")
    return desk


def unlock(desk: Page, request: HelpRequest) -> None:
    """Open a request and unlock the desk there."""
    desk.goto(f"/admin/desk/{request.pk}/")
    desk.fill("input[name=passphrase]", PASSPHRASE)
    desk.locator("form", has=desk.locator("[name=passphrase]")).locator("button").first.click()


def answer(desk: Page, words: str) -> None:
    """Write an answer into the request that is open."""
    desk.fill("form.desk-reply textarea[name=body]", words)
    desk.locator("form.desk-reply button[type=submit]").first.click()
    expect(desk.locator(".desk-timeline")).to_contain_text(words)
