"""Organisations of the directory, in the terms of the Human Services Data Specification (HSDS 3).

What is a fact is on the row; what is prose has a row in each language, so that what nobody has
translated yet is simply not there, and says so.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.text import is_blank

LANGUAGES = [("ar", _("Arabic")), ("en", _("English"))]


def new_identifier() -> str:
    """Return a stable identifier for a row that was not imported."""
    return str(uuid.uuid4())


class Prose(models.Model):
    """What a row says in one language."""

    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
    name = models.CharField(_("name"), max_length=160)
    description = models.TextField(_("what it is"), max_length=3000, blank=True)

    class Meta:
        abstract = True
        ordering = ["language"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name that shows nothing."""
        super().clean()
        if is_blank(self.name):
            raise ValidationError({"name": _("Please write something here.")})


class Organisation(ClusterableModel):
    """Who offers services; HSDS `organization`.

    Attributes:
        identifier: stays the same for ever; what an import finds the row by (HSDS `id`).
        slug: the end of its address, the same in both languages.
        is_published: whether readers see it and its services.
    """

    identifier = models.CharField(
        _("identifier"), max_length=100, unique=True, default=new_identifier, editable=False
    )
    slug = models.SlugField(_("end of its address"), max_length=80, unique=True)
    url = models.URLField(_("address on the web"), max_length=500, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    is_published = models.BooleanField(_("published"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.slug


class OrganisationText(Prose):
    """What an organisation says of itself in one language."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="texts")

    class Meta(Prose.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "language"], name="one_text_of_an_organisation"
            )
        ]
        verbose_name = _("text of an organisation")
        verbose_name_plural = _("texts of organisations")
