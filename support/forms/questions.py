"""The questions of a kind of help as a form, and what was answered as a list to be sealed."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from core.fields import FreeTextField
from support.rules import questions as rules
from support.rules.questions import Item, Words
from support.selectors import offer
from vault.forms import NoCodeInText, without_codes

PREFIX = "q-"  # of the names of the fields; what follows is the question's code
ASKED_FIELD = "asked"
SHORT_LIMIT = 300  # characters
LONG_LIMIT = 5_000
_SALT = "support.asked.1"  # another number for another shape
_TEXT_LIMITS = {rules.SHORT: SHORT_LIMIT, rules.LONG: LONG_LIMIT}
_NOT_OFFERED = _("This answer is not on offer any more. Choose another one.")
_ONE_NOT_OFFERED = _(
    "One of the answers that you had chosen is not on offer any more. Look at the others and go on."
)


def sign_asked(items: Iterable[Item]) -> str:
    """Return what a form has asked so far, as text that it carries along.

    Signed, since its wording is sealed with the answers: nobody may put words into our mouth.
    """
    return signing.dumps(rules.to_plain(items), salt=_SALT, compress=True)


def asked_in(data: QueryDict) -> list[Item]:
    """Return what the form that was sent has asked; nothing where that was forged."""
    try:
        return rules.from_plain(signing.loads(data.get(ASKED_FIELD, ""), salt=_SALT))
    except signing.BadSignature:
        return []


def given_in(data: QueryDict) -> dict[str, list[str]]:
    """Return what was answered, by the code of the question."""
    return {
        name.removeprefix(PREFIX): [without_codes(value) for value in values if value]
        for name, values in data.lists()
        if name.startswith(PREFIX)
    }


def typed_answers(data: QueryDict) -> list[dict[str, str]]:
    """Return what was typed to questions, under their wording, so that it can be copied."""
    given = given_in(data)
    return [
        {"label": _in_language(item.words), "value": "\n".join(given[item.code])}
        for item in asked_in(data)
        if item.kind in _TEXT_LIMITS and given.get(item.code)
    ]


class QuestionsForm(NoCodeInText):
    """The questions that are asked of somebody who has answered as they did so far.

    Has a field for each of them, whether it is on the page or carried along. What was answered to
    questions that are not asked is carried along too, in case somebody goes back; it is not sent.
    """

    def __init__(
        self, data: QueryDict, *, topic: str, topics: Collection[str], is_fresh: bool = False
    ) -> None:
        """Find out what is asked.

        Args:
            data: the post.
            topic: the code of the chosen topic.
            topics: the codes of all topics on offer.
            is_fresh: whether the questions are shown for somebody to look at: without complaints.
        """
        self.given, self.asked = given_in(data), asked_in(data)
        offered = offer.questions(topic=topic)
        known = rules.with_withdrawn(offered, self.asked, self.given, topic=topic, topics=topics)
        self.items = {item.code: item for item in rules.visible(known, self.given)}
        initial = {PREFIX + code: values for code, values in self.given.items()}
        for code, item in self.items.items():
            if item.kind != rules.MANY:
                initial[PREFIX + code] = next(iter(self.given.get(code, ())), "")
        super().__init__(None if is_fresh else data, initial=initial)
        for code, item in self.items.items():
            self.fields[PREFIX + code] = _field_for(item)
        self._shown = set(self.items)

    @property
    def offered(self) -> list[Item]:
        """The questions that are asked and still on offer."""
        return [item for item in self.items.values() if not item.is_withdrawn]

    def due(self, *, is_last_step: bool) -> list[Item]:
        """Return what has to be put to the visitor before they go on: what is new, or wrong."""
        return [
            item
            for item in self.items.values()
            if PREFIX + item.code in self.errors
            or rules.is_to_be_asked(
                item, asked=self.asked, given=self.given, is_last_step=is_last_step
            )
        ]

    def show_only(self, items: Iterable[Item]) -> None:
        """Put these questions on the page, and carry the others along.

        What was never asked is not complained about.
        """
        self._shown = {item.code for item in items}
        known = {item.code for item in self.asked}
        for code in self._shown - known:
            if not self.given.get(code):
                self.errors.pop(PREFIX + code, None)

    @property
    def is_sequel(self) -> bool:
        """Whether the page shows only what came up through earlier answers."""
        return len(self._shown) < len(self.items) and not self.errors

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """The fields on the page."""
        return [self[PREFIX + code] for code in self.items if code in self._shown]

    def asked_now(self) -> str:
        """Return, signed, what the form has asked once this page was sent."""
        shown = {item.code: item for item in self.offered if item.code in self._shown}
        return sign_asked({**{item.code: item for item in self.asked}, **shown}.values())

    def carried(self) -> list[tuple[str, str]]:
        """Return names and values of hidden fields for every answer that is not on the page."""
        return [
            (PREFIX + code, value)
            for code, values in self.given.items()
            if code not in self.items or code not in self._shown
            for value in values
        ]

    @cached_property
    def answers(self) -> list[dict[str, Any]]:
        """What was answered, to be sealed: readable in both languages whatever becomes of the
        questions. Only for a valid form."""
        return [
            _record(item, self.cleaned_data[PREFIX + code])
            for code, item in self.items.items()
            if self.cleaned_data[PREFIX + code]
        ]

    def summary(self) -> list[dict[str, Any]]:
        """Return each question with its answer in words, for the page that shows all of them."""
        answers = {answer["code"]: answer for answer in self.answers}
        return [
            {"answer": answers.get(code), "question": item.words, "is_withdrawn": item.is_withdrawn}
            for code, item in self.items.items()
        ]


def _field_for(item: Item) -> forms.Field:
    label, explanation = _in_language(item.words), _in_language(item.help)
    common = {"label": label, "help_text": explanation, "required": item.is_required}
    if item.kind in _TEXT_LIMITS:
        widget = forms.Textarea(attrs={"rows": 5}) if item.kind == rules.LONG else forms.TextInput()
        return FreeTextField(max_length=_TEXT_LIMITS[item.kind], widget=widget, **common)
    choices = [(choice.code, _in_language(choice.words)) for choice in item.choices]
    if item.kind == rules.MANY:
        return forms.MultipleChoiceField(
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": _("Choose at least one answer."),
                "invalid_choice": _ONE_NOT_OFFERED,
            },
            **common,
        )
    if item.kind == rules.YES_NO:
        choices = [(rules.YES, _("Yes")), (rules.NO, _("No"))]
    return forms.ChoiceField(
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer."), "invalid_choice": _NOT_OFFERED},
        **common,
    )


def _record(item: Item, value: str | list[str]) -> dict[str, Any]:
    words: dict[str, list[str]] = {}
    if item.kind == rules.YES_NO:
        for language in ("ar", "en"):
            with override(language):
                words[language] = [gettext("Yes") if value == rules.YES else gettext("No")]
    elif item.kind not in _TEXT_LIMITS:
        codes = [value] if isinstance(value, str) else value
        chosen = [choice for choice in item.choices if choice.code in codes]
        value = value if isinstance(value, str) else [choice.code for choice in chosen]
        words = {
            language: [choice.words[language] for choice in chosen] for language in ("ar", "en")
        }
    return {
        "code": item.code,
        "kind": item.kind,
        "question": item.words,
        "value": value,
        "words": words,
    }


def _in_language(words: Words) -> str:
    language = "ar" if (get_language() or "").startswith("ar") else "en"
    return words.get(language, "")
