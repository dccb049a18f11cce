"""Regions become the whole site's: services and events name the same ones."""

from django.db import migrations

ACTIONS = ("add", "change", "view")


def copy_rows(apps, schema_editor):
    Region = apps.get_model("core", "Region")
    fields = ("id", "code", "label_en", "label_ar", "sort_order", "is_active")
    rows = apps.get_model("support", "Region").objects.values(*fields)
    Region.objects.bulk_create(Region(**row) for row in rows)
    if schema_editor.connection.vendor == "postgresql":
        # The keys were given by hand, so the counter has not moved.
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('core_region', 'id'),"
                " GREATEST((SELECT MAX(id) FROM core_region), 1))"
            )


def carry_rights_over(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    ContentType.objects.filter(app_label="support", model="region").delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="core", model="region")
    coordinators = apps.get_model("auth", "Group").objects.filter(name="Coordinators").first()
    for action in ACTIONS:
        # Django creates permissions only after all migrations.
        permission, _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_region",
            defaults={"name": f"Can {action} region"},
        )
        if coordinators is not None:
            coordinators.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_vocabularies"),
        ("support", "0006_coordinators"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(copy_rows, migrations.RunPython.noop),
        migrations.RunPython(carry_rights_over, migrations.RunPython.noop),
    ]
