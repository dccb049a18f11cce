"""Both languages and a home page in each, so that a new site has somewhere to begin."""

import uuid

from django.db import migrations

TITLES = {"en": "Sanad", "ar": "سند"}


def create_first_pages(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    ContentType = apps.get_model("contenttypes", "ContentType")
    HomePage = apps.get_model("home", "HomePage")
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")

    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()  # Wagtail's own welcome page
    translation_key = uuid.uuid4()
    pages = {}
    for position, (code, slug) in enumerate((("en", "home"), ("ar", "home-ar")), start=1):
        locale, _ = Locale.objects.get_or_create(language_code=code)
        pages[code] = HomePage.objects.create(
            title=TITLES[code],
            draft_title=TITLES[code],
            hero_title=TITLES[code],
            hero_text="",
            slug=slug,
            url_path=f"/{slug}/",
            path=f"0001{position:04}",
            depth=2,
            numchild=0,
            content_type=content_type,
            locale=locale,
            translation_key=translation_key,
            live=True,
        )
    Page.objects.filter(depth=1).update(numchild=2)
    Site.objects.create(
        hostname="localhost",
        port=80,
        root_page_id=pages["en"].pk,
        is_default_site=True,
        site_name="Sanad",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtail_localize", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(create_first_pages, migrations.RunPython.noop)]
