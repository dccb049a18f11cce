"""Keepers edit services and organisations at one sitting; addresses are a matter of their own."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex

from resources.desk.directory_services import ServiceEditView
from resources.models import MythPage, Organisation, Phone, Service, ServiceAddress
from tests.factories.directory import make_organisation, make_service
from tests.factories.pages import make_page
from tests.resources.keepers import keeper, soup
from tests.vault.every_table import every_value

pytestmark = pytest.mark.django_db

SECRET = {"en": "17 Canary-Wren Lane", "ar": "زقاق الكناري السرّيّ ١٧"}
NO_ADDRESSES = ("view_serviceaddress", "change_serviceaddress")


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


def hide(service: Service) -> None:
    ServiceAddress.objects.create(service=service, address_en=SECRET["en"], address_ar=SECRET["ar"])


def fields_of(page) -> dict[str, list[str] | str]:
    """Return what a browser would send if nothing were changed."""
    form = page.select_one("form[data-edit-form]") or page.select_one("form[method=POST]")
    data: dict = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.get("type") in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            value = chosen["value"] if chosen else ""
        elif field.name == "textarea":
            value = field.text.removeprefix("\n")  # as browsers do
        else:
            value = field.get("value", "on" if field.get("type") == "checkbox" else "")
        data.setdefault(field["name"], []).append(value)
    return {name: values for name, values in data.items() if "__prefix__" not in name}


def edit(client, service: Service, **changes):
    """Open the form of a service, change some fields and save."""
    address = reverse("services:edit", args=[service.pk])
    data = fields_of(soup(client.get(address)))
    return client.post(address, {**data, **changes})


class TestForm:
    """One form holds both languages, phones, hours and the online community."""

    def test_a_service_is_written_at_one_sitting(self):
        client, organisation = keeper(), make_organisation()
        data = fields_of(soup(client.get(reverse("services:add"))))
        data |= {
            "organisation": organisation.pk,
            "name_ar": "عيادة الياسمين",
            "name_en": "Jasmine clinic",
            "description_ar": "فحوص مجّانية",
            "kinds": ["1"],
            "status": "open",
            "checked": "visit",
            "phones-TOTAL_FORMS": "1",
            "phones-0-number": "+961 1 234",
            "phones-0-takes_calls": "on",
            "phones-0-voicemail": "unsafe",
            "phones-0-ORDER": "1",
            "schedules-TOTAL_FORMS": "1",
            "schedules-0-weekday": "MO",
            "schedules-0-opens_at": "09:00",
            "schedules-0-closes_at": "17:00",
            "time_zone": "asia/beirut",
            "community_platform": "signal",
            "community_moderators_ar": "فريقنا",
        }
        answer = client.post(reverse("services:add"), data)
        assert answer.status_code == 302, soup(answer).select(".error-message")
        service = Service.objects.get()
        assert (service.slug, service.time_zone) == ("jasmine-clinic", "Asia/Beirut")
        assert {text.language: text.name for text in service.texts.all()} == {
            "ar": "عيادة الياسمين",
            "en": "Jasmine clinic",
        }
        assert service.phones.get().voicemail == "unsafe"
        assert str(service.schedules.get()) == "MO 09:00–17:00"
        assert service.community.moderators_ar == "فريقنا"
        check = service.checks.get()
        assert (check.method, check.checked_by) == ("visit", client.user)
        assert service.last_checked == timezone.localdate()

    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_each_text_has_its_own_direction(self, language):
        service = make_service()
        page = soup(keeper(language=language).get(reverse("services:edit", args=[service.pk])))
        for name in ("name", "description", "safety", "community_moderators"):
            for code, direction in (("ar", "rtl"), ("en", "ltr")):
                field = page.find(id=f"id_{name}_{code}")
                assert (field["lang"], field["dir"]) == (code, direction)
        assert page.find(id="id_url")["dir"] == "ltr"

    def test_saving_without_a_change_changes_nothing(self):
        service = make_service(texts={"ar": {"safety": "لا يسجّلون شيئًا"}})
        Phone.objects.create(service=service, number="123")
        before = sorted(service.texts.values_list())
        assert edit(keeper(), service).status_code == 302
        assert sorted(service.texts.values_list()) == before
        assert not service.checks.exists()

    def test_a_language_goes_with_its_name_and_a_text_asks_for_one(self):
        service, client = make_service(texts={"en": {"fees": "Free"}}), keeper()
        refused = edit(client, service, name_en="", checked="")
        assert refused.status_code == 200
        assert "Write a name in this language too" in refused.content.decode()
        assert edit(client, service, name_en="", fees_en="").status_code == 302
        assert [text.language for text in service.texts.all()] == ["ar"]
        assert edit(client, service, name_en="\u2800").status_code == 302
        assert [text.language for text in service.texts.all()] == ["ar"]
        blank = {"name_ar": "\u200f \u2800", "description_ar": ""}
        refused = edit(client, service, **blank)
        assert refused.status_code == 200
        assert "in one of the languages at least" in refused.content.decode()

    def test_two_keepers_do_not_overwrite_one_another(self):
        service, one, other = make_service(), keeper(), keeper()
        address = reverse("services:edit", args=[service.pk])
        data = fields_of(soup(other.get(address)))
        assert edit(one, service, name_en="First").status_code == 302
        refused = other.post(address, {**data, "name_en": "Second"})
        assert "Somebody else has changed this entry" in refused.content.decode()
        assert service.texts.get(language="en").name == "First"

    def test_a_flag_that_comes_while_somebody_edits_stays(self, monkeypatch):
        """A reader's second report lands after the form was read and before it is written."""
        service, client = make_service(), keeper()
        get_object, seen = ServiceEditView.get_object, []

        def get_and_be_flagged(view, queryset=None):
            found = get_object(view, queryset)
            if view.request.method == "POST" and not seen:
                seen.append(found)
                Service.objects.filter(pk=found.pk).update(needs_review=True)
            return found

        monkeypatch.setattr(ServiceEditView, "get_object", get_and_be_flagged)
        with CaptureQueriesContext(connection) as asked:
            assert edit(client, service, name_en="Changed").status_code == 302
        is_locked = any("FOR UPDATE" in query["sql"] for query in asked)
        assert is_locked == connection.features.has_select_for_update
        row = Service.objects.get()
        assert seen
        assert row.texts.get(language="en").name == "Changed"
        assert row.needs_review

    def test_a_keeper_whose_day_has_begun_already_checked_no_day_to_come(self, monkeypatch):
        noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: noon)
        service = make_service(last_checked=noon.date() + timedelta(days=1), check_method="phone")
        service.clean()
        service.last_checked += timedelta(days=1)
        with pytest.raises(ValidationError):
            service.clean()

    def test_what_is_wrong_with_a_field_that_is_not_there_is_told_and_costs_no_words(self):
        day = timezone.localdate() + timedelta(days=3)
        service = make_service(last_checked=day, check_method="phone")
        refused = edit(keeper(), service, name_en="My words")
        assert refused.status_code == 200
        assert "This day has not come yet." in refused.content.decode()
        assert "My words" in refused.content.decode()

    def test_a_day_to_ask_again_is_kept_beside_a_check_and_a_closed_one_has_none(self):
        service, client = make_service(), keeper()
        day = timezone.localdate() + timedelta(days=14)
        said = {"checked": "phone", "next_check": day.isoformat()}
        assert edit(client, service, **said).status_code == 302
        assert Service.objects.get().next_check == day
        assert edit(client, service, checked="phone", status="closed").status_code == 302
        assert Service.objects.get().next_check is None

    @pytest.mark.parametrize("name", ["Print", "Suggest", "Organisations"])
    def test_no_service_gets_an_address_at_which_something_else_stands(self, name):
        client, service = keeper(), make_service()
        assert edit(client, service, name_en=name, slug="").status_code == 302
        slug = Service.objects.get().slug
        assert slug.startswith(f"{name.lower()}-")
        assert Client().get(f"/en/resources/services/{slug}/", secure=True).status_code == 200

    def test_an_online_community_goes_when_it_is_none(self):
        service, client = make_service(), keeper()
        edit(client, service, community_platform="discord", community_moderators_en="We")
        assert service.__class__.objects.get().community.moderators_en == "We"
        edit(client, service, community_platform="", community_moderators_en="")
        assert not hasattr(Service.objects.get(), "community")


