"""The main job, without scripts: a request is sent, opened and answered, and the answer is read."""

import pytest
from django.contrib.auth.models import Permission
from playwright.sync_api import Page, expect

from support.models import HelpRequest
from tests.browser.conftest import sign_in
from tests.factories.pages import make_site
from tests.factories.support import open_form
from tests.factories.vault import PASSPHRASE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a password for tests only"
WORDS = {
    "ar": {
        "body": "أحتاج إلى مكان آمن هذا الأسبوع.\nمعي قطة.",
        "contact": "رسالة نصية إلى +000 000 0104",
        "hours": "بعد الساعة 18:00",
        "answer": "وصلتنا رسالتك. عندنا غرفة ابتداءً من يوم الخميس.",
        "again": "شكرًا لكم، سأكون هناك.",
    },
    "en": {
        "body": "I need a safe place this week.\nThere is a cat with me.",
        "contact": "Text to +000 000 0104",
        "hours": "After 18:00",
        "answer": "We read you. There is a room from Thursday on.",
        "again": "Thank you, I will be there.",
    },
}
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_request_answer_return(open_browser, no_second_factor, language):
    make_site()
    opened = open_form()
    words = WORDS[language]

    visitor = open_browser(java_script_enabled=False, viewport={"width": 390, "height": 800})
    code = _send(visitor, language=language, words=words, topic=opened.topics[1].code)
    assert visitor.context.cookies() == []
    request = HelpRequest.objects.get()
    assert (request.language, request.topic) == (language, opened.topics[1])
    assert request.assigned_to in opened.volunteers

    _answer(open_browser, request, words)

    # The code as somebody types it on an Arabic keyboard.
    visitor.goto(f"/{language}/return/")
    visitor.fill("input[name=code]", " ".join(_groups(code)).translate(ARABIC_DIGITS))
    visitor.click("main button[type=submit]")
    visitor.wait_for_url(f"**/{language}/support/conversation/")
    main = visitor.locator("main")
    for text in (words["answer"], words["contact"], *words["body"].split("\n")):
        expect(main).to_contain_text(text)
    assert [cookie["name"] for cookie in visitor.context.cookies()] == ["__Host-return"]

    visitor.fill("textarea[name=body]", words["again"])
    visitor.locator("form", has=visitor.locator("textarea")).locator("button").first.click()
    expect(main).to_contain_text(words["again"])
    request.refresh_from_db()
    assert request.status == HelpRequest.Status.WAITING

    # Deleting everything: the rows are gone, and the code opens nothing any more.
    visitor.locator("a[href*=delete]").first.click()
    visitor.locator("main form button").first.click()
    assert not HelpRequest.objects.exists()
    assert visitor.context.cookies() == []
    visitor.goto(f"/{language}/return/")
    visitor.fill("input[name=code]", code)
    visitor.click("main button[type=submit]")
    expect(visitor.locator("[aria-invalid=true]")).to_have_count(1)


def _send(page: Page, *, language: str, words: dict[str, str], topic: str) -> str:
    """Ask for help, with one mistake first; return the code that is shown."""
    page.goto(f"/{language}/")
    page.locator(f"a[href='/{language}/support/']").first.click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.fill("textarea[name=body]", words["body"])
    page.fill("[name=contact]", words["contact"])
    page.fill("[name=safe_hours]", words["hours"])
    page.click("main form button[value=review]")
    # Nothing was chosen: the errors are listed, and nothing that was typed is lost.
    expect(page.locator(".error-summary a").first).to_be_visible()
    expect(page.locator("textarea[name=body]")).to_have_value(words["body"])
    page.check(f"input[name=topic][value='{topic}']")
    page.check("input[name=urgency][value=days]")
    page.click("main form button[value=review]")
    for text in (words["contact"], words["hours"], *words["body"].split("\n")):
        expect(page.locator("main")).to_contain_text(text)
    assert not HelpRequest.objects.exists()
    page.click("button[value=send]")
    code = "".join(page.locator(".return-code__digits").inner_text().split())
    assert len(code) == 20
    assert code.isdigit()
    return code


def _answer(open_browser, request: HelpRequest, words: dict[str, str]) -> None:
    """Sign in as the volunteer, unlock, read and answer: without scripts as well."""
    user = request.assigned_to.user
    user.set_password(PASSWORD)
    user.save()
    # All that the group of volunteers may do; a transactional test empties the group itself.
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    desk = open_browser(java_script_enabled=False, viewport={"width": 390, "height": 800})
    sign_in(desk, username=user.username, password=PASSWORD)
    desk.goto("/admin/desk/")
    expect(desk.locator("body")).not_to_contain_text(words["body"].split("\n")[0])
    desk.goto(f"/admin/desk/{request.pk}/")
    desk.fill("input[name=passphrase]", PASSPHRASE)
    desk.locator("form", has=desk.locator("[name=passphrase]")).locator("button").first.click()
    for text in (words["contact"], words["hours"], *words["body"].split("\n")):
        expect(desk.locator("body")).to_contain_text(text)
    desk.fill("textarea[name=body]", words["answer"])
    desk.locator("form.desk-reply button[type=submit]").click()
    expect(desk.locator("body")).to_contain_text(words["answer"])
    request.refresh_from_db()
    assert request.status == HelpRequest.Status.ANSWERED
    assert request.acknowledged_at is not None


def _groups(code: str) -> list[str]:
    return [code[start : start + 4] for start in range(0, 20, 4)]
