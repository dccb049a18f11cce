"""Creates the demo's directory: organisations, services, checks, reports and suggestions."""

import hashlib
import uuid
from datetime import date, time, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from core.search.index import reindex_on_commit
from core.vocabulary import Region, SpokenLanguage
from demo.content import directory as content
from resources import search
from resources.domain.checking import record_check
from resources.domain.reporting import report_service
from resources.domain.suggesting import is_contact_offered, suggest_service
from resources.models import (
    Audience,
    OnlineCommunity,
    Organisation,
    OrganisationText,
    Phone,
    Schedule,
    Service,
    ServiceAddress,
    ServiceKind,
    ServiceSuggestion,
    ServiceText,
)

LANGUAGES = ("ar", "en")
_TERMS: dict[str, type[Model]] = {
    "kinds": ServiceKind,
    "audiences": Audience,
    "languages": SpokenLanguage,
    "regions": Region,
}


def seed_directory(*, user: AbstractBaseUser) -> int:
    """Create the organisations and services that are missing; what is there stays as it is.

    Args:
        user: the keeper in whose name the services are checked.

    Returns:
        how many services were made.
    """
    today = timezone.localdate()
    with transaction.atomic():
        organisations = _seed_organisations()
        there = set(Service.objects.values_list("slug", flat=True))
        missing = [row for row in content.SERVICES if row["slug"] not in there]
        services = _create_services(missing, organisations)
        _describe(missing, services)
        reindex_on_commit(search.SERVICE, *(service.pk for service in services.values()))
        for row in missing:
            if "checked" in row:
                days, method = row["checked"]
                record_check(
                    service=services[row["slug"]].pk,
                    method=method,
                    user=user,
                    today=today - timedelta(days=days),
                    closed=services[row["slug"]].status == Service.Status.CLOSED,
                )
    _report(services, today)
    _suggest(today)
    return len(missing)


def _seed_organisations() -> dict[str, Organisation]:
    found = {row.slug: row for row in Organisation.objects.all()}
    missing = [row for row in content.ORGANISATIONS if row["slug"] not in found]
    created = Organisation.objects.bulk_create(
        Organisation(
            slug=row["slug"],
            identifier=_identifier(row["slug"]),
            url=f"https://example.org/{row['slug']}",
            is_published=True,
        )
        for row in missing
    )
    found |= {row.slug: row for row in created}
    OrganisationText.objects.bulk_create(
        OrganisationText(organisation=found[row["slug"]], language=language, **row[language])
        for row in missing
        for language in LANGUAGES
    )
    # What is made in bulk tells nobody of itself.
    reindex_on_commit(search.ORGANISATION, *(row.pk for row in created))
    return found


def _create_services(
    rows: list[dict[str, Any]], organisations: dict[str, Organisation]
) -> dict[str, Service]:
    created = Service.objects.bulk_create(
        Service(
            slug=row["slug"],
            identifier=_identifier(row["slug"]),
            organisation=organisations[row["organisation"]],
            is_published=True,
            **row["fields"],
        )
        for row in rows
    )
    return {row.slug: row for row in created}


def _describe(rows: list[dict[str, Any]], services: dict[str, Service]) -> None:
    for name, model in _TERMS.items():
        _choose(name, model, rows, services)
    texts, phones, hours, addresses, communities = [], [], [], [], []
    for row in rows:
        service = services[row["slug"]]
        texts += [
            ServiceText(service=service, language=language, **row[language])
            for language in LANGUAGES
            if language in row
        ]
        phones += [
            Phone(service=service, sort_order=number, **phone)
            for number, phone in enumerate(row["phones"])
        ]
        hours += [
            Schedule(
                service=service,
                weekday=weekday,
                opens_at=time.fromisoformat(opens),
                closes_at=time.fromisoformat(closes),
            )
            for weekdays, opens, closes in row["hours"]
            for weekday in weekdays.split()
        ]
        if "address" in row:
            addresses.append(ServiceAddress(service=service, **row["address"]))
        if "community" in row:
            communities.append(OnlineCommunity(service=service, **row["community"]))
    ServiceText.objects.bulk_create(texts)
    Phone.objects.bulk_create(phones)
    Schedule.objects.bulk_create(hours)
    ServiceAddress.objects.bulk_create(addresses)
    OnlineCommunity.objects.bulk_create(communities)


def _choose(
    name: str, model: type[Model], rows: list[dict[str, Any]], services: dict[str, Service]
) -> None:
    through = getattr(Service, name).through
    keys = dict(model._default_manager.values_list("code", "pk"))
    through.objects.bulk_create(
        through(**{"service": services[row["slug"]], f"{model._meta.model_name}_id": keys[code]})
        for row in rows
        for code in row.get(name, ())
        if code in keys  # a term that somebody took away does not come back
    )


def _report(services: dict[str, Service], today: date) -> None:
    for number, (slug, reason, days) in enumerate(content.REPORTS):
        if slug in services:
            report_service(
                service=services[slug],
                reason=reason,
                nonce=_nonce(f"report-{number}"),
                today=today - timedelta(days=days),
            )


def _suggest(today: date) -> None:
    if ServiceSuggestion.objects.exists():
        return
    kinds = {kind.code: kind for kind in ServiceKind.objects.all()}
    is_sealed = is_contact_offered()
    for number, row in enumerate(content.SUGGESTIONS):
        suggest_service(
            name=row["name"],
            kind=kinds.get(row["kind"]),
            description=row["description"],
            reach=row["reach"],
            contact=row["contact"] if is_sealed else "",
            language=row["language"],
            nonce=_nonce(f"suggestion-{number}"),
            today=today - timedelta(days=row["days_ago"]),
        )


def _identifier(slug: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://example.org/demo/directory/{slug}"))


def _nonce(name: str) -> bytes:
    return hashlib.blake2b(name.encode(), digest_size=32, person=b"demo-directory").digest()
