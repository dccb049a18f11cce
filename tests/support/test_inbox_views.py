"""Choices of filters under names of one's own."""

import pytest
from django.urls import reverse

from support.domain.viewing import MOST_VIEWS
from support.models import SavedView
from tests.factories import support, vault
from tests.factories.inboxes import fill_inbox
from tests.support.desk import Desk, soup, text

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script>"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def me(open_form):
    """A volunteer with a request."""
    profile = open_form.volunteers[0]
    fill_inbox(profile, 1, urgency="now")
    return profile


@pytest.fixture
def desk(me) -> Desk:
    """Their desk."""
    return Desk(me.user)


def save(desk: Desk, name: str = "Urgent", query: str = "show=needs-answer&urgency=now"):
    """Save a view."""
    return desk.client.post(reverse("support_desk:views"), {"name": name, "query": query})


def test_a_view_is_saved_listed_and_shown_as_the_present_one(desk, me):
    response = save(desk)
    assert response["Location"] == "/admin/desk/?show=needs-answer&urgency=now"
    page = soup(desk.client.get(response["Location"]))
    tab = page.select_one(".desk-views a[aria-current]")
    assert tab.get_text(strip=True) == "Urgent"
    assert tab["href"] == "?show=needs-answer&urgency=now"
    assert not soup(desk.inbox()).select(".desk-views a[aria-current]")


def test_only_known_filters_are_kept(desk, me):
    save(desk, query="show=overdue&topic=nobody&q=kestrel&next=//evil.example&urgency=now")
    assert me.saved_views.get().query == "show=overdue&urgency=now"


def test_the_page_says_which_filters_are_named(desk):
    response = desk.client.get(reverse("support_desk:views"), {"show": "overdue", "urgency": "now"})
    assert "Overdue" in text(response)
    assert "Urgent: today" in text(response)


def test_views_are_their_owners_alone(desk, me, open_form):
    save(desk)
    other = Desk(open_form.volunteers[1].user)
    fill_inbox(open_form.volunteers[1], 1)
    view = me.saved_views.get()
    assert "Urgent" not in {
        tab.get_text(strip=True) for tab in soup(other.inbox()).select(".desk-views a")
    }
    for name in ("view", "delete_view"):
        place = reverse(f"support_desk:{name}", args=[view.pk])
        missing = reverse(f"support_desk:{name}", args=[view.pk + 99])
        for client in (other.client, Desk(vault.UserFactory(is_superuser=True)).client):
            assert client.get(place).status_code == 404
            assert client.post(place, {"name": "Mine"}).status_code == 404
            assert client.get(missing).status_code == 404
    assert list(SavedView.objects.values_list("name", flat=True)) == ["Urgent"]


def test_a_view_is_renamed(desk, me):
    save(desk)
    place = reverse("support_desk:view", args=[me.saved_views.get().pk])
    assert soup(desk.client.get(place)).find("input", {"name": "name"})["value"] == "Urgent"
    assert desk.client.post(place, {"name": " عاجل \u202e\n"}).status_code == 302
    assert me.saved_views.get().name == "عاجل"


def test_a_view_is_deleted_after_a_question_alone(desk, me):
    save(desk)
    place = reverse("support_desk:delete_view", args=[me.saved_views.get().pk])
    assert "Urgent" in text(desk.client.get(place))
    assert me.saved_views.count() == 1
    desk.client.post(place)
    assert me.saved_views.count() == 0


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "x" * 41])
def test_a_name_must_be_one(desk, me, name):
    assert save(desk, name=name).status_code == 200
    assert not me.saved_views.exists()


def test_a_name_is_taken_once_only_by_each_person(desk, me, open_form):
    save(desk)
    assert "You have a view of this name already." in text(save(desk, query="show=closed"))
    save(Desk(open_form.volunteers[1].user))
    assert SavedView.objects.count() == 2
    save(desk, name="Second")
    second = me.saved_views.get(name="Second")
    place = reverse("support_desk:view", args=[second.pk])
    assert "You have a view of this name already." in text(
        desk.client.post(place, {"name": "Urgent"})
    )


def test_there_are_only_as_many_views_as_fit(desk, me):
    for number in range(MOST_VIEWS):
        save(desk, name=f"View {number}")
    assert "You have as many views as fit." in text(save(desk, name="One more"))
    assert me.saved_views.count() == MOST_VIEWS


def test_script_in_a_name_stays_text(desk, me):
    save(desk, name=SCRIPT)
    place = reverse("support_desk:delete_view", args=[me.saved_views.get().pk])
    for response in (desk.inbox(), desk.client.get(reverse("support_desk:views"))):
        assert SCRIPT not in response.content.decode()
        assert SCRIPT in soup(response).get_text()
    assert SCRIPT in text(desk.client.get(place))


def test_somebody_without_a_desk_has_no_views(me):
    stranger = Desk(vault.UserFactory(is_superuser=True))
    assert save(stranger).status_code == 404
    assert support.VolunteerProfile.objects.filter(saved_views__isnull=False).count() == 0
