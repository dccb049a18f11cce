"""What coordinators may edit, and what their group and that of volunteers may do."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse

from core.vocabulary import Region
from support.models import (
    AnswerLanguage,
    CrisisContact,
    HelpRequest,
    Question,
    Topic,
    UrgencyLevel,
    VolunteerProfile,
)
from tests.factories import support, vault
from tests.factories.pages import make_site
from tests.support.desk import Desk, soup

pytestmark = pytest.mark.django_db

LISTS = {
    "topics": Topic,
    "regions": Region,
    "crisis-contacts": CrisisContact,
    "volunteers": VolunteerProfile,
    "questions": Question,
    "answer-languages": AnswerLanguage,
}
COORDINATORS = {
    "wagtailadmin.access_admin",
    *(
        f"support.{action}_{model}"
        for action in ("add", "change", "view")
        for model in (
            "topic",
            "crisiscontact",
            "volunteerprofile",
            "answerlanguage",
            "question",
            "answertemplate",
            "helppolicy",
        )
    ),
    *(f"core.{action}_region" for action in ("add", "change", "view")),
    "support.change_urgencylevel",
    "support.view_urgencylevel",
    "support.delete_answertemplate",
}


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture(autouse=True)
def groups(db) -> None:
    """Run the migration's own function: a transactional test may have emptied the tables."""
    import_module("support.migrations.0002_groups").create_groups(apps, None)
    import_module("support.migrations.0006_coordinators").grant_rights(apps, None)
    import_module("support.migrations.0007_shared_regions").carry_rights_over(apps, None)


@pytest.fixture
def coordinator(open_form) -> Desk:
    """A coordinator by group alone."""
    user = open_form.coordinator.user
    user.groups.add(Group.objects.get(name="Coordinators"))
    return Desk(user)


def test_groups_hold_exactly_what_their_work_needs():
    held = {
        name: {
            f"{app}.{codename}"
            for app, codename in Group.objects.get(name=name).permissions.values_list(
                "content_type__app_label", "codename"
            )
        }
        for name in ("Volunteers", "Coordinators")
    }
    assert held == {"Volunteers": {"wagtailadmin.access_admin"}, "Coordinators": COORDINATORS}
    for name in held:
        group = Group.objects.get(name=name)
        assert not group.collection_permissions.exists()
        assert not group.page_permissions.exists()


def test_permissions_of_the_migration_are_those_that_django_makes():
    """Otherwise a group would hold a twin that nothing asks for."""
    for permission in Group.objects.get(name="Coordinators").permissions.all():
        if permission.content_type.app_label == "support":
            model = permission.content_type.model_class()
            action = permission.codename.split("_")[0]
            assert permission.name == f"Can {action} {model._meta.verbose_name_raw}"


@pytest.mark.parametrize("name", LISTS)
def test_coordinator_may_list_and_add_but_not_delete(coordinator, open_form, name):
    model = LISTS[name]
    support.make_question(open_form.topics[0])
    row = model.objects.first()
    listing = coordinator.client.get(reverse(f"{name}:index"))
    assert listing.status_code == 200
    rows = soup(listing).select_one("table.listing").get_text(" ")
    for field in ("label_ar", "label_en") if hasattr(row, "label_en") else ("alias_ar", "alias_en"):
        assert getattr(row, field) in rows
    for page, args in (("add", []), ("edit", [row.pk])):
        assert coordinator.client.get(reverse(f"{name}:{page}", args=args)).status_code == 200
    delete = reverse(f"{name}:delete", args=[row.pk])
    assert coordinator.client.post(delete).status_code == 302
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("name", LISTS)
def test_volunteer_may_not_even_list(open_form, name):
    user = open_form.volunteers[0].user
    user.groups.add(Group.objects.get(name="Volunteers"))
    desk = Desk(user)
    for page in ("index", "add"):
        response = desk.client.get(reverse(f"{name}:{page}"))
        assert response.status_code == 302
        assert response["Location"] == reverse("wagtailadmin_home")


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("topics", 11),
        ("volunteers", 11),
        ("crisis-contacts", 11),
        ("answer-languages", 11),
        ("questions", 13),
    ],
)
def test_lists_ask_the_database_equally_often(
    open_form, django_assert_num_queries, name, queries, rows
):
    desk = Desk(vault.UserFactory(is_superuser=True))
    LISTS[name].objects.all().delete()
    for number in range(rows):
        topic = support.TopicFactory()
        support.VolunteerProfileFactory()
        support.CrisisContactFactory()
        support.make_language(f"x{number}")
        before = support.make_question(topic, "one", choices=2)
        support.make_question(topic, shown_after=before, shown_answer="a")
    desk.client.get(reverse(f"{name}:index"))
    with django_assert_num_queries(queries):
        desk.client.get(reverse(f"{name}:index"))


