"""The terms that the directory begins with, and what its keepers may do."""

from django.db import migrations

KINDS = (
    ("health", "Health", "الصحة"),
    ("mental-health", "Mental health", "الصحة النفسية"),
    ("legal", "Legal help", "المساعدة القانونية"),
    ("housing-money", "Housing and money", "السكن والمال"),
    ("job-training", "Work and training", "العمل والتدريب"),
    ("community-centre", "Community centres and activities", "المراكز المجتمعية وأنشطتها"),
    ("online-community", "Online communities", "مجموعات على الإنترنت"),
)
AUDIENCES = (
    ("women", "Women", "النساء"),
    ("men", "Men", "الرجال"),
    ("trans", "Trans and non-binary people", "العابرون/ات واللاثنائيون/ات"),
    ("young", "Young people", "اليافعون/ات والشباب"),
    ("older", "Older people", "كبار السنّ"),
    ("refugees", "Refugees and migrants", "اللاجئون/ات والمهاجرون/ات"),
    ("families", "Families and friends", "الأهل والأصدقاء"),
)
LANGUAGES = (
    ("ar", "Arabic", "العربية"),
    ("en", "English", "الإنجليزية"),
    ("fr", "French", "الفرنسية"),
    ("ku", "Kurdish", "الكردية"),
    ("hy", "Armenian", "الأرمنية"),
    ("am", "Amharic", "الأمهرية"),
)
# Rows of organisations and services, and what belongs to them; an address is a right of its own.
KEEPING = {
    ("resources", "organisation"): ("organisation", ("add", "change", "delete", "view")),
    ("resources", "service"): ("service", ("add", "change", "delete", "view")),
    ("resources", "serviceaddress"): ("address of a service", ("change", "view")),
    ("resources", "servicekind"): ("kind of service", ("add", "change", "view")),
    ("resources", "audience"): ("whom it is for", ("add", "change", "view")),
    ("resources", "servicereport"): ("report on a service", ("change", "view")),
    ("resources", "servicesuggestion"): ("suggestion for the directory", ("change", "delete", "view")),
    ("resources", "directoryimport"): ("import into the directory", ("add", "view")),
    ("resources", "checkedlink"): ("checked address", ("change", "view")),
    ("core", "spokenlanguage"): ("spoken language", ("add", "change", "view")),
}
READING = {
    ("resources", "service"): ("service", ("view",)),
    ("resources", "organisation"): ("organisation", ("view",)),
    ("resources", "checkedlink"): ("checked address", ("change", "view")),
}
RIGHTS = {"Directory keepers": KEEPING, "Editors": READING, "Moderators": READING}


def create_terms(apps, schema_editor):
    for app, model, terms in (
        ("resources", "ServiceKind", KINDS),
        ("resources", "Audience", AUDIENCES),
        ("core", "SpokenLanguage", LANGUAGES),
    ):
        for position, (code, english, arabic) in enumerate(terms):
            apps.get_model(app, model).objects.get_or_create(
                code=code,
                defaults={"label_en": english, "label_ar": arabic, "sort_order": position},
            )


def grant_rights(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    for group_name, rights in RIGHTS.items():
        group = apps.get_model("auth", "Group").objects.filter(name=group_name).first()
        if group is None:
            continue  # renamed or deleted here: then its rights are theirs to give
        for (app, model), (name, actions) in rights.items():
            content_type, _ = ContentType.objects.get_or_create(app_label=app, model=model)
            for action in actions:
                # Django creates permissions only after all migrations.
                permission, _ = Permission.objects.get_or_create(
                    content_type=content_type,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {name}"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0002_directory"),
        ("home", "0004_groups"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        migrations.RunPython(create_terms, migrations.RunPython.noop),
        migrations.RunPython(grant_rights, migrations.RunPython.noop),
    ]
