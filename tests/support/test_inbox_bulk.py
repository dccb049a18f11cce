"""Several requests handed over at once: asked, confirmed, done one by one, and accounted for."""

import pytest
from django.urls import reverse

from support.desk import bulk
from support.domain import handing_over
from support.models import Exclusion, HelpRequest, RequestEvent
from tests.factories import support, vault
from tests.support.desk import Desk, soup, text
from vault.domain import records
from vault.domain.messages import read_messages
from vault.models import AccessLogEntry, Grant, SealedMessage

pytestmark = pytest.mark.django_db

CANARY = "kestrel-over-the-harbour"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def target(open_form):
    """Who shall answer; they hold a key, and a grant for nothing yet."""
    return support.make_volunteer(topics=[open_form.topics[1]])


@pytest.fixture
def coordinator(open_form) -> Desk:
    """The coordinator's desk, unlocked."""
    desk = Desk(open_form.coordinator.user)
    desk.unlock()
    return desk


def submit(open_form, number: int) -> list[HelpRequest]:
    """Take requests in."""
    return [support.submit(open_form, body=CANARY).request for _ in range(number)]


def tick(desk: Desk, rows, **data):
    """Tick requests and ask to hand them over."""
    ids = [str(getattr(row, "pk", row)) for row in rows]
    return desk.client.post(reverse("support_desk:several"), {"request": ids, **data})


def send(desk: Desk, page, **data):
    """Send the form that a page holds."""
    course = soup(page).find("input", {"name": "course"})["value"]
    place = reverse("support_desk:hand_over_several")
    return desk.client.post(place, {"course": course, **data})


def choose(desk: Desk, rows, target, **data):
    """Tick, choose and arrive at the question."""
    said = {"volunteer": target.pk, "reason": "no_time", "keeps_former": "on", **data}
    return send(desk, tick(desk, rows), **said)


def hand_over(desk: Desk, rows, target, **data):
    """Go all the way to the end."""
    page = send(desk, choose(desk, rows, target, **data))
    while "Continue" in text(page):
        page = send(desk, page)
    return page


def owners(rows) -> set:
    """Return who answers."""
    found = HelpRequest.objects.filter(pk__in=[row.pk for row in rows])
    return set(found.values_list("assigned_to", flat=True))


def test_several_are_handed_over_and_open_to_the_new_one(open_form, coordinator, target):
    rows = submit(open_form, 3)
    page = hand_over(coordinator, rows, target)
    assert "3 requests were handed over." in text(page)
    key = vault.unlocked(target.user)
    for row in rows:
        former = row.assigned_to
        row.refresh_from_db()
        assert (row.assigned_to, row.backup) == (target, former)
        record = records.open_by_grant(envelope=row.envelope, key=key)
        assert read_messages(record=record)[0].payload["body"] == CANARY
        events = row.events.filter(kind=RequestEvent.Kind.HANDED_OVER)
        assert [(one.actor, one.target, one.reason) for one in events] == [
            (open_form.coordinator, target, "no_time")
        ]


def test_nothing_happens_before_it_is_confirmed(open_form, coordinator, target):
    rows = submit(open_form, 2)
    before = owners(rows)
    page = choose(coordinator, rows, target)
    said = text(page)
    assert "Hand over 2 requests" in said
    assert f"{target.alias_en} answers 2 requests from now on" in said
    assert "Whoever answered so far stands by." in said
    assert owners(rows) == before
    assert not AccessLogEntry.objects.exists()
    assert not Grant.objects.filter(staff_key__user=target.user).exists()


def test_each_opening_is_written_down_and_acknowledges_nothing(open_form, coordinator, target):
    rows = submit(open_form, 2)
    hand_over(coordinator, rows, target)
    logged = AccessLogEntry.objects.values_list("envelope_id", "user_id")
    assert set(logged) == {(row.envelope_id, coordinator.user.pk) for row in rows}
    assert {row.acknowledged_at for row in HelpRequest.objects.all()} == {None}


