"""Deleting everything behind a code: whole, at once, counted, and never twice."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.cache import caches

from core import anonymous_forms
from support.domain import conversing, escalating
from support.domain import deleting as deletion
from support.domain.shutting_out import shut_out
from support.jobs.holders import watch_holders
from support.models import (
    AlarmBox,
    Exclusion,
    HelpRequest,
    Mailbox,
    ReadMark,
    RequestAccess,
    RequestEvent,
    Tally,
)
from tests.factories.support import submit
from tests.support.behind_the_code import (
    COOKIE,
    DELETE,
    PAGE,
    further,
    idle,
    request_of,
    request_of_another,
    staff_answers,
)
from tests.support.desk import Desk
from tests.support.visitor import BODY, Visitor, code, heading, soup, summary_errors, token
from vault.domain import records
from vault.domain.files import append_files
from vault.domain.messages import Direction, append_message
from vault.domain.parts import put_part
from vault.models import (
    AccessLogEntry,
    Envelope,
    Grant,
    OpenReturn,
    SealedFile,
    SealedMessage,
    SealedPart,
)

pytestmark = pytest.mark.django_db


def test_deletion_asks_once_and_says_what_goes(visitor):
    staff_answers(visitor, "An answer")
    response = visitor.get(DELETE)
    assert response.status_code == 200
    assert "all 2 messages" in soup(response).main.get_text()
    assert HelpRequest.objects.count() == 2


def test_cache_that_is_away_neither_keeps_what_is_to_go_nor_turns_anybody_away(
    open_form, monkeypatch
):
    def away(*_args, **_kwargs):
        raise OSError("no cache, or no room for it")

    visitor = Visitor()
    for name in ("get", "set", "add", "delete"):
        monkeypatch.setattr(type(caches["default"]), name, away)
    visitor.page = visitor.ask_and_come_back(open_form)
    assert HelpRequest.objects.count() == 1
    visitor.post(DELETE, further(visitor.get(DELETE), ""))
    assert not HelpRequest.objects.exists()


def test_deletion_leaves_no_row_and_no_cookie(visitor):
    staff_answers(visitor, "An answer")
    gone, stays = request_of(visitor), request_of_another()
    page = visitor.get(DELETE)
    response = visitor.post(DELETE, further(page, ""))
    assert response.status_code == 200
    assert heading(response) == "It is gone"
    assert response.cookies[COOKIE]["max-age"] == 0
    left = {
        HelpRequest: {stays.envelope_id},
        SealedMessage: {stays.envelope_id},
        Grant: {stays.envelope_id},
        OpenReturn: set(),
    }
    for model, expected in left.items():
        assert set(model.objects.values_list("envelope", flat=True)) == expected
    assert set(Envelope.objects.values_list("pk", flat=True)) == {stays.envelope_id}
    # What stays is written on the page that asked: who of the staff opened a record, and when.
    assert {entry.envelope_id for entry in AccessLogEntry.objects.all()} == {gone.envelope_id}
    assert Visitor().come_back(visitor.code).status_code == 200
    assert visitor.get(PAGE).status_code == 302
    assert visitor.post(DELETE, further(page, "")).status_code == 302


def test_deletion_needs_a_genuine_form(visitor, monkeypatch):
    page = visitor.get(DELETE)
    foreign = visitor.post(DELETE, further(page, ""), headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert visitor.post(DELETE, {}).status_code == 200
    monkeypatch.setattr(anonymous_forms, "LIFETIME", timedelta(0))
    expired = visitor.post(DELETE, further(page, ""))
    assert (expired.status_code, heading(expired)) == (200, "Delete everything?")
    assert HelpRequest.objects.count() == 2


def test_deletion_needs_an_open_code(visitor):
    page = visitor.get(DELETE)
    idle()
    response = visitor.post(DELETE, further(page, ""))
    assert (response.status_code, response["Location"]) == (302, "/en/return/")
    assert HelpRequest.objects.count() == 2


@pytest.mark.parametrize("opened_elsewhere", [True, False])
def test_what_was_deleted_elsewhere_is_said_to_be_gone(visitor, monkeypatch, opened_elsewhere):
    data = further(visitor.page, "Too late")
    request = request_of(visitor)
    if opened_elsewhere:
        # The row of the open code is read just before the deletion, the request just after.
        real = conversing.write_again

        def late(**kwargs):
            deletion.delete_request(envelope=request.envelope)
            real(**kwargs)

        monkeypatch.setattr(conversing, "write_again", late)
        response = visitor.post(PAGE, data)
        assert response.status_code == 410
        assert heading(response) == "This was deleted"
        assert response.cookies[COOKIE]["max-age"] == 0
    else:
        deletion.delete_request(envelope=request.envelope)
        response = visitor.post(PAGE, data)
        assert heading(response) == "Please type your code once more"
    assert "Too late" in response.content.decode()
    assert HelpRequest.objects.count() == SealedMessage.objects.count() == 1


def test_deletion_is_final_for_staff_too(visitor):
    request = request_of(visitor)
    deletion.delete_request(envelope=request.envelope)
    with pytest.raises(conversing.RequestGone):
        conversing.answer_request(request=request, body="x", alias="y")
    with pytest.raises(conversing.RequestGone):
        conversing.close_request(request=request)
    assert SealedMessage.objects.count() == 1


def test_only_the_right_code_ever_sets_a_cookie(visitor, open_form):
    stranger = Visitor()
    answers = stranger.answers(open_form)
    sent = stranger.send(answers)
    pages = [
        stranger.get("support/"),
        stranger.post("support/", {**answers, "step": "review"}),
        stranger.post("support/", {**answers, "step": "edit"}),
        stranger.post("support/", {**answers, "body": ""}),
        stranger.post("support/", answers, headers={"Sec-Fetch-Site": "cross-site"}),
        sent,
        stranger.get("return/"),
        stranger.come_back("1234"),
        stranger.get(PAGE),
        stranger.get(DELETE),
        stranger.post(PAGE, {"body": "x"}),
        stranger.post(DELETE, {}),
        stranger.client.get("/en/nothing-here/"),
        visitor.get(PAGE),
        visitor.get(DELETE),
        visitor.post(PAGE, further(visitor.page, "")),
        visitor.post(PAGE, further(visitor.page, "More")),
    ]
    assert [dict(page.cookies) for page in pages] == [{}] * len(pages)
    assert list(stranger.come_back(code(sent)).cookies) == [COOKIE]


def test_form_that_is_sent_again_after_deleting_revives_nothing(open_form):
    visitor = Visitor()
    answers = visitor.answers(open_form)
    visitor.come_back(code(visitor.send(answers)))
    page = visitor.get(DELETE)
    fields = {field["name"]: field["value"] for field in soup(page).main.form.find_all("input")}
    assert heading(visitor.post(DELETE, fields)) == "It is gone"

    again = visitor.send(answers)
    assert again.status_code == 410
    assert "was deleted, so it was not sent again" in summary_errors(again)[0][1]
    assert BODY in soup(again).find(id="id_body").text
    assert not HelpRequest.objects.exists()

    # From here it may be sent, as something new.
    anew = visitor.send({**answers, "form_token": token(again)})
    assert code(anew)
    assert HelpRequest.objects.count() == 1


KEPT_APART = [
    model
    for model in apps.get_models()
    if model._meta.app_label in {"support", "vault"} and not model._meta.proxy
]


def every_row() -> dict:
    """Return what stands in each table, by its model."""
    return {model: set(model.objects.order_by("pk").values_list("pk")) for model in KEPT_APART}


def test_deletion_takes_every_row_and_leaves_one_count_and_the_log_of_openings(open_form):
    submit(open_form, body="What another person wrote.")
    before = every_row()
    visitor = Visitor()
    visitor.ask_and_come_back(open_form, contact="@me")
    fill(visitor)
    for browser in (visitor, Visitor()):
        browser.come_back(visitor.code)
    tables = {model for model, rows in every_row().items() if rows != before[model]}
    assert tables >= {
        Envelope, SealedMessage, SealedPart, SealedFile, Grant, OpenReturn,
        HelpRequest, RequestAccess, RequestEvent, Exclusion, ReadMark,
    }  # fmt: skip
    counted = dict(Tally.objects.values_list("what", "count"))
    page = visitor.get(DELETE)
    assert heading(visitor.post(DELETE, further(page, ""))) == "It is gone"
    assert {model for model, rows in every_row().items() if rows != before[model]} <= {
        AccessLogEntry,
        Tally,
        Mailbox,
        AlarmBox,
    }
    assert dict(Tally.objects.values_list("what", "count")) == {**counted, "deleted": 1}
    (row,) = Tally.objects.filter(what="deleted")
    assert (row.topic, row.language, row.urgency) == (open_form.topics[0].code, "en", "days")


def fill(visitor: Visitor) -> None:
    """Put a row of each kind into the request whose code is open."""
    staff_answers(visitor, "An answer")
    request = request_of(visitor)
    append_files(message=request.envelope.messages.first(), pictures=[b"picture"])
    put_part(
        envelope=request.envelope,
        name=f"draft|{request.assigned_to.pk}",
        payload={"body": "a draft"},
        staff_only=True,
        now=records.now(),
    )
    append_message(
        envelope=request.envelope,
        direction=Direction.NOTE,
        payload={"body": "a note"},
        now=records.now(),
    )
    ReadMark.objects.get_or_create(
        request=request, profile=request.assigned_to, defaults={"number": 1}
    )
    shut_out(envelope=request.envelope, profile=request.backup)


def test_second_deletion_counts_nothing(visitor):
    envelope = request_of(visitor).envelope
    for _ in range(3):
        deletion.delete_request(envelope=envelope)
    assert Tally.objects.get(what="deleted").count == 1


def test_open_desk_finds_nothing_at_the_next_click(visitor, settings):
    settings.WAGTAIL_2FA_REQUIRED = False
    request = request_of(visitor)
    desk = Desk(request.assigned_to.user)
    desk.unlock()
    reply = desk.token(request)
    page = visitor.get(DELETE)
    visitor.post(DELETE, further(page, ""))
    assert desk.open(request).status_code == 404
    refused = desk.reply(request, "What I was writing", token=reply)
    assert refused.status_code == 404
    assert "What I was writing" in refused.content.decode()
    assert SealedMessage.objects.count() == 1


def test_jobs_find_nothing_of_it(visitor):
    request = request_of(visitor)
    later = request.waiting_since + timedelta(days=9)
    deletion.delete_request(envelope=request.envelope)
    left = every_row()
    escalating.escalate_all(now=later)
    watch_holders()
    assert not RequestEvent.objects.filter(request=request.pk).exists()
    assert {model for model, rows in every_row().items() if rows != left[model]} <= {
        Mailbox,
        AlarmBox,
        RequestAccess,  # of the other request, which climbs
        RequestEvent,
    }
    assert {entry.request for entry in RequestAccess.objects.select_related("request")} == {
        HelpRequest.objects.get()
    }
