"""What the pages of the directory share: texts in both languages, and lists without references."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet

from core.text import clean_text, is_blank

DIRECTIONS = {"ar": {"dir": "rtl", "lang": "ar"}, "en": {"dir": "ltr", "lang": "en"}}
CODE = forms.TextInput(attrs={"dir": "ltr"})


class CleanForm(WagtailAdminModelForm):
    """Takes texts in one normal form, and refuses one that must be there but shows nothing."""

    def _update_errors(self, errors: ValidationError) -> None:
        """Show what is wrong with a field that is not on this form above it, instead of failing."""
        told = getattr(errors, "error_dict", {})
        shown = {NON_FIELD_ERRORS, *self.fields}
        elsewhere = [error for name in told if name not in shown for error in told[name]]
        if elsewhere:
            here = {name: found for name, found in told.items() if name in shown}
            here[NON_FIELD_ERRORS] = [*here.get(NON_FIELD_ERRORS, []), *elsewhere]
            errors = ValidationError(here)
        super()._update_errors(errors)

    def clean(self) -> dict:
        """Clean every text, and look at those that must be there."""
        cleaned = super().clean()
        for name, field in self.fields.items():
            if name in cleaned and type(field) is forms.CharField:
                cleaned[name] = clean_text(cleaned[name] or "")
                if field.required and is_blank(cleaned[name]):
                    self.add_error(name, _("Please write something here."))
        return cleaned


class TermForm(CleanForm):
    """A term keeps its code: rows, addresses of filters and imports name it by that."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True


def pair(name: str, *, is_long: bool = False) -> list[FieldPanel]:
    """Return panels for both languages of a text, each in its own direction (TRAPS B17)."""
    widget = forms.Textarea if is_long else forms.TextInput
    rows = {"rows": 3} if is_long else {}
    return [
        FieldPanel(f"{name}_{language}", widget=widget(attrs={**attributes, **rows}))
        for language, attributes in DIRECTIONS.items()
    ]


class DirectoryViewSet(ModelViewSet):
    # The index of references would copy what is written here into another table.
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    search_backend_name = None


class TermViewSet(DirectoryViewSet):
    list_display = [
        "label_ar",
        "label_en",
        BooleanColumn("is_active", label=_("In use"), sort_key="is_active"),
    ]
    search_fields = ["label_ar", "label_en", "code"]


def term_panels() -> list[MultiFieldPanel]:
    """Return the panels of a term: its name in both languages, and its use."""
    return [
        MultiFieldPanel(pair("label"), _("Name")),
        MultiFieldPanel(
            [FieldPanel("code", widget=CODE), FieldPanel("sort_order"), FieldPanel("is_active")],
            _("Use"),
        ),
    ]
