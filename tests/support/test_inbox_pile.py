"""The review pile: a person's request taken out, a machine's deleted, by coordinators alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from support.domain import conversing, handing_over, reviewing
from support.models import HelpRequest, Mailbox, RequestEvent, Tally
from support.rules.reasons import HandOver
from tests.factories import support, vault
from tests.support.desk import Desk, address, soup, text
from tests.support.queue import told
from vault.domain import records
from vault.models import Envelope

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def desk(open_form) -> Desk:
    """The coordinator's desk, locked: the pile needs facets alone."""
    return Desk(open_form.coordinator.user)


def hold(open_form, **fields) -> HelpRequest:
    """Take in a request that is held."""
    row = support.submit(open_form).request
    HelpRequest.objects.filter(pk=row.pk).update(**{"is_held": True, **fields})
    row.refresh_from_db()
    return row


def post(desk: Desk, name: str, *rows: HelpRequest, **data):
    """Send the pile's form."""
    return desk.client.post(
        reverse(f"support_desk:{name}"), {"request": [str(row.pk) for row in rows], **data}
    )


def test_the_pile_lies_apart_with_a_way_out_of_it(open_form, desk):
    held, plain = hold(open_form), support.submit(open_form).request
    assert desk.cards() == [address(plain)]
    page = soup(desk.inbox(show="held"))
    assert [link["href"] for link in page.select(".desk-card__title a")] == [address(held)]
    assert len(page.select(".desk-card__act button")) == 2


def test_volunteers_see_what_is_held_but_decide_nothing(open_form):
    row = hold(open_form)
    volunteer = Desk(row.assigned_to.user)
    page = soup(volunteer.inbox(show="held"))
    assert page.select(".desk-card")
    assert not page.select(".desk-card__act")
    for name in ("release_several", "delete_several"):
        assert post(volunteer, name, row, is_confirmed="yes").status_code == 404
    row.refresh_from_db()
    assert row.is_held


def test_released_ones_begin_to_wait_and_their_volunteers_are_told(open_form, desk, monkeypatch):
    told = []
    monkeypatch.setattr(reviewing.tasks, "tell_about_new_request", told.append)
    long_ago = timezone.now() - timezone.timedelta(days=2)
    rows = [hold(open_form, waiting_since=long_ago, acknowledged_at=long_ago) for _ in range(2)]
    response = post(desk, "release_several", *rows, query="show=held")
    assert response["Location"] == "/admin/desk/?show=held"
    for row in rows:
        row.refresh_from_db()
        assert (row.is_held, row.step, row.acknowledged_at) == (False, 0, None)
        assert row.waiting_since > long_ago
        events = row.events.filter(kind=RequestEvent.Kind.RELEASED)
        assert [event.actor for event in events] == [open_form.coordinator]
    assert {row.pk for row in told} == {row.pk for row in rows}


def test_release_twice_is_one(open_form, desk, monkeypatch):
    row = hold(open_form)
    stale = HelpRequest.objects.get(pk=row.pk)
    reviewing.release_request(request=row, actor=open_form.coordinator)
    row.refresh_from_db()
    since = row.waiting_since
    monkeypatch.setattr(reviewing.tasks, "tell_about_new_request", pytest.fail)
    reviewing.release_request(request=stale, actor=open_form.coordinator)
    row.refresh_from_db()
    assert row.waiting_since == since
    assert row.events.filter(kind=RequestEvent.Kind.RELEASED).count() == 1


def test_an_answered_one_is_released_without_a_clock(open_form, monkeypatch):
    row = hold(open_form, status="answered")
    monkeypatch.setattr(reviewing.tasks, "tell_about_new_request", pytest.fail)
    since = row.waiting_since
    reviewing.release_request(request=row, actor=open_form.coordinator)
    row.refresh_from_db()
    assert (row.is_held, row.waiting_since) == (False, since)


def test_deletion_asks_first_and_then_leaves_nothing_but_no_count_either(open_form, desk):
    rows = [hold(open_form) for _ in range(2)]
    kept = hold(open_form)
    before = sorted(Tally.objects.values_list("what", "count"))
    page = post(desk, "delete_several", *rows)
    assert "Delete 2 requests as machine-made?" in text(page)
    assert HelpRequest.objects.count() == 3
    post(desk, "delete_several", *rows, is_confirmed="yes")
    assert list(HelpRequest.objects.all()) == [kept]
    assert list(Envelope.objects.all()) == [kept.envelope]
    assert sorted(Tally.objects.values_list("what", "count")) == before


@pytest.mark.parametrize("change", [{"is_held": False}, {"status": "closed"}])
def test_only_the_pile_can_be_deleted(open_form, desk, change):
    row = hold(open_form, **change)
    post(desk, "delete_several", row, is_confirmed="yes")
    assert HelpRequest.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("change", [{"is_held": False}, {"status": "answered"}])
def test_what_was_taken_out_or_answered_meanwhile_is_not_deleted(open_form, change):
    row = hold(open_form)
    HelpRequest.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(reviewing.NotHeld):
        reviewing.delete_as_machine_made(request=row)
    assert HelpRequest.objects.filter(pk=row.pk).exists()


def test_coordinators_decide_only_about_what_their_key_opens(open_form):
    row = hold(open_form)
    late = Desk(support.make_volunteer(is_duty_coordinator=True).user)
    for name in ("release_several", "delete_several"):
        post(late, name, row, is_confirmed="yes")
    row.refresh_from_db()
    assert row.is_held


def answered(row: HelpRequest) -> None:
    conversing.answer_request(request=row, body="We are here.", alias="x", author=row.assigned_to)


def closed(row: HelpRequest) -> None:
    conversing.close_request(request=row, actor=row.assigned_to)


def handed_over(row: HelpRequest) -> None:
    actor = row.assigned_to
    record = records.open_by_grant(envelope=row.envelope, key=vault.unlocked(actor.user))
    handing_over.hand_over(
        request=row,
        record=record,
        actor=actor,
        target=support.make_volunteer(),
        reason=HandOver.NO_TIME,
        keeps_former=True,
    )


@pytest.mark.parametrize("deal_with", [answered, closed, handed_over])
def test_what_somebody_dealt_with_is_in_the_pile_no_more(open_form, deal_with):
    row = hold(open_form)
    deal_with(row)
    Mailbox.objects.all().delete()
    conversing.write_again(envelope=row.envelope, body="Thank you. There is more.")
    row.refresh_from_db()
    assert (row.is_held, row.status) == (False, "waiting")
    assert told() == {row.assigned_to.user_id}
    assert row.events.filter(kind=RequestEvent.Kind.RELEASED).count() == 1
    with pytest.raises(reviewing.NotHeld):
        reviewing.delete_as_machine_made(request=row)
