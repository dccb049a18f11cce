"""Creates what coordinators would have written: questions, languages, answers to begin with."""

from wagtail.models import Page

from demo.content import questions as content
from support.models import (
    AnswerLanguage,
    AnswerTemplate,
    AnswerTemplateLink,
    Choice,
    Question,
    Topic,
    VolunteerProfile,
)

_SPEAKS_KURDISH = "rim"


def seed_languages() -> None:
    """Create the languages that are missing, and let one volunteer speak one of them."""
    for position, row in enumerate(content.LANGUAGES, start=2):
        language, is_new = AnswerLanguage.objects.get_or_create(
            code=row["code"],
            defaults={
                "label_en": row["label_en"],
                "label_ar": row["label_ar"],
                "sort_order": position,
            },
        )
        speaker = VolunteerProfile.objects.filter(user__username=_SPEAKS_KURDISH).first()
        if is_new and row["code"] == "ckb" and speaker is not None:
            speaker.languages.add(language)


def seed_questions() -> None:
    """Create the questions that are missing, each after the one that it depends on."""
    topics = {topic.code: topic for topic in Topic.objects.all()}
    for position, row in enumerate(content.QUESTIONS):
        if Question.objects.filter(code=row["code"]).exists() or row["topic"] not in topics:
            continue
        earlier, answer = row.get("after", (None, ""))
        question = Question.objects.create(
            code=row["code"],
            topic=topics[row["topic"]],
            kind=row["kind"],
            label_en=row["label_en"],
            label_ar=row["label_ar"],
            help_en=row.get("help_en", ""),
            help_ar=row.get("help_ar", ""),
            is_required=row.get("is_required", False),
            sort_order=position,
            shown_after=Question.objects.filter(code=earlier).first(),
            shown_answer=answer,
        )
        Choice.objects.bulk_create(
            Choice(
                question=question, code=code, label_en=english, label_ar=arabic, sort_order=number
            )
            for number, (code, english, arabic) in enumerate(row.get("choices", ()))
        )


def seed_answers(*, pages: dict[str, Page]) -> None:
    """Create the answers to begin with, if there are none.

    Args:
        pages: every English page by the key of its content.
    """
    if AnswerTemplate.objects.exists():
        return
    for position, row in enumerate(content.ANSWERS):
        template = AnswerTemplate.objects.create(
            label_en=row["label_en"],
            label_ar=row["label_ar"],
            body_en=row["body_en"],
            body_ar=row["body_ar"],
            sort_order=position,
        )
        template.topics.set(Topic.objects.filter(code__in=row["topics"]))
        AnswerTemplateLink.objects.bulk_create(
            AnswerTemplateLink(template=template, page=pages[key], sort_order=number)
            for number, key in enumerate(row["links"])
        )
