"""Letting somebody else open a request: after a lost key, or to look at it together."""

import logging

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse

from support.domain import conversing, deleting, sharing
from support.jobs.holders import watch_holders
from support.models import HelpRequest, VolunteerProfile
from support.selectors import roster
from tests.factories import support, vault
from tests.support.desk import Desk, address, soup, text
from tests.support.queue import alarms, forget_news, run_queue, told
from tests.support.test_desk import REQUEST_QUERIES
from tests.support.test_desk_access import seen
from vault.domain import keys, records
from vault.models import AccessLogEntry, Grant, OrganisationKey, StaffKey

pytestmark = pytest.mark.django_db

CANARY = "heron-under-the-bridge"
NEW_WORDS = "granite hollow island jacket kettle lantern"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def request_(open_form) -> HelpRequest:
    """A request that a volunteer, another one and the coordinator can open."""
    return support.submit(open_form, body=CANARY).request


@pytest.fixture
def coordinator(open_form, request_) -> Desk:
    """The desk of the coordinator, who stepped in."""
    desk = Desk(open_form.coordinator.user)
    desk.unlock()
    desk.step_in(request_)
    return desk


@pytest.fixture
def newcomer(request_) -> VolunteerProfile:
    """Who came after the request."""
    return support.make_volunteer(alias_en="Newcomer", alias_ar="القادمة")


def share(desk: Desk, request, profile: VolunteerProfile | None, **data) -> HttpResponse:
    """Choose somebody in the form and send it."""
    data = {"volunteer": str(profile.pk) if profile else "", **data}
    return desk.client.post(address(request, "share"), data)


def lose_key(user: User, *, makes_new_one: bool = True) -> None:
    keys.revoke_staff_key(key=StaffKey.objects.get(user=user, revoked_at=None))
    if makes_new_one:
        vault.make_staff_key(user=user, passphrase=NEW_WORDS)


def held(request: HelpRequest) -> set[VolunteerProfile]:
    return set(roster.holders(request))


def offered(response: HttpResponse) -> list[str]:
    """Return whom the form lets choose."""
    return [option.get_text() for option in soup(response).select("#id_volunteer option")[1:]]


def listed(response: HttpResponse) -> list[str]:
    """Return who can open it, as the page says."""
    rows = soup(response).select(".desk-sharing li")
    return [(row.bdi or row).get_text().strip() for row in rows]


def domain_share(open_form, request, profile) -> None:
    """Share past the desk."""
    actor = open_form.coordinator
    record = records.open_by_grant(envelope=request.envelope, key=vault.unlocked(actor.user))
    sharing.share_request(request=request, record=record, actor=actor, profile=profile)


# What the page shows


def test_coordinator_sees_who_can_open_it_and_who_could(open_form, request_, coordinator, newcomer):
    support.make_volunteer(has_key=False)
    support.make_volunteer(user=vault.UserFactory(is_active=False))
    support.make_volunteer(alias_en="Resting", is_available=False)
    lose_key(request_.backup.user)
    page = coordinator.open(request_)
    everybody = [open_form.coordinator.alias_en, request_.assigned_to.alias_en]
    assert sorted(listed(page)) == sorted(
        [*everybody, "The organisation's key, which lies on paper"]
    )
    backup = request_.backup.alias_en
    assert sorted(offered(page)) == sorted([backup, "Newcomer", "Resting (paused)"])
    assert "fewer than two" not in text(page)


def test_too_few_are_marked(request_, coordinator):
    lose_key(request_.backup.user)
    lose_key(request_.assigned_to.user)
    assert "These are fewer than two people." in text(coordinator.open(request_))


def test_missing_organisation_is_not_claimed(request_, coordinator):
    # Were there a present key, opening the request would seal it to that one in passing.
    OrganisationKey.objects.update(is_current=False)
    assert "organisation" not in text(coordinator.open(request_))


def test_whose_profile_is_gone_is_no_holder_since_they_have_no_desk(request_, coordinator):
    alias = request_.backup.alias_en
    request_.backup.delete()
    assert alias not in listed(coordinator.open(request_))


def test_nobody_left_to_choose_is_said(request_, coordinator):
    page = coordinator.open(request_)
    assert "Everybody who has a key can open it already." in text(page)
    assert not soup(page).select_one("#id_volunteer")


def test_volunteers_see_who_can_open_it_and_no_form(request_, newcomer):
    desk = Desk(request_.assigned_to.user)
    desk.unlock()
    page = desk.open(request_)
    assert CANARY in text(page)
    assert request_.backup.alias_en in listed(page)
    assert not soup(page).select(".desk-sharing form")
    assert address(request_, "share") not in page.content.decode()