def topic_form(**changes) -> dict:
    """Return a filled-in form of a topic."""
    filled = {
        "code": "food",
        "label_en": "Food",
        "label_ar": "طعام",
        "help_en": "",
        "help_ar": "",
        "sort_order": "3",
        "is_active": "on",
    }
    return {**filled, **changes}


def test_topic_is_made_with_both_labels(coordinator):
    response = coordinator.client.post(reverse("topics:add"), topic_form(label_en=" Food\u202e "))
    assert response.status_code == 302
    topic = Topic.objects.get(code="food")
    assert (topic.label_en, topic.label_ar, topic.is_active) == ("Food", "طعام", True)


@pytest.mark.parametrize("field", ["label_en", "label_ar"])
@pytest.mark.parametrize("value", ["", "   ", "\u200b\u200f"])
def test_both_labels_are_needed(coordinator, field, value):
    response = coordinator.client.post(reverse("topics:add"), topic_form(**{field: value}))
    assert response.status_code == 200
    assert soup(response).select(".error-message")
    assert not Topic.objects.filter(code="food").exists()


@pytest.mark.parametrize("value", ["", "  ", "\u200b"])
@pytest.mark.parametrize("missing", ["ar", "en"])
@pytest.mark.parametrize(
    ("name", "text"),
    [("topics", "help"), ("crisis-contacts", "description"), ("crisis-contacts", "hours")],
)
def test_a_text_stands_in_both_languages_or_in_neither(coordinator, name, text, missing, value):
    other = "en" if missing == "ar" else "ar"
    form = topic_form(**{f"{text}_{missing}": value, f"{text}_{other}": "٢٤ ساعة"})
    response = coordinator.client.post(reverse(f"{name}:add"), form)
    assert response.status_code == 200
    assert "in both languages" in error_beside(response, f"{text}_{missing}")
    form = topic_form(**{f"{text}_ar": "٢٤ ساعة", f"{text}_en": "24 hours"})
    assert coordinator.client.post(reverse(f"{name}:add"), form).status_code == 302


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ckb", "ckb"),
        ("FR", "fr"),
        ("ku-latn", "ku-Latn"),
        ("az-ARAB-ir", "az-Arab-IR"),
        ("es-419", "es-419"),
        ("sl-rozaj", "sl-rozaj"),
        ("english", None),
        ("e", None),
        ("ar_LB", None),
        ("ar-", None),
        ("x-other", None),
        ("AR", None),  # there already
        ("fr\u200b", None),
        ("", None),
    ],
)
def test_language_has_a_code_of_bcp_47_once(coordinator, open_form, typed, kept):
    support.make_language("ar")
    before = AnswerLanguage.objects.count()
    form = topic_form(code=typed, label_en="Tongue")
    response = coordinator.client.post(reverse("answer-languages:add"), form)
    if kept:
        assert AnswerLanguage.objects.get(label_en="Tongue").code == kept
    else:
        assert error_beside(response, "code")
        assert AnswerLanguage.objects.count() == before


