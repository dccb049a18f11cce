"""The forms of the desk."""

from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.text import clean_text, validate_not_blank
from support import selectors
from support.models import HelpRequest, VolunteerProfile

BODY_LENGTH = 10_000  # characters


class BodyField(forms.CharField):
    """Free text, cleaned before it is measured."""

    def to_python(self, value: str | None) -> str:
        """Return the text without invisible controls."""
        return clean_text(super().to_python(value))


class ReplyForm(forms.Form):
    """An answer. Carries an id of its own, so that sent twice it is one answer."""

    body = BodyField(
        label=_("Your answer"),
        max_length=BODY_LENGTH,
        validators=[validate_not_blank],
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("Please write something here.")},
    )
    message_token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, request: HelpRequest, **kwargs) -> None:
        # For this request only: a token cannot be spent on another one.
        self._signer = signing.Signer(salt=f"support.desk.reply|{request.pk}")
        kwargs.setdefault("initial", {"message_token": self._signer.sign(uuid4().hex)})
        super().__init__(*args, **kwargs)

    @property
    def message_id(self) -> UUID:
        """The id of the message. A token that is not ours is no reason to lose the text."""
        try:
            return UUID(self._signer.unsign(self.cleaned_data["message_token"]))
        except (signing.BadSignature, ValueError):
            return uuid4()


class ShareForm(forms.Form):
    """Lets one more volunteer open a request."""

    volunteer = forms.ChoiceField(
        label=pgettext_lazy("somebody to choose", "Who"),
        error_messages={
            "required": _("Choose somebody."),
            "invalid_choice": _("This person can open it already, or has no key."),
        },
    )
    takes_over = forms.BooleanField(label=_("Let them answer it, too"), required=False)

    def __init__(self, *args, request: HelpRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Read once: shown and accepted are the same people.
        self.people = {str(profile.pk): profile for profile in selectors.possible_holders(request)}
        choices = [(value, _label(profile)) for value, profile in self.people.items()]
        self.fields["volunteer"].choices = [("", _("Choose somebody")), *choices]

    @property
    def profile(self) -> VolunteerProfile:
        """Who was chosen."""
        return self.people[self.cleaned_data["volunteer"]]


def _label(profile: VolunteerProfile) -> str:
    if profile.is_available:
        return profile.alias
    return gettext("%(name)s (paused)") % {"name": profile.alias}
