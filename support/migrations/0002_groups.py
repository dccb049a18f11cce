"""The groups of volunteers, who get in only, and of coordinators, who edit what routing uses."""

from django.db import migrations

MODELS = {
    "topic": "topic",
    "region": "region",
    "crisiscontact": "crisis contact",
    "volunteerprofile": "volunteer",
}


def create_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    volunteers, _ = Group.objects.get_or_create(name="Volunteers")
    coordinators, _ = Group.objects.get_or_create(name="Coordinators")
    access = permission(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin")
    volunteers.permissions.add(access)
    coordinators.permissions.add(access)
    for model, name in MODELS.items():
        for action in ("add", "change", "view"):
            coordinators.permissions.add(
                permission(apps, "support", model, f"{action}_{model}", f"Can {action} {name}")
            )


def permission(apps, app_label, model, codename, name):
    # Django creates permissions only after all migrations.
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
    return Permission.objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        # These let every group that may enter the admin choose images and documents: go after.
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
    ]
    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
