"""The form that hands several requests over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from support.desk.bulk_wording import name_with_load
from support.desk.wording import HAND_OVER
from support.models import VolunteerProfile
from support.rules.reasons import HandOver
from support.selectors.desk import possible_followers


class HandOverForm(forms.Form):
    """Who shall answer several requests, and why."""

    volunteer = forms.ChoiceField(
        label=pgettext_lazy("somebody to choose", "Who"),
        error_messages={
            "required": _("Choose somebody."),
            "invalid_choice": _("This person has no key any more. Choose somebody else."),
        },
    )
    reason = forms.ChoiceField(
        label=_("Why"),
        error_messages={"required": _("Choose a reason.")},
    )
    keeps_former = forms.BooleanField(
        label=_("Whoever answered so far stands by"), required=False, initial=True
    )

    def __init__(self, *args: Any, actor: VolunteerProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            ("", _("Choose a reason")),
            *(
                (reason, words)
                for reason, words in HAND_OVER.items()
                if actor.is_duty_coordinator or reason != HandOver.ENTRUSTED
            ),
        ]
        self.fields["volunteer"].choices = [
            ("", _("Choose somebody")),
            *((str(person.pk), name_with_load(person)) for person in possible_followers()),
        ]

    @property
    def choice(self) -> dict[str, Any]:
        """What was chosen, as plain values."""
        return {
            "volunteer": int(self.cleaned_data["volunteer"]),
            "reason": self.cleaned_data["reason"],
            "keeps_former": self.cleaned_data["keeps_former"],
        }
