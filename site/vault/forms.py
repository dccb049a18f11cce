"""The form that takes a return code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vault.domain import records


class ReturnCodeForm(forms.Form):
    """One field. Whatever is typed is tried: a wrong form of it is answered like a wrong code."""

    # No CharField: it would answer a NUL or an overlong text faster, and in other words, than an
    # unknown code.
    code = forms.Field(
        label=_("Your code"),
        help_text=_("20 digits. Spaces do not matter."),
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
        },
    )

    def open_record(self) -> records.OpenedRecord | None:
        """Return the record that the code opens; else add the one answer that there is to it.

        Call on a valid form. Every code costs one and the same derivation.
        """
        keys = records.stretch_code(typed=self.cleaned_data["code"])
        record = records.open_by_code(keys=keys)
        if record is None:
            self.add_error(
                "code", _("This code opens nothing here. Compare it with what you noted down.")
            )
        return record