def test_a_coordinator_who_only_gives_on_may_read_no_more_than_before(
    open_form, coordinator, target
):
    row = submit(open_form, 1)[0]
    hand_over(coordinator, [row], target)
    assert not row.access.filter(profile=open_form.coordinator).exists()
    assert row.access.filter(profile=target).exists()


def test_who_answered_before_loses_it_unless_they_stand_by(open_form, coordinator, target):
    rows = submit(open_form, 1)
    former = rows[0].assigned_to
    hand_over(coordinator, rows, target, keeps_former="")
    assert not Grant.objects.filter(envelope=rows[0].envelope, staff_key__user=former.user).exists()


def test_ten_at_a_time_and_none_twice(open_form, coordinator, target, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 2)
    rows = submit(open_form, 5)
    page = send(coordinator, choose(coordinator, rows, target))
    assert "Handed over so far: 2 of 5." in text(page)
    assert len(owners(rows)) > 1
    progress = soup(page).find("progress")
    assert (progress["max"], progress["value"]) == ("5", "2")
    again = send(coordinator, page)  # and the same page once more, as Back and a click would
    assert "Handed over so far: 4 of 5." in text(again)
    assert "Handed over so far: 2 of 5." in text(page)
    end = send(coordinator, send(coordinator, page))
    assert owners(rows) == {target.pk}
    assert RequestEvent.objects.filter(kind="handed_over").count() == 5
    assert "handed over" in text(end)


def test_what_cannot_be_handed_over_is_named_with_its_reason(open_form, coordinator, target):
    done, closed, excluded, theirs, gone = submit(open_form, 5)
    page = choose(coordinator, [done, closed, excluded, theirs, gone], target)
    HelpRequest.objects.filter(pk=closed.pk).update(status="closed")
    Exclusion.objects.create(request=excluded, profile=target, why="recused")
    HelpRequest.objects.filter(pk=theirs.pk).update(assigned_to=target)
    records.delete_record(envelope=gone.envelope)
    said = text(send(coordinator, page))
    assert "1 request was handed over." in said
    assert "4 requests stayed where they were:" in said
    for words in (
        "It is closed.",
        "This person must not have anything to do with it.",
        "This person answers it already.",
        "It is not there any more, or not open to you any more.",
    ):
        assert said.count(words) == 1
    assert not Grant.objects.filter(
        envelope=excluded.envelope, staff_key__user=target.user
    ).exists()


def test_one_failure_keeps_none_of_the_others_back(open_form, coordinator, target, monkeypatch):
    rows = submit(open_form, 3)
    real = handing_over.record_event
    bad = sorted(rows, key=lambda row: str(row.pk))[1]

    def breaks(*, request, **rest):
        real(request=request, **rest)
        if request.pk == bad.pk:
            raise handing_over.TooFewHolders

    monkeypatch.setattr(handing_over, "record_event", breaks)
    said = text(hand_over(coordinator, rows, target))
    assert "2 requests were handed over." in said
    assert "Too few people could open it then." in said
    bad.refresh_from_db()
    assert bad.assigned_to != target
    assert not bad.access.filter(profile__in=[target, open_form.coordinator]).exists()
    # That it was opened stays written down all the same.
    assert AccessLogEntry.objects.filter(envelope_id=bad.envelope_id).exists()


def test_a_forged_message_does_not_stop_the_others(open_form, coordinator, target):
    rows = submit(open_form, 2)
    Grant.objects.filter(envelope=rows[0].envelope).update(sealed_secret=b"\x01" * 80)
    said = text(hand_over(coordinator, rows, target))
    assert "1 request was handed over." in said
    assert "1 request stayed where it was:" in said


def test_a_volunteer_hands_over_only_what_they_may_read(open_form, target):
    mine, standing_by = submit(open_form, 2)
    me = mine.assigned_to
    HelpRequest.objects.filter(pk=standing_by.pk).update(backup=me)
    standing_by.access.filter(profile=me).delete()
    foreign = support.submit(open_form).request
    Grant.objects.filter(envelope=foreign.envelope, staff_key__user=me.user).delete()
    desk = Desk(me.user)
    desk.unlock()
    said = text(hand_over(desk, [mine, standing_by, foreign], target))
    assert "1 request was handed over." in said
    assert owners([mine]) == {target.pk}
    assert target.pk not in owners([standing_by, foreign])


