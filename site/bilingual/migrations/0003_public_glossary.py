"""The glossary becomes public: each term an address of its own, other forms, and who says it."""

from django.db import migrations, models
from django.utils.text import slugify

# What texts say for the terms that a site begins with: English forms, Arabic forms.
FORMS = {
    "lesbian and gay people": (
        ["lesbian", "gay", "gay people", "lesbians"],
        ["مثلي", "مثليون", "مثليات", "المثليون والمثليات", "المثليون/ات"],
    ),
    "homosexuality": ([], ["المثلية"]),
    "bisexual people": (
        ["bisexual", "bisexuality"],
        ["مزدوج الميل", "مزدوجة الميل", "مزدوجو الميل", "مزدوجي الميل", "مزدوجات الميل"],
    ),
    "trans people": (
        ["trans", "transgender", "trans person"],
        # Never «عابر» alone: that is what passes, such as a phase.
        ["عابر جندريا", "عابرة جندريا", "العابرون", "العابرين", "العابرات", "العابرون/ات"],
    ),
    "trans woman": (["trans women"], ["نساء عابرات"]),
    "trans man": (["trans men"], ["رجال عابرون"]),
    "transition": (["transitioning"], ["العبور الجندري"]),
    "gender-affirming care": (["gender-affirming surgery"], ["جراحة مؤكدة للجندر"]),
    "intersex people": (["intersex"], ["ثنائي الجنس", "ثنائية الجنس", "ثنائيي الجنس"]),
    "LGBTQ+ community": (["LGBTQ+", "LGBT+", "LGBTQ+ people"], []),
    "sexual orientation": ([], ["الميل الجنسي"]),
    "gender identity": (["gender identities"], ["الهويات الجندرية"]),
    "non-binary people": (["non-binary", "nonbinary"], ["لاثنائي", "لاثنائية"]),
    "cisgender people": (["cisgender"], ["متوافق الجندر", "متوافقة الجندر"]),
    "heterosexual people": (["heterosexual"], ["مغاير", "مغايرة"]),
    "conversion practices": (["conversion practice"], ["محاولات التحويل"]),
    "people living with HIV": (
        ["living with HIV"],
        ["المتعايشون مع فيروس نقص المناعة", "متعايش مع فيروس نقص المناعة"],
    ),
    "sex worker": (["sex workers"], ["عاملات الجنس", "عاملة جنس"]),
    "people without papers": (["without papers"], ["بلا أوراق إقامة"]),
    "asexual people": (["asexual", "asexuality"], ["لاجنسي", "لاجنسية", "اللاجنسية"]),
    "gender dysphoria": (["dysphoria"], ["الديسفوريا الجندرية", "عسر الجندر"]),
    "former name": (["deadname"], []),
    "misgendering": (["misgender", "misgendered"], []),
    "undetectable": (["undetectable viral load"], ["غير قابلة للكشف"]),
    "homophobia and transphobia": (
        ["homophobia", "transphobia", "homophobic", "transphobic"],
        ["رهاب المثلية", "رهاب العبور"],
    ),
}
# Everybody knows what they mean; the glossary says how to write of them.
NOT_EXPLAINED = ["suicide", "pronouns", "transition", "people without papers"]


def fill(apps, schema_editor):
    """Give each term its anchor, and those that a site begins with their other forms."""
    Term = apps.get_model("bilingual", "GlossaryTerm")
    taken = set()
    for term in Term.objects.order_by("pk"):
        wanted = slugify(term.term_en)[:70] or "term"
        slug, number = wanted, 1
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        taken.add(slug)
        term.slug = slug
        english, arabic = FORMS.get(term.term_en, ([], []))
        term.forms_en, term.forms_ar = "\n".join(english), "\n".join(arabic)
        term.is_explained = term.term_en not in NOT_EXPLAINED
        term.save()


ONE_A_LINE = "One on each line. Texts are searched for them as for the term."


class Migration(migrations.Migration):
    dependencies = [("bilingual", "0002_first_terms")]

    operations = [
        migrations.AddField(
            "glossaryterm",
            "slug",
            # Unique only when each has one, below.
            models.CharField(max_length=80, blank=True, default=""),
            preserve_default=False,
        ),
        *[
            migrations.AddField(
                "glossaryterm",
                f"forms_{code}",
                models.TextField(
                    blank=True,
                    default="",
                    help_text=ONE_A_LINE,
                    verbose_name=f"other forms in {language}",
                ),
                preserve_default=False,
            )
            for code, language in (("en", "English"), ("ar", "Arabic"))
        ],
        *[
            migrations.AddField(
                "glossaryterm",
                f"usage_{code}",
                models.CharField(
                    blank=True,
                    default="",
                    max_length=300,
                    verbose_name=f"who says it, in {language}",
                ),
                preserve_default=False,
            )
            for code, language in (("en", "English"), ("ar", "Arabic"))
        ],
        migrations.AddField(
            "glossaryterm",
            "is_public",
            models.BooleanField(default=True, verbose_name="in the public glossary"),
        ),
        migrations.AddField(
            "glossaryterm",
            "is_explained",
            models.BooleanField(
                default=True, verbose_name="explained where it first stands in a text"
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
