"""The main job, without scripts: a request is sent, opened and answered, and the answer is read."""

import pytest
from playwright.sync_api import Page, expect

from core.text import with_numbers_in_order
from support.models import HelpRequest
from tests.browser.people import PHONE, answer, come_back, open_desk, shown_code, unlock
from tests.factories.pages import make_site
from tests.factories.support import open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

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


@pytest.mark.parametrize("language", ["ar", "en"])
def test_request_answer_return(open_browser, no_second_factor, language):
    make_site()
    opened = open_form()
    words = WORDS[language]

    visitor = open_browser(**PHONE)
    code = _send(visitor, language=language, words=words, topic=opened.topics[1].code)
    assert visitor.context.cookies() == []
    request = HelpRequest.objects.get()
    assert (request.language_id, request.topic) == (language, opened.topics[1])
    assert request.assigned_to in opened.volunteers

    desk = open_desk(open_browser, request.assigned_to)
    expect(desk.locator("body")).not_to_contain_text(words["body"].split("\n")[0])
    unlock(desk, request)
    for text in (
        with_numbers_in_order(words["contact"]),
        words["hours"],
        *words["body"].split("\n"),
    ):
        expect(desk.locator("body")).to_contain_text(text)
    answer(desk, words["answer"])
    request.refresh_from_db()
    assert request.status == HelpRequest.Status.ANSWERED
    assert request.acknowledged_at is not None

    # The code as somebody types it on an Arabic keyboard.
    come_back(visitor, language=language, code=code)
    main = visitor.locator("main")
    for text in (
        words["answer"],
        with_numbers_in_order(words["contact"]),
        *words["body"].split("\n"),
    ):
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
    for text in (
        with_numbers_in_order(words["contact"]),
        words["hours"],
        *words["body"].split("\n"),
    ):
        expect(page.locator("main")).to_contain_text(text)
    assert not HelpRequest.objects.exists()
    page.click("button[value=send]")
    return shown_code(page)