class TestAddress:
    """A hidden address is in no form, log, list, revision or search of the admin."""

    def test_it_is_not_published_by_a_page_that_called_it_private(self):
        service, client = make_service(place_tier="area"), keeper()
        address = reverse("directory:address", args=[service.pk])
        assert "seen" not in str(soup(client.get(address)).select("main input"))
        data = {"address_en": "7 Canary Lane"}
        Service.objects.update(place_tier="public")  # by somebody who may not see addresses
        refused = client.post(address, data)
        assert "Meanwhile the place was made public" in refused.content.decode()
        assert not ServiceAddress.objects.exists()
        seen = soup(refused).select_one("input[name=seen]")["value"]
        assert client.post(address, {**data, "seen": seen}).status_code == 302
        assert ServiceAddress.objects.get().address_en == "7 Canary Lane"

    def test_it_is_shown_on_its_own_page_alone(self):
        service = make_service()
        hide(service)
        client = keeper()
        assert edit(client, service, name_en="Changed").status_code == 302
        pages = {
            name: client.get(reverse(name, args=args), query).content.decode()
            for name, args, query in (
                ("services:edit", [service.pk], {}),
                ("services:history", [service.pk], {}),
                ("services:delete", [service.pk], {}),
                ("services:index", [], {"q": "Canary-Wren"}),
                ("services:index_results", [], {"q": "الكناري"}),
                ("service-chooser:choose_results", [], {"q": "Canary-Wren"}),
                ("directory:queue", [], {}),
                ("directory:imports", [], {}),
                ("wagtailadmin_home", [], {}),
                ("wagtailadmin_reports:site_history", [], {}),
            )
        }
        for name, page in pages.items():
            for secret in SECRET.values():
                assert secret not in page, name
        own = client.get(reverse("directory:address", args=[service.pk])).content.decode()
        assert all(secret in own for secret in SECRET.values())

    def test_it_is_in_one_table_and_no_other(self, caplog):
        caplog.set_level("DEBUG")
        service, client = make_service(), keeper()
        address = reverse("directory:address", args=[service.pk])
        data = {"address_en": SECRET["en"], "address_ar": SECRET["ar"]}
        assert client.post(address, data).status_code == 302
        edit(client, service, name_en="Changed")
        for secret in SECRET.values():
            tables = {table for table, value in every_value() if secret.encode() in value}
            assert tables == {"resources_serviceaddress"}
            said = [
                record.getMessage()
                for record in caplog.records
                if record.name != "django.db.backends"
            ]
            assert secret not in "\n".join(said)
        assert not ReferenceIndex.objects.filter(content_type__app_label="resources").exists()
        assert {entry.label for entry in ModelLogEntry.objects.all()} == {service.slug}

    def test_without_the_right_it_is_neither_seen_nor_written_nor_published(self):
        service = make_service(place_tier="hidden")
        hide(service)
        client = keeper(without=NO_ADDRESSES)
        address = reverse("directory:address", args=[service.pk])
        assert client.get(address)["Location"] == reverse("wagtailadmin_home")
        client.post(address, {"address_en": "elsewhere"})
        assert ServiceAddress.objects.get().address_en == SECRET["en"]
        page = client.get(reverse("services:edit", args=[service.pk])).content.decode()
        assert address not in page
        refused = edit(client, service, place_tier="public")
        assert "this would publish it" in refused.content.decode()
        assert edit(keeper(), service, place_tier="public").status_code == 302

    def test_who_may_only_see_it_changes_nothing(self):
        service = make_service()
        hide(service)
        client = keeper(without=("change_serviceaddress",))
        address = reverse("directory:address", args=[service.pk])
        assert not soup(client.get(address)).select("textarea")
        client.post(address, {"address_en": "elsewhere"})
        assert ServiceAddress.objects.get().address_en == SECRET["en"]

    def test_emptied_it_is_gone(self):
        service = make_service()
        hide(service)
        keeper().post(reverse("directory:address", args=[service.pk]), {"address_en": " "})
        assert not ServiceAddress.objects.exists()


