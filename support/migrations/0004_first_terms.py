"""The languages and levels of urgency to begin with; what coordinators may do with them.

Requests that were sealed before records had two compartments are deleted: that format was never
released, and nothing opens it any more.
"""

from django.db import migrations

LANGUAGES = (
    ("ar", "Arabic", "العربية"),
    ("en", "English", "الإنجليزية"),
)
LEVELS = (
    ("now", "Today: I am not safe, or it cannot wait", "اليوم: لست في أمان، أو الأمر لا يحتمل الانتظار", 2),
    ("days", "Within some days", "خلال أيام قليلة", 24),
    ("weeks", "It can wait some weeks", "يمكن أن ينتظر بضعة أسابيع", 24),
)


def create_terms(apps, schema_editor):
    AnswerLanguage = apps.get_model("support", "AnswerLanguage")
    UrgencyLevel = apps.get_model("support", "UrgencyLevel")
    for position, (code, english, arabic) in enumerate(LANGUAGES):
        AnswerLanguage.objects.get_or_create(
            code=code,
            defaults={"label_en": english, "label_ar": arabic, "sort_order": position},
        )
    for position, (code, english, arabic, hours) in enumerate(LEVELS):
        UrgencyLevel.objects.get_or_create(
            code=code,
            defaults={
                "label_en": english,
                "label_ar": arabic,
                "hours": hours,
                "sort_order": position,
            },
        )


def carry_over(apps, schema_editor):
    languages = {row.code: row for row in apps.get_model("support", "AnswerLanguage").objects.all()}
    for profile in apps.get_model("support", "VolunteerProfile").objects.all():
        spoken = {"ar": profile.speaks_ar, "en": profile.speaks_en}
        profile.languages.set(languages[code] for code, speaks in spoken.items() if speaks)


def delete_old_records(apps, schema_editor):
    apps.get_model("support", "HelpRequest").objects.all().delete()
    for name in ("OpenReturn", "Grant", "SealedMessage", "Envelope"):
        apps.get_model("vault", name).objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0003_languages"),
        ("vault", "0002_compartments"),
    ]
    operations = [
        migrations.RunPython(create_terms, migrations.RunPython.noop),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.RunPython(delete_old_records, migrations.RunPython.noop),
    ]
