"""The form that takes a return code."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReturnCodeForm(forms.Form):
    """One field. Whatever is typed is tried: a wrong form of it is answered like a wrong code."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("20 digits. Spaces do not matter."),
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "autocapitalize": "off",
                "spellcheck": "false",
                "dir": "ltr",
                "class": "code-input",
            }
        ),
        error_messages={
            "required": _("Type the code that you were shown when you sent your message."),
            "max_length": _("That is too long. The code has 20 digits."),
        },
    )
