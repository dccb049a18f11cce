"""Form fields for what strangers write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.text import clean_text, is_blank


class FreeTextField(forms.CharField):
    """Text in one normal form, without controls, with a limit that the server alone enforces.

    The limit counts what is kept. No `maxlength` goes to the browser, which would cut what is
    pasted in without a word. What shows nothing counts as empty.
    """

    default_error_messages = {
        "required": _("Please write something here."),
        "max_length": _(
            "This is too long: it has %(show_value)d characters, and the limit is %(limit_value)d."
        ),
    }

    def __init__(self, *, max_length: int, **kwargs) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.error_messages.setdefault("max_length", self.default_error_messages["max_length"])

    def to_python(self, value) -> str:
        """Return the cleaned text, empty where nothing of it could be seen."""
        value = clean_text(super().to_python(value))
        return "" if is_blank(value) else value

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """Return attributes that keep the text out of the browser's memory."""
        return {"autocomplete": "off", "spellcheck": "false", "dir": "auto"}
