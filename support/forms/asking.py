"""The form of somebody who asks for help."""

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.fields import FreeTextField
from support.forms.contact import ContactFields
from support.models import HelpRequest
from support.selectors import offer

BODY_LIMIT = 10_000  # characters; about four printed pages


class RequestForm(ContactFields):
    """A request for help. Refuses what is not on offer now, and loses nothing that was typed."""

    topic = forms.ChoiceField(
        label=_("What kind of help do you need?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what kind of help you need."),
            "invalid_choice": _("This kind of help is not on offer any more. Choose another one."),
        },
    )
    urgency = forms.ChoiceField(
        label=_("How soon do you need an answer?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how soon you need an answer."),
            "invalid_choice": _("Choose one of these answers."),
        },
    )
    language = forms.ChoiceField(
        label=_("In which language should we answer?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the language of the answer."),
            "invalid_choice": _("Choose one of these languages."),
        },
    )
    region = forms.ChoiceField(
        label=_("Roughly where are you?"),
        help_text=_("Only if it helps us to help you. No town, no street."),
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("This region is not in the list any more. Choose another one."),
        },
    )
    body = FreeTextField(
        label=_("What happened, and what would help?"),
        help_text=_("Write as you like. Leave out names and places that we need not know."),
        max_length=BODY_LIMIT,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Write what happened, in as few words as you like.")},
    )
    field_order = ("topic", "urgency", "language", "region", "body")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].help_text = _(
            "For example a number or an address that nobody else reads. Without it the answer "
            "waits for you here."
        )
        self.fields["topic"].choices = [
            (topic.code, _explained(topic.label, topic.help_text))
            for topic in self._topics.values()
        ]
        self.fields["region"].choices = [
            ("", _("I would rather not say")),
            *((region.code, region.label) for region in self._regions.values()),
        ]
        self.fields["language"].choices = [
            (language.code, language.label) for language in self._languages.values()
        ]
        # Nothing is chosen for somebody whose language is not on offer.
        self.fields["language"].initial = get_language()
        # The three levels are fixed. Where the wording of one is missing, our own stands in.
        wordings = {level.code: level.label for level in offer.urgencies()}
        self.fields["urgency"].choices = [
            (code, wordings.get(code, label)) for code, label in HelpRequest.Urgency.choices
        ]

    @cached_property
    def _topics(self) -> dict:
        return {topic.code: topic for topic in offer.topics()}

    @cached_property
    def _regions(self) -> dict:
        return {region.code: region for region in offer.regions()}

    @cached_property
    def _languages(self) -> dict:
        return {language.code: language for language in offer.languages()}

    @property
    def topics_on_offer(self) -> set[str]:
        """The codes of the topics on offer."""
        return set(self._topics)

    @property
    def chosen(self) -> dict[str, str]:
        """The codes of the region and the language that were chosen, of a valid form."""
        return {name: self.cleaned_data[name] for name in ("region", "language")}

    def submission(self) -> dict:
        """Return what `submit_request` takes: facets to be stored, and a payload to be sealed."""
        clean = self.cleaned_data
        return {
            "topic": self._topics[clean["topic"]],
            "region": self._regions.get(clean["region"]),
            "language": self._languages[clean["language"]],
            "urgency": clean["urgency"],
            "payload": {
                "body": clean["body"],
                "contact": clean["contact"],
                "safe_hours": clean["safe_hours"],
                "may_leave_message": bool(clean["contact"]) and clean["may_leave_message"] == "yes",
            },
        }

    def answers(self) -> list[tuple[str, str]]:
        """Return each question with its answer in words, empty where nothing was said."""
        clean = self.cleaned_data
        said = {
            **clean,
            "topic": self._topics[clean["topic"]].label,
            "language": self._languages[clean["language"]].label,
            **{
                name: dict(self.fields[name].choices).get(clean[name], "")
                for name in ("urgency", "region", "may_leave_message")
            },
        }
        if clean["contact"] and not said["may_leave_message"]:
            said["may_leave_message"] = gettext("No")
        return [(field.label, said[field.name]) for field in self]

    def hidden_values(self) -> dict[str, str]:
        """Return what the page that shows the answers carries along, cleaned."""
        return {name: self.cleaned_data[name] for name in self.fields}

    def typed_texts(self) -> list[forms.BoundField]:
        """Return the fields with words in them, so that these can be copied elsewhere."""
        return [field for field in self if isinstance(field.field, FreeTextField) and field.value()]


def _explained(label: str, explanation: str) -> str:
    if not explanation:
        return label
    return format_html('<span>{}<br><span class="soft">{}</span></span>', label, explanation)
