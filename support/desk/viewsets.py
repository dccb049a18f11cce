"""What coordinators edit without a developer: terms, crisis contacts and volunteers.

Requests for help are not among it and never will be: Wagtail's listings, histories and exports
would show or copy them to people without a grant.
"""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from core.text import clean_text, validate_not_blank
from support.models import CrisisContact, Region, Topic, VolunteerProfile

_ARABIC = forms.TextInput(attrs={"dir": "rtl", "lang": "ar"})
_ENGLISH = forms.TextInput(attrs={"dir": "ltr", "lang": "en"})
_LEFT_TO_RIGHT = forms.TextInput(attrs={"dir": "ltr"})


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


class VolunteerForm(BilingualForm):
    """A profile stays with its account: requests that wait for it are sealed to that account."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["user"].disabled = True

    def clean(self) -> dict:
        """Ask for what routing needs, or no request would ever come to them."""
        cleaned = super().clean()
        if not (cleaned.get("speaks_ar") or cleaned.get("speaks_en")):
            self.add_error("speaks_ar", _("Choose at least one language that they answer in."))
        if "topics" in cleaned and not cleaned["topics"] and not cleaned["is_duty_coordinator"]:
            self.add_error(
                "topics", _("Choose at least one topic, or make them a duty coordinator.")
            )
        return cleaned


def _use() -> MultiFieldPanel:
    code = FieldPanel("code", widget=_LEFT_TO_RIGHT)
    return MultiFieldPanel([code, FieldPanel("sort_order"), FieldPanel("is_active")], _("Use"))


def _pair(name: str) -> list[FieldPanel]:
    """Return panels for both languages of a text, each in its own direction (TRAPS B17)."""
    return [
        FieldPanel(f"{name}_ar", widget=_ARABIC),
        FieldPanel(f"{name}_en", widget=_ENGLISH),
    ]


class _SettingsViewSet(ModelViewSet):
    # The index of references would list, under each term, which requests for help use it.
    add_to_reference_index = False
    copy_view_enabled = False
    list_per_page = 50
    search_backend_name = None


class _TermViewSet(_SettingsViewSet):
    list_display = [
        "label_ar",
        "label_en",
        BooleanColumn("is_active", label=_("In use"), sort_key="is_active"),
    ]
    search_fields = ["label_ar", "label_en", "code"]


class TopicViewSet(_TermViewSet):
    """Kinds of help."""

    model = Topic
    name = "topics"
    icon = "tag"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(_pair("label"), _("Name")),
            MultiFieldPanel(_pair("help"), _("Explanation on the form")),
            _use(),
        ],
        base_form_class=BilingualForm,
    )


class RegionViewSet(_TermViewSet):
    """Coarse regions."""

    model = Region
    name = "regions"
    icon = "globe"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(_pair("label"), _("Name")),
            _use(),
        ],
        base_form_class=BilingualForm,
    )


class CrisisContactViewSet(_TermViewSet):
    """Who answers at once, when we cannot."""

    model = CrisisContact
    name = "crisis-contacts"
    icon = "warning"
    edit_handler = ObjectList(
        [
            MultiFieldPanel([*_pair("label"), *_pair("description")], _("Name")),
            MultiFieldPanel(
                [
                    FieldPanel("phone", widget=_LEFT_TO_RIGHT),
                    FieldPanel("url", widget=forms.URLInput(attrs={"dir": "ltr"})),
                    *_pair("hours"),
                ],
                _("Ways to reach them"),
            ),
            _use(),
        ],
        base_form_class=BilingualForm,
    )


class VolunteerIndexView(IndexView):
    """The list of volunteers, with their accounts in the same query."""

    def get_base_queryset(self) -> QuerySet[VolunteerProfile]:
        """Return all volunteers."""
        return super().get_base_queryset().select_related("user")


class VolunteerViewSet(_SettingsViewSet):
    """What routing knows of each volunteer."""

    model = VolunteerProfile
    name = "volunteers"
    index_view_class = VolunteerIndexView
    icon = "group"
    list_display = [
        "alias_ar",
        "alias_en",
        Column("user", label=_("Account")),
        BooleanColumn("is_available", label=_("Takes new requests"), sort_key="is_available"),
        BooleanColumn("is_duty_coordinator", label=_("Duty coordinator")),
    ]
    search_fields = ["alias_ar", "alias_en", "user__username"]
    edit_handler = ObjectList(
        [
            FieldPanel("user", heading=_("Account")),
            MultiFieldPanel(_pair("alias"), _("Name shown to visitors")),
            MultiFieldPanel(
                [
                    FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("regions", widget=forms.CheckboxSelectMultiple),
                    FieldPanel("speaks_ar"),
                    FieldPanel("speaks_en"),
                    FieldPanel("capacity"),
                    FieldPanel("is_available"),
                ],
                _("Which requests come to them"),
            ),
            FieldPanel("is_duty_coordinator"),
            FieldPanel("notice_language"),
        ],
        base_form_class=VolunteerForm,
    )


class HelpDeskSettings(ModelViewSetGroup):
    """The menu of what coordinators edit."""

    items = (TopicViewSet, RegionViewSet, CrisisContactViewSet, VolunteerViewSet)
    menu_label = _("Desk settings")
    menu_name = "routing"  # no name may begin with another's: both would light up
    menu_icon = "sliders"
    menu_order = 310
