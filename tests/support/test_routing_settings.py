"""What coordinators say of a volunteer's week and absences, and of the group's times."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import translation

from support.models import Absence, HelpPolicy
from support.selectors import offer, waiting
from tests.support.desk import Desk, soup

pytestmark = pytest.mark.django_db
POLICY = {
    "time_zone": "Africa/Cairo",
    "weekend": "fri",
    "closed_days": 20,
    "silent_days": 60,
    "warning_days": 10,
    "backup_days": 7,
}


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture
def coordinator(open_form) -> Desk:
    """A coordinator by group alone."""
    import_module("support.migrations.0002_groups").create_groups(apps, None)
    import_module("support.migrations.0006_coordinators").grant_rights(apps, None)
    user = open_form.coordinator.user
    user.groups.add(Group.objects.get(name="Coordinators"))
    return Desk(user)


def fields_of(person, **changes) -> dict:
    """Return what the form of a volunteer sends, with `changes`."""
    return {
        "alias_ar": person.alias_ar,
        "alias_en": person.alias_en,
        "topics": [topic.pk for topic in person.topics.all()],
        "languages": [language.pk for language in person.languages.all()],
        "capacity": 5,
        "is_available": "on",
        "notice_language": "ar",
        "notice_hour": 9,
        "absences-TOTAL_FORMS": 0,
        "absences-INITIAL_FORMS": 0,
        "absences-MIN_NUM_FORMS": 0,
        "absences-MAX_NUM_FORMS": 1000,
        **changes,
    }


def save(desk, person, **changes):
    return desk.client.post(
        reverse("volunteers:edit", args=[person.pk]), fields_of(person, **changes)
    )


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ([], []),
        (["7", "1"], [1, 7]),
        (["3", "3"], [3]),
        ([str(number) for number in range(1, 8)], []),  # all seven are every day
    ],
)
def test_days_on_which_somebody_answers(coordinator, open_form, sent, kept):
    person = open_form.volunteers[0]
    assert save(coordinator, person, weekdays=sent).status_code == 302
    person.refresh_from_db()
    assert person.weekdays == kept
    page = soup(coordinator.client.get(reverse("volunteers:edit", args=[person.pk])))
    boxes = page.select("input[name=weekdays]")
    assert [box["value"] for box in boxes if box.has_attr("checked")] == [
        value for value in ("6", "7", "1", "2", "3", "4", "5") if int(value) in kept
    ]


@pytest.mark.parametrize("sent", ["0", "8", "x", "-1", "٣٣"])
def test_forged_day_is_refused(coordinator, open_form, sent):
    person = open_form.volunteers[0]
    assert save(coordinator, person, weekdays=[sent]).status_code == 200
    person.refresh_from_db()
    assert person.weekdays == []


def test_week_begins_on_saturday_and_is_named_in_the_readers_language(coordinator, open_form):
    page = reverse("volunteers:edit", args=[open_form.volunteers[0].pk])
    labels = soup(coordinator.client.get(page)).select("#id_weekdays label")
    assert [label.get_text(strip=True) for label in labels][:2] == ["Saturday", "Sunday"]
    with translation.override("ar"):
        from support.desk.viewsets.volunteers import _weekdays

        assert [str(name) for _number, name in _weekdays()][:2] == ["السبت", "الأحد"]


def absence(number: int, first: str, last: str) -> dict:
    return {
        "absences-TOTAL_FORMS": number + 1,
        f"absences-{number}-starts_on": first,
        f"absences-{number}-ends_on": last,
        f"absences-{number}-id": "",
        f"absences-{number}-DELETE": "",
    }


def test_times_away_are_kept_with_the_volunteer(coordinator, open_form):
    person = open_form.volunteers[0]
    assert save(coordinator, person, **absence(0, "2026-07-01", "2026-07-14")).status_code == 302
    kept = [(str(one.starts_on), str(one.ends_on)) for one in Absence.objects.all()]
    assert kept == [("2026-07-01", "2026-07-14")]


def test_time_away_that_ends_before_it_begins_is_refused(coordinator, open_form):
    person = open_form.volunteers[0]
    response = save(coordinator, person, **absence(0, "2026-07-14", "2026-07-01"))
    assert response.status_code == 200
    assert "The last day is before the first one." in soup(response).get_text()
    assert not Absence.objects.exists()


@pytest.mark.parametrize(("hour", "status"), [("0", 302), ("23", 302), ("24", 200), ("-1", 200)])
def test_hour_of_the_daily_mail(coordinator, open_form, hour, status):
    response = save(coordinator, open_form.volunteers[0], notice_hour=hour)
    assert response.status_code == status


def test_groups_times_are_one_page_that_is_written_once(coordinator):
    index = reverse("times:index")
    first = coordinator.client.get(index)
    assert first["Location"] == reverse("times:add")
    fresh = soup(coordinator.client.get(reverse("times:add")))
    chosen = [option["value"] for option in fresh.select("option[selected]")]
    assert chosen == [HelpPolicy().time_zone, HelpPolicy().weekend]
    assert coordinator.client.post(reverse("times:add"), POLICY).status_code == 302
    row = HelpPolicy.objects.get()
    assert {name: getattr(row, name) for name in POLICY} == POLICY
    assert coordinator.client.get(index)["Location"] == reverse("times:edit", args=[row.pk])
    assert coordinator.client.get(reverse("times:edit", args=[row.pk])).status_code == 200

    # No second row, and none can be deleted.
    coordinator.client.post(reverse("times:add"), {**POLICY, "weekend": "none"})
    coordinator.client.post(reverse("times:delete", args=[row.pk]))
    assert HelpPolicy.objects.get() == row
    assert (offer.policy().weekend, waiting.organisation_calendar().zone.key) == (
        "fri",
        "Africa/Cairo",
    )


@pytest.mark.parametrize(
    "change",
    [
        {"time_zone": "Nowhere/At"},
        {"time_zone": ""},
        {"weekend": "always"},
        {"closed_days": 0},
        {"silent_days": 10},  # the warning would come before the silence
    ],
)
def test_times_that_make_no_sense_are_refused(coordinator, change):
    response = coordinator.client.post(reverse("times:add"), {**POLICY, **change})
    assert response.status_code == 200
    assert not HelpPolicy.objects.exists()


def test_volunteers_see_none_of_it(open_form):
    HelpPolicy.objects.create()
    desk = Desk(open_form.volunteers[0].user)
    for name in ("times:index", "times:add", "volunteers:index"):
        response = desk.client.get(reverse(name))
        assert response.status_code == 302
        assert "/times/" not in response["Location"]