@pytest.mark.parametrize("name", ["topics", "regions", "crisis-contacts", "answer-languages"])
def test_term_keeps_its_code(coordinator, open_form, name):
    support.make_language("ar")
    row = LISTS[name].objects.first()
    form = topic_form(code="another", label_en="Renamed")
    response = coordinator.client.post(reverse(f"{name}:edit", args=[row.pk]), form)
    assert response.status_code == 302
    changed = LISTS[name].objects.get(pk=row.pk)
    assert (changed.code, changed.label_en) == (row.code, "Renamed")


def test_urgencies_are_reworded_but_neither_added_nor_deleted_nor_taken_out_of_use(open_form):
    for user in (open_form.coordinator.user, vault.UserFactory(is_superuser=True)):
        user.groups.add(Group.objects.get(name="Coordinators"))
        desk = Desk(user)
        for page, args in (("add", []), ("delete", [UrgencyLevel.objects.first().pk])):
            address = reverse(f"urgencies:{page}", args=args)
            assert desk.client.get(address)["Location"] == reverse("wagtailadmin_home")
            assert desk.client.post(address, topic_form(hours=1)).status_code == 302
        assert {row.code for row in UrgencyLevel.objects.all()} == set(HelpRequest.Urgency.values)
        listing = desk.client.get(reverse("urgencies:index")).content.decode()
        assert reverse("urgencies:add") not in listing
        for row in UrgencyLevel.objects.all():
            form = topic_form(code="x", label_en=f"{row.code}!", label_ar="!", hours="7")
            address = reverse("urgencies:edit", args=[row.pk])
            assert desk.client.post(address, {**form, "is_active": ""}).status_code == 302
            changed = UrgencyLevel.objects.get(pk=row.pk)
            assert (changed.code, changed.label_en) == (row.code, f"{row.code}!")
            assert (changed.hours, changed.is_active) == (7, True)
            bad = {**form, "hours": "0"}
            assert error_beside(desk.client.post(address, bad), "hours")


def test_crisis_contact_is_for_regions_and_languages(coordinator, open_form):
    language = support.make_language("ar")
    region = open_form.regions[0]
    form = topic_form(code="line", regions=[region.pk], languages=[language.pk], phone="112")
    assert coordinator.client.post(reverse("crisis-contacts:add"), form).status_code == 302
    contact = CrisisContact.objects.get(code="line")
    assert (list(contact.regions.all()), list(contact.languages.all())) == ([region], [language])


@pytest.mark.parametrize("name", ["topics", "regions", "crisis-contacts", "questions"])
def test_empty_list_says_what_belongs_there(coordinator, open_form, name):
    LISTS[name].objects.all().delete()
    page = soup(coordinator.client.get(reverse(f"{name}:index"))).main
    explanation, invitation = (found.get_text() for found in page.select(".w-mt-8 p"))
    assert len(explanation) > len(invitation)
    assert page.select_one(f".w-mt-8 a[href='{reverse(f'{name}:add')}']")


@pytest.mark.parametrize("name", ["topics", "questions", "urgencies", "answer-languages"])
def test_form_can_be_looked_at_as_visitors_see_it(coordinator, name):
    page = soup(coordinator.client.get(reverse(f"{name}:index")))
    assert page.find("a", href=reverse("support:request"))


def test_moderators_keep_crisis_contacts_and_nothing_else_of_the_desk(open_form):
    make_site()
    import_module("home.migrations.0004_groups").create_groups(apps, None)
    import_module("support.migrations.0006_coordinators").grant_rights(apps, None)
    import_module("support.migrations.0007_shared_regions").carry_rights_over(apps, None)
    user = vault.UserFactory()
    user.groups.add(Group.objects.get(name="Moderators"))
    desk = Desk(user)
    assert desk.client.get(reverse("crisis-contacts:add")).status_code == 200
    for name in ("topics", "regions", "volunteers"):
        assert desk.client.get(reverse(f"{name}:index")).status_code == 302


