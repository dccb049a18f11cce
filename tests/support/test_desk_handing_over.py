"""A request goes from one person to another: to whom, why, and who may still read it."""

import pytest
from django.urls import reverse

from support.domain import conversing, handing_over, sharing
from support.domain.locking import RecordChanged
from support.domain.noting import add_note
from support.models import Exclusion, HelpRequest, RequestEvent, VolunteerProfile
from support.rules.reasons import HandOver
from tests.factories import support, vault
from tests.support.desk import Desk, address, soup, text
from tests.support.queue import forget_news, told
from vault.domain import records
from vault.domain.keys import revoke_staff_key
from vault.models import Envelope, Grant, SealedMessage, StaffKey

pytestmark = pytest.mark.django_db

CANARY = "avocet-by-the-sluice"
WORDS = "godwit-near-the-weir"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def request_(open_form) -> HelpRequest:
    """A request that a volunteer, another one and the coordinator can open."""
    return support.submit(open_form, body=CANARY).request


@pytest.fixture
def desk(request_) -> Desk:
    """The desk of the volunteer who answers it, unlocked."""
    desk = Desk(request_.assigned_to.user)
    desk.unlock()
    return desk


@pytest.fixture
def newcomer(request_) -> VolunteerProfile:
    """Who came after the request."""
    return support.make_volunteer(alias_en="Newcomer", alias_ar="القادمة")


def send(desk: Desk, request, profile, **data):
    data = {"volunteer": str(profile.pk), "reason": "no_time", "words": "", **data}
    return desk.post(request, "hand_over", data)


def opened(request, profile: VolunteerProfile) -> records.OpenedRecord:
    return records.open_by_grant(envelope=request.envelope, key=vault.unlocked(profile.user))


def verb(request, target, **changes) -> None:
    """Hand over past the desk."""
    actor = changes.pop("actor", request.assigned_to)
    record = changes.pop("record", None) or opened(request, actor)
    handing_over.hand_over(
        request=request,
        record=record,
        actor=actor,
        target=target,
        **{"reason": HandOver.NO_TIME, "keeps_former": False, **changes},
    )


def holds(request, profile: VolunteerProfile) -> bool:
    return Grant.objects.filter(envelope=request.envelope, staff_key__user=profile.user).exists()


def may_read(request) -> set[int]:
    return set(request.access.values_list("profile", flat=True))


def end_key(profile: VolunteerProfile) -> None:
    revoke_staff_key(key=StaffKey.objects.get(user=profile.user, revoked_at=None))


# The page


def test_those_whom_it_fits_come_first_and_others_with_the_reason(open_form, request_, desk):
    end_key(request_.backup)
    full = support.make_volunteer(alias_en="Full", capacity=1)
    other = support.submit(open_form, topic=open_form.topics[1]).request
    HelpRequest.objects.filter(pk=other.pk).update(assigned_to=full)
    support.make_volunteer(alias_en="Fitting")
    support.make_volunteer(alias_en="Elsewhere", topics=[open_form.topics[2]])
    support.make_volunteer(alias_en="Arabic", languages=["ar"])
    support.make_volunteer(alias_en="Paused", is_available=False)
    support.make_volunteer(alias_en="Keyless", has_key=False)
    shut = support.make_volunteer(alias_en="Shut out")
    Exclusion.objects.create(request=request_, profile=shut, why="shut_out")
    page = soup(desk.client.get(address(request_, "hand_over")))
    groups = {
        group["label"]: [option.get_text() for option in group.find_all("option")]
        for group in page.select("#id_volunteer optgroup")
    }
    assert groups == {
        "Fits this request": ["Fitting: answers 0 of 5"],
        "Fits less well": [
            f"{open_form.coordinator.alias_en}: takes other topics",
            "Elsewhere: takes other topics",
            "Arabic: does not answer in this language",
            "Paused: is paused",
            "Full: has no room",
        ],
    }
    assert CANARY not in str(page)


@pytest.mark.parametrize("people", [1, 3])
def test_page_asks_the_database_equally_often(request_, desk, django_assert_num_queries, people):
    for _ in range(people):
        support.make_volunteer()
    desk.client.get(address(request_, "hand_over"))
    with django_assert_num_queries(19):
        page = soup(desk.client.get(address(request_, "hand_over")))
    assert len(page.select("#id_volunteer option")) == people + 3


