"""How somebody may be reached outside this site; all of it may be left empty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import FreeTextField
from vault.forms import NoCodeInText

CONTACT_LIMIT = 500  # characters
HOURS_LIMIT = 200


class ContactFields(NoCodeInText):
    """The terms of contact, in the first form and where they are changed later."""

    contact = FreeTextField(
        label=_("A safe way to reach you"),
        max_length=CONTACT_LIMIT,
        required=False,
        widget=forms.TextInput,
    )
    safe_hours = FreeTextField(
        label=_("When is it safe to reach you there?"),
        max_length=HOURS_LIMIT,
        required=False,
        widget=forms.TextInput,
    )
    may_leave_message = forms.ChoiceField(
        label=_("May we leave a message there?"),
        help_text=_("If you choose nothing, we leave none."),
        choices=[("yes", _("Yes")), ("no", _("No, only speak with me"))],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of these answers.")},
    )
