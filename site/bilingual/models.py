"""What each language of a page says, which text it was made from, and the words we agree on."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page

from bilingual.avoided_words import Avoided, find_avoided

_ONE_A_LINE = _("One on each line. Texts are searched for them as for the term.")


class LanguageState(models.Model):
    """What a page's published text is, and what it was translated from.

    One row for each page that was ever published. Kept apart from wagtail-localize's tables, since
    those know only whether segments have translations, never whether what readers see was made
    from the text that the other language shows today (TRAPS B3).

    Attributes:
        text: the published strings by their place, as `[[path, string], …]`.
        fingerprint: a hash of `text` and of the facts that both languages share.
        made_from: the fingerprint of the other language's text when this one was published;
            empty on the page that others are translated from.
        made_from_text: that other text, for showing what has changed since.
        read_by: the native speaker who read the published text; cleared when the text changes.
    """

    page = models.OneToOneField(
        Page, on_delete=models.CASCADE, related_name="language_state", verbose_name=_("page")
    )
    text = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    made_from = models.CharField(max_length=64, blank=True)
    made_from_text = models.JSONField(default=list)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    read_revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("state of a language")
        verbose_name_plural = _("states of languages")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.fingerprint[:8]}"


class RevisionBasis(models.Model):
    """The text that a translated revision was made from.

    Kept with the revision, since it may go live days later, when the source says something else.
    """

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="language_basis"
    )
    fingerprint = models.CharField(max_length=64)
    text = models.JSONField(default=list)

    class Meta:
        verbose_name = _("basis of a translation")
        verbose_name_plural = _("bases of translations")

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.fingerprint[:8]}"


class GlossaryTerm(ClusterableModel):
    """A term in both languages, as we write it, and why.

    Both languages share the row, since a term is agreed on once.

    Attributes:
        slug: its anchor in the public glossary, the same in both languages. It stays as it is
            when the term changes, so that links from elsewhere still lead there.
        forms_en, forms_ar: what we write too, one on each line; found in texts as the term is.
        usage_en, usage_ar: who says it, where, and to whom not.
        is_public: whether readers see it; editors use it either way.
        is_explained: whether it gets its meaning where it first stands in an article.
    """

    MOST_FORMS = 20

    term_en = models.CharField(_("term in English"), max_length=120)
    term_ar = models.CharField(_("term in Arabic"), max_length=120)
    slug = models.SlugField(
        _("end of its address"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Empty means: made from the English term. Links from elsewhere rest on it."),
    )
    definition_en = models.TextField(_("meaning in English"), max_length=600, blank=True)
    definition_ar = models.TextField(_("meaning in Arabic"), max_length=600, blank=True)
    forms_en = models.TextField(_("other forms in English"), blank=True, help_text=_ONE_A_LINE)
    forms_ar = models.TextField(_("other forms in Arabic"), blank=True, help_text=_ONE_A_LINE)
    usage_en = models.CharField(_("who says it, in English"), max_length=300, blank=True)
    usage_ar = models.CharField(_("who says it, in Arabic"), max_length=300, blank=True)
    is_public = models.BooleanField(_("in the public glossary"), default=True)
    is_explained = models.BooleanField(_("explained where it first stands in a text"), default=True)

    class Meta:
        ordering = ["term_en"]
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")

    def __str__(self) -> str:
        return f"{self.term_en} · {self.term_ar}"

    def save(self, *args, **kwargs) -> None:
        """Give it an anchor where it has none."""
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse to recommend what the glossary says to avoid, and forms without end."""
        super().clean()
        errors = {}
        for language in ("en", "ar"):
            lines = self.other_forms(language)
            if len(lines) > self.MOST_FORMS or any(len(line) > 120 for line in lines):
                errors[f"forms_{language}"] = _("At most 20 lines of at most 120 characters each.")
                continue
            avoided = [
                Avoided(form=form, language=language)
                for form in AvoidedForm.objects.filter(language=language).values_list(
                    "form", flat=True
                )
            ]
            if any(find_avoided(line, avoided) for line in lines):
                errors[f"forms_{language}"] = _("The glossary says to avoid one of these words.")
        if errors:
            raise ValidationError(errors)

    def term(self, language: str) -> str:
        """Return the term in a language, `ar` or `en`."""
        return self.term_ar if language == "ar" else self.term_en

    def definition(self, language: str) -> str:
        """Return what it means, in a language; may be empty."""
        return self.definition_ar if language == "ar" else self.definition_en

    def usage(self, language: str) -> str:
        """Return who says it, in a language; may be empty."""
        return self.usage_ar if language == "ar" else self.usage_en

    def other_forms(self, language: str) -> list[str]:
        """Return what is written beside the term, in a language."""
        text = self.forms_ar if language == "ar" else self.forms_en
        return [line.strip() for line in text.splitlines() if line.strip()]

    def _free_slug(self) -> str:
        wanted = slugify(self.term_en)[:70] or "term"
        taken = set(
            GlossaryTerm.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
        )
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (wanted, *numbered) if slug not in taken)


class AvoidedForm(Orderable):
    """A word that is not used here, with the reason and what to write instead."""

    LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]

    term = ParentalKey(GlossaryTerm, on_delete=models.CASCADE, related_name="avoided_forms")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    form = models.CharField(_("word to avoid"), max_length=120)
    reason_en = models.CharField(_("reason in English"), max_length=300)
    reason_ar = models.CharField(_("reason in Arabic"), max_length=300)
    suggestion = models.CharField(
        _("write instead"), max_length=120, blank=True, help_text=_("Empty means: the term itself.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("word to avoid")
        verbose_name_plural = _("words to avoid")

    def __str__(self) -> str:
        return self.form

    def clean(self) -> None:
        """Refuse a form that nothing could find, and advice that would be refused itself."""
        super().clean()
        avoided = Avoided(form=self.form, language=self.language)
        if not find_avoided(self.form, [avoided]):
            raise ValidationError({"form": _("Write a word, with letters.")})
        if find_avoided(self.suggestion, [avoided]):
            raise ValidationError(
                {"suggestion": _("This holds the word to avoid. Write something else.")}
            )
