"""The coordinators' list of what is deleted soon."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from support.models import HelpRequest
from tests.factories.support import submit
from tests.support.desk import Desk, address, soup, text

pytestmark = pytest.mark.django_db
ENDING = "/admin/desk/ending/"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def coordinator(open_form) -> Desk:
    return Desk(open_form.coordinator.user)


def near_its_end(open_form) -> HelpRequest:
    request = submit(open_form).request
    now = timezone.now()
    HelpRequest.objects.filter(pk=request.pk).update(
        last_message_at=now - timedelta(days=80), warned_at=now - timedelta(days=3)
    )
    return request


def listed(desk: Desk) -> list[str]:
    page = soup(desk.client.get(ENDING))
    return [link["href"] for link in page.select(".desk-card__title a")]


def test_lists_exactly_what_was_warned_of(coordinator, open_form):
    first, _fresh = near_its_end(open_form), submit(open_form)
    assert listed(coordinator) == [address(first)]
    goes = timezone.now() + timedelta(days=11)
    assert f"{goes:%B} {goes.day}" in text(coordinator.client.get(ENDING)).replace(
        f"{goes.day} {goes:%B}", f"{goes:%B} {goes.day}"
    )


def test_kept_one_leaves_the_list_and_its_time_begins_anew(coordinator, open_form):
    request = near_its_end(open_form)
    page = soup(coordinator.client.get(ENDING))
    form = page.find("form", action=address(request, "keep"))
    response = coordinator.client.post(form["action"])
    assert response["Location"] == ENDING
    assert listed(coordinator) == []
    request.refresh_from_db()
    assert request.warned_at is None
    assert timezone.now() - request.kept_at < timedelta(minutes=2)
    assert [event.kind for event in request.events.all()][-1] == "kept"


def test_page_is_the_coordinators_alone(open_form):
    request = near_its_end(open_form)
    volunteer = Desk(request.assigned_to.user)
    for url in (ENDING, reverse("support_desk:ending")):
        assert volunteer.client.get(url).status_code == 404
    assert volunteer.client.post(address(request, "keep")).status_code == 404
    request.refresh_from_db()
    assert request.kept_at is None


def test_unknown_one_is_not_kept(coordinator):
    assert coordinator.client.post(f"/admin/desk/{uuid4()}/keep/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_database_equally_often(
    coordinator, open_form, django_assert_num_queries, count
):
    for _ in range(count):
        near_its_end(open_form)
    coordinator.client.get(ENDING)
    with django_assert_num_queries(13):
        coordinator.client.get(ENDING)