class TestLists:
    """Lists find names in both languages, and never load all rows."""

    def test_names_are_found_in_both_languages_and_by_the_organisation(self):
        service = make_service(texts={})
        service.texts.filter(language="ar").update(name="عيادة الياسمين")
        service.organisation.texts.filter(language="en").update(name="The Oasis")
        make_service()
        client = keeper()
        for query in ("ياسمين", "oasis", "الياسمين oasis", service.slug, service.identifier):
            page = soup(client.get(reverse("services:index"), {"q": query}))
            rows = page.select("table.listing tbody tr")
            assert [row.select_one("a").get_text(strip=True) for row in rows] == [
                service.texts.get(language="en").name
            ], query
        assert not soup(client.get(reverse("services:index"), {"q": "100%"})).select(
            "table.listing"
        )

    def test_queries_are_the_same_for_one_and_for_three(self):
        client = keeper()

        def queries(name: str) -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(name)).status_code == 200
            return len(captured)

        make_service()
        names = ["services:index", "organisations:index", "service-chooser:choose_results"]
        for name in names:
            queries(name)
        one = [queries(name) for name in names]
        for _number in range(2):
            make_service()
        assert [queries(name) for name in names] == one

    def test_filters(self):
        published = make_service(last_checked=timezone.localdate() - timedelta(days=1))
        make_service(is_published=False)
        page = soup(keeper().get(reverse("services:index"), {"is_published": "true"}))
        links = page.select("table.listing tbody tr a[href]")
        assert reverse("services:edit", args=[published.pk]) in {link["href"] for link in links}
        assert len(page.select("table.listing tbody tr")) == 1


