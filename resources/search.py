"""Services and organisations in the search: what each is found by, and what the index follows.

The exact address of a service is a row that nothing here reads, whoever may see it. Of a hidden
place not even the area is taken in.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.search.documents import Hit, SearchDocument, register_kind
from core.search.index import reindex_on_commit
from resources.models import (
    OnlineCommunity,
    Organisation,
    OrganisationText,
    Service,
    ServiceText,
)
from resources.selectors import directory

SERVICE, ORGANISATION = "service", "organisation"
BATCH = 100  # rows in memory at once

_PROSE = (
    "eligibility",
    "application",
    "fees",
    "hours",
    "status_note",
    "safety",
    "accessibility",
    "confidentiality",
)
_COMMUNITY_PROSE = ("moderators", "seen_by_others", "without_own_name")
_WITH_AREA = {Service.PlaceTier.PUBLIC, Service.PlaceTier.AREA}
_TERMS = {"kinds": "servicekind", "audiences": "audience", "languages": "spokenlanguage"}
_REGIONS = {"regions": "region"}

ByLanguage = dict[tuple[int, str], list[str]]


def register() -> None:
    """Make services and organisations findable."""
    register_kind(
        SERVICE,
        label=_("Services"),
        documents=services,
        visible=visible_services,
        resolve=resolve_services,
        position=1,
    )
    register_kind(
        ORGANISATION,
        label=_("Organisations"),
        documents=organisations,
        visible=visible_organisations,
        resolve=resolve_organisations,
        position=2,
    )


def services(keys: Collection[int] | None) -> Iterator[SearchDocument]:
    """Return what services are found by, in each language that describes them."""
    for ids in _batches(directory.published(), keys):
        rows = Service.objects.in_bulk(ids)
        labels = _labels(rows.values())
        names = _names_of_organisations({row.organisation_id for row in rows.values()})
        communities = {
            row.service_id: row for row in OnlineCommunity.objects.filter(service_id__in=ids)
        }
        for text in ServiceText.objects.filter(service_id__in=ids).order_by("service", "language"):
            row = rows[text.service_id]
            parts = [getattr(text, name) for name in _PROSE]
            if row.place_tier in _WITH_AREA:
                parts.append(text.area)
            extra = [*labels[row.pk, text.language], *names[row.organisation_id, text.language]]
            if community := communities.get(row.pk):
                parts += [
                    getattr(community, f"{name}_{text.language}") for name in _COMMUNITY_PROSE
                ]
                extra.append(str(community.get_platform_display()))
            yield _document(SERVICE, row.pk, text, parts, extra)


def organisations(keys: Collection[int] | None) -> Iterator[SearchDocument]:
    """Return what organisations are found by, in each language that describes them."""
    for ids in _batches(_published_organisations(), keys):
        texts = OrganisationText.objects.filter(organisation_id__in=ids)
        for text in texts.order_by("organisation", "language"):
            yield _document(ORGANISATION, text.organisation_id, text, [], [])


def visible_services() -> QuerySet[Service]:
    """Return the service that a document is of, if we may point to it in that language now."""
    return _found_services().filter(
        pk=OuterRef("document__key"), texts__language=OuterRef("document__language")
    )


def visible_organisations() -> QuerySet[Organisation]:
    """Return the organisation that a document is of, if readers may open it in that language."""
    return _published_organisations().filter(
        pk=OuterRef("document__key"), texts__language=OuterRef("document__language")
    )


def resolve_services(keys: Collection[int], language: str) -> dict[int, Hit]:
    """Return the services as readers of a language may see them now, by one query."""
    texts = ServiceText.objects.filter(
        service_id__in=keys, service__in=_found_services(), language=language
    )
    with override(language):
        return {
            text.service_id: Hit(text.name, reverse("resources:service", args=[text.service.slug]))
            for text in texts.select_related("service")
        }


def resolve_organisations(keys: Collection[int], language: str) -> dict[int, Hit]:
    """Return the organisations as readers of a language may see them now, by one query."""
    texts = OrganisationText.objects.filter(
        organisation_id__in=keys, organisation__is_published=True, language=language
    )
    with override(language):
        return {
            text.organisation_id: Hit(
                text.name, reverse("resources:organisation", args=[text.organisation.slug])
            )
            for text in texts.select_related("organisation")
        }


def _found_services() -> QuerySet[Service]:
    """Return the services that a search may point to: none that is closed for good or unsafe."""
    return (
        directory.published()
        .exclude(status=Service.Status.CLOSED)
        .filter(needs_review=False)
        .select_related(None)
    )


def _published_organisations() -> QuerySet[Organisation]:
    return Organisation.objects.filter(is_published=True)


def _document(
    kind: str,
    key: int,
    text: ServiceText | OrganisationText,
    parts: Iterable[str],
    extra: Iterable[str],
) -> SearchDocument:
    return SearchDocument(
        kind=kind,
        language=text.language,
        key=key,
        title=text.name,
        summary=text.description,
        body="\n".join(part for part in parts if part),
        extra="\n".join(extra),
    )


def _labels(services: Iterable[Service]) -> ByLanguage:
    """Return the labels of the terms of each service, by its key and the language."""
    rows = list(services)
    ids = [row.pk for row in rows]
    told = [row.pk for row in rows if row.place_tier != Service.PlaceTier.HIDDEN]
    found: ByLanguage = defaultdict(list)
    for terms, of in ((_TERMS, ids), (_REGIONS, told)):
        for name, term in terms.items():
            through = getattr(Service, name).through.objects.filter(service_id__in=of)
            columns = ("service_id", f"{term}__label_ar", f"{term}__label_en")
            for key, arabic, english in through.order_by("pk").values_list(*columns):
                found[key, "ar"].append(arabic)
                found[key, "en"].append(english)
    return found


def _names_of_organisations(ids: Collection[int]) -> ByLanguage:
    found: ByLanguage = defaultdict(list)
    texts = OrganisationText.objects.filter(organisation_id__in=ids)
    for key, language, name in texts.values_list("organisation_id", "language", "name"):
        found[key, language].append(name)
    return found


def _batches(rows: QuerySet, keys: Collection[int] | None) -> Iterator[list[int]]:
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    ids = iter(list(rows.order_by("pk").values_list("pk", flat=True)))
    while some := list(islice(ids, BATCH)):
        yield some


@receiver([post_save, post_delete], sender=Service)
def follow_service(sender: type, instance: Service, raw: bool = False, **kwargs: Any) -> None:
    """Follow a service that was changed or deleted."""
    if not raw:
        reindex_on_commit(SERVICE, instance.pk)


@receiver([post_save, post_delete], sender=ServiceText)
@receiver([post_save, post_delete], sender=OnlineCommunity)
def follow_text(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Follow what is said of a service."""
    if not raw:
        reindex_on_commit(SERVICE, instance.service_id)


@receiver([post_save, post_delete], sender=Organisation)
def follow_organisation(
    sender: type, instance: Organisation, raw: bool = False, **kwargs: Any
) -> None:
    """Follow an organisation, and its services, which are found by its name and close with it."""
    if not raw:
        _reindex_with_services(instance.pk)


@receiver([post_save, post_delete], sender=OrganisationText)
def follow_organisation_text(
    sender: type, instance: OrganisationText, raw: bool = False, **kwargs: Any
) -> None:
    """Follow what is said of an organisation."""
    if not raw:
        _reindex_with_services(instance.organisation_id)


def follow_terms(sender: type, instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    """Follow the terms of a service."""
    if action.startswith("post_") and not reverse:
        reindex_on_commit(SERVICE, instance.pk)


for _name in (*_TERMS, *_REGIONS):
    m2m_changed.connect(follow_terms, sender=getattr(Service, _name).through)


def _reindex_with_services(key: int) -> None:
    reindex_on_commit(ORGANISATION, key)
    keys = Service.objects.filter(organisation_id=key).values_list("pk", flat=True)
    if keys:
        reindex_on_commit(SERVICE, *keys)
