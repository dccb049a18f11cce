"""Each anchor of the glossary leads to one term."""

from django.db import migrations, models


class Migration(migrations.Migration):
    # Apart from what fills the anchors in: PostgreSQL changes no column whose rows wait for a check.
    dependencies = [("bilingual", "0003_public_glossary")]

    operations = [
        migrations.AlterField(
            "glossaryterm",
            "slug",
            models.SlugField(
                blank=True,
                help_text="Empty means: made from the English term. Links from elsewhere rest on it.",
                max_length=80,
                unique=True,
                verbose_name="end of its address",
            ),
        ),
    ]
