"""Extra questions of a topic: their wording, what to choose from, and when they are asked."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column

from support.desk.viewsets.base import BilingualForm, FormIndexView, SettingsViewSet, pair
from support.models import Question
from support.rules import questions as rules

_BETWEEN = "."  # what stands in no code
_FEWEST_CHOICES = 2


class QuestionForm(BilingualForm):
    """Ties a question to an earlier answer with one choice that reads as a sentence."""

    condition = forms.ChoiceField(
        label=_("When it is asked"),
        required=False,
        help_text=_(
            "A question may wait for a certain answer to an earlier question of the same topic. "
            "It then appears on a page of its own after that answer was given."
        ),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        known = Question.objects.select_related("topic", "shown_after").prefetch_related("choices")
        self._others = {row.code: row for row in known if row.pk != self.instance.pk}
        self._followers = [
            row for row in self._others.values() if row.shown_after_id == self.instance.pk
        ]
        if not self.instance.pk:
            self._followers = []
        else:
            # An answer that was given means what its kind says; another kind is another question.
            self.fields["kind"].disabled = True
        self.fields["condition"].choices = [("", _("Always")), *self._conditions()]
        if self.instance.shown_after_id:
            self.initial["condition"] = _value(
                self.instance.shown_after.code, self.instance.shown_answer
            )

    def _conditions(self) -> list[tuple]:
        by_topic: dict[str, list[tuple[str, str]]] = {}
        for row in self._others.values():
            is_current = row.pk == self.instance.shown_after_id
            if not (is_current or self._may_follow(row)):
                continue
            options = by_topic.setdefault(row.topic.label, [])
            for code, answer in _answers(row):
                words = gettext("Only if “%(question)s” was answered with “%(answer)s”")
                sentence = words % {"question": row.label, "answer": answer}
                options.append((_value(row.code, code), sentence))
        if self.instance.pk:
            return [option for options in by_topic.values() for option in options]
        return list(by_topic.items())

    def _may_follow(self, row: Question) -> bool:
        if row.kind not in rules.CONDITIONS or not row.is_active:
            return False
        if not self.instance.pk:
            return True  # its topic and position are not known before the form is sent
        is_earlier = _place(row) < _place(self.instance)
        return row.topic_id == self.instance.topic_id and is_earlier

    def clean(self) -> dict:
        """Refuse a question that could not be answered, or would never or always be asked."""
        cleaned = super().clean()
        self._clean_condition(cleaned)
        self._clean_followers(cleaned)
        self._clean_choices(cleaned)
        return cleaned

    def _clean_condition(self, cleaned: dict) -> None:
        code, _between, answer = cleaned.get("condition", "").partition(_BETWEEN)
        before = self._others.get(code)
        self.instance.shown_after, self.instance.shown_answer = before, answer
        if before is None or "topic" not in cleaned or "sort_order" not in cleaned:
            return
        conditions = {
            row.code: row.shown_after.code for row in self._others.values() if row.shown_after
        }
        if before.topic != cleaned["topic"]:
            message = _("Choose a question of the same topic.")
        elif rules.loops(self.instance.code, before.code, conditions):
            message = _("That question waits for this one, so neither would ever be asked.")
        elif not _place(before) < (cleaned["sort_order"], self.instance.pk or float("inf")):
            message = _("Choose a question that comes earlier, or give this one a later position.")
        else:
            return
        self.add_error("condition", message)

    def _clean_followers(self, cleaned: dict) -> None:
        for row in self._followers:
            words = {"question": row.label}
            if "topic" in cleaned and row.topic != cleaned["topic"]:
                self.add_error(
                    "topic",
                    _("“%(question)s” is asked after this one. Let it be asked always first.")
                    % words,
                )
            elif "sort_order" in cleaned and not (
                (cleaned["sort_order"], self.instance.pk) < _place(row)
            ):
                self.add_error(
                    "sort_order",
                    _("“%(question)s” is asked after this one and must keep a later position.")
                    % words,
                )

    def _clean_choices(self, cleaned: dict) -> None:
        kind, formset = cleaned.get("kind"), self.formsets["choices"]
        if kind is None or not formset.is_valid():
            return
        kept = [
            form
            for form in formset.forms
            if form.has_changed() or form.instance.pk
            if not form.cleaned_data.get("DELETE")
        ]
        if kind not in rules.OF_CHOICES:
            if kept:
                self.add_error("kind", _("This kind of question has no list of answers."))
            return
        offered = [form.instance.code for form in kept if form.cleaned_data.get("is_active")]
        if len(offered) < _FEWEST_CHOICES:
            self.add_error("kind", _("Write at least two answers to choose from, further down."))
        for row in self._followers:
            if row.shown_answer not in offered:
                self.add_error(
                    None,
                    _(
                        "“%(question)s” is asked after an answer that you take away. Let it be "
                        "asked always first, or after another answer."
                    )
                    % {"question": row.label},
                )


def _place(row: Question) -> tuple[int, float]:
    return row.sort_order, row.pk


def _value(code: str, answer: str) -> str:
    return f"{code}{_BETWEEN}{answer}"


def _answers(row: Question) -> list[tuple[str, str]]:
    if row.kind == rules.YES_NO:
        return [(rules.YES, gettext("Yes")), (rules.NO, gettext("No"))]
    return [(choice.code, choice.label) for choice in row.choices.all() if choice.is_active]


def _condition_of(row: Question) -> str:
    """Return, for the list, when a question is asked."""
    before = row.shown_after
    if before is None:
        return gettext("Always")
    answers = dict(_answers(before))
    if row.shown_answer not in answers or not before.is_active:
        return gettext("Never: the answer that it waits for is not in use")
    words = gettext("Only if “%(question)s” was answered with “%(answer)s”")
    return words % {"question": before.label, "answer": answers[row.shown_answer]}


class QuestionIndexView(FormIndexView):
    """The list of questions, in the order in which they are asked."""

    about = _(
        "The form asks everybody the same few things. Here you add what you need to know besides "
        "for one kind of help, such as a date that must not be missed. Ask for as little as "
        "you can: what nobody wrote cannot fall into wrong hands."
    )

    def get_base_queryset(self) -> QuerySet[Question]:
        """Return all questions, with what the list says of each."""
        rows = super().get_base_queryset().select_related("topic", "shown_after")
        return rows.prefetch_related("shown_after__choices")


class QuestionViewSet(SettingsViewSet):
    """What a kind of help asks besides."""

    model = Question
    name = "questions"
    icon = "help"
    index_view_class = QuestionIndexView
    list_display = [
        "label_ar",
        "label_en",
        Column("topic", label=_("Topic"), sort_key="topic"),
        Column("get_kind_display", label=_("Answer")),
        Column("condition", label=_("When it is asked"), accessor=_condition_of),
        BooleanColumn("is_required", label=_("Must be answered")),
        BooleanColumn("is_active", label=_("In use"), sort_key="is_active"),
    ]
    list_filter = ["topic"]
    search_fields = ["label_ar", "label_en"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("topic"),
                    FieldPanel(
                        "kind",
                        help_text=_(
                            "It cannot be changed later: answers of another kind would not fit."
                        ),
                    ),
                ],
                _("Question"),
            ),
            MultiFieldPanel(pair("label"), _("Wording")),
            MultiFieldPanel(pair("help"), _("Explanation below the question")),
            InlinePanel(
                "choices",
                heading=_("Answers to choose from"),
                label=_("Answer"),
                help_text=_(
                    "Only for questions with several answers. An answer that was used once is "
                    "better taken out of use than deleted."
                ),
                panels=[*pair("label"), FieldPanel("is_active")],
            ),
            FieldPanel("condition"),
            MultiFieldPanel(
                [FieldPanel("sort_order"), FieldPanel("is_required"), FieldPanel("is_active")],
                _("Use"),
            ),
        ],
        base_form_class=QuestionForm,
    )
