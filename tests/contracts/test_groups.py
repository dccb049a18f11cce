"""Every group may do exactly what its work needs: a right that creeps in fails here."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Workflow

from home.models import StandardPage
from resources.models import MythPage, ResourcesIndexPage
from tests.factories.pages import make_both, make_page, make_site, translate

pytestmark = pytest.mark.django_db


def rights(app: str, model: str, *actions: str) -> set[str]:
    return {f"{app}.{action}_{model}" for action in actions}


ADMIN = {"wagtailadmin.access_admin"}
WRITING = ADMIN | {"wagtail_localize.submit_translation"}
GLOSSARY = rights("bilingual", "glossaryterm", "add", "change", "view")
CONTACTS = rights("support", "crisiscontact", "add", "change", "view")
PARTS = ("menu", "banner", "footer")
IMAGES = {"wagtailimages.add_image", "wagtailimages.choose_image"}
DOCUMENTS = {"wagtaildocs.add_document", "wagtaildocs.choose_document"}

READING_DIRECTORY = (
    rights("resources", "service", "view")
    | rights("resources", "organisation", "view")
    | rights("resources", "checkedlink", "change", "view")
)
KEEPING_DIRECTORY = (
    {
        right
        for model in ("organisation", "service")
        for right in rights("resources", model, "add", "change", "delete", "view")
    }
    | {
        right
        for model in ("servicekind", "audience")
        for right in rights("resources", model, "add", "change", "view")
    }
    | {
        right
        for model in ("serviceaddress", "servicereport", "checkedlink")
        for right in rights("resources", model, "change", "view")
    }
    | rights("resources", "servicesuggestion", "change", "delete", "view")
    | rights("resources", "directoryimport", "add", "view")
    | rights("core", "spokenlanguage", "add", "change", "view")
)

MODELS = {
    "Editors": WRITING | GLOSSARY | READING_DIRECTORY,
    "Translators": WRITING
    | GLOSSARY
    | {right for part in PARTS for right in rights("home", part, "change", "view")},
    "Moderators": WRITING
    | GLOSSARY
    | READING_DIRECTORY
    | {"bilingual.delete_glossaryterm"}
    | CONTACTS
    | {
        right
        for part in PARTS
        for right in rights("home", part, "add", "change", "delete", "publish", "view")
    },
    "Event hosts": ADMIN,
    "Directory keepers": ADMIN | KEEPING_DIRECTORY,
    "Volunteers": ADMIN,
    "Coordinators": ADMIN
    | CONTACTS
    | {
        right
        for model in (
            "topic",
            "volunteerprofile",
            "answerlanguage",
            "question",
            "helppolicy",
        )
        for right in rights("support", model, "add", "change", "view")
    }
    | rights("core", "region", "add", "change", "view")
    | rights("support", "urgencylevel", "change", "view")
    | rights("support", "answertemplate", "add", "change", "delete", "view"),
}
PAGES = {
    "Editors": {(home, right) for home in ("home", "home-ar") for right in ("add", "change")},
    "Translators": {("home-ar", "change"), ("home-ar", "publish")},
    "Moderators": {
        (home, right)
        for home in ("home", "home-ar")
        for right in ("add", "change", "publish", "lock", "unlock")
    },
}
FILES = {
    "Editors": IMAGES | DOCUMENTS,
    "Moderators": IMAGES
    | DOCUMENTS
    | {"wagtailimages.change_image", "wagtaildocs.change_document"},
    "Event hosts": IMAGES,
    "Directory keepers": IMAGES,
}


@pytest.fixture(autouse=True)
def groups(settings) -> None:
    """Run the migrations' own functions: a transactional test may have emptied the tables."""
    make_site()
    make_groups()
    settings.WAGTAIL_2FA_REQUIRED = False


def make_groups() -> None:
    """Do what the migrations do, in their order."""
    import_module("home.migrations.0004_groups").create_groups(apps, None)
    import_module("support.migrations.0002_groups").create_groups(apps, None)
    import_module("support.migrations.0006_coordinators").grant_rights(apps, None)
    import_module("support.migrations.0007_shared_regions").carry_rights_over(apps, None)
    import_module("resources.migrations.0003_first_terms").grant_rights(apps, None)


def member(*names: str) -> User:
    """Return somebody in these groups alone."""
    user = User.objects.create_user(username="-".join(names) or "nobody", password="x")
    user.groups.set(Group.objects.filter(name__in=names))
    return user


def test_the_groups_are_these() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(MODELS)


@pytest.mark.parametrize("name", MODELS)
def test_a_group_has_exactly_these_rights(name: str) -> None:
    group = Group.objects.get(name=name)
    found = group.permissions.values_list("content_type__app_label", "codename")
    assert {f"{app}.{codename}" for app, codename in found} == MODELS[name]
    on_pages = GroupPagePermission.objects.filter(group=group)
    assert {
        (slug, codename.removesuffix("_page"))
        for slug, codename in on_pages.values_list("page__slug", "permission__codename")
    } == PAGES.get(name, set())
    on_files = GroupCollectionPermission.objects.filter(group=group)
    assert {
        f"{app}.{codename}"
        for app, codename in on_files.values_list(
            "permission__content_type__app_label", "permission__codename"
        )
    } == FILES.get(name, set())
    assert set(on_files.values_list("collection__depth", flat=True)) <= {1}