def test_shared_forms_address_leads_back_to_the_request(request_, coordinator):
    response = coordinator.client.get(address(request_, "share"))
    assert response["Location"] == address(request_)


@pytest.mark.parametrize("holders", [1, 3])
def test_request_asks_the_database_equally_often(
    request_, coordinator, newcomer, django_assert_num_queries, holders
):
    if holders == 1:
        lose_key(request_.backup.user)
        lose_key(request_.assigned_to.user)
    coordinator.open(request_)
    # Who could open it; but no draft of theirs to read.
    with django_assert_num_queries(REQUEST_QUERIES):
        page = coordinator.open(request_)
    assert len(listed(page)) == holders + 1
    assert len(offered(page)) == 4 - holders


# Sharing


def test_newcomer_can_open_it_afterwards_and_is_told(request_, coordinator, newcomer):
    forget_news()
    desk = Desk(newcomer.user)
    desk.unlock()
    assert desk.open(request_).status_code == 404
    response = share(coordinator, request_, newcomer)
    assert response["Location"] == address(request_)
    assert "Newcomer can open this request now." in coordinator.open(request_).content.decode()
    assert CANARY in text(desk.open(request_))
    assert desk.cards() == [address(request_)]
    assert told() == {newcomer.user_id}
    event = request_.events.get(kind="entrusted")
    assert (event.actor.user, event.target) == (coordinator.user, newcomer)
    kept = HelpRequest.objects.get()
    assert (kept.assigned_to, kept.backup) == (request_.assigned_to, request_.backup)
    assert kept.routing_reason == request_.routing_reason
    opened_by = AccessLogEntry.objects.values_list("user_id", flat=True)
    assert set(opened_by) == {coordinator.user.pk, newcomer.user_id}


def test_who_lost_the_words_opens_it_again_with_the_new_ones(request_, coordinator):
    loser = request_.assigned_to
    lose_key(loser.user)
    desk = Desk(loser.user)
    desk.unlock(NEW_WORDS)
    assert desk.open(request_).status_code == 404
    share(coordinator, request_, loser)
    assert CANARY in text(desk.open(request_))
    kept = HelpRequest.objects.get()
    assert (kept.assigned_to, kept.backup) == (loser, request_.backup)
    assert kept.routing_reason == request_.routing_reason


def test_alarm_stops_after_granting_again(request_, coordinator):
    lose_key(request_.assigned_to.user)
    lose_key(request_.backup.user, makes_new_one=False)
    watch_holders()
    assert alarms() == {"too_few_holders"}
    share(coordinator, request_, request_.assigned_to)
    forget_news()
    watch_holders()
    assert alarms() == set()


def test_granting_twice_is_one(open_form, request_, coordinator, newcomer):
    assert share(coordinator, request_, newcomer).status_code == 302
    forget_news()
    again = share(coordinator, request_, newcomer)
    assert again.status_code == 200, "the form says that they can open it already"
    domain_share(open_form, request_, newcomer)
    assert Grant.objects.filter(staff_key__user=newcomer.user).count() == 1
    assert request_.events.filter(kind="entrusted").count() == 1
    assert told() == set()


def test_holder_without_access_is_let_in_without_a_new_grant(open_form, request_, coordinator):
    """So a lost key is no harder to mend than a request that only the backup could open."""
    grants = Grant.objects.count()
    domain_share(open_form, request_, request_.backup)
    assert Grant.objects.count() == grants
    desk = Desk(request_.backup.user)
    desk.unlock()
    assert CANARY in text(desk.open(request_))


def test_who_was_shut_out_is_neither_offered_nor_taken(open_form, request_, coordinator, newcomer):
    request_.exclusions.create(profile=newcomer, why="shut_out")
    assert offered(coordinator.open(request_)) == []
    assert share(coordinator, request_, newcomer).status_code == 200
    with pytest.raises(sharing.Excluded):
        domain_share(open_form, request_, newcomer)
    assert newcomer not in held(request_)


def test_message_goes_to_who_can_open_it_not_to_a_new_key_without_a_grant(request_, coordinator):
    lose_key(request_.assigned_to.user)
    forget_news()
    conversing.write_again(envelope=request_.envelope, body="And now?")
    assert told() == {request_.backup.user_id}
    share(coordinator, request_, request_.assigned_to)
    forget_news()
    conversing.write_again(envelope=request_.envelope, body="And now?")
    assert told() == {request_.assigned_to.user_id}


