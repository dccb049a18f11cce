"""Makes volunteers, vocabularies and requests for tests."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

import factory

from core.vocabulary import Region
from support.domain.submitting import Submission, submit_request
from support.models import (
    AnswerLanguage,
    Choice,
    CrisisContact,
    HelpRequest,
    Question,
    Topic,
    UrgencyLevel,
    VolunteerProfile,
)
from tests.factories import vault
from tests.factories.vault import PASSPHRASE, UserFactory
from vault.models import OrganisationKey

Urgency = HelpRequest.Urgency


class TopicFactory(factory.django.DjangoModelFactory):
    """A kind of help."""

    class Meta:
        model = Topic

    code = factory.Sequence(lambda number: f"topic-{number}")
    label_en = factory.Sequence(lambda number: f"Topic {number}")
    label_ar = factory.Sequence(lambda number: f"موضوع {number}")
    help_en = "What belongs here."
    help_ar = "ما يدخل هنا."
    sort_order = factory.Sequence(lambda number: number)


class RegionFactory(factory.django.DjangoModelFactory):
    """A coarse region."""

    class Meta:
        model = Region

    code = factory.Sequence(lambda number: f"region-{number}")
    label_en = factory.Sequence(lambda number: f"Region {number}")
    label_ar = factory.Sequence(lambda number: f"منطقة {number}")
    sort_order = factory.Sequence(lambda number: number)


class CrisisContactFactory(factory.django.DjangoModelFactory):
    """Somebody who answers now."""

    class Meta:
        model = CrisisContact

    code = factory.Sequence(lambda number: f"contact-{number}")
    label_en = "Night line"
    label_ar = "خط الليل"
    phone = "+961 1 234 567"
    hours_en = "Every night from 8 to 2"
    hours_ar = "كل ليلة من ٨ إلى ٢"


class VolunteerProfileFactory(factory.django.DjangoModelFactory):
    """What routing knows of a volunteer; without a key nobody is eligible."""

    class Meta:
        model = VolunteerProfile
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    alias_en = factory.Sequence(lambda number: f"Cedar {number}")
    alias_ar = factory.Sequence(lambda number: f"أرزة {number}")
    capacity = 5


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question that a topic asks besides."""

    class Meta:
        model = Question

    code = factory.Sequence(lambda number: f"question-{number}")
    kind = Question.Kind.SHORT
    label_en = factory.Sequence(lambda number: f"Question {number}?")
    label_ar = factory.Sequence(lambda number: f"سؤال {number}؟")
    sort_order = factory.Sequence(lambda number: number)


def make_question(topic: Topic, kind: str = "short", *, choices: int = 0, **fields) -> Question:
    """Make a question of `topic`, with so many answers to choose from: `a`, `b`, `c`…"""
    question = QuestionFactory(topic=topic, kind=kind, **fields)
    for position, code in enumerate("abcdefgh"[:choices]):
        Choice.objects.create(
            question=question,
            code=code,
            label_en=f"Answer {code}",
            label_ar=f"جواب {code}",
            sort_order=position,
        )
    return question


def make_language(code: str) -> AnswerLanguage:
    """Return a language of answers; a transactional test empties those of the migrations."""
    labels = {"ar": ("Arabic", "العربية"), "en": ("English", "الإنجليزية")}
    english, arabic = labels.get(code, (code, code))
    return AnswerLanguage.objects.get_or_create(
        code=code, defaults={"label_en": english, "label_ar": arabic}
    )[0]


def make_volunteer(
    *,
    languages: Sequence[str] = ("ar", "en"),
    topics: list[Topic] | None = None,
    regions: list[Region] | None = None,
    passphrase: str = PASSPHRASE,
    has_key: bool = True,
    **profile,
) -> VolunteerProfile:
    """Make a user with a profile and, if wanted, a staff key that opens with `passphrase`.

    Args:
        languages: codes of those they answer in.
        topics: what they take; none means every topic there is now.
        regions: where they take it; none means all of them.
        profile: further fields of the profile, such as `is_duty_coordinator=True`.
    """
    volunteer = VolunteerProfileFactory(**profile)
    volunteer.languages.set(make_language(code) for code in languages)
    volunteer.topics.set(Topic.objects.all() if topics is None else topics)
    volunteer.regions.set(regions or [])
    if has_key:
        vault.make_staff_key(user=volunteer.user, passphrase=passphrase)
    return volunteer


def make_levels() -> None:
    """Make the three levels of urgency, where a transactional test has emptied them."""
    hours = {Urgency.NOW: 2, Urgency.DAYS: 24, Urgency.WEEKS: 24}
    for position, (code, label) in enumerate(Urgency.choices):
        UrgencyLevel.objects.get_or_create(
            code=code,
            defaults={
                "label_en": str(label),
                "label_ar": f"{label} (ar)",
                "hours": hours[code],
                "sort_order": position,
            },
        )


@dataclass
class OpenForm:
    """Everything that an open form needs, and what to choose in it."""

    organisation_key: OrganisationKey
    coordinator: VolunteerProfile
    volunteers: list[VolunteerProfile]
    topics: list[Topic]
    regions: list[Region]
    contacts: list[CrisisContact]


def open_form() -> OpenForm:
    """Make what the form needs to be open: three topics, three regions, two volunteers, a
    coordinator who takes no requests of their own, and the organisation's key."""
    topics = TopicFactory.create_batch(3)
    make_levels()
    regions = RegionFactory.create_batch(3)
    return OpenForm(
        organisation_key=vault.make_organisation_key(),
        coordinator=make_volunteer(topics=[], is_duty_coordinator=True),
        volunteers=[make_volunteer(), make_volunteer()],
        topics=topics,
        regions=regions,
        contacts=[CrisisContactFactory()],
    )


def submit(
    opened: OpenForm, *, nonce: bytes | None = None, body: str = "I need help.", **facets
) -> Submission:
    """Send a request past the form, straight to the domain.

    Args:
        opened: from `open_form`.
        nonce: the form's own; a new one where none is given.
        facets: `topic`, `region`, `language` (its code), `urgency`, where they matter.
    """
    facets["language"] = make_language(facets.get("language", "en"))
    chosen = {"topic": opened.topics[0], "region": None, "urgency": "days"}
    return submit_request(
        nonce=nonce or secrets.token_bytes(32),
        payload={"body": body, "contact": "", "safe_hours": "", "may_leave_message": False},
        **{**chosen, **facets},
    )
