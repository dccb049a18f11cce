"""The form with which a reader suggests a service for the directory."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import FreeTextField
from resources.models import ServiceKind
from vault.forms import NoCodeInText

CONTACT_LIMIT = 300  # characters


class SuggestionForm(NoCodeInText):
    """What is suggested, in the open; how to reach who suggests it only where it can be sealed."""

    name = FreeTextField(
        label=_("What is it called?"),
        max_length=160,
        widget=forms.TextInput,
        error_messages={"required": _("Write what it is called.")},
    )
    kind = forms.ModelChoiceField(
        label=_("What kind of service is it?"),
        queryset=ServiceKind.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("I am not sure"),
        error_messages={"invalid_choice": _("Choose one of these kinds.")},
    )
    description = FreeTextField(
        label=_("What does it do, and for whom?"),
        help_text=_("What did you find good there, what should others know? Name nobody."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reach = FreeTextField(
        label=_("How does one reach it?"),
        help_text=_("A public number, an address on the web, a town. No private address."),
        max_length=300,
        widget=forms.TextInput,
        error_messages={"required": _("Write how one reaches it, so that we can ask there.")},
    )
    contact = FreeTextField(
        label=_("A safe way to reach you, if we have a question"),
        help_text=_("It is sealed: only those who keep the directory can open it."),
        max_length=CONTACT_LIMIT,
        required=False,
        widget=forms.TextInput,
    )

    def __init__(self, *args, takes_contact: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = ServiceKind.objects.filter(is_active=True)
        if not takes_contact:
            del self.fields["contact"]