def test_closed_request_can_be_shared_too(request_, coordinator, newcomer):
    conversing.close_request(request=request_)
    assert share(coordinator, request_, newcomer).status_code == 302
    assert newcomer in held(request_)


# Refused


def keyless(request_) -> str:
    return str(support.make_volunteer(has_key=False).pk)


def ended(request_) -> str:
    profile = support.make_volunteer()
    lose_key(profile.user, makes_new_one=False)
    return str(profile.pk)


def closed_account(request_) -> str:
    profile = support.make_volunteer()
    User.objects.filter(pk=profile.user_id).update(is_active=False)
    return str(profile.pk)


def holder(request_) -> str:
    return str(request_.backup.pk)


def unknown(request_) -> str:
    return "99999999"


def nonsense(request_) -> str:
    return "x\x00é"


def nobody(request_) -> str:
    return ""


FORGED = (keyless, ended, closed_account, holder, unknown, nonsense, nobody)


@pytest.mark.parametrize("who", FORGED, ids=lambda who: who.__name__)
def test_forged_choice_is_refused(request_, coordinator, newcomer, who):
    choice, before = who(request_), Grant.objects.count()
    forget_news()
    data = {"volunteer": choice}
    response = coordinator.client.post(address(request_, "share"), data)
    page = soup(response)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    error = "can open it already, or has no key." if choice else "Choose somebody."
    assert error in page.select_one(".error-summary").get_text()
    assert page.select_one(".error-summary a")["href"] == "#id_volunteer"
    assert error in page.select_one(".desk-sharing .errorlist").get_text()
    assert (Grant.objects.count(), told()) == (before, set())
    assert HelpRequest.objects.get().assigned_to == request_.assigned_to


@pytest.mark.parametrize("is_unlocked", [False, True], ids=["locked", "unlocked"])
def test_volunteer_who_holds_it_finds_no_such_page(request_, newcomer, is_unlocked):
    desk = Desk(request_.assigned_to.user)
    if is_unlocked:
        desk.unlock()
    for method in (desk.client.get, desk.client.post):
        missing = seen(method(address(None, "share"), {"volunteer": newcomer.pk}))
        assert missing[0] == 404
        assert seen(method(address(request_, "share"), {"volunteer": newcomer.pk})) == missing
    assert newcomer not in held(request_)


def test_coordinator_has_to_unlock_first(open_form, request_, newcomer):
    desk = Desk(open_form.coordinator.user)
    assert share(desk, request_, newcomer)["Location"] == address(request_)
    desk.step_in(request_)
    response = share(desk, request_, newcomer)
    assert response["Location"].startswith(reverse("vault_desk:unlock"))
    assert newcomer not in held(request_)
    assert not AccessLogEntry.objects.exists()


def test_key_that_ends_meanwhile_gets_nothing(request_, coordinator, newcomer, monkeypatch):
    monkeypatch.setattr(sharing, "living_key_of", lambda user: None)
    forget_news()
    assert share(coordinator, request_, newcomer).status_code == 302
    assert "cannot open it any more" in coordinator.open(request_).content.decode()
    assert newcomer not in held(request_)
    assert told() == set()


def test_request_deleted_meanwhile_is_gone(open_form, request_, coordinator, newcomer, monkeypatch):
    def delete_first(**verb) -> None:
        deleting.delete_request(envelope=request_.envelope)
        share_request(**verb)

    share_request = sharing.share_request
    monkeypatch.setattr(sharing, "share_request", delete_first)
    assert share(coordinator, request_, newcomer).status_code == 404
    assert not Grant.objects.exists()


def test_fault_in_the_middle_changes_nothing(
    open_form, request_, coordinator, newcomer, monkeypatch
):
    def fail(**kwargs) -> None:
        raise RuntimeError

    forget_news()
    monkeypatch.setattr(sharing.tasks, "tell", fail)
    with pytest.raises(RuntimeError):
        domain_share(open_form, request_, newcomer)
    assert newcomer not in held(request_)
    assert newcomer.pk not in request_.access.values_list("profile", flat=True)
    assert told() == set()


def test_nothing_of_the_request_is_in_messages_mail_or_log(
    request_, coordinator, newcomer, caplog, mailoutbox
):
    caplog.set_level(logging.DEBUG)
    response = share(coordinator, request_, newcomer)
    said = " ".join(str(message) for message in get_messages(response.wsgi_request))
    run_queue()
    kept = " ".join([said, caplog.text, *(f"{mail.subject} {mail.body}" for mail in mailoutbox)])
    assert mailoutbox
    for private in (CANARY, str(request_.pk), str(request_.envelope_id), request_.topic.label_en):
        assert private not in kept
