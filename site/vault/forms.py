"""The form that takes a return code, and forms that must not take one in by mistake."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.fields import FreeTextField
from core.text import clean_text
from vault.domain import records, turns
from vault.domain.codes import blank_return_codes


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

    is_crowded = False

    def open_record(self) -> records.OpenedRecord | None:
        """Return the record that the code opens; else add the one answer that there is to it.

        Call on a valid form. Every code costs one and the same derivation, and where too many are
        tried at this moment, none: then `is_crowded` is set, and what was typed stands there still.
        """
        try:
            with turns.turn():
                keys = records.stretch_code(typed=self.cleaned_data["code"])
        except turns.NoTurn:
            self.is_crowded = True
            self.add_error(
                "code",
                _(
                    "Many people open their codes at this moment. Yours has not been tried yet. "
                    "Wait a minute, then send it again."
                ),
            )
            return None
        record = records.open_by_code(keys=keys)
        if record is None:
            self.add_error(
                "code", _("This code opens nothing here. Compare it with what you noted down.")
            )
        return record


def without_codes(text: str) -> str:
    """Return text that was typed, without the digits of return codes; else exactly as it was."""
    # Searched as it would be kept: what is cleaned away may stand between two digits.
    cleaned = clean_text(text)
    blanked = blank_return_codes(cleaned)
    return text if blanked == cleaned else blanked


class NoCodeInText(forms.Form):
    """A form whose free text must hold no return code: the key would lie inside what it opens.

    A form that holds one is not valid. What is shown again has the words, without the digits.
    """

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> object:
        """Return what stands in a field before anything is typed, without codes too."""
        initial = super().get_initial_for_field(field, field_name)
        is_text = isinstance(field, FreeTextField) and isinstance(initial, str)
        return without_codes(initial) if is_text else initial

    def full_clean(self) -> None:
        """Blank codes out before anything else sees them, and say so."""
        blanked = self._blank_codes() if self.is_bound else []
        super().full_clean()
        for name in blanked:
            self.add_error(
                name,
                _(
                    "A return code stood here, so nothing was sent. Whoever reads the code can "
                    "open everything that is said behind it, so keep it to yourself. We took its "
                    "digits out; look through the rest and send it again. If it was another "
                    "number, write it once more with a word between its parts."
                ),
            )

    def _blank_codes(self) -> list[str]:
        blanked = []
        for name, field in self.fields.items():
            key = self.add_prefix(name)
            typed = self.data.get(key)
            if not isinstance(field, FreeTextField) or not isinstance(typed, str):
                continue
            without = without_codes(typed)
            if without != typed:
                blank = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
                blank[key] = without
                self.data = blank
                blanked.append(name)
        return blanked
