"""The log of openings: complete, without content, for duty coordinators, in a few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from support.domain import deleting
from support.models import Exclusion, HelpRequest, VolunteerProfile
from tests.factories import vault
from tests.factories.support import make_volunteer, submit
from tests.support.desk import sign_in, soup, text
from vault.domain import records
from vault.models import AccessLogEntry, Grant

pytestmark = pytest.mark.django_db
LOG = reverse("support_desk:access_log")
SECRET = "سرّ that nobody may see here"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def browser(open_form):
    """The coordinator's browser. The desk is locked: a log needs no key."""
    return sign_in(open_form.coordinator.user)


def opened(request: HelpRequest, profile: VolunteerProfile) -> None:
    records.open_by_grant(envelope=request.envelope, key=vault.unlocked(profile.user))


def lines(response) -> list[str]:
    return [
        " ".join(each.get_text(" ").split()) for each in soup(response).select(".desk-openings li")
    ]


def test_each_opening_is_there_with_who_what_and_how(open_form, browser):
    one = submit(open_form, body=SECRET).request
    two = submit(open_form, body=SECRET, topic=open_form.topics[1]).request
    opened(one, one.assigned_to)
    opened(two, open_form.coordinator)
    AccessLogEntry.objects.create(
        envelope_id=one.envelope_id, means="organisation", operator="Rim and Hadi"
    )
    response = browser.get(LOG)
    shown = lines(response)
    assert len(shown) == 3
    for line, who, request, how in zip(
        shown,
        ("Rim and Hadi", open_form.coordinator.alias, one.assigned_to.alias),
        (one, two, one),
        ("both parts of the organisation's key", "with their own key", "with their own key"),
        strict=True,
    ):
        assert line.startswith(who)
        assert request.topic.label in line
        assert how in line
    assert SECRET not in response.content.decode()


def test_one_person_and_one_request(open_form, browser):
    one, two = submit(open_form).request, submit(open_form, topic=open_form.topics[1]).request
    reader = one.assigned_to
    opened(one, reader)
    opened(one, open_form.coordinator)
    opened(two, open_form.coordinator)
    assert [line.split(" ")[0:2] for line in lines(browser.get(LOG, {"person": reader.pk}))] == [
        reader.alias.split(" ")
    ]
    of_one = browser.get(LOG, {"request": str(one.pk)})
    assert len(lines(of_one)) == 2
    assert "Only this request:" in text(of_one)
    both = browser.get(LOG, {"request": str(one.pk), "person": open_form.coordinator.pk})
    assert len(lines(both)) == 1
    assert lines(browser.get(LOG, {"person": "organisation"})) == []
    assert len(lines(browser.get(LOG, {"person": "nonsense\x00"}))) == 3


def test_deleted_request_stays_in_the_log_without_its_facets(open_form, browser):
    request = submit(open_form).request
    opened(request, request.assigned_to)
    deleting.delete_request(envelope=request.envelope)
    (line,) = lines(browser.get(LOG))
    assert "A request that was deleted" in line
    assert request.topic.label not in line
    assert browser.get(LOG, {"request": str(request.pk)}).status_code == 404


@pytest.mark.parametrize("how", ["no grant", "shut out"])
def test_of_what_their_key_does_not_open_not_even_the_facets_are_shown(open_form, browser, how):
    request = submit(open_form).request
    opened(request, request.assigned_to)
    if how == "no grant":
        Grant.objects.filter(staff_key__user=open_form.coordinator.user).delete()
    else:
        Exclusion.objects.create(request=request, profile=open_form.coordinator, why="shut_out")
    response = browser.get(LOG)
    assert "A request that your key does not open" in text(response)
    assert request.topic.label not in text(response)
    assert str(request.pk) not in response.content.decode()
    assert browser.get(LOG, {"request": str(request.pk)}).status_code == 404


@pytest.mark.parametrize("asked", ["x", "\x00", "00000000-0000-4000-8000-000000000000", "١"])
def test_unknown_requests_have_no_log(open_form, browser, asked):
    assert browser.get(LOG, {"request": asked}).status_code == 404


def test_account_that_is_gone_is_named_as_such(open_form, browser):
    request = submit(open_form).request
    plain = vault.UserFactory(username="no-profile")
    AccessLogEntry.objects.create(envelope_id=request.envelope_id, user=plain)
    assert lines(browser.get(LOG))[0].startswith("no-profile")
    plain.delete()
    assert lines(browser.get(LOG))[0].startswith("An account that was deleted")


def test_pages_keep_the_choice_and_are_as_long_as_they_are(open_form, browser):
    request = submit(open_form).request
    AccessLogEntry.objects.bulk_create(
        # Unlike each other, so that each is a line.
        AccessLogEntry(
            envelope_id=request.envelope_id, user=request.assigned_to.user, operator=str(number)
        )
        for number in range(51)
    )
    first = browser.get(LOG, {"person": request.assigned_to.pk})
    assert len(lines(first)) == 50
    link = soup(first).select_one("a[rel=next]")["href"]
    assert link == f"?person={request.assigned_to.pk}&p=2"
    assert len(lines(browser.get(LOG + link))) == 1
    assert len(lines(browser.get(LOG + "?p=junk"))) == 50


def test_queries_are_flat(open_form, browser):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(LOG)
        return len(queries)

    opened((first := submit(open_form).request), first.assigned_to)
    browser.get(LOG)  # what is read once is read
    one = cost()
    for _ in range(3):
        make_volunteer()
        opened((more := submit(open_form).request), more.assigned_to)
    assert cost() == one


def test_log_is_written_by_nobody_here(open_form, browser):
    assert browser.post(LOG).status_code == 405


def test_neighbours_that_are_the_same_are_one_line(open_form, browser):
    """A page looked at seven times is one line that says so; another reader begins a new one."""
    request = submit(open_form).request
    reader = request.assigned_to
    for profile in (reader, reader, open_form.coordinator, reader, reader, reader):
        opened(request, profile)
    shown = lines(browser.get(LOG))
    assert [(line.split(" with ")[0], line.split(" since ")[0][-7:]) for line in shown] == [
        (f"{reader.alias} {request.topic.label}", "3 times"),
        (f"{open_form.coordinator.alias} {request.topic.label}", shown[1][-7:]),
        (f"{reader.alias} {request.topic.label}", "2 times"),
    ]
    assert "times" not in shown[1]
