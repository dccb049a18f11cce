"""Forms in which a row's texts in both languages are written at one sitting."""

from django import forms
from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from core.text import is_blank
from resources.desk.directory_base import DIRECTIONS, CleanForm
from resources.domain.naming import free_slug, proposed_slug
from resources.models.organisations import LANGUAGES

capfirst_lazy = lazy(capfirst, str)


def text_fields(model: type[models.Model], names: tuple[str, ...]) -> dict[str, forms.Field]:
    """Return a form field for each text in each language, in that language's direction."""
    return {
        f"{name}_{language}": _field(model, name, language)
        for name in names
        for language in ("ar", "en")
    }


def _field(model: type[models.Model], name: str, language: str) -> forms.Field:
    source = model._meta.get_field(name)
    attributes = DIRECTIONS[language]
    return forms.CharField(
        label=format_lazy(
            _("{field} ({language})"),
            field=capfirst_lazy(source.verbose_name),
            language=dict(LANGUAGES)[language],
        ),
        help_text=source.help_text,
        max_length=source.max_length,
        required=False,
        widget=forms.Textarea(attrs={**attributes, "rows": 3})
        if isinstance(source, models.TextField)
        else forms.TextInput(attrs=attributes),
    )


def text_panels(names: tuple[str, ...]) -> list[Panel]:
    """Return the panels of texts, both languages of each beside one another."""
    return [FieldPanel(f"{name}_{language}") for name in names for language in ("ar", "en")]


def prose_panel(heading: str, *names: str) -> MultiFieldPanel:
    """Return texts under one heading."""
    return MultiFieldPanel(text_panels(names), heading)


class TextsForm(CleanForm):
    """Writes the texts of a row, one for each language that has a name.

    Attributes:
        text_model: of the texts.
        prose: names of the fields of a text.
        slug_fallback: what an address ends in where no name leaves anything.
    """

    text_model: type[models.Model]
    prose: tuple[str, ...] = ()
    slug_fallback = ""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        self.fields["slug"].widget.attrs["dir"] = "ltr"
        self.initial["version"] = self._version()
        for text in self._texts().values():
            for name in self.prose:
                self.initial[f"{name}_{text.language}"] = getattr(text, name)

    def clean(self) -> dict:
        """Ask for a name in one language at least, and in each one that says anything."""
        cleaned = super().clean()
        is_named = False
        for language in ("ar", "en"):
            name = f"name_{language}"
            if not is_blank(cleaned.get(name, "")):
                is_named = True
                continue
            cleaned[name] = ""
            if name in self.errors:
                is_named = True  # something stands there, and its own error is told
            elif any(cleaned.get(f"{field}_{language}") for field in self.prose):
                self.add_error(
                    name, _("Write a name in this language too, or empty its other texts.")
                )
                is_named = True
        if not is_named:
            self.add_error("name_ar", _("Write a name, in one of the languages at least."))
        if self.instance.pk and cleaned.get("version") != self._version():
            raise forms.ValidationError(
                _(
                    "Somebody else has changed this entry since you opened it. Open it again in "
                    "another tab, and carry over what you wrote."
                ),
                code="stale",
            )
        if not cleaned.get("slug"):
            cleaned["slug"] = self._new_slug(cleaned)
        return cleaned

    def save(self, commit: bool = True) -> models.Model:
        """Save the row, with a text for each language that has a name."""
        there = self._texts()
        rows = []
        for language in ("ar", "en"):
            if not self.cleaned_data.get(f"name_{language}"):
                continue
            text = there.get(language) or self.text_model(language=language)
            for name in self.prose:
                setattr(text, name, self.cleaned_data.get(f"{name}_{language}", ""))
            rows.append(text)
        self.instance.texts = rows
        return super().save(commit=commit)

    def _texts(self) -> dict[str, models.Model]:
        return {text.language: text for text in self.instance.texts.all()}

    def _version(self) -> str:
        return self.instance.changed_at.isoformat() if self.instance.pk else ""

    def _new_slug(self, cleaned: dict) -> str:
        names = {language: cleaned.get(f"name_{language}", "") for language in ("ar", "en")}
        return free_slug(
            type(self.instance),
            proposed=proposed_slug(names=names, fallback=self.slug_fallback),
            identifier=self.instance.identifier,
        )