def test_only_coordinators_are_offered_their_own_reason(open_form, request_, desk):
    coordinator = Desk(open_form.coordinator.user)
    coordinator.unlock()
    coordinator.step_in(request_)
    for who, expected in ((desk, False), (coordinator, True)):
        page = soup(who.client.get(address(request_, "hand_over")))
        assert bool(page.find("input", {"value": "entrusted"})) is expected
    response = send(desk, request_, open_form.coordinator, reason="entrusted")
    assert response.status_code == 200
    assert HelpRequest.objects.get().assigned_to == request_.assigned_to


def test_nobody_to_hand_over_to_is_said(open_form, request_, desk):
    for profile in (request_.backup, open_form.coordinator):
        end_key(profile)
    page = desk.client.get(address(request_, "hand_over"))
    assert "There is nobody else with a key" in text(page)
    assert not soup(page).select("#id_volunteer")


# Handing over


def test_new_one_reads_everything_and_the_former_nothing_more(request_, desk, newcomer):
    former = request_.assigned_to
    add_note(request=request_, author=former, body="An older note")
    forget_news()
    response = send(desk, request_, newcomer, words=WORDS)
    assert response["Location"] == reverse("support_desk:inbox")
    kept = HelpRequest.objects.get()
    assert (kept.assigned_to, kept.backup) == (newcomer, request_.backup)
    assert (holds(request_, former), holds(request_, newcomer)) == (False, True)
    assert may_read(request_) == {newcomer.pk}
    assert told() == {newcomer.user_id}
    assert desk.open(request_).status_code == 404
    theirs = Desk(newcomer.user)
    theirs.unlock()
    shown = text(theirs.open(request_))
    for said in (CANARY, "An older note", WORDS):
        assert said in shown
    assert SealedMessage.objects.filter(direction="note").count() == 2
    event = RequestEvent.objects.get(kind="handed_over")
    assert (event.actor, event.target, event.reason) == (former, newcomer, "no_time")
    assert event.facts == {"stands_by": False}
    sentence = (
        f"\u2068{former.alias}\u2069 handed it over to \u2068Newcomer\u2069. Reason: no time."
    )
    assert sentence in shown
    assert WORDS not in str(RequestEvent.objects.values_list())


def test_former_who_stands_by_keeps_the_key_but_has_to_step_in(request_, desk, newcomer):
    former = request_.assigned_to
    send(desk, request_, newcomer, keeps_former="on")
    kept = HelpRequest.objects.get()
    assert (kept.assigned_to, kept.backup) == (newcomer, former)
    assert holds(request_, former)
    assert may_read(request_) == {newcomer.pk}
    assert "Somebody else looks after this request" in text(desk.open(request_))
    assert "Whoever answered before stands by." in text(desk.open(request_))


def test_backup_who_takes_it_does_not_stand_by_as_well(request_):
    verb(request_, request_.backup)
    kept = HelpRequest.objects.get()
    assert (kept.assigned_to, kept.backup) == (request_.backup, None)


def test_coordinator_who_gives_it_away_keeps_the_key_not_the_reading(open_form):
    VolunteerProfile.objects.exclude(pk=open_form.coordinator.pk).update(is_available=False)
    request = support.submit(open_form).request
    assert request.assigned_to is None
    verb(request, open_form.volunteers[0], actor=open_form.coordinator)
    verb(request, open_form.coordinator, actor=open_form.volunteers[0], keeps_former=True)
    request.refresh_from_db()
    verb(request, open_form.volunteers[1], actor=open_form.coordinator)
    assert holds(request, open_form.coordinator)
    assert may_read(request) == {open_form.volunteers[1].pk}


def test_clock_begins_anew_for_the_new_one(request_, desk, newcomer):
    desk.open(request_)
    HelpRequest.objects.update(step=2)
    assert HelpRequest.objects.get().acknowledged_at
    send(desk, request_, newcomer)
    kept = HelpRequest.objects.get()
    assert (kept.acknowledged_at, kept.step, kept.alarmed_on) == (None, 0, None)
    conversing.answer_request(request=request_, body="x", alias="x")
    verb(kept, request_.backup, actor=newcomer)
    assert HelpRequest.objects.get().waiting_since == kept.waiting_since, "it waits for nobody"


