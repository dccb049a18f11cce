"""Forms that take a passphrase: to open a key, and to confirm a new one."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from vault.crypto import passphrase
from vault.desk import guesses
from vault.domain import keys
from vault.selectors import living_key_of

_MAX_LENGTH = 300
# No browser should offer to keep it: it would lie beside the sign-in password then.
_ATTRS = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}


class UnlockForm(forms.Form):
    """Opens the person's own key. Once valid, `key` is the unlocked key."""

    passphrase = forms.CharField(
        label=_("Your passphrase"),
        help_text=_("The six words that you wrote down. Capital letters do not matter."),
        widget=forms.PasswordInput(
            attrs={
                **_ATTRS,
                "data-desk-reveal": _("Show what I type"),
                "data-desk-hide-label": _("Hide what I type"),
            }
        ),
        error_messages={"required": _("Type your passphrase.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.key: keys.UnlockedKey | None = None

    def clean_passphrase(self) -> str:
        """Open the key; one answer for all that does not open it."""
        typed = self.cleaned_data["passphrase"]
        if not guesses.take(self.user):
            raise forms.ValidationError(
                _("Those were too many tries. Wait five minutes, then try again."), code="wait"
            )
        key = living_key_of(self.user)
        try:
            if key is None or len(typed) > _MAX_LENGTH:
                raise keys.WrongPassphrase
            self.key = keys.unlock_staff_key(key=key, passphrase_text=typed)
        except keys.WrongPassphrase as error:
            raise forms.ValidationError(
                _("This passphrase does not open your key."), code="wrong"
            ) from error
        guesses.give_back(self.user)
        return typed


class LostKeyForm(forms.Form):
    """Names the key to end: a form sent again later must not end the one made since."""

    key = forms.UUIDField(widget=forms.HiddenInput)


class NewKeyForm(forms.Form):
    """Takes the new words retyped, which shows that they were written down."""

    sealed_words = forms.CharField(widget=forms.HiddenInput)
    retyped = forms.CharField(
        label=_("Type the six words from your paper"),
        widget=forms.TextInput(attrs=_ATTRS),
        error_messages={"required": _("Type the six words.")},
    )

    def __init__(self, *args: Any, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def clean_retyped(self) -> str:
        """Compare with the words that were shown."""
        retyped = passphrase.normalise(self.cleaned_data["retyped"])
        if retyped != passphrase.normalise(self.words):
            raise forms.ValidationError(
                _("These are not the six words above. Compare them with your paper."), code="wrong"
            )
        return self.words
