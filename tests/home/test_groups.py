"""What the group of translators may do: the Arabic pages are theirs, the English ones are not."""

import pytest
from django.contrib.auth.models import Group, User
from wagtail.models import GroupPagePermission

from resources.models import MythPage
from tests.factories.pages import make_both

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(django_user_model) -> User:
    """Somebody in that group alone."""
    user = django_user_model.objects.create_user(username="translator", password="x")
    user.groups.add(Group.objects.get(name="Translators"))
    return user


def test_group_has_exactly_these_rights() -> None:
    group = Group.objects.get(name="Translators")
    assert set(group.permissions.values_list("content_type__app_label", "codename")) == {
        ("wagtailadmin", "access_admin"),
        ("wagtail_localize", "submit_translation"),
    }
    rights = GroupPagePermission.objects.filter(group=group)
    assert set(rights.values_list("page__slug", "permission__codename")) == {
        ("home-ar", "change_page"),
        ("home-ar", "publish_page"),
    }


def test_translator_publishes_the_translation_and_leaves_the_source_alone(translator) -> None:
    pages = make_both(MythPage)
    arabic = pages["ar"].permissions_for_user(translator)
    english = pages["en"].permissions_for_user(translator)
    assert (arabic.can_edit(), arabic.can_publish()) == (True, True)
    assert (english.can_edit(), english.can_publish(), english.can_delete()) == (False,) * 3


def test_translator_opens_the_translation_editor_with_a_button_to_publish(
    translator, client, settings
) -> None:
    settings.WAGTAIL_2FA_REQUIRED = False
    pages = make_both(MythPage)
    client.force_login(translator)
    page = client.get(f"/admin/pages/{pages['ar'].pk}/edit/")
    assert page.status_code == 200
    assert '"canPublish": true' in page.content.decode().replace("&quot;", '"')
    assert client.get(f"/admin/pages/{pages['en'].pk}/edit/").status_code == 302
