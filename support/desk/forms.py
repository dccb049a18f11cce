"""The forms of the desk."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.text import clean_text, validate_not_blank
from support.desk import wording
from support.models import HelpRequest, VolunteerProfile
from support.rules.reasons import HandOver
from support.selectors import roster
from support.selectors.successors import Successor, successors

BODY_LENGTH = 10_000  # characters
NOTE_LENGTH = 4_000
_WHO = pgettext_lazy("somebody to choose", "Who")


class BodyField(forms.CharField):
    """Free text, cleaned before it is measured."""

    def to_python(self, value: str | None) -> str:
        """Return the text without invisible controls."""
        return clean_text(super().to_python(value))


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", "autocomplete": "off"})


class OnceForm(forms.Form):
    """Carries an id of its own, so that sent twice it adds one message."""

    message_token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, request_id: UUID, **kwargs: Any) -> None:
        self.request_id = request_id
        # For this request only: a token cannot be spent on another one.
        self._signer = signing.Signer(salt=f"support.desk.reply|{request_id}")
        initial = {"message_token": self._signer.sign(uuid4().hex), **kwargs.pop("initial", {})}
        super().__init__(*args, initial=initial, **kwargs)

    @property
    def known_id(self) -> UUID | None:
        """The id that this request's own page gave the form; nothing if it gave none."""
        try:
            return UUID(self._signer.unsign(self.data.get("message_token", "")))
        except (signing.BadSignature, ValueError):
            return None

    @property
    def message_id(self) -> UUID:
        """The id of the message. A token that is not ours is no reason to lose the text."""
        return self.known_id or uuid4()


class ReplyForm(OnceForm):
    """An answer."""

    body = BodyField(
        label=_("Your answer"),
        max_length=BODY_LENGTH,
        validators=[validate_not_blank],
        widget=_area(8),
        error_messages={"required": _("Please write something here.")},
    )

    def with_body(self, body: str) -> "ReplyForm":
        """Return a form that holds this text, unchecked, under the same id."""
        initial = {"body": body}
        if self.known_id is not None:
            initial["message_token"] = self.data["message_token"]
        return ReplyForm(request_id=self.request_id, initial=initial)


class NoteForm(OnceForm):
    """A note among volunteers."""

    note = BodyField(
        label=_("Note for the others"),
        help_text=_("Whoever may read this request sees it. The person who asked never does."),
        max_length=NOTE_LENGTH,
        validators=[validate_not_blank],
        widget=_area(3),
        error_messages={"required": _("Please write something here.")},
    )


class StepInForm(forms.Form):
    """Why somebody reads a request that another one answers."""

    reason = forms.ChoiceField(
        label=_("Why do you step in?"),
        choices=list(wording.STEP_IN.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )


class HandOverForm(forms.Form):
    """Who answers from now on, and why."""

    volunteer = forms.ChoiceField(
        label=_WHO,
        error_messages={
            "required": _("Choose somebody."),
            "invalid_choice": _("It cannot be handed over to this person."),
        },
    )
    reason = forms.ChoiceField(
        label=_("Why?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason.")},
    )
    words = BodyField(
        label=_("What should they know?"),
        help_text=_("Kept as a note among volunteers. The person who asked never sees it."),
        max_length=NOTE_LENGTH,
        required=False,
        widget=_area(4),
    )
    keeps_former = forms.BooleanField(required=False)

    def __init__(
        self, *args: Any, request: HelpRequest, profile: VolunteerProfile, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # Read once: shown and accepted are the same people.
        self.successors = successors(request)
        fitting = [one for one in self.successors if not one.grounds]
        others = [one for one in self.successors if one.grounds]
        groups = [(_("Fits this request"), fitting), (_("Fits less well"), others)]
        self.fields["volunteer"].choices = [
            ("", _("Choose somebody")),
            *((label, [_choice(one) for one in people]) for label, people in groups if people),
        ]
        self.fields["reason"].choices = [
            (code, words)
            for code, words in wording.HAND_OVER.items()
            if code != HandOver.ENTRUSTED or profile.is_duty_coordinator
        ]
        former = request.assigned_to
        if former is None:
            del self.fields["keeps_former"]
        elif former == profile:
            self.fields["keeps_former"].label = _("I stand by, and could step in again")
        else:
            self.fields["keeps_former"].label = gettext(
                "%(name)s stands by, and could step in again"
            ) % {"name": former.alias}

    @property
    def profile(self) -> VolunteerProfile:
        """Who was chosen."""
        chosen = self.cleaned_data["volunteer"]
        return next(one.profile for one in self.successors if str(one.profile.pk) == chosen)


class ShareForm(forms.Form):
    """Lets one more volunteer open a request."""

    volunteer = forms.ChoiceField(
        label=_WHO,
        error_messages={
            "required": _("Choose somebody."),
            "invalid_choice": _("This person can open it already, or has no key."),
        },
    )

    def __init__(self, *args: Any, request: HelpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Read once: shown and accepted are the same people. Who was shut out is not among them.
        possible = roster.possible_holders(request).exclude(exclusions__request=request)
        self.people = {str(profile.pk): profile for profile in possible}
        choices = [(value, _label(profile)) for value, profile in self.people.items()]
        self.fields["volunteer"].choices = [("", _("Choose somebody")), *choices]

    @property
    def profile(self) -> VolunteerProfile:
        """Who was chosen."""
        return self.people[self.cleaned_data["volunteer"]]


def _choice(successor: Successor) -> tuple[str, str]:
    words = {
        "name": successor.profile.alias,
        "load": successor.open_load,
        "capacity": successor.capacity,
    }
    if successor.grounds:
        words["why"] = wording.GROUND[successor.grounds[0]]
        label = gettext("%(name)s: %(why)s") % words
    else:
        label = gettext("%(name)s: answers %(load)s of %(capacity)s") % words
    return str(successor.profile.pk), label


def _label(profile: VolunteerProfile) -> str:
    if profile.is_available:
        return profile.alias
    return gettext("%(name)s (paused)") % {"name": profile.alias}