class TestDeleting:
    """Deleting asks first, and says what goes with it."""

    def test_a_service(self):
        service, client = make_service(), keeper()
        page = client.get(reverse("services:delete", args=[service.pk])).content.decode()
        assert service.texts.get(language="en").name in page
        assert "With it go its texts, telephones, hours, address, checks and reports." in page
        client.post(reverse("services:delete", args=[service.pk]))
        assert not Service.objects.exists()

    def test_an_organisation_with_its_services(self):
        organisation, client = make_organisation(), keeper()
        for _number in range(2):
            make_service(organisation=organisation)
        page = client.get(reverse("organisations:delete", args=[organisation.pk]))
        assert "With it go 2 services" in page.content.decode()
        client.post(reverse("organisations:delete", args=[organisation.pk]))
        assert (Organisation.objects.count(), Service.objects.count()) == (0, 0)


def test_the_chooser_names_what_it_offers_and_no_form_lists_all_services():
    services = [make_service() for _number in range(12)]
    client = keeper()
    page = soup(client.get(reverse("service-chooser:choose_results")))
    assert len(page.select("tbody tr")) == 10
    chosen = client.get(reverse("service-chooser:chosen", args=[services[0].pk])).json()
    assert chosen["result"]["title"] == services[0].texts.get(language="en").name
    client.user.is_superuser = True
    client.user.save()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[make_page(MythPage).pk]))
    panel = soup(form).select("#id_related_services-EMPTY_FORM_TEMPLATE")
    assert len(panel) == 1
    assert "<option" not in str(panel[0])
    assert services[5].slug not in form.content.decode()


@pytest.mark.parametrize("group", ["Volunteers", "Event hosts", "Translators"])
def test_others_have_no_directory_in_their_menu(group):
    client = keeper()
    client.user.user_permissions.clear()
    client.user.groups.add(Group.objects.get(name=group))
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "/services/" not in home
    assert reverse("directory:queue") not in home
    assert client.get(reverse("services:index")).status_code == 302


@pytest.mark.parametrize("kind", ["service", "organisation"])
def test_choosers_name_nothing_to_those_who_may_not_see_the_list(kind):
    """Volunteers may enter the admin; drafts have names that tell."""
    make_service(is_published=False, texts={"en": {"name": "Canary draft"}})
    views = [("choose", []), ("choose_results", []), ("chosen", [1]), ("chosen_multiple", [])]
    outsider = keeper(without=(f"view_{kind}",))
    for name, args in views:
        address = reverse(f"{kind}-chooser:{name}", args=args)
        answer = outsider.get(address, {"id": "1"})
        assert answer.status_code == 302, name  # to the admin's home, with a word of why
        assert "Canary" not in answer.content.decode()
    assert keeper().get(reverse(f"{kind}-chooser:choose_results")).status_code == 200
