"""The form with which a reader says that something about an entry is wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from resources.models import ServiceReport


class ReportForm(forms.Form):
    """One question. There is no free text: words could tell who wrote them."""

    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=ServiceReport.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what is wrong."),
            "invalid_choice": _("Choose one of these answers."),
        },
    )
