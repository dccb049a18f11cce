"""Opens requests with the organisation's two-part key, on the day when everybody else is gone."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from support.domain.access import widen_access
from support.domain.batches import Batch, work_through
from support.domain.history import record_event
from support.domain.locking import check_fresh, lock_request
from support.domain.sharing import key_to_seal_to
from support.models import HelpRequest, RequestAccess, RequestEvent, VolunteerProfile
from vault.domain import records
from vault.models import Grant, OrganisationKey
from vault.selectors import living_keys


@dataclass(frozen=True)
class Operator:
    """Who stands at the server's console with both parts of the key.

    Attributes:
        name: who, in their own words, for the access log.
        secret: from `vault.crypto.org_key.combine`.
        key: the organisation's key that the parts make.
    """

    name: str
    secret: bytes
    key: OrganisationKey

    def __repr__(self) -> str:
        return f"<Operator {self.name}>"


def requests_to_open(
    *, profile: VolunteerProfile, key: OrganisationKey, only: UUID | None, closed_too: bool
) -> QuerySet[HelpRequest]:
    """Return what the organisation's key opens and this person's living key does not yet.

    Whoever a visitor shut out, or who declined, gets nothing here either.

    Args:
        profile: to whom it shall be sealed.
        key: the organisation's.
        only: one request; all if none is given.
        closed_too: also those that nobody works on.
    """
    of_organisation = Grant.objects.filter(envelope=OuterRef("envelope"), organisation_key=key)
    theirs = Grant.objects.filter(
        envelope=OuterRef("envelope"), staff_key__in=living_keys().filter(user=profile.user_id)
    )
    rows = HelpRequest.objects.filter(Exists(of_organisation), ~Exists(theirs)).exclude(
        exclusions__profile=profile
    )
    if only is not None:
        return rows.filter(pk=only)
    return rows if closed_too else rows.exclude(status=HelpRequest.Status.CLOSED)


def grant_from_organisation(
    *,
    requests: QuerySet[HelpRequest],
    profile: VolunteerProfile,
    operator: Operator,
    after: UUID | None = None,
) -> Batch:
    """Seal the next few requests to somebody's living key, so that they answer them at the desk.

    Args:
        requests: from `requests_to_open`.
        profile: who shall answer.
        operator: who holds both parts; each opening is written down under this name.
        after: where to go on.
    """

    def act(request: HelpRequest) -> None:
        record = records.open_by_organisation(
            envelope=request.envelope, organisation_secret=operator.secret, operator=operator.name
        )
        with transaction.atomic():
            locked = lock_request(request.envelope_id)
            check_fresh(request=locked, record=record)
            key = key_to_seal_to(request=locked, profile=profile)
            records.grant_access(record=record, staff_key=key)
            widen_access(request=locked, profiles=[profile], why=RequestAccess.Why.ENTRUSTED)
            record_event(request=locked, kind=RequestEvent.Kind.ENTRUSTED, target=profile)

    return work_through(requests, act=act, after=after)
