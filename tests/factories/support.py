"""Makes volunteers, vocabularies and requests for tests."""

import secrets
from dataclasses import dataclass

import factory

from support.domain.submitting import Submission, submit_request
from support.models import CrisisContact, Region, Topic, VolunteerProfile
from tests.factories import vault
from tests.factories.vault import PASSPHRASE, UserFactory
from vault.models import OrganisationKey


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
    speaks_ar = True
    speaks_en = True
    capacity = 5


def make_volunteer(
    *,
    topics: list[Topic] | None = None,
    regions: list[Region] | None = None,
    passphrase: str = PASSPHRASE,
    has_key: bool = True,
    **profile,
) -> VolunteerProfile:
    """Make a user with a profile and, if wanted, a staff key that opens with `passphrase`.

    Args:
        topics: what they take; none means every topic there is now.
        regions: where they take it; none means all of them.
        profile: further fields of the profile, such as `is_duty_coordinator=True`.
    """
    volunteer = VolunteerProfileFactory(**profile)
    volunteer.topics.set(Topic.objects.all() if topics is None else topics)
    volunteer.regions.set(regions or [])
    if has_key:
        vault.make_staff_key(user=volunteer.user, passphrase=passphrase)
    return volunteer


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
        facets: `topic`, `region`, `language`, `urgency`, where they matter.
    """
    chosen = {"topic": opened.topics[0], "region": None, "language": "en", "urgency": "days"}
    return submit_request(
        nonce=nonce or secrets.token_bytes(32),
        payload={"body": body, "contact": "", "safe_hours": "", "may_leave_message": False},
        **{**chosen, **facets},
    )
