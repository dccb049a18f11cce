"""The inbox as each person finds it, and their own pause."""

import pytest
from django.urls import reverse

from support.models import HelpRequest
from tests.factories import support
from tests.support.desk import Desk, soup, text

pytestmark = pytest.mark.django_db

CANARY = "kestrel-over-the-harbour"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def request_(open_form) -> HelpRequest:
    """A request whose text holds the canary."""
    return support.submit(open_form, body=f"{CANARY}\nsecond line").request


@pytest.fixture
def desk(request_) -> Desk:
    """The desk of the volunteer who answers it."""
    return Desk(request_.assigned_to.user)


def test_inbox_shows_facets_and_no_content_locked_or_not(desk, request_):
    for _ in ("locked", "unlocked"):
        response = desk.inbox()
        shown = text(response)
        assert request_.topic.label_en in shown
        assert "Within some days" in shown
        assert "English" in shown
        assert "You answer" in shown
        assert "New" in shown
        assert CANARY not in response.content.decode()
        desk.unlock()


def test_inbox_tells_whether_it_is_locked(desk):
    assert "Locked." in text(desk.inbox())
    desk.unlock()
    assert "Unlocked." in text(desk.inbox())


def test_backup_and_coordinator_see_their_part(open_form, request_):
    backup = Desk(request_.backup.user)
    coordinator = Desk(open_form.coordinator.user)
    assert "You stand by" in text(backup.inbox())
    assert f"{request_.assigned_to.alias_en} answers" in text(coordinator.inbox())


def test_empty_inbox_says_so(open_form):
    volunteer = Desk(open_form.volunteers[0].user)
    assert "No requests are entrusted to you yet." in text(volunteer.inbox())


def test_inbox_without_a_key_leads_to_making_one(open_form):
    keyless = Desk(support.make_volunteer(has_key=False).user)
    page = soup(keyless.inbox())
    assert page.select(f"a[href^='{reverse('vault_desk:key')}?next=']")


# Availability


def test_pausing_and_returning_changes_the_own_profile_only(open_form):
    one, other = open_form.volunteers
    desk = Desk(one.user)
    for value, expected in (("no", False), ("no", False), ("yes", True)):
        desk.client.post(reverse("support_desk:availability"), {"is_available": value})
        one.refresh_from_db()
        other.refresh_from_db()
        assert one.is_available is expected
        assert other.is_available is True
    assert "You take new requests." in text(desk.inbox())


def test_coordinator_who_takes_nothing_new_is_told_what_a_key_opens(open_form):
    profile = open_form.coordinator
    profile.is_available = False
    profile.save()
    shown = text(Desk(profile.user).inbox())
    assert "New requests go to volunteers first; you hold a key to all of them." in shown
    assert "You are paused" not in shown


def test_paused_volunteer_gets_nothing_new(open_form):
    one, other = open_form.volunteers
    Desk(one.user).client.post(reverse("support_desk:availability"), {"is_available": "no"})
    for _ in range(2):
        assert support.submit(open_form).request.assigned_to == other
