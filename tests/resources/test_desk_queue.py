"""The keepers' queue: danger first, one press is one check, and the last act can be undone."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from resources.domain import checking
from resources.models import Phone, Service, ServiceCheck, ServiceReport
from resources.selectors import keeping
from tests.factories.directory import make_service
from tests.resources.keepers import keeper, soup

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
QUEUE = "directory:queue"


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


def report(service: Service, reason: str = "wrong", **fields) -> ServiceReport:
    return ServiceReport.objects.create(
        service=service,
        reason=reason,
        day=TODAY,
        nonce_hash=f"{service.pk}-{ServiceReport.objects.count()}",
        **fields,
    )


def days_ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def press(client, service: Service, found: str = "right", **fields):
    seen = checking.latest_check(service=service)
    data = {"method": "phone", "found": found, "seen": seen, **fields}
    return client.post(reverse("directory:check", args=[service.pk]), data)


class TestOrder:
    """Who is asked after first."""

    def test_danger_then_reports_then_the_longest_unasked_then_what_is_due_soon(self):
        soon = make_service(last_checked=days_ago(10), next_check=TODAY + timedelta(days=14))
        old = make_service(last_checked=days_ago(400))
        due = make_service(last_checked=days_ago(30), next_check=TODAY)
        never = make_service()
        by_age = make_service(last_checked=days_ago(90))
        reported = make_service(last_checked=days_ago(1), next_check=TODAY + timedelta(days=80))
        report(reported)
        flagged = make_service(needs_review=True, last_checked=TODAY, is_published=False)
        closed_but_reported = make_service(status="closed", last_checked=days_ago(2))
        report(closed_but_reported)
        # Nobody need ask after these.
        make_service(last_checked=days_ago(89 - 14), next_check=None)
        make_service(last_checked=TODAY, next_check=TODAY + timedelta(days=15))
        make_service(is_published=False)
        make_service(status="closed")
        handled = make_service(last_checked=TODAY, next_check=TODAY + timedelta(days=90))
        report(handled, handled_at=timezone.now())
        assert list(keeping.queue(today=TODAY)) == [
            flagged,
            closed_but_reported,
            reported,
            never,
            old,
            by_age,
            due,
            soon,
        ]
        assert keeping.queue_counts(today=TODAY) == {
            "all": 8,
            "flagged": 1,
            "reported": 2,
            "due": 4,
            "soon": 1,
        }
        assert list(keeping.queue(today=TODAY, show="flagged")) == [flagged]

    def test_a_kind_narrows_it(self):
        legal = make_service(kinds=("legal",))
        make_service(kinds=("health",))
        assert list(keeping.queue(today=TODAY, kind="legal")) == [legal]


class TestPressing:
    """One press, one check."""

    def test_still_right_today(self):
        service, client = make_service(), keeper()
        press(client, service)
        service.refresh_from_db()
        today = timezone.localdate()
        assert (service.last_checked, service.check_method) == (today, "phone")
        assert service.next_check == today + timedelta(days=90)
        check = service.checks.get()
        assert (check.day, check.method, check.found_changes) == (today, "phone", False)
        assert check.checked_by == client.user
        assert not keeping.queue(today=today).exists()

    def test_two_keepers_at_once_are_one_check(self):
        service, one, other = make_service(), keeper(), keeper()
        press(one, service, seen=0)
        answer = press(other, service, seen=0)
        assert service.checks.get().checked_by == one.user
        told = other.get(answer["Location"])
        assert "Somebody else has just checked this" in told.content.decode()

    def test_without_what_was_seen_nothing_is_written(self):
        service, client = make_service(), keeper()
        for seen in ("", "-1", "x", "٠", "9" * 40):
            press(client, service, seen=seen)
        press(client, service, method="crystal-ball")
        press(client, service, found="perhaps")
        assert not service.checks.exists()

    def test_what_changed_is_written_down_with_the_form(self):
        service, client = make_service(), keeper()
        answer = press(client, service, found="changed", method="visit")
        assert answer["Location"] == (
            reverse("services:edit", args=[service.pk]) + "?checked=visit"
        )
        assert not service.checks.exists()
        page = soup(client.get(answer["Location"]))
        assert page.select_one("#id_checked option[selected]")["value"] == "visit"

    def test_closed_for_good(self):
        service, client = make_service(), keeper()
        press(client, service, found="closed")
        service.refresh_from_db()
        assert (service.status, service.next_check) == ("closed", None)
        assert service.checks.get().found_changes

    def test_an_entry_that_is_gone(self):
        service, client = make_service(), keeper()
        key = service.pk
        service.delete()
        address = reverse("directory:check", args=[key])
        answer = client.post(address, {"method": "phone", "found": "right", "seen": 0})
        assert answer.status_code == 302


class TestUndo:
    """The last act is taken back, once, and only where nobody did anything since."""

    @pytest.mark.parametrize("found", ["right", "closed"])
    def test_a_check_is_taken_back(self, found):
        service = make_service(
            last_checked=days_ago(200), check_method="web", next_check=days_ago(1)
        )
        before = Service.objects.values().get()
        client = keeper()
        press(client, service, found=found)
        client.post(reverse("directory:undo"))
        after = Service.objects.values().get()
        assert {**after, "changed_at": None} == {**before, "changed_at": None}
        assert not ServiceCheck.objects.exists()
        client.post(reverse("directory:undo"))  # a second time does nothing
        assert not ServiceCheck.objects.exists()

    def test_not_what_somebody_else_did_since(self):
        service, one, other = make_service(), keeper(), keeper()
        press(one, service)
        press(other, service, method="visit")
        one.post(reverse("directory:undo"))
        assert service.checks.count() == 2

    def test_nobody_undoes_another_s_act(self):
        service, one, other = make_service(), keeper(), keeper()
        press(one, service)
        other.post(reverse("directory:undo"))
        assert service.checks.count() == 1

    def test_reports_are_open_again(self):
        service, client = make_service(needs_review=True), keeper()
        keys = [report(service, "unsafe").pk, report(service, "unsafe").pk]
        client.post(reverse("directory:handle", args=[service.pk]), {"report": keys})
        client.post(reverse("directory:undo"))
        service.refresh_from_db()
        assert service.needs_review
        assert keeping.open_reports().count() == 2


class TestReports:
    """Reports are looked into by somebody, and that is written down."""

    def test_who_and_when(self):
        service, client = make_service(needs_review=True), keeper()
        keys = [report(service, "unsafe").pk, report(service, "hostile").pk]
        client.post(reverse("directory:handle", args=[service.pk]), {"report": keys})
        service.refresh_from_db()
        assert not service.needs_review
        for row in ServiceReport.objects.all():
            assert row.handled_by == client.user
            assert row.handled_at is not None

    def test_what_came_in_since_stays_open_and_flagged(self):
        service, client = make_service(needs_review=True), keeper()
        seen, unseen = report(service, "unsafe"), report(service, "unsafe")
        client.post(reverse("directory:handle", args=[service.pk]), {"report": [seen.pk]})
        service.refresh_from_db()
        assert service.needs_review
        assert list(keeping.open_reports()) == [unseen]

    def test_a_check_alone_makes_nothing_safe(self):
        service, client = make_service(needs_review=True), keeper()
        report(service, "unsafe")
        press(client, service)
        service.refresh_from_db()
        assert service.needs_review
        assert keeping.open_reports().count() == 1

    def test_another_service_s_reports_are_not_touched(self):
        service, client = make_service(needs_review=True), keeper()
        other = report(make_service())
        client.post(reverse("directory:handle", args=[service.pk]), {"report": [other.pk]})
        assert list(keeping.open_reports()) == [other]

    def test_without_the_right_none_are_shown_or_handled(self):
        service = make_service(needs_review=True)
        kept = report(service, "hostile")
        client = keeper(without=("view_servicereport", "change_servicereport"))
        page = client.get(reverse(QUEUE)).content.decode()
        assert "People there were hostile" not in page
        client.post(reverse("directory:handle", args=[service.pk]), {"report": [kept.pk]})
        assert keeping.open_reports().count() == 1


class TestPage:
    """The page itself."""

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_it_says_whom_to_ask_and_how(self, language):
        service = make_service(email="ask@example.org", url="https://ask.example.org/")
        Phone.objects.create(service=service, number="+961 1 234")
        page = soup(keeper(language=language).get(reverse(QUEUE)))
        assert page.html["dir"] == ("rtl" if language == "ar" else "ltr")
        card = page.select_one(".desk-card")
        assert card.h3.get_text(strip=True) == service.texts.get(language=language).name
        assert {link["href"] for link in card.select("a")} == {
            reverse("services:edit", args=[service.pk]),
            "tel:+9611234",
            "mailto:ask@example.org",
            "https://ask.example.org/",
        }
        assert all(link["dir"] == "ltr" for link in card.select(".desk-facts a"))
        buttons = [button["value"] for button in card.select("button[name=found]")]
        assert buttons == ["right", "changed", "closed"]

    def test_queries_are_the_same_for_one_and_for_three(self):
        client = keeper()

        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(QUEUE)).status_code == 200
            return len(captured)

        first = make_service()
        Phone.objects.create(service=first, number="111")
        report(first)
        queries()
        one = queries()
        for _number in range(2):
            more = make_service()
            Phone.objects.create(service=more, number="222")
            report(more, "closed")
        assert queries() == one

    def test_nobody_else_gets_in(self):
        make_service()
        client = keeper(without=("change_service",))
        for name, args in ((QUEUE, []), ("directory:undo", []), ("directory:check", [1])):
            answer = (
                client.post(reverse(name, args=args))
                if name != QUEUE
                else client.get(reverse(name))
            )
            assert answer["Location"] == reverse("wagtailadmin_home")
        home = client.get(reverse("wagtailadmin_home")).content.decode()
        assert reverse(QUEUE) not in home

    def test_the_home_page_counts(self):
        flagged = make_service(needs_review=True)
        report(flagged, "unsafe")
        make_service()
        page = soup(keeper().get(reverse("wagtailadmin_home")))
        text = " ".join(page.get_text(" ").split())
        assert "1 service was reported as unsafe." in text
        assert "1 service is due to be checked." in text
