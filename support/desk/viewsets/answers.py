"""Answers to begin with: what volunteers may add to an answer they are writing."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
)
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.widgets import AdminAutoHeightTextInput

from support.desk.viewsets.base import BilingualForm, SettingsViewSet, pair
from support.models import AnswerTemplate

_ARABIC = AdminAutoHeightTextInput(attrs={"dir": "rtl", "lang": "ar"})
_ENGLISH = AdminAutoHeightTextInput(attrs={"dir": "ltr", "lang": "en"})


class AnswerTemplateViewSet(SettingsViewSet):
    """Answers that were thought through once, in both languages."""

    model = AnswerTemplate
    name = "answer-templates"
    icon = "clipboard-list"
    menu_label = _("Answers to begin with")
    list_display = [
        "label_ar",
        "label_en",
        BooleanColumn("is_active", label=_("In use"), sort_key="is_active"),
    ]
    search_fields = ["label_ar", "label_en"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(pair("label"), _("Name, shown to volunteers alone")),
            MultiFieldPanel(
                [
                    FieldPanel("body_ar", widget=_ARABIC),
                    FieldPanel("body_en", widget=_ENGLISH),
                ],
                _("Text"),
            ),
            FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
            InlinePanel(
                "links",
                heading=_("Pages to point to"),
                label=_("page to point to"),
                help_text=_(
                    "Choose a page in either language. The answer gets the address of the page "
                    "in its own language, if it is published there."
                ),
                panels=[PageChooserPanel("page")],
            ),
            MultiFieldPanel([FieldPanel("sort_order"), FieldPanel("is_active")], _("Use")),
        ],
        base_form_class=BilingualForm,
    )
