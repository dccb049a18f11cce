"""The groups of those who write: each may do what its work needs, and no more.

`support` brings those of the help desk. `tests/contracts/test_groups.py` holds every right.
"""

from django.db import migrations

HOMES = ("en", "ar")
GLOSSARY = [("bilingual", "glossaryterm", action) for action in ("add", "change", "view")]
PARTS = ("menu", "banner", "footer")
ADMIN = ("wagtailadmin", "admin", "access")
SUBMIT = ("wagtail_localize", "translation", "submit")

# What each may do: with models, with the pages below each home page, with files.
GROUPS = {
    "Editors": {
        "models": [ADMIN, SUBMIT, *GLOSSARY],
        "pages": {code: ("add", "change") for code in HOMES},  # moderators publish
        "files": {"image": ("add", "choose"), "document": ("add", "choose")},
    },
    "Translators": {
        "models": [
            ADMIN,
            SUBMIT,
            *GLOSSARY,
            *[("home", part, action) for part in PARTS for action in ("change", "view")],
        ],
        # The Arabic pages are theirs to change and to publish; the English ones stay the editors'.
        "pages": {"ar": ("change", "publish")},
        "files": {},
    },
    "Moderators": {
        "models": [
            ADMIN,
            SUBMIT,
            *GLOSSARY,
            ("bilingual", "glossaryterm", "delete"),
            *[
                ("home", part, action)
                for part in PARTS
                for action in ("add", "change", "delete", "publish", "view")
            ],
            *[("support", "crisiscontact", action) for action in ("add", "change", "view")],
        ],
        "pages": {code: ("add", "change", "publish", "lock", "unlock") for code in HOMES},
        "files": {"image": ("add", "change", "choose"), "document": ("add", "change", "choose")},
    },
    # Their rights to pages come with the section that they keep: see home/receivers.py.
    "Event hosts": {"models": [ADMIN], "pages": {}, "files": {"image": ("add", "choose")}},
    "Directory keepers": {"models": [ADMIN], "pages": {}, "files": {"image": ("add", "choose")}},
}
# As Django would name them; it leaves alone what is there.
NAMES = {
    "crisiscontact": "crisis contact",
    "footer": "foot of the page",
    "glossaryterm": "glossary term",
}
FILES = {"image": "wagtailimages", "document": "wagtaildocs"}


def create_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    HomePage = apps.get_model("home", "HomePage")
    PagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    CollectionPermission = apps.get_model("wagtailcore", "GroupCollectionPermission")
    homes = {
        page.locale.language_code: page.pk
        for page in HomePage.objects.filter(depth=2).select_related("locale")
    }
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for name, rights in GROUPS.items():
        # Wagtail's own editors and moderators may add a third home page beside the two, and hold
        # rights to files that count nowhere: what is written above is all that they have here.
        group, _ = Group.objects.get_or_create(name=name)
        PagePermission.objects.filter(group=group).delete()
        CollectionPermission.objects.filter(group=group).delete()
        group.permissions.set(permission(apps, *right) for right in rights["models"])
        PagePermission.objects.bulk_create(
            PagePermission(
                group=group,
                page_id=homes[code],
                permission=permission(apps, "wagtailcore", "page", action),
            )
            for code, actions in rights["pages"].items()
            for action in actions
        )
        CollectionPermission.objects.bulk_create(
            CollectionPermission(
                group=group,
                collection=collection,
                permission=permission(apps, FILES[model], model, action),
            )
            for model, actions in rights["files"].items()
            for action in actions
        )


def permission(apps, app_label, model, action):
    # Django creates permissions only after all migrations, and takes those that are there.
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _ = ContentType.objects.get_or_create(app_label=app_label, model=model)
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=f"{action}_{model}",
        defaults={"name": f"Can {action} {NAMES.get(model, model)}"},
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_site_parts"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("bilingual", "0001_initial"),
        ("support", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
        # They give every group that is there the right to choose images and documents: go after.
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
    ]
    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
