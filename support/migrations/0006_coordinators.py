"""What coordinators may edit of the terms, questions, answers and times that came since."""

from django.db import migrations

RIGHTS = {
    "answerlanguage": ("language of answers", ("add", "change", "view")),
    "urgencylevel": ("urgency", ("change", "view")),
    "question": ("question", ("add", "change", "view")),
    "answertemplate": ("answer to begin with", ("add", "change", "delete", "view")),
    "helppolicy": ("times of the help desk", ("add", "change", "view")),
}


def grant_rights(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    coordinators = apps.get_model("auth", "Group").objects.filter(name="Coordinators").first()
    if coordinators is None:
        return  # renamed or deleted by the group: then its rights are theirs to give
    for model, (name, actions) in RIGHTS.items():
        content_type, _ = ContentType.objects.get_or_create(app_label="support", model=model)
        for action in actions:
            # Django creates permissions only after all migrations.
            permission, _ = Permission.objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"},
            )
            coordinators.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0005_requests_routed"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant_rights, migrations.RunPython.noop)]
