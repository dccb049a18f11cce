"""The group of translators; Wagtail brings editors and moderators."""

from django.db import migrations


def create_translators(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    translators, _ = Group.objects.get_or_create(name="Translators")
    translators.permissions.add(
        Permission.objects.get(
            content_type__app_label="wagtailadmin", codename="access_admin"
        ),
        Permission.objects.get(
            content_type__app_label="wagtail_localize", codename="submit_translation"
        ),
    )
    # The Arabic pages are theirs to change and to publish; the English ones stay the editors'.
    arabic = apps.get_model("home", "HomePage").objects.get(locale__language_code="ar")
    page_type, _ = ContentType.objects.get_or_create(app_label="wagtailcore", model="page")
    for codename in ("change_page", "publish_page"):
        # Django creates permissions only after all migrations.
        permission, _ = Permission.objects.get_or_create(
            content_type=page_type, codename=codename, defaults={"name": f"Can {codename[:-5]} page"}
        )
        GroupPagePermission.objects.get_or_create(
            group=translators, page_id=arabic.pk, permission=permission
        )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_first_pages"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
        # They give every group that is there the right to choose images and documents.
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
    ]
    operations = [migrations.RunPython(create_translators, migrations.RunPython.noop)]
