"""The forms of somebody who came back with their code: to write, to be reached, to shut out."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import FreeTextField
from support.forms.asking import BODY_LIMIT
from support.forms.contact import ContactFields
from vault.forms import NoCodeInText


class MessageForm(NoCodeInText):
    """A further message of somebody who came back."""

    body = FreeTextField(
        label=_("Your message"),
        max_length=BODY_LIMIT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class ContactForm(ContactFields):
    """How somebody may be reached from now on. All of it may be left empty."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].help_text = _(
            "For example a number or an address that nobody else reads. Leave it empty, and we do "
            "not contact you outside this site: the answer waits for you here."
        )

    @staticmethod
    def initial_of(terms: Mapping[str, Any]) -> dict[str, str]:
        """Return what stands in the form before anything is changed."""
        choice = "yes" if terms["may_leave_message"] else "no"
        return {
            "contact": terms["contact"],
            "safe_hours": terms["safe_hours"],
            "may_leave_message": choice if terms["contact"] else "",
        }

    def terms(self) -> dict[str, Any]:
        """Return what is sealed. Without a way to reach them there is nothing else to say of it."""
        clean = self.cleaned_data
        if not clean["contact"]:
            return {"contact": "", "safe_hours": "", "may_leave_message": False}
        return {
            "contact": clean["contact"],
            "safe_hours": clean["safe_hours"],
            "may_leave_message": clean["may_leave_message"] == "yes",
        }


class ShutOutForm(forms.Form):
    """Names one person who must not read the messages any more."""

    person = forms.ChoiceField(
        label=_("Who must not read your messages any more?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _(
                "This person cannot open your messages any more. Look at who can now."
            ),
        },
    )

    def __init__(self, *args, people: Mapping[str, str], **kwargs) -> None:
        """Take the people to choose from: a word that stands for each, and how to call them."""
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list(people.items())