def test_permissions_of_the_migration_are_those_that_django_makes() -> None:
    """Otherwise a group would hold a twin that nothing asks for."""
    held = Permission.objects.filter(group__name__in=MODELS).distinct()
    for permission in held.filter(content_type__app_label__in=["home", "support", "bilingual"]):
        model = permission.content_type.model_class()
        action = permission.codename.split("_")[0]
        assert permission.name == f"Can {action} {model._meta.verbose_name_raw}"


def test_no_group_may_make_a_third_home_page() -> None:
    root = Page.get_first_root_node()
    for name in MODELS:
        user = User.objects.create_user(username=name, password="x")
        user.groups.add(Group.objects.get(name=name))
        assert not root.permissions_for_user(user).can_add_subpage(), name


def test_running_the_migration_again_changes_nothing() -> None:
    def state() -> list:
        return [
            sorted(model.objects.values_list(*fields))
            for model, fields in (
                (Group, ("name", "permissions")),
                (GroupPagePermission, ("group", "page", "permission")),
                (GroupCollectionPermission, ("group", "collection", "permission")),
            )
        ]

    before = state()
    make_groups()
    assert state() == before


@pytest.mark.parametrize("code", ["en", "ar"])
def test_editors_submit_and_moderators_approve_in_both_trees(code: str) -> None:
    both = make_both(MythPage)
    page = both[code]
    editor, moderator = member("Editors"), member("Moderators")
    tester = page.permissions_for_user(editor)
    assert (tester.can_edit(), tester.can_add_subpage()) == (True, False)  # facts have no pages
    assert both[code].get_parent().permissions_for_user(editor).can_add_subpage()
    assert (tester.can_publish(), tester.can_unpublish(), tester.can_lock()) == (False,) * 3
    assert page.permissions_for_user(editor).can_submit_for_moderation()
    page.save_revision(user=editor)
    state = page.get_workflow().start(page, editor)
    task = state.current_task_state.task.specific
    assert task.get_actions(page, editor) == []
    assert {action for action, *_ in task.get_actions(page, moderator)} >= {"approve", "reject"}
    tester = page.permissions_for_user(moderator)
    assert (tester.can_publish(), tester.can_unpublish(), tester.can_lock()) == (True,) * 3


def test_the_workflow_of_moderators_is_assigned_to_both_trees() -> None:
    tree = make_site()
    workflow = Workflow.objects.get(name="Moderators approval")
    assert workflow.active
    assert (tree.en.get_workflow(), tree.ar.get_workflow()) == (workflow, workflow)
    (task,) = workflow.tasks
    assert [group.name for group in task.specific.groups.all()] == ["Moderators"]


def test_translators_publish_arabic_and_leave_the_source_alone() -> None:
    translator = member("Translators")
    both = make_both(MythPage)
    arabic = both["ar"].permissions_for_user(translator)
    english = both["en"].permissions_for_user(translator)
    assert (arabic.can_edit(), arabic.can_publish()) == (True, True)
    assert (english.can_edit(), english.can_publish(), english.can_delete()) == (False,) * 3
    assert not translator.has_perm("home.publish_banner")  # moderators publish what all pages show


@pytest.mark.parametrize("group", ["Volunteers", "Coordinators", "Event hosts"])
def test_who_keeps_no_pages_sees_none(group: str) -> None:
    page = make_page(StandardPage)
    client = Client()
    client.force_login(member(group))
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 302
    assert client.get(reverse("wagtailsnippets_home_menu:list")).status_code == 302


class TestKeepers:
    """A section is given to the group that its page type names, when it is made."""

    def held(self, name: str) -> set[tuple[int, str]]:
        found = GroupPagePermission.objects.filter(group__name=name)
        return set(found.values_list("page", "permission__codename"))

    def test_each_language_s_section_is_given_when_it_is_made(self, monkeypatch) -> None:
        monkeypatch.setattr(ResourcesIndexPage, "keeper_group", "Event hosts", raising=False)
        index = make_page(ResourcesIndexPage)
        keys = {(index.pk, "add_page"), (index.pk, "change_page")}
        assert self.held("Event hosts") == keys
        arabic = translate(index)
        keys |= {(arabic.pk, "add_page"), (arabic.pk, "change_page")}
        assert self.held("Event hosts") == keys
        index.save_revision().publish()
        assert self.held("Event hosts") == keys

    def test_they_work_in_their_section_and_nowhere_else(self, monkeypatch) -> None:
        monkeypatch.setattr(ResourcesIndexPage, "keeper_group", "Event hosts", raising=False)
        index = make_page(ResourcesIndexPage)
        inside, outside = make_page(MythPage, parent=index), make_page(StandardPage)
        host = member("Event hosts")
        assert index.permissions_for_user(host).can_add_subpage()
        assert inside.permissions_for_user(host).can_edit()
        assert not inside.permissions_for_user(host).can_publish()
        assert not outside.permissions_for_user(host).can_edit()
        assert not index.get_parent().permissions_for_user(host).can_add_subpage()

    def test_without_a_name_nobody_is_given_anything(self) -> None:
        before = GroupPagePermission.objects.count()
        make_both(ResourcesIndexPage)
        assert GroupPagePermission.objects.count() == before
