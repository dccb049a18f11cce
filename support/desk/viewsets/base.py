"""What the pages of settings share: bilingual forms, and lists without a history of references."""

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from core.text import clean_text, validate_not_blank

_ARABIC = forms.TextInput(attrs={"dir": "rtl", "lang": "ar"})
_ENGLISH = forms.TextInput(attrs={"dir": "ltr", "lang": "en"})
LEFT_TO_RIGHT = forms.TextInput(attrs={"dir": "ltr"})


class BilingualForm(WagtailAdminModelForm):
    """Refuses a label that is there but shows nothing, in either language."""

    def clean(self) -> dict:
        """Clean every text, and look at those that must be there."""
        cleaned = super().clean()
        for name, field in self.fields.items():
            if name in cleaned and type(field) is forms.CharField:
                cleaned[name] = clean_text(cleaned[name])
                if field.required:
                    self._refuse_blank(name, cleaned[name])
        return cleaned

    def _refuse_blank(self, name: str, text: str) -> None:
        try:
            validate_not_blank(text)
        except forms.ValidationError as error:
            self.add_error(name, error)


class TermForm(BilingualForm):
    """A term keeps its code: rows, and forms that are being filled in, name it by that."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True


def use() -> MultiFieldPanel:
    code = FieldPanel("code", widget=LEFT_TO_RIGHT)
    return MultiFieldPanel([code, FieldPanel("sort_order"), FieldPanel("is_active")], _("Use"))


def pair(name: str) -> list[FieldPanel]:
    """Return panels for both languages of a text, each in its own direction (TRAPS B17)."""
    return [
        FieldPanel(f"{name}_ar", widget=_ARABIC),
        FieldPanel(f"{name}_en", widget=_ENGLISH),
    ]


class SettingsIndexView(IndexView):
    """A list that says, as long as it is empty, what belongs there.

    Attributes:
        about: what these rows are for.
        is_on_form: whether they stand on the form, so that a way to look at it is offered.
    """

    results_template_name = "support/settings/index_results.html"
    about: str | Promise = ""
    is_on_form = False

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Add the way to the form as visitors see it, where this process has one."""
        buttons = super().header_buttons
        try:
            url = reverse("support:request") if self.is_on_form else ""
        except NoReverseMatch:
            url = ""
        if url:
            label = _("See the form as visitors do")
            buttons.append(HeaderButton(label, url=url, icon_name="view"))
        return buttons


class SettingsViewSet(ModelViewSet):
    index_view_class = SettingsIndexView
    # The index of references would list, under each term, which requests for help use it.
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    search_backend_name = None


class FormIndexView(SettingsIndexView):
    """A list of what stands on the form."""

    is_on_form = True


class TermViewSet(SettingsViewSet):
    index_view_class = FormIndexView
    list_display = [
        "label_ar",
        "label_en",
        BooleanColumn("is_active", label=_("In use"), sort_key="is_active"),
    ]
    search_fields = ["label_ar", "label_en", "code"]
