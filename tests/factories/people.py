"""Makes staff who write and translate, with the rights that the groups give."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupPagePermission, Page

PASSWORD = "a password for tests only"


def make_editor(*, username: str = "editor") -> object:
    """Make an account that may add, change, publish and translate every page.

    The rights are given here, since a transactional test empties the groups of the migrations.
    """
    group, _ = Group.objects.get_or_create(name="Editors of this test")
    translation = ContentType.objects.get(app_label="wagtail_localize", model="translation")
    submit, _ = Permission.objects.get_or_create(
        content_type=translation,
        codename="submit_translation",
        defaults={"name": "Can submit translations"},
    )
    group.permissions.add(
        submit,
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
    )
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.get_or_create(
            group=group,
            page=Page.get_first_root_node(),
            permission=Permission.objects.get(
                content_type__app_label="wagtailcore", codename=codename
            ),
        )
    user = get_user_model().objects.create_user(
        username=username, email=f"{username}@sanad.example", password=PASSWORD
    )
    user.groups.add(group)
    return user