def test_sent_twice_is_one(request_, newcomer):
    record = opened(request_, request_.assigned_to)
    verb(request_, newcomer, record=record, words=WORDS)
    with pytest.raises(conversing.RequestGone):
        verb(request_, newcomer, record=record, words=WORDS)
    assert RequestEvent.objects.filter(kind="handed_over").count() == 1
    assert SealedMessage.objects.filter(direction="note").count() == 1


def test_too_few_holders_are_not_left_behind(open_form, request_, desk, newcomer):
    for profile in (request_.backup, open_form.coordinator):
        end_key(profile)
    response = send(desk, request_, newcomer)
    assert "Fewer than two people could open it then." in text(response)
    assert HelpRequest.objects.get().assigned_to == request_.assigned_to
    assert not holds(request_, newcomer)
    assert not RequestEvent.objects.filter(kind="handed_over").exists()
    send(desk, request_, newcomer, keeps_former="on")
    assert HelpRequest.objects.get().assigned_to == newcomer


def test_who_lost_their_key_is_no_holder_to_lose(open_form, request_, newcomer):
    end_key(request_.assigned_to)
    end_key(request_.backup)
    Desk(open_form.coordinator.user).step_in(request_)
    verb(request_, newcomer, actor=open_form.coordinator, keeps_former=True)
    kept = HelpRequest.objects.get()
    assert (kept.assigned_to, kept.backup) == (newcomer, request_.backup)


def shut_out(open_form, request) -> VolunteerProfile:
    profile = support.make_volunteer()
    Exclusion.objects.create(request=request, profile=profile, why="shut_out")
    return profile


def keyless(open_form, request) -> VolunteerProfile:
    return support.make_volunteer(has_key=False)


def ended(open_form, request) -> VolunteerProfile:
    profile = support.make_volunteer()
    end_key(profile)
    return profile


@pytest.mark.parametrize("who", [shut_out, keyless, ended], ids=lambda who: who.__name__)
def test_wrong_people_are_refused_by_form_and_domain(open_form, request_, desk, who):
    profile = who(open_form, request_)
    response = send(desk, request_, profile)
    assert soup(response).select_one(".error-summary a")["href"] == "#id_volunteer"
    with pytest.raises((sharing.Excluded, sharing.NoLivingKey)):
        verb(request_, profile)
    assert HelpRequest.objects.get().assigned_to == request_.assigned_to
    assert not holds(request_, profile)


@pytest.mark.parametrize(
    "data", [{"volunteer": ""}, {"volunteer": "x\x00"}, {"reason": ""}, {"reason": "forged"}]
)
def test_bad_input_is_refused_and_words_are_kept(request_, desk, newcomer, data):
    response = send(desk, request_, newcomer, **{"words": WORDS, **data})
    assert soup(response).select(".error-summary a")
    assert soup(response).find("textarea").get_text().strip() == WORDS
    assert HelpRequest.objects.get().assigned_to == request_.assigned_to


def test_record_with_a_new_key_is_not_passed_on_with_the_old_one(request_, newcomer):
    record = opened(request_, request_.assigned_to)
    Envelope.objects.update(public_key=b"k" * 32)
    with pytest.raises(RecordChanged):
        verb(request_, newcomer, record=record)
    with pytest.raises(RecordChanged):
        sharing.share_request(
            request=request_, record=record, actor=request_.assigned_to, profile=newcomer
        )
    assert not holds(request_, newcomer)


def test_stranger_to_the_request_hands_nothing_over(request_, newcomer):
    record = opened(request_, request_.assigned_to)
    for actor in (newcomer, request_.backup):
        with pytest.raises(conversing.RequestGone):
            verb(request_, newcomer, actor=actor, record=record)
    assert not holds(request_, newcomer)


def test_desk_that_locked_itself_keeps_the_words_and_goes_on(request_, desk, newcomer):
    desk.client.post(reverse("vault_desk:lock"))
    response = desk.client.get(address(request_, "hand_over"))
    assert response["Location"].startswith(reverse("vault_desk:unlock"))
    locked = send(desk, request_, newcomer, words=WORDS)
    assert soup(locked).find("textarea").get_text().strip() == WORDS
    assert HelpRequest.objects.get().assigned_to == request_.assigned_to
    send(desk, request_, newcomer, words=WORDS, passphrase=vault.PASSPHRASE)
    assert HelpRequest.objects.get().assigned_to == newcomer
