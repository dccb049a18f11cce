"""Two who need the site to hold: nobody answers in time, or the one who answers is the wrong one.

Set `SCREENSHOTS` to a folder and the stations of both are photographed there.
"""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from support.domain import escalating
from support.models import HelpRequest, Tally
from tests.browser.people import PHONE, answer, come_back, fill_in, open_desk, send, unlock
from tests.factories.pages import make_site
from tests.factories.support import OpenForm, open_form
from vault.domain.messages import Direction
from vault.models import Envelope, Grant, SealedMessage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "ar": {
        "body": "أخي وجد هاتفي، ولا أستطيع أن أعود إلى البيت الليلة.",
        "answer": "قرأت رسالتك. هناك من ينتظرك الليلة، اكتب/ي لي من أيّ جهة تأتي/ن.",
        "again": "لا أريد أن يقرأ هذا الشخص رسائلي.",
        "other": "أنا معك الآن بدلًا من زميلي.",
    },
    "en": {
        "body": "My brother found my telephone, and I cannot go home tonight.",
        "answer": "I have read you. Somebody waits for you tonight; from which side do you come?",
        "again": "I would rather write to somebody else.",
        "other": "I am with you from now on.",
    },
}


@pytest.fixture
def opened(transactional_db) -> OpenForm:
    make_site()
    return open_form()


def photograph(page: Page, name: str) -> None:
    """Keep a picture of the page, where somebody asked for one."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def let_pass(request: HelpRequest, *, hours: float) -> None:
    """Put a request's clock back and let the job look, as if these hours had passed."""
    request.refresh_from_db()
    since = request.waiting_since - timedelta(hours=hours)
    HelpRequest.objects.filter(pk=request.pk).update(waiting_since=since)
    escalating.escalate_all(now=timezone.now())
    request.refresh_from_db()


def readers(request: HelpRequest) -> set:
    return {row.profile for row in request.access.select_related("profile")}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_urgent_request_is_passed_on_twice_and_answered(
    open_browser, no_second_factor, opened, language
):
    words, visitor = WORDS[language], open_browser(**PHONE)
    fill_in(
        visitor,
        language=language,
        topic=opened.topics[0].code,
        urgency="now",
        body=words["body"],
    )
    photograph(visitor, f"urgent-form-{language}")
    code = send(visitor)
    photograph(visitor, f"urgent-sent-{language}")
    # Who needs help today is told who answers at once.
    expect(visitor.locator("main")).to_contain_text(opened.contacts[0].phone)
    request = HelpRequest.objects.get()
    first, second = request.assigned_to, request.backup
    assert readers(request) == {first}

    standing_by = open_desk(open_browser, second)
    standing_by.goto(f"/admin/desk/{request.pk}/")
    expect(standing_by.locator("input[name=reason]").first).to_be_attached()
    photograph(standing_by, f"urgent-standing-by-{language}")

    let_pass(request, hours=2.1)
    assert (request.step, readers(request)) == (1, {first, second})
    standing_by.goto(f"/admin/desk/{request.pk}/")
    expect(standing_by.locator("input[name=passphrase]")).to_be_visible()

    let_pass(request, hours=2.1)
    assert (request.step, readers(request)) == (2, {first, second, opened.coordinator})

    desk = open_desk(open_browser, opened.coordinator)
    photograph(desk, f"urgent-inbox-{language}")
    unlock(desk, request)
    expect(desk.locator(".desk-timeline")).to_contain_text(words["body"])
    answer(desk, words["answer"])
    photograph(desk, f"urgent-answered-{language}")
    request.refresh_from_db()
    assert request.status == HelpRequest.Status.ANSWERED
    let_pass(request, hours=50)
    assert request.step == 2  # an answered one goes no further

    come_back(visitor, language=language, code=code)
    expect(visitor.locator("main")).to_contain_text(words["answer"])
    photograph(visitor, f"urgent-read-{language}")
    kinds = [event.kind for event in request.events.all()]
    assert [kind for kind in kinds if kind in ("routed", "escalated", "answered")] == [
        "routed",
        "escalated",
        "escalated",
        "answered",
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_volunteer_is_shut_out_another_goes_on_and_all_is_deleted(
    open_browser, no_second_factor, opened, language
):
    words, visitor = WORDS[language], open_browser(**PHONE)
    fill_in(
        visitor,
        language=language,
        topic=opened.topics[0].code,
        urgency="days",
        body=words["body"],
    )
    code = send(visitor)
    request = HelpRequest.objects.get()
    wrong, other = request.assigned_to, request.backup
    desk = open_desk(open_browser, wrong)
    unlock(desk, request)
    answer(desk, words["answer"])
    desk.fill("form.desk-reply textarea[name=body]", "Not sent yet.")

    come_back(visitor, language=language, code=code)
    photograph(visitor, f"shut-out-conversation-{language}")
    visitor.locator("a[href*='shut-out']").click()
    photograph(visitor, f"shut-out-ask-{language}")
    name = wrong.alias_ar if language == "ar" else wrong.alias_en
    visitor.get_by_label(name).check()
    visitor.locator("main form button[type=submit]").click()
    photograph(visitor, f"shut-out-done-{language}")
    request.refresh_from_db()
    assert request.assigned_to == other
    assert wrong not in readers(request)
    assert not Grant.objects.filter(staff_key__user=wrong.user).exists()

    # At the very next click there is nothing there any more, also in the middle of writing.
    desk.locator("form.desk-reply button[type=submit]").first.click()
    expect(desk.locator("body")).not_to_contain_text(words["body"])
    response = desk.goto(f"/admin/desk/{request.pk}/")
    assert response.status == 404
    assert SealedMessage.objects.filter(direction=Direction.FROM_STAFF).count() == 1

    visitor.goto(f"/{language}/support/conversation/")
    visitor.fill("textarea[name=body]", words["again"])
    visitor.locator("form", has=visitor.locator("textarea")).locator("button").first.click()
    expect(visitor.locator("main")).to_contain_text(words["again"])

    next_desk = open_desk(open_browser, other)
    unlock(next_desk, request)
    expect(next_desk.locator(".desk-timeline")).to_contain_text(words["again"])
    answer(next_desk, words["other"])
    photograph(next_desk, f"shut-out-next-{language}")
    visitor.goto(f"/{language}/support/conversation/")
    expect(visitor.locator("main")).to_contain_text(words["other"])

    visitor.locator("a[href*=delete]").first.click()
    photograph(visitor, f"shut-out-delete-{language}")
    visitor.locator("main form button").first.click()
    photograph(visitor, f"shut-out-deleted-{language}")
    left = (HelpRequest.objects.count(), Envelope.objects.count(), Grant.objects.count())
    assert left == (0, 0, 0)
    assert Tally.objects.get(what=Tally.What.DELETED).count == 1
    response = next_desk.goto(f"/admin/desk/{request.pk}/")
    assert response.status == 404
    visitor.goto(f"/{language}/return/")
    visitor.fill("input[name=code]", code)
    visitor.click("main button[type=submit]")
    expect(visitor.locator("[aria-invalid=true]")).to_have_count(1)
