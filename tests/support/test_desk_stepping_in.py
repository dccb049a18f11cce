"""Who may read: by access, by stepping in with a reason, and never again after declining."""

import pytest

from support.domain import conversing
from support.domain.recusing import LastHolder, recuse
from support.domain.stepping_in import step_in
from support.models import Exclusion, HelpRequest, RequestEvent
from tests.factories import support
from tests.support.desk import Desk, address, soup, text
from tests.support.queue import alarms, forget_news, told
from tests.support.test_desk import FURTHER
from vault.domain.keys import revoke_staff_key
from vault.models import AccessLogEntry, Grant, SealedMessage, StaffKey

pytestmark = pytest.mark.django_db

CANARY = "dunlin-along-the-tideline"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def request_(open_form) -> HelpRequest:
    """A request that a volunteer, another one and the coordinator can open."""
    return support.submit(open_form, body=CANARY).request


@pytest.fixture
def backup(request_) -> Desk:
    """The desk of who stands by, unlocked."""
    desk = Desk(request_.backup.user)
    desk.unlock()
    return desk


def end_key(profile) -> None:
    revoke_staff_key(key=StaffKey.objects.get(user=profile.user, revoked_at=None))


# Stepping in


def test_holder_without_access_sees_facets_history_and_the_question_alone(backup, request_):
    page = backup.open(request_)
    shown = text(page)
    assert page.status_code == 200
    assert "Somebody else looks after this request" in shown
    assert "Within some days" in shown
    assert f"{request_.assigned_to.alias} answers" not in shown, "they stand by themselves"
    assert "You stand by" in shown
    assert CANARY not in page.content.decode()
    assert not soup(page).select(".desk-message, .desk-reply, .desk-note, .desk-sharing")
    assert not AccessLogEntry.objects.exists()
    request_.refresh_from_db()
    assert request_.acknowledged_at is None


def test_no_further_page_does_anything_before_stepping_in(backup, request_):
    before = RequestEvent.objects.count()
    newcomer = support.make_volunteer()
    data = {
        "body": "x",
        "note": "x",
        "volunteer": str(newcomer.pk),
        "reason": "other",
        "is_own": "on",
    }
    for name in FURTHER:
        if name not in {"step_in", "recuse"}:
            response = backup.post(request_, name, data)
            assert (response.status_code, response.get("Location")) in {
                (302, address(request_)),
                (404, None),
            }, name
    answered = backup.reply(request_, "An answer")
    assert "Somebody else looks after this request" in text(answered)
    assert RequestEvent.objects.count() == before
    assert SealedMessage.objects.count() == 1
    assert not Grant.objects.filter(staff_key__user=newcomer.user).exists()
    request_.refresh_from_db()
    assert (request_.is_open, request_.assigned_to != newcomer) == (True, True)


@pytest.mark.parametrize("reason", ["asked", "unanswered", "coordinates", "other"])
def test_stepping_in_is_written_down_once_and_opens_it(backup, request_, reason):
    for _ in range(2):
        assert backup.step_in(request_, reason=reason)["Location"] == address(request_)
    event = RequestEvent.objects.get(kind="stepped_in")
    assert (event.actor, event.target, event.reason) == (request_.backup, None, reason)
    page = backup.open(request_)
    assert CANARY in text(page)
    assert f"\u2068{request_.backup.alias}\u2069 stepped in. Reason: " in text(page)
    assert set(request_.access.values_list("profile", "why")) == {
        (request_.assigned_to_id, "routed"),
        (request_.backup_id, "stepped_in"),
    }


@pytest.mark.parametrize("reason", ["", "forged", "<script>"])
def test_without_a_reason_from_the_list_nobody_steps_in(backup, request_, reason):
    response = backup.step_in(request_, reason=reason)
    page = soup(response)
    assert page.select_one(".error-summary a")["href"] == "#id_reason_0"
    assert CANARY not in response.content.decode()
    assert request_.access.count() == 1


def test_escalation_lets_them_in_without_a_reason(backup, request_):
    request_.access.create(profile=request_.backup, since=request_.received_at, why="escalated")
    assert CANARY in text(backup.open(request_))
    assert not RequestEvent.objects.filter(kind="stepped_in").exists()