def test_trap_b17_fields_have_the_direction_of_their_language(coordinator):
    page = soup(coordinator.client.get(reverse("topics:add")))
    for name, direction, language in (("label_ar", "rtl", "ar"), ("label_en", "ltr", "en")):
        field = page.find("input", {"name": name})
        assert (field["dir"], field["lang"]) == (direction, language)


@pytest.mark.parametrize(
    ("phone", "is_taken"),
    [
        ("", True),
        ("112", True),
        ("+000 000 0001", True),
        ("(01) 23-45.67 *8#", True),
        ("11", False),
        ("٠١٢٣٤٥٦", False),
        ("call 112", False),
        ("112;ext=1", False),
    ],
)
def test_telephone_is_one_that_can_be_dialled(coordinator, open_form, phone, is_taken):
    form = topic_form(code="line", phone=phone)
    response = coordinator.client.post(reverse("crisis-contacts:add"), form)
    assert CrisisContact.objects.filter(code="line", phone=phone).exists() is is_taken
    if not is_taken:
        assert "with the digits 0 to 9" in error_beside(response, "phone")


def volunteer_form(**changes) -> dict:
    """Return a filled-in form of a volunteer who has no topic yet."""
    filled = {
        "user": vault.UserFactory().pk,
        "alias_en": "Thyme",
        "alias_ar": "زعتر",
        "topics": [],
        "languages": [support.make_language("ar").pk],
        "capacity": "2",
        "notice_language": "ar",
        "notice_hour": "9",
        "absences-TOTAL_FORMS": "0",
        "absences-INITIAL_FORMS": "0",
    }
    return {**filled, **changes}


def error_beside(response, field: str) -> str:
    """Return the error that the page shows with a field, or nothing."""
    found = soup(response).select_one(f"#panel-child-{field}-errors, [id$=child-{field}-errors]")
    return found.get_text(" ").strip() if found else ""


def test_volunteer_needs_a_language(coordinator, open_form):
    form = volunteer_form(topics=[open_form.topics[0].pk], languages=[])
    response = coordinator.client.post(reverse("volunteers:add"), form)
    assert response.status_code == 200
    assert "at least one language" in error_beside(response, "languages")
    assert not VolunteerProfile.objects.filter(alias_en="Thyme").exists()


def test_volunteer_needs_a_topic(coordinator, open_form):
    response = coordinator.client.post(reverse("volunteers:add"), volunteer_form())
    assert response.status_code == 200
    assert "at least one topic" in error_beside(response, "topics")
    assert not VolunteerProfile.objects.filter(alias_en="Thyme").exists()


def test_duty_coordinator_needs_no_topic(coordinator, open_form):
    form = volunteer_form(is_duty_coordinator="on", languages=[support.make_language("en").pk])
    assert coordinator.client.post(reverse("volunteers:add"), form).status_code == 302
    assert VolunteerProfile.objects.get(alias_en="Thyme").is_duty_coordinator


def test_profile_stays_with_its_account(coordinator, open_form):
    """Otherwise requests that are sealed to one person would wait for another."""
    profile = open_form.volunteers[0]
    form = volunteer_form(topics=[open_form.topics[0].pk])
    response = coordinator.client.post(reverse("volunteers:edit", args=[profile.pk]), form)
    assert response.status_code == 302
    changed = VolunteerProfile.objects.get(pk=profile.pk)
    assert changed.user == profile.user
    assert (changed.alias_en, changed.capacity, changed.is_available) == ("Thyme", 2, False)


def test_term_that_is_deleted_leaves_the_request_at_the_desk(open_form):
    request = support.submit(open_form).request
    request.topic.delete()
    desk = Desk(request.assigned_to.user)
    desk.unlock()
    assert "Topic no longer in use" in desk.inbox().content.decode()
