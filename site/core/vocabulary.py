"""Terms that several parts of the site share, so that editors keep each list once."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class BilingualTerm(models.Model):
    """A term of a vocabulary that both languages share: one row, a label in each language."""

    code = models.SlugField(
        _("code"), max_length=40, unique=True, help_text=_("Stays the same, whatever the labels.")
    )
    label_en = models.CharField(_("label in English"), max_length=120)
    label_ar = models.CharField(_("label in Arabic"), max_length=120)
    sort_order = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        abstract = True
        ordering = ["sort_order", "code"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the language that is active now."""
        return in_language(self, "label")


class Region(BilingualTerm):
    """A region so coarse that it finds nobody: of a request, a service, an event."""

    class Meta(BilingualTerm.Meta):
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class SpokenLanguage(BilingualTerm):
    """A language that is spoken somewhere; its code is that of BCP 47, such as `ckb`."""

    class Meta(BilingualTerm.Meta):
        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")


def in_language(row: models.Model, field: str) -> str:
    """Return `row`'s text of `field` in the active language, from `field_ar` or `field_en`."""
    language = "ar" if (get_language() or "").startswith("ar") else "en"
    return getattr(row, f"{field}_{language}")