def test_stepping_in_needs_a_grant_in_the_domain_too(open_form, request_):
    with pytest.raises(conversing.RequestGone):
        step_in(request=request_, profile=support.make_volunteer(), reason="other")
    end_key(open_form.coordinator)
    with pytest.raises(conversing.RequestGone):
        step_in(request=request_, profile=open_form.coordinator, reason="other")
    Exclusion.objects.create(request=request_, profile=request_.backup, why="shut_out")
    with pytest.raises(conversing.RequestGone):
        step_in(request=request_, profile=request_.backup, reason="other")
    assert request_.access.count() == 1


def test_locked_desk_steps_in_and_still_has_to_unlock(request_):
    desk = Desk(request_.backup.user)
    desk.step_in(request_)
    page = desk.open(request_)
    assert CANARY not in page.content.decode()
    assert soup(page).find("input", {"name": "passphrase"})


# Declining


@pytest.mark.parametrize("is_unlocked", [False, True], ids=["unread", "read"])
def test_who_may_know_the_person_is_out_for_good(open_form, request_, is_unlocked):
    profile = request_.assigned_to
    desk = Desk(profile.user)
    if is_unlocked:
        desk.unlock()
        assert address(request_, "recuse") in desk.open(request_).content.decode()
    asked = desk.client.get(address(request_, "recuse"))
    assert "Yes, I may know them" in text(asked)
    assert CANARY not in asked.content.decode()
    assert not Exclusion.objects.exists()
    forget_news()
    response = desk.post(request_, "recuse")
    assert response["Location"] == "/admin/desk/"
    assert Exclusion.objects.values_list("profile", "why").get() == (profile.pk, "recused")
    assert not Grant.objects.filter(staff_key__user=profile.user).exists()
    kept = HelpRequest.objects.get()
    assert kept.assigned_to == request_.backup
    assert set(kept.access.values_list("profile", flat=True)) == {request_.backup_id}
    assert told() == {request_.backup.user_id}
    assert desk.cards() == []
    missing = desk.open(None).content
    for page in (
        desk.open(request_),
        desk.client.get(address(request_, "recuse")),
        *(desk.post(request_, name, {"reason": "other"}) for name in FURTHER),
    ):
        assert (page.status_code, page.content) == (404, missing)


def test_history_tells_coordinators_who_declined(open_form, request_):
    recuse(request=request_, profile=request_.assigned_to)
    coordinator = Desk(open_form.coordinator.user)
    told_ = text(coordinator.open(request_))
    assert f"\u2068{request_.assigned_to.alias}\u2069 may know the person and left." in told_


def test_backup_who_declines_leaves_the_answering_to_whom_it_was(request_, backup):
    assert backup.post(request_, "recuse").status_code == 302
    kept = HelpRequest.objects.get()
    assert kept.assigned_to == request_.assigned_to
    assert kept.backup != request_.backup
    assert request_.assigned_to_id in kept.access.values_list("profile", flat=True)


def test_coordinator_who_is_left_alone_with_it_gets_it_and_an_alarm(open_form, request_):
    end_key(request_.backup)
    recuse(request=request_, profile=request_.assigned_to)
    kept = HelpRequest.objects.get()
    assert kept.assigned_to is None
    assert set(kept.access.values_list("profile", flat=True)) == {open_form.coordinator.pk}
    assert {"nobody_eligible", "too_few_holders"} <= alarms()


def test_last_holder_cannot_decline_and_is_told_what_to_do(open_form, request_):
    end_key(request_.backup)
    end_key(open_form.coordinator)
    desk = Desk(request_.assigned_to.user)
    response = desk.post(request_, "recuse")
    assert "You are the only one who can open this request" in text(response)
    assert not Exclusion.objects.exists()
    with pytest.raises(LastHolder):
        recuse(request=request_, profile=request_.assigned_to)
    desk.unlock()
    assert CANARY in text(desk.open(request_))


def test_declining_twice_is_once(request_):
    recuse(request=request_, profile=request_.assigned_to)
    with pytest.raises(conversing.RequestGone):
        recuse(request=request_, profile=request_.assigned_to)
    assert RequestEvent.objects.filter(kind="recused").count() == 1