def test_nothing_ticked_leads_back_with_a_word(coordinator):
    response = tick(
        coordinator, ["no-id", "00000000-0000-4000-8000-000000000000"], query="show=held"
    )
    assert response["Location"] == "/admin/desk/?show=held"
    assert "Tick at least one request." in soup(
        coordinator.client.get(response["Location"])
    ).get_text(" ")


def test_way_back_stays_on_the_desk(coordinator):
    response = tick(coordinator, [], query="show=held&next=//evil.example")
    assert response["Location"] == "/admin/desk/?show=held"


@pytest.mark.parametrize("change", ["reason", "volunteer"])
def test_what_is_missing_is_asked_again(open_form, coordinator, target, change):
    rows = submit(open_form, 1)
    page = choose(coordinator, rows, target, **{change: ""})
    assert soup(page).select(".error-summary")
    assert owners(rows) != {target.pk}


def test_nobody_without_a_living_key_is_offered(open_form, coordinator):
    rows = submit(open_form, 1)
    keyless = support.make_volunteer(has_key=False)
    page = soup(tick(coordinator, rows))
    offered = {option["value"] for option in page.select("select[name=volunteer] option")}
    assert str(keyless.pk) not in offered
    assert str(open_form.volunteers[0].pk) in offered
    said = text(choose(coordinator, rows, keyless))
    assert "This person has no key any more." in said


def test_a_key_lost_midway_refuses_the_rest(open_form, coordinator, target, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    rows = submit(open_form, 3)
    page = send(coordinator, choose(coordinator, rows, target))
    target.user.staff_keys.update(revoked_at=records.now())
    said = text(send(coordinator, page))
    assert "1 request was handed over." in said
    assert said.count("This person has no key any more.") == 2


def test_a_locked_desk_keeps_what_is_left_and_goes_on(open_form, coordinator, target):
    rows = submit(open_form, 2)
    page = choose(coordinator, rows, target)
    coordinator.client.post(reverse("vault_desk:lock"))
    locked = send(coordinator, page)
    assert "2 requests wait to be handed over." in text(locked)
    assert target.pk not in owners(rows)
    wrong = send(coordinator, locked, passphrase="six wrong words that open nothing")
    assert target.pk not in owners(rows)
    said = text(send(coordinator, wrong, passphrase=vault.PASSPHRASE))
    assert "2 requests were handed over." in said
    assert owners(rows) == {target.pk}


def test_what_the_page_carries_cannot_be_changed_or_used_by_another(open_form, coordinator, target):
    rows = submit(open_form, 1)
    page = choose(coordinator, rows, target)
    course = soup(page).find("input", {"name": "course"})["value"]
    place = reverse("support_desk:hand_over_several")
    other = Desk(open_form.volunteers[0].user)
    other.unlock()
    for desk, value in ((coordinator, course[:-2] + "xx"), (coordinator, ""), (other, course)):
        response = desk.client.post(place, {"course": value})
        assert response["Location"] == "/admin/desk/?show=open"
    assert target.pk not in owners(rows)


def test_nothing_of_the_content_is_in_any_page(open_form, coordinator, target):
    rows = submit(open_form, 1)
    pages = [tick(coordinator, rows), choose(coordinator, rows, target)]
    pages.append(send(coordinator, pages[-1]))
    for page in pages:
        assert CANARY not in page.content.decode()
        assert page["Cache-Control"] == "no-store"


def test_nobody_without_a_desk_reaches_it(open_form, target):
    row = submit(open_form, 1)[0]
    root = Desk(vault.UserFactory(is_superuser=True))
    assert tick(root, [row]).status_code == 404
    for name in ("hand_over_several", "release_several", "delete_several"):
        response = root.client.post(reverse(f"support_desk:{name}"), {"request": str(row.pk)})
        assert response.status_code == 404
    assert SealedMessage.objects.filter(envelope=row.envelope).exists()
